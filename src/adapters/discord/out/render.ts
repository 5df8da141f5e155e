// Renders a document as Discord messages. Pure. Escaping is in text.ts, tables in table.ts, buttons in rows.ts, and pages.ts fits it all
// into messages.
import { strong, text } from '../../../document/build.js';
import {
  assertNever,
  type Block,
  type Code,
  type Disagreement,
  type Document,
  type Inline,
  type View,
} from '../../../document/nodes.js';
import { once } from '../../../document/once.js';
import { disputeLead, inlineText, placesOf } from '../../../document/plain.js';
import type { Asked } from '../../shared/asked.js';
import { encodeButton } from '../buttons.js';
import { layPages, layPlain, laySimple, layText, maxLine, type PagedText } from './pages.js';
import type { ActionRow, ButtonComponent, Payload, SelectOption } from './payload.js';
import { button, type DrawnChoices, drawChoices, menuRow, option, rowsOf } from './rows.js';
import { type Foot, renderSources } from './sources.js';
import { canBeBlock, type Lines, renderRows, type TableLayout, tableLayout } from './table.js';
import { codeLine, escapeText, labelText, splitInlines } from './text.js';

/**
 * `asked` recreates the answer, for the buttons that show more of it. `asker` may remove it. A reply continues from `context`. `feedback`:
 * votes are taken.
 */
export type DiscordRenderOptions = {
  readonly asked?: Asked;
  readonly asker?: string;
  readonly context?: Document['about'];
  readonly feedback?: boolean;
  /** Nobody asked for it: the author of the post may say that it wasn't a question. */
  readonly unasked?: boolean;
  /** Whether to show the button that lists all commands, as in the help. */
  readonly commands?: boolean;
  /** The answer this was opened from; a button closes this and shows it again. */
  readonly back?: Asked;
  readonly tables?: TableLayout;
};

/**
 * `pages` has at least one message. If `linked`, each page has a button for the next and only one is sent; otherwise all are sent in order.
 * `text` and `simple` stand in for a page that Discord refuses.
 */
export type Rendered = {
  readonly pages: readonly Payload[];
  readonly linked: boolean;
  readonly text: Payload;
  readonly simple: Payload;
  /** The whole answer as text with buttons, if it fits. */
  readonly plain: Payload | undefined;
};

/** Renders a document; every message is within Discord's limits, whatever the document holds. */
export function renderDocument(document: Document, options: DiscordRenderOptions = {}): Rendered {
  const again = againOf(document, options);
  const parts = partsOf(document, options, again);
  return {
    pages: layPages(parts),
    linked: again !== undefined,
    // Lazy, because it is hardly ever needed.
    get text() {
      return layText(parts);
    },
    get plain() {
      return layPlain(parts);
    },
    get simple() {
      return laySimple(parts);
    },
  };
}

function partsOf(document: Document, options: DiscordRenderOptions, again: Asked | undefined): PagedText {
  const { title, body, choices, toggle, ...drawn } =
    options.tables === undefined ? drawOnce(document) : draw(document, options.tables);
  const sources = again === undefined ? drawn.wholeSources : drawn.sources;
  return {
    title,
    body: [
      ...body,
      ...sources.flatMap(({ foot, later }, index) => (index === 0 ? later : [...together(foot), ...later])),
    ],
    foot: sources.slice(0, 1).flatMap(({ foot }) => foot),
    rows: [
      ...rowsOf([
        ...backButton(options),
        ...choices.seen,
        ...commandsButton(options),
        ...voteButtons(document, options),
      ]),
      ...choices.rows,
      ...menuRow(
        [
          ...choices.rest,
          ...(toggle === undefined ? [] : toggleOption(toggle, again)),
          ...smallOptions(options, { again, shortened: sources.some((each) => each.shortened) }),
        ],
        menuIndex(document, options),
      ),
    ],
    rest: (page) => restRow(page, again),
  };
}

/** The part of a drawn answer that doesn't depend on who asked. `toggle` shows its table the other way; `wholeSources` open nothing further. */
type DrawnAnswer = {
  readonly title: string;
  readonly body: readonly Lines[];
  readonly sources: readonly Foot[];
  readonly wholeSources: readonly Foot[];
  readonly choices: DrawnChoices;
  readonly toggle: TableLayout | undefined;
};

const drawOnce = once((document: Document) => draw(document, undefined));

function draw(document: Document, tables: TableLayout | undefined): DrawnAnswer {
  const cited = document.children.filter((block) => block.type === 'sources');
  const choices = drawChoices(document);
  const questions = choices.lines.flatMap((line) => splitInlines([text(line)], maxLine - 2).map((each) => `- ${each}`));
  return {
    title: escapeText(titleOf(document)),
    body: [...document.children.flatMap((block) => renderBlock(block, tables)), ...together(questions)],
    sources: cited.map((block) => renderSources(block, true)),
    wholeSources: cited.map((block) => renderSources(block, false)),
    choices,
    toggle: otherLayout(document, tables),
  };
}

const maxTitle = 100;

function titleOf(document: Document): string {
  const heading = document.children.find((block) => block.type === 'heading');
  return labelText(heading === undefined ? '' : inlineText(heading.children), maxTitle / 2) || 'More';
}

// What recreates the document: the question, or what the document says it is about. It must fit an id.
function againOf({ about }: Document, { asked }: DiscordRenderOptions): Asked | undefined {
  const candidates: readonly Asked[] = [
    ...(asked === undefined ? [] : [asked]),
    ...(about === undefined ? [] : [{ type: 'press', target: about } as const]),
  ];
  return candidates.find((each) => encodeButton({ type: 'page', page: 999, asked: each }) !== undefined);
}

