// Renders a document as text for whoever reads a tool's result. Pure.
import type { Document } from '../../../document/nodes.js';
import { once } from '../../../document/once.js';
import { renderPlain } from '../../../document/plain.js';
import { sourcesDocument } from '../../shared/sources.js';

// In columns; assistants' windows are at least this wide.
const width = 100;

/** The answer as a chat shows it, without the buttons that open more: those are in the structured content. */
export const toText: (answer: Document) => string = once((answer) => {
  const children = answer.children.filter((block) => block.type !== 'choices' || block.role !== 'more');
  return renderPlain({ ...answer, children }, { width });
});

/** Everything there is to read in an answer, with the source of each part. */
export function toLongText(whole: Document): string {
  return `${renderPlain(whole, { width, choices: false })}\n\n${toSourcesText(whole)}`;
}

export function toSourcesText(whole: Document): string {
  return renderPlain(sourcesDocument(whole), { width, choices: false });
}
