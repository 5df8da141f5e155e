// Renders a reply in every form the page shows. Pure.
import { document, heading, paragraph } from '../../document/build.js';
import type { Document } from '../../document/nodes.js';
import { renderPlain } from '../../document/plain.js';
import { encodeTarget } from '../../document/target.js';
import type { Reply } from '../../ports.js';
import type { Answer } from './ports.js';
import { maxContextLength, type PlaygroundIncoming } from './receive.js';
import { documentTitle, renderDocument } from './render.js';

// In columns. Copied text is wrapped wherever it is pasted, except for tables.
const plainWidth = 60;
const copiedTableWidth = 100;
const unwrapped = 100_000;

/** All forms of a reply; `previews` are drawn by the caller, which knows the platforms. */
export function renderAnswer(incoming: PlaygroundIncoming, reply: Reply, previews: Answer['previews']): Answer {
  const context = reply.context === undefined ? '' : encodeTarget(reply.context);
  const { about } = reply.document;
  return {
    html: renderDocument(reply.document, { hasIds: true }),
    whyHtml: renderDocument(whyOf(incoming, reply), { headingLevel: 4 }),
    previews,
    text: renderPlain(reply.document, { width: plainWidth }),
    copy: copyOf(reply.document),
    document: reply.document,
    title: documentTitle(reply.document),
    about: about === undefined ? '' : encodeTarget(about),
    context: context.length > maxContextLength ? '' : context,
  };
}

// In the playground the score is shown too; it means nothing if nothing was searched for.
function whyOf(incoming: PlaygroundIncoming, { why, score }: Reply): Document {
  if (incoming.type !== 'question' && incoming.target.type !== 'question') return pressed;
  return document([...why.children, paragraph(`How sure it is, from 0 to 1: ${score.toFixed(2)}.`)]);
}

const pressed = document([
  heading('Why this answer'),
  paragraph('It is what the button you pressed leads to: no question was read, and no words were matched.'),
]);

function copyOf({ children }: Document): string {
  return children
    .map((block) =>
      renderPlain(
        { type: 'root', children: [block] },
        { width: block.type === 'table' ? copiedTableWidth : unwrapped, choices: false },
      ),
    )
    .filter((text) => text !== '')
    .join('\n\n');
}
