// Lays out an answer as pages: each takes as many parts as fit, and the rest goes on further pages.
import { maxComponents, maxContent, maxText, maxTextRows } from './limits.js';
import {
  type ActionRow,
  type ContainerChild,
  componentsFlag,
  noMentions,
  type Payload,
  type TextDisplay,
} from './payload.js';
import type { Lines } from './table.js';

/** The longest line a part may have so that it fits any page, including the plain-text fallback. */
export const maxLine = 1800;

export type PagedText = {
  /** The title of further pages. */
  readonly title: string;
  /** Texts from top to bottom. A text may break between two lines. */
  readonly body: readonly Lines[];
  /** Text at the bottom of the first page. */
  readonly foot: readonly string[];
  readonly rows: readonly ActionRow[];
  /** The row that leads to a page, if there is one. */
  readonly rest: (page: number) => ActionRow | undefined;
};

// Caps the components in the first page's rows, so that its texts have room.
const maxRowComponents = 20;
// The container, a separator, and a row with the button for the rest.
const frameComponents = 4;
const titleRoom = 160;

type PageDraft = { readonly texts: string[]; length: number; room: number; slots: number };

/** The pages of an answer; always at least one. */
export function layPages(parts: PagedText): readonly Payload[] {
  const [rows, laterRows] = splitRows(parts.rows, maxRowComponents);
  const footLength = parts.foot.reduce((sum, each) => sum + each.length, 0);
  const firstSlots = maxComponents - frameComponents - countAll(rows) - parts.foot.length;
  const pages: PageDraft[] = [{ texts: [], length: 0, room: maxText - footLength, slots: firstSlots }];
  for (const text of parts.body) fill(pages, text);
  const rowsLater = pagesOfRows(laterRows);
  const count = pages.length + rowsLater.length;
  const titleOf = (index: number): readonly string[] =>
    index === 0 ? [] : [`## ${parts.title} (${index + 1} of ${count})`];
  const restOf = (index: number) => (index + 1 < count ? [parts.rest(index + 1)] : []).flatMap((row) => row ?? []);
  return [
    ...pages.map(({ texts }, index) =>
      toPayload([...titleOf(index), ...texts], index === 0 ? parts.foot : [], [
        ...restOf(index),
        ...(index === 0 ? rows : []),
      ]),
    ),
    ...rowsLater.map((part, index) =>
      toPayload(titleOf(pages.length + index), [], [...restOf(pages.length + index), ...part]),
    ),
  ];
}

/** The beginning of an answer as plain text, for when Discord refuses the laid-out page. */
export function layText({ body, foot }: Pick<PagedText, 'body' | 'foot'>): Payload {
  return { content: shorten(body, foot), allowed_mentions: noMentions };
}

/**
 * The whole answer as text with its buttons below, or undefined if it doesn't fit. A phone's notification shows such text but nothing of a
 * laid-out message (discord-api-docs#7854).
 */
export function layPlain({ body, foot, rows }: PagedText): Payload | undefined {
  const texts = body.map(({ before, after, lines }) => before + lines.join('\n') + after);
  const content = [...texts, ...foot].join('\n');
  if (content.trim() === '' || content.length > maxContent || rows.length > maxTextRows) return undefined;
  return { content, components: rows, allowed_mentions: noMentions };
}

/** The plainest message that can replace a laid-out one: an edit cannot remove the components flag. */
export function laySimple({ body, foot }: Pick<PagedText, 'body' | 'foot'>): Payload {
  return toMessage([{ type: 10, content: shorten(body, foot) }]);
}

function toMessage(components: NonNullable<Payload['components']>): Payload {
  return { flags: componentsFlag, components, allowed_mentions: noMentions };
}

const nothing = '…';
const cutMark = '\n…';

function shorten(body: readonly Lines[], foot: readonly string[]): string {
  const room = maxContent - cutMark.length;
  let said = '';
  for (const { before, after, lines } of [...body, ...foot.map((line) => ({ before: '', after: '', lines: [line] }))]) {
    let part = '';
    for (const line of lines) {
      const longer = part === '' ? before + line : `${part}\n${line}`;
      if (said.length + 1 + longer.length + after.length > room) return end(said, part, after) + cutMark;
      part = longer;
    }
    said = end(said, part, after);
  }
  return said === '' ? nothing : said;
}

function end(said: string, part: string, after: string): string {
  if (part === '') return said;
  return said === '' ? part + after : `${said}\n${part}${after}`;
}

// When a text continues on another page, its first line (the headings of a table) is repeated there.
function fill(pages: PageDraft[], { before, after, lines }: Lines): void {
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) pages.at(-1)?.texts.push(before + open.join('\n') + after);
    open = [];
  };
  for (const line of lines) {
    const page = pages.at(-1);
    const cost = open.length === 0 ? before.length + line.length + after.length : line.length + 1;
    const fits = page !== undefined && page.length + cost <= page.room && (open.length > 0 || page.slots > 0);
    if (!fits) {
      close();
      pages.push({ texts: [], length: 0, room: maxText - titleRoom, slots: maxComponents - frameComponents - 1 });
    }
    const target = pages.at(-1);
    if (target === undefined) continue;
    if (open.length === 0) target.slots -= 1;
    target.length += open.length === 0 ? before.length + line.length + after.length : line.length + 1;
    open.push(line);
  }
  close();
}

function splitRows(rows: readonly ActionRow[], most: number): readonly [readonly ActionRow[], readonly ActionRow[]] {
  const sums = rows.map((_, index) => countAll(rows.slice(0, index + 1)));
  const first = sums.filter((sum) => sum <= most).length;
  return [rows.slice(0, first), rows.slice(first)];
}

function pagesOfRows(rows: readonly ActionRow[]): readonly (readonly ActionRow[])[] {
  if (rows.length === 0) return [];
  const [page, rest] = splitRows(rows, maxComponents - frameComponents - 1);
  return [page, ...pagesOfRows(rest)];
}

function countAll(rows: readonly ActionRow[]): number {
  return rows.reduce((sum, row) => sum + 1 + row.components.length, 0);
}

function toPayload(texts: readonly string[], foot: readonly string[], rows: readonly ActionRow[]): Payload {
  const display = (content: string): TextDisplay => ({ type: 10, content });
  const shown = texts.length + foot.length === 0 ? [nothing] : texts;
  const line: readonly ContainerChild[] =
    rows.length === 0 && foot.length === 0 ? [] : [{ type: 14, divider: true, spacing: 1 }];
  return toMessage([{ type: 17, components: [...shown.map(display), ...line, ...foot.map(display), ...rows] }]);
}
