// The seams between the rooms: what comes in, what goes out, and what the composition root puts together. Types only.
import type { Document } from './document/nodes.js';
import type { Target } from './document/target.js';

/**
 * What a person did, freed of its platform. `context` is the target that the last answer of the same conversation gave;
 * who keeps it, and for how long, is the platform's affair.
 */
export type Incoming =
  | { readonly type: 'question'; readonly text: string; readonly context?: Target }
  | { readonly type: 'press'; readonly target: Target };

/**
 * What goes back. Every outcome is a document, so that nobody need branch on `outcome`; it is there for counting.
 * `why` explains the answer (matched words, runner-up), `context` belongs to the next question of the conversation.
 */
export type Reply = {
  readonly document: Document;
  readonly why: Document;
  readonly outcome: 'answered' | 'suggested' | 'unanswered' | 'help';
  readonly entries: readonly string[];
  readonly score: number;
  readonly context?: Target;
};

/** Answers, at once and without effects. Never throws, whatever comes in. */
export type Handle = (incoming: Incoming) => Reply;

/** A web request to its response, or undefined where the path is somebody else's. The one HTTP server tries each in turn. */
export type HttpRoutes = (request: Request) => Promise<Response | undefined>;

/** Shows what a platform will show for a document, as HTML made from the exact payload that would be sent. */
export type Preview = { readonly platform: string; readonly render: (document: Document) => string };

/** A platform that the bot runs on. `start` resolves when it takes work; `stop` when it has finished what it had. */
export type Adapter = {
  readonly name: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type Logger = {
  readonly [level in 'debug' | 'info' | 'warn' | 'error']: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
};

export type Clock = { readonly now: () => number };
