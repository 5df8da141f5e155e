// Renders a document as a Slack message: sections, one native table, buttons, and `text` that says it all. Pure. Every text passes the
// escape table in text.ts.
import type { types } from '@slack/bolt';
import type { Block, Choice, Choices, Document } from '../../../document/nodes.js';
import { once } from '../../../document/once.js';
import type { Target } from '../../../document/target.js';
import { type Asked, aboutOf } from '../../shared/asked.js';
import { arrange, opensPart, shownChoices } from '../../shared/controls.js';
import { hasList, isLong } from '../../shared/sources.js';
import { type Button, encodeButton, encodeOption, shortAsk, shortContext } from '../buttons.js';
import { checkMessage, limits, type SlackMessage } from './limits.js';
import { renderText } from './notification.js';
import {
  button,
  choiceElements,
  context,
  inRows,
  plain,
  renderCode,
  renderDisagreement,
  renderList,
  renderProse,
  renderTableSections,
  renderViews,
} from './sections.js';
import { renderSources } from './sources.js';
import { renderTable } from './table.js';

export type SlackRenderOptions = {
  /** The question; without it an answer has no buttons of its own (sources, why, votes, sharing). */
  readonly ask?: Asked;
  /** The asker's id: only they may remove the answer. */
  readonly by?: string;
  readonly context?: Target;
  /** Whether only the asker sees it, so that it can be shared. */
  readonly shareable?: boolean;
  /** Whether "why this answer" has anything to say. */
  readonly explained?: boolean;
  /** The answer this was opened from; a button closes this and shows it again. */
  readonly back?: Asked;
  /** Nobody asked for it: the author of the post may say that it wasn't a question. */
  readonly unasked?: boolean;
  /** The id of the person who shares it with the channel. */
  readonly sharedBy?: string;
};

// What is dropped, step by step, when the blocks are too many or too long; `text` still has it.
const lengths = ['full', 'names', 'points', 'core'] as const;
type Length = (typeof lengths)[number];

/** The message of a document, within all limits; without blocks as a last resort. */
export function renderMessage(document: Document, options: SlackRenderOptions = {}): SlackMessage {
  const text = textOf(document);
  for (const length of lengths) {
    const message = { text, blocks: renderBlocks(document, options, length) };
    if (checkMessage(message).length === 0) return message;
  }
  return { text, blocks: [] };
}

/** A short notice in our own words. */
export function renderNotice(text: string): SlackMessage {
  return renderMessage({ type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] });
}

const textOf = once(renderText);
// The full version doesn't depend on who asked.
const wholeBody = once((document: Document) => renderBody(document, 'full'));

function renderBlocks(document: Document, options: SlackRenderOptions, length: Length): types.KnownBlock[] {
  const body = length === 'full' ? wholeBody(document) : renderBody(document, length);
  return [...body, ...renderControls(document, options, length)];
}

function renderBody(document: Document, length: Length): readonly types.KnownBlock[] {
  const shown = document.children.filter((block) => isShown(block, length));
  const blocks: types.KnownBlock[] = [];
  for (const group of groupsOf(shown)) {
    const tableAllowed = !blocks.some((block) => block.type === 'table');
    blocks.push(...renderGroup(group, length, tableAllowed, document.about));
  }
  return blocks;
}

// Buttons that show more and buttons that lead on share a row with the menu.
function isShown(block: Block, length: Length): boolean {
  if (block.type === 'choices') return block.role !== 'more' && block.role !== 'related';
  return length !== 'core' || (block.type !== 'view' && block.type !== 'disagreement');
}

function choicesOf(blocks: readonly Block[]): readonly Choices[] {
  return blocks.flatMap((block) => (block.type === 'choices' ? [block] : []));
}

// Groups neighbouring prose, quotes and buttons.
function groupsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const kind = groupKind(block);
    if (last?.[0] !== undefined && kind !== undefined && kind === groupKind(last[0])) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function groupKind({ type }: Block): string | undefined {
  if (type === 'heading' || type === 'paragraph') return 'prose';
  return type === 'view' || type === 'choices' ? type : undefined;
}

function renderGroup(
  group: readonly Block[],
  length: Length,
  tableAllowed: boolean,
  about: Target | undefined,
): types.KnownBlock[] {
  const [first] = group;
  switch (first?.type) {
    case undefined:
      return [];
    case 'heading':
    case 'paragraph':
      return renderProse(group);
    case 'view':
      return renderViews(group.flatMap((block) => (block.type === 'view' ? [block] : [])));
    case 'table': {
      const native = tableAllowed ? renderTable(first) : undefined;
      return native === undefined ? renderTableSections(first) : [native];
    }
    case 'list':
      return renderList(first);
    case 'code':
      return renderCode(first);
    case 'disagreement':
      return renderDisagreement(first, length === 'points');
    case 'sources':
      return [context(renderSources(first, length !== 'full' || isLong(first)))];
    case 'choices':
      return inRows(choiceElements(choicesOf(group), about));
  }
}