function restRow(page: number, again: Asked | undefined): ActionRow | undefined {
  const id = again === undefined ? undefined : encodeButton({ type: 'page', page, asked: again });
  return id === undefined
    ? undefined
    : { type: 1, components: [{ type: 2, style: 1, label: 'Show the rest', custom_id: id }] };
}

function otherLayout(document: Document, tables: TableLayout | undefined): TableLayout | undefined {
  const table = document.children.find((block) => block.type === 'table');
  if (table === undefined) return undefined;
  if ((tables ?? tableLayout(table)) === 'block') return 'records';
  return canBeBlock(table) ? 'block' : undefined;
}

const layoutNames: Readonly<Record<TableLayout, string>> = { records: 'Table as a list', block: 'Table in columns' };

function toggleOption(layout: TableLayout, again: Asked | undefined): readonly SelectOption[] {
  return again === undefined ? [] : option({ type: 'table', layout, asked: again }, layoutNames[layout]);
}

// Discord keeps a menu's selection while its id stays the same, so what is opened in place of an answer numbers its menus from here.
const firstMenu = 20;

function menuIndex({ about }: Document, { back }: DiscordRenderOptions): number {
  const isOpen = back !== undefined || (about !== undefined && ('part' in about || 'row' in about));
  return firstMenu + (isOpen ? 5 : 0);
}

function backButton({ back }: DiscordRenderOptions): readonly ButtonComponent[] {
  return back === undefined ? [] : button({ type: 'again', asked: back }, 'Back to the answer');
}

function commandsButton({ commands = false }: DiscordRenderOptions): readonly ButtonComponent[] {
  return commands ? button({ type: 'commands' }, 'All commands') : [];
}

function voteButtons(
  { about }: Document,
  { feedback = false, asker, unasked }: DiscordRenderOptions,
): readonly ButtonComponent[] {
  if (!feedback || about === undefined) return [];
  if (unasked === true && asker !== undefined)
    return [
      ...button({ type: 'vote', helpful: true, about }, 'Solved', '✅'),
      ...button({ type: 'unmeant', asker, about }, 'Not what I meant'),
    ];
  return [
    ...button({ type: 'vote', helpful: true, about }, 'Helpful', '👍'),
    ...button({ type: 'vote', helpful: false, about }, 'Not helpful', '👎'),
  ];
}

type Small = { readonly again: Asked | undefined; readonly shortened: boolean };

function smallOptions(
  { asked, asker, context }: DiscordRenderOptions,
  { again, shortened }: Small,
): readonly SelectOption[] {
  return [
    ...(shortened && again !== undefined ? option({ type: 'sources', asked: again }, 'Sources') : []),
    ...(asked !== undefined && explainable.has(asked.type) ? option({ type: 'why', asked }, 'Why this answer') : []),
    ...(asker === undefined ? [] : dismissOption(asker, context)),
  ];
}

// The result of a button press needs no explanation.
const explainable: ReadonlySet<Asked['type']> = new Set<Asked['type']>(['question', 'diff', 'define', 'choose']);

function dismissOption(asker: string, context: Document['about']): readonly SelectOption[] {
  const found = context === undefined ? [] : option({ type: 'dismiss', asker, context }, 'Dismiss');
  return found.length > 0 ? found : option({ type: 'dismiss', asker }, 'Dismiss');
}

function renderBlock(block: Block, tables: TableLayout | undefined): readonly Lines[] {
  switch (block.type) {
    case 'heading':
      return together(splitInlines(block.children, maxLine - 3).map((line) => `## ${line}`));
    case 'paragraph':
      return together(splitInlines(block.children, maxLine));
    case 'view':
      return renderView(block);
    case 'table': {
      const lines = renderRows(block, tables ?? tableLayout(block), maxLine);
      return lines.lines.length === 0 ? [] : [lines];
    }
    case 'list':
      return together(
        block.children.flatMap((item) => splitInlines(item.children, maxLine - 2).map((line) => `- ${line}`)),
      );
    case 'code':
      return [renderCode(block)];
    case 'disagreement':
      return renderDisagreement(block);
    case 'sources':
    case 'choices':
      return [];
    default:
      return assertNever(block);
  }
}

// Cuts a line longer than a message; none of our own is.
function renderCode({ value }: Code): Lines {
  const [before, after] = ['```\n', '\n```'];
  const room = maxLine - before.length - after.length;
  return { before, after, lines: value.split('\n').map((line) => codeLine(line).slice(0, room)) };
}

function renderDisagreement(disagreement: Disagreement): readonly Lines[] {
  const lead = disputeLead(disagreement).trim();
  return [
    ...together(splitInlines([strong(lead), text(' '), ...disagreement.children], maxLine)),
    ...disagreement.views.flatMap(renderView),
  ];
}

const maxPlaces = 300;

// First where it says so, then what it says.
function renderView({ verbatim, children, citations }: View): readonly Lines[] {
  const places = placesOf(citations).flatMap(({ name, headings }, index): readonly Inline[] => [
    ...(index === 0 ? [] : [text('; ')]),
    strong(name),
    text(` › ${headings.join(', ')}`),
  ]);
  const [lead] = splitInlines(places, maxPlaces);
  const head = lead === undefined ? '' : `> ${lead}\n`;
  const said: readonly Inline[] = verbatim ? [text('“'), ...children, text('”')] : children;
  const room = maxLine - head.length - '> (continued) '.length;
  // Every part names its source, since the parts may be read on different pages.
  return splitInlines(said, room).map((line, index) => {
    const again = index === 0 ? '' : '(continued) ';
    return { before: '', after: '', lines: [`${head}> ${again}${line}`] };
  });
}

function together(lines: readonly string[]): readonly Lines[] {
  return lines.length === 0 ? [] : [{ before: '', after: '', lines }];
}
