// Decides which buttons under an answer are shown and which go in its menu: a reader sees six at most, including the votes and the menu.
import { document, heading } from '../../document/build.js';
import type { Choice, Choices, Document } from '../../document/nodes.js';
import type { Target } from '../../document/target.js';
import { sourcesDocument } from './sources.js';

/** How many choices are shown next to two votes and the menu. */
export const shownChoices = 3;
// Buttons that show more of the answer leave room for those that lead on.
const shownMore = 2;

/** `seen` is in display order; `rest` goes in the menu, starting with what shows more of the answer. */
type Arranged = { readonly seen: readonly Choice[]; readonly rest: readonly Choice[] };

/** Arranges the choices that show more of an answer and those that lead on from it. */
export function arrange({ children }: Document, room = shownChoices): Arranged {
  const of = (role: Choices['role']) =>
    children.flatMap((block) => (block.type === 'choices' && block.role === role ? block.children : []));
  const [more, related] = [of('more'), of('related')];
  const first = more.slice(0, Math.max(shownMore, room - related.length));
  const seen = [...first, ...related].slice(0, room);
  return { seen, rest: [...more, ...related].filter((choice) => !seen.includes(choice)) };
}

/** Whether a choice opens or closes a part of its own answer, and is therefore shown in place. */
export function opensPart(role: Choices['role'], target: Target, about: Target | undefined): boolean {
  if (role !== 'more' && role !== 'aspects') return false;
  return isAnswer(target) && about !== undefined && isAnswer(about);
}

const isAnswer = ({ type }: Target) => type === 'entry' || type === 'comparison';

/** The sources of an answer, shown in its place under its title. */
export function openSources(answer: Document): Document {
  const title = answer.children.find((block) => block.type === 'heading');
  const [, ...listed] = sourcesDocument(answer).children;
  const titled =
    title === undefined ? heading('Sources') : heading([{ type: 'text', value: 'Sources: ' }, ...title.children]);
  return document([titled, ...listed]);
}
