// What the list of gaps and the removal of somebody's data look like. Pure.
import { choice, choices, document, heading, paragraph, strong, text } from '../document/build.js';
import type { Document, ListItem } from '../document/nodes.js';
import type { Messages } from '../engine/entry.js';
import type { DraftFile } from './draft.js';
import type { Gap } from './ports.js';

/** Gaps of one page, from 0; `teach` is whether they can be answered in chat. */
export type GapPage = {
  readonly gaps: readonly Gap[];
  readonly page: number;
  readonly more: boolean;
  readonly teach: boolean;
};

/** How many gaps a page has: as many as have room for two buttons each on every platform. */
export const pageSize = 5;
const maxReasons = 3;

export function gapsDocument(
  { gaps, page, more, teach }: GapPage,
  { title, text: said, none }: Messages['gaps'],
): Document {
  if (gaps.length === 0 && page === 0) return document([heading(title), paragraph(none)]);
  const first = page * pageSize + 1;
  return document([
    heading(title),
    paragraph(said),
    { type: 'list', children: gaps.map((gap, index) => gapItem(gap, first + index)) },
    ...choices('steps', [
      ...gaps.map(({ id }, index) => choice(`Done: ${first + index}`, { type: 'action', action: 'gap-done', of: id })),
      ...(page === 0 ? [] : [choice('Back', { type: 'action', action: 'gaps', of: String(page - 1) })]),
      ...(more ? [choice('Next', { type: 'action', action: 'gaps', of: String(page + 1) })] : []),
    ]),
    ...choices('more', [
      ...(teach ? gaps : []).map(({ id }, index) =>
        choice(`Answer: ${first + index}`, { type: 'action', action: 'teach-gap', of: id }),
      ),
      ...gaps.map(({ id }, index) =>
        choice(`Draft: ${first + index}`, { type: 'action', action: 'gap-draft', of: id }),
      ),
    ]),
  ]);
}

function gapItem({ words, unanswered, notHelpful, reasons }: Gap, number: number): ListItem {
  const counts = [
    ...(unanswered === 0 ? [] : [`unanswered ${times(unanswered)}`]),
    ...(notHelpful === 0 ? [] : [`not helpful for ${notHelpful}`]),
  ];
  const given = reasons.slice(0, maxReasons).join('; ');
  const because = given === '' ? '' : ` (${given})`;
  return {
    type: 'listItem',
    children: [strong(`${number}. ${words}`), text(` ${counts.join(', ')}${because}`)],
  };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** A draft to copy into the file that it names. */
export function draftDocument({ file, text: content }: DraftFile): Document {
  return document([heading('Draft of an entry'), paragraph(file), { type: 'code', value: content }]);
}

/** A word in the bot's own name. */
export function noticeDocument({ title, text: said }: { readonly title: string; readonly text: string }): Document {
  return document([heading(title), paragraph(said)]);
}

/** Asks before everything is removed. */
export function forgetDocument({ title, text: said }: Messages['forget']): Document {
  return document([
    heading(title),
    paragraph(said),
    ...choices('steps', [choice('Yes, forget me', { type: 'action', action: 'forget-all' })]),
  ]);
}

/** The help, with a button that says what is kept. */
export function helpWithMemory(help: Document): Document {
  const button = choice(keptTitle, { type: 'action', action: 'kept' });
  return { ...help, children: [...help.children, ...choices('more', [button])] };
}

/** What is kept, and, for somebody who is known, the way to have it removed. */
export function keptDocument(kept: string, known: boolean): Document {
  return document([
    heading(keptTitle),
    paragraph(kept),
    ...choices('more', known ? [choice('Forget me', { type: 'action', action: 'forget' })] : []),
  ]);
}

const keptTitle = 'What is kept';
