// Draws the list of gaps and the deletion of a person's data. Pure.
import { choice, choices, document, heading, paragraph, strong, text } from '../document/build.js';
import type { Document, ListItem } from '../document/nodes.js';
import type { Messages } from '../engine/entry.js';
import type { DraftFile } from './draft.js';
import type { Gap } from './ports.js';

/** One page of gaps, from 0; `teach`: they can be answered in chat. */
export type GapPage = {
  readonly gaps: readonly Gap[];
  readonly page: number;
  readonly more: boolean;
  readonly teach: boolean;
};

/** Gaps per page: every platform has room for this many with two buttons each. */
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

/** A message in the bot's own name. */
export function noticeDocument({ title, text: said }: { readonly title: string; readonly text: string }): Document {
  return document([heading(title), paragraph(said)]);
}

/** Asks for confirmation before everything is deleted. */
export function forgetDocument({ title, text: said }: Messages['forget']): Document {
  return document([
    heading(title),
    paragraph(said),
    ...choices('steps', [choice('Yes, forget me', { type: 'action', action: 'forget-all' })]),
  ]);
}

/** The help, with a button that says what data is kept. */
export function helpWithMemory(help: Document): Document {
  const button = choice(keptTitle, { type: 'action', action: 'kept' });
  return { ...help, children: [...help.children, ...choices('more', [button])] };
}

/** What data is kept and, for a known person, how to have it deleted. */
export function keptDocument(kept: string, known: boolean): Document {
  return document([
    heading(keptTitle),
    paragraph(kept),
    ...choices('more', known ? [choice('Forget me', { type: 'action', action: 'forget' })] : []),
  ]);
}

const keptTitle = 'What is kept';
