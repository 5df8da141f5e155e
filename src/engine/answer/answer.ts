// What the engine returns, and its usual forms.
import type { Document } from '../../document/nodes.js';
import type { Target } from '../../document/target.js';
import type { Entry } from '../entry.js';
import { noReason, type Why } from './why.js';

/**
 * The engine's answer to a question. `entries` are the ids that the document shows, the main one first; for `suggested`, those it offers.
 * `score` is 0 to 1. `context` goes with the next question of the conversation.
 */
export type Answer = {
  readonly type: 'answered' | 'suggested' | 'unanswered' | 'help' | 'talk';
  readonly entries: readonly string[];
  readonly score: number;
  readonly why: Why;
  readonly document: Document;
  /** What was considered, best first: `entries`, then the search's other results. */
  readonly candidates: readonly string[];
  readonly context?: Target;
};

/** For something asked for by name or by a button: nothing had to be searched. */
export function answerAs(entries: readonly string[], document: Document): Answer {
  return {
    type: 'answered',
    entries,
    candidates: entries,
    score: 1,
    why: noReason,
    document,
    ...(document.about === undefined ? {} : { context: document.about }),
  };
}

/** Entries to choose from. */
export function offerAs(entries: readonly Entry[], document: Document): Answer {
  const ids = entries.map(({ id }) => id);
  return { ...answerAs(ids, document), type: 'suggested', score: 0 };
}

/** A document that answers nothing. */
export function noneAs(document: Document): Answer {
  return { ...answerAs([], document), type: 'unanswered', score: 0 };
}
