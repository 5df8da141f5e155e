// A document as text for whoever reads what a tool said. Pure.
import type { Document } from '../../../document/nodes.js';
import { once } from '../../../document/once.js';
import { renderPlain } from '../../../document/plain.js';
import { sourcesDocument } from '../../shared/sources.js';

// Windows in which assistants show text are at least so wide, in columns.
const width = 100;

/** The answer as a chat shows it, without what opens more of it: that is in the structured content. */
export const toText: (answer: Document) => string = once((answer) => {
  const children = answer.children.filter((block) => block.type !== 'choices' || block.role !== 'more');
  return renderPlain({ ...answer, children }, { width });
});

/** All that there is to read of an answer, and where each part of it comes from. */
export function toLongText(whole: Document): string {
  return `${renderPlain(whole, { width, choices: false })}\n\n${toSourcesText(whole)}`;
}

/** Where an answer comes from. */
export function toSourcesText(whole: Document): string {
  return renderPlain(sourcesDocument(whole), { width, choices: false });
}
