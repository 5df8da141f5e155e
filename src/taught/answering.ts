// Decides whether a workspace's own answer comes first, and draws it.
import { document, heading, list, paragraph } from '../document/build.js';
import type { Document } from '../document/nodes.js';
import type { Answer } from '../engine/answer/answer.js';
import type { Incoming } from '../ports.js';
import { answerDocument } from './answer.js';
import type { TaughtMatch } from './asking.js';
import { taughtId } from './documents.js';
import type { TaughtAnswer } from './ports.js';
import { type Served, workspaceOf } from './served.js';

/** A workspace's own answer; `why` explains why it was given. */
export type OwnAnswer = {
  readonly document: Document;
  readonly why: Document;
  readonly id: string;
  readonly score: number;
};

/** The workspace's own answer, if it has one that fits better than what the articles say. Never rejects. */
export type Answering = (incoming: Incoming, shipped: Answer) => Promise<OwnAnswer | undefined>;

export function createAnswering(served: Served): Answering {
  return async (incoming, shipped) => {
    const workspace = incoming.from.onBehalfOf ?? workspaceOf(incoming.from);
    const pressed = incoming.type === 'press' ? taughtId(incoming.target) : undefined;
    const words = wordsOf(incoming);
    if (workspace === undefined || (pressed === undefined && words === '')) return undefined;
    const local = await served.of(workspace);
    if (pressed !== undefined) {
      const answer = local.find(pressed);
      return answer === undefined ? undefined : own({ answer, score: 1, same: false }, shipped);
    }
    const found = local.ask(words, shipped.type === 'answered' ? shipped.score : 0);
    return found === undefined || !comesFirst(found, shipped) ? undefined : own(found, shipped);
  };
}

// An answer taught for these exact words wins over the articles; otherwise the better match does.
function comesFirst({ same, score }: TaughtMatch, shipped: Answer): boolean {
  if (same) return true;
  return shipped.type === 'answered' ? score >= shipped.score : shipped.type !== 'help';
}

function own({ answer, score, same }: TaughtMatch, shipped: Answer): OwnAnswer {
  const rest = shipped.type === 'answered' ? shipped.document.about : undefined;
  return { document: answerDocument(answer, rest), why: whyDocument(answer, same), id: answer.id, score };
}

function whyDocument({ question, ways }: TaughtAnswer, same: boolean): Document {
  return document([
    heading('Why this answer'),
    paragraph(
      same
        ? 'Somebody taught this server an answer to these very words.'
        : 'Somebody taught this server an answer, and it fits better than the articles:',
    ),
    ...(same ? [] : [list([question, ...ways])]),
  ]);
}

function wordsOf(incoming: Incoming): string {
  switch (incoming.type) {
    case 'question':
      return incoming.text;
    case 'define':
      return `What is ${incoming.term}?`;
    case 'press':
      return incoming.target.type === 'question' ? incoming.target.question : '';
    default:
      return '';
  }
}
