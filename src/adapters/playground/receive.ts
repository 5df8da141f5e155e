// Parses web requests. A URL may come from anywhere, so everything is bounded and checked here, once.
import { decodeTarget } from '../../document/target.js';
import type { Incoming, Origin } from '../../ports.js';

/**
 * In characters. A character takes up to nine bytes in a URL, and Node.js accepts 16 KB of headers, URL included. A context is usually a
 * short code; only a question used as context can be longer than this.
 */
export const maxQuestionLength = 1000;
export const maxContextLength = 400;
export const maxTargetLength = maxQuestionLength + 'q:'.length;

// The playground has no people, channels or workspaces.
const from: Origin = { platform: 'playground' };

export type PlaygroundIncoming = Extract<Incoming, { readonly type: 'question' | 'press' }>;

type Received =
  | { readonly type: 'nothing' }
  | { readonly type: 'incoming'; readonly incoming: PlaygroundIncoming }
  | { readonly type: 'malformed'; readonly message: string };

/** Reads a query: `q` asks a question, `t` presses a target, `c` is the conversation's context. */
export function receiveQuery(query: URLSearchParams): Received {
  const [question, ...moreQuestions] = query.getAll('q');
  const [pressed, ...morePressed] = query.getAll('t');
  const [context = '', ...moreContexts] = query.getAll('c');
  if (moreQuestions.length + morePressed.length + moreContexts.length > 0) {
    return malformed('Give each of q, t and c once.');
  }
  if (question !== undefined && pressed !== undefined)
    return malformed('Give a question (q) or a target (t), not both.');
  if (pressed !== undefined) return receivePress(pressed);
  return question === undefined ? { type: 'nothing' } : receiveQuestion(question, context);
}

function receivePress(code: string): Received {
  const target = code.length > maxTargetLength ? undefined : decodeTarget(code);
  if (target === undefined) return malformed('That link leads nowhere. Ask in your own words.');
  return { type: 'incoming', incoming: { from, type: 'press', target } };
}

function receiveQuestion(text: string, code: string): Received {
  if (text.length > maxQuestionLength) {
    return malformed(`A question may be ${maxQuestionLength} characters long here, this one has ${text.length}.`);
  }
  // The form sends an empty context at the start of a conversation.
  if (code === '') return { type: 'incoming', incoming: { from, type: 'question', text } };
  const context = code.length > maxContextLength ? undefined : decodeTarget(code);
  if (context === undefined) return malformed('This conversation cannot be followed up. Start a new one.');
  return { type: 'incoming', incoming: { from, type: 'question', text, context } };
}

function malformed(message: string): Received {
  return { type: 'malformed', message };
}
