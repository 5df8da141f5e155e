// Which of the things to press under an answer are seen at once, and which wait in its menu: a reader sees six at most, votes and menu
// included.
import { document, heading } from '../../document/build.js';
import type { Choice, Choices, Document } from '../../document/nodes.js';
import type { Target } from '../../document/target.js';
import { sourcesDocument } from './sources.js';

/** How many choices stand beside two votes and the menu. */
export const shownChoices = 3;
// What shows more of an answer leaves room for what leads on.
const shownMore = 2;

/** `seen` in the order in which they stand; `rest` waits in the menu, what shows more of the answer first. */
export type Arranged = { readonly seen: readonly Choice[]; readonly rest: readonly Choice[] };

/** Arranges what shows more of an answer and what leads on from it. */
export function arrange({ children }: Document, room = shownChoices): Arranged {
  const of = (role: Choices['role']) =>
    children.flatMap((block) => (block.type === 'choices' && block.role === role ? block.children : []));
  const [more, related] = [of('more'), of('related')];
  const first = more.slice(0, Math.max(shownMore, room - related.length));
  const seen = [...first, ...related].slice(0, room);
  return { seen, rest: [...more, ...related].filter((choice) => !seen.includes(choice)) };
}

/** Whether a choice opens or closes a part of the answer that it stands under, in whose place it is shown. */
export function opensPart(role: Choices['role'], target: Target, about: Target | undefined): boolean {
  if (role !== 'more' && role !== 'aspects') return false;
  return isAnswer(target) && about !== undefined && isAnswer(about);
}

const isAnswer = ({ type }: Target) => type === 'entry' || type === 'comparison';

/** The sources of an answer in its place, under its title. */
export function openSources(answer: Document): Document {
  const title = answer.children.find((block) => block.type === 'heading');
  const [, ...listed] = sourcesDocument(answer).children;
  const titled =
    title === undefined ? heading('Sources') : heading([{ type: 'text', value: 'Sources: ' }, ...title.children]);
  return document([titled, ...listed]);
}