function renderControls(document: Document, options: SlackRenderOptions, length: Length): types.KnownBlock[] {
  const ask = options.ask === undefined ? undefined : shortAsk(options.ask, document.about);
  const { sharedBy } = options;
  return [
    ...(length === 'core' ? [context('Shortened: a message takes no more. Ask for one aspect.')] : []),
    ...(sharedBy === undefined ? [] : [context(`Shared by <@${sharedBy}>`)]),
    ...inRows(rowOf(document, options, ask === undefined ? [] : askButtons(document, ask, options, length))),
    ...renderSmall(ask === undefined ? undefined : aboutOf(ask, document.about), options),
  ];
}

type Offered = { readonly id: string; readonly label: string; readonly pressed: Button };

// Two choices next to the asker's remove button, otherwise three; then the menu.
function rowOf(
  document: Document,
  { by, back }: SlackRenderOptions,
  offered: readonly Offered[],
): readonly types.ActionsBlockElement[] {
  const { seen, rest } = arrange(document, by === undefined ? shownChoices : shownChoices - 1);
  const closing: readonly Offered[] =
    back === undefined ? [] : [{ id: 'back', label: 'Back to the answer', pressed: { type: 'here', ask: back } }];
  const toOffer = (choice: Choice, index: number): Offered => ({
    id: `go_${index}`,
    label: choice.label,
    pressed: pressOf(choice, document),
  });
  const buttons = [...closing, ...seen.map(toOffer)];
  const menu = [...offered, ...rest.map((choice, index) => toOffer(choice, seen.length + index))];
  return [...buttons.flatMap(toButton), ...menuElements(menu)];
}

function pressOf({ target }: Choice, document: Document): Button {
  const role = document.children.some(
    (block) =>
      block.type === 'choices' && block.role === 'more' && block.children.some((each) => each.target === target),
  )
    ? 'more'
    : 'related';
  return opensPart(role, target, document.about)
    ? { type: 'here', ask: { type: 'press', target } }
    : { type: 'press', target };
}

function toButton({ id, label, pressed }: Offered): readonly types.Button[] {
  const value = encodeButton(pressed);
  return value === undefined || label.trim() === '' ? [] : [button(id, label, value)];
}

// A choice too long for an option stays a button, and so does a single one.
function menuElements(offered: readonly Offered[]): readonly types.ActionsBlockElement[] {
  const options = offered.flatMap(({ label, pressed }) => {
    const value = encodeOption(pressed);
    return value === undefined || label.trim() === '' ? [] : [{ text: plain(label, limits.optionText), value }];
  });
  const long = offered.filter(({ pressed, id }) => encodeOption(pressed) === undefined && !id.startsWith('go_'));
  if (options.length < 2)
    return offered.filter(({ id }, index) => index < 2 || !id.startsWith('go_')).flatMap(toButton);
  return [
    ...long.flatMap(toButton),
    { type: 'overflow', action_id: 'menu', options: options.slice(0, limits.overflowOptions) },
  ];
}

function askButtons(document: Document, ask: Asked, options: SlackRenderOptions, length: Length): readonly Offered[] {
  const cited = document.children.find((block) => block.type === 'sources');
  const shortened = cited !== undefined && (length !== 'full' || hasList(cited));
  // A shortened question leads to the same answer, but not to the same explanation.
  const explained = options.explained === true && ask === options.ask;
  const offered: readonly [boolean, string, Button][] = [
    [shortened, 'Sources', { type: 'sources', ask }],
    [explained, 'Why this answer', { type: 'why', ask }],
    [options.shareable === true, 'Share in channel', { type: 'share', ask }],
  ];
  return offered.flatMap(([wanted, label, pressed]) => (wanted ? [{ id: pressed.type, label, pressed }] : []));
}

// Small icons below the answer: votes and the button that removes it.
function renderSmall(
  about: Target | undefined,
  { by, context: next, unasked = false }: SlackRenderOptions,
): (types.ContextActionsBlock | types.ActionsBlock)[] {
  if (unasked && about !== undefined && by !== undefined)
    return inRows([
      ...toButton({ id: 'solved', label: 'Solved', pressed: { type: 'vote', helpful: true, about } }),
      ...toButton({ id: 'unmeant', label: 'Not what I meant', pressed: { type: 'unmeant', by, about } }),
    ]);
  const kept = shortContext(next);
  const dismiss = encodeButton({
    type: 'dismiss',
    ...(by === undefined ? {} : { by }),
    ...(kept === undefined ? {} : { context: kept }),
  });
  const elements = [
    ...(about === undefined ? [] : voteButtons(about)),
    ...(dismiss === undefined || by === undefined ? [] : [dismissButton(dismiss, by)]),
  ];
  return elements.length === 0 ? [] : [{ type: 'context_actions', elements }];
}

function voteButtons(about: Target): types.FeedbackButtons[] {
  const [up, down] = [true, false].map((helpful) => encodeButton({ type: 'vote', helpful, about }));
  if (up === undefined || down === undefined) return [];
  return [
    {
      type: 'feedback_buttons',
      action_id: 'vote',
      positive_button: { text: plain('Helpful', limits.buttonText), value: up },
      negative_button: { text: plain('Not helpful', limits.buttonText), value: down },
    },
  ];
}

function dismissButton(value: string, by: string): types.IconButton {
  return {
    type: 'icon_button',
    action_id: 'dismiss',
    icon: 'trash',
    text: plain('Remove', limits.buttonText),
    value,
    visible_to_user_ids: [by],
  };
}
