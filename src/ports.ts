// The seams between the rooms: what comes in, what goes out, and what the composition root puts together. Types only.
import type { Document } from './document/nodes.js';
import type { Target } from './document/target.js';

/** Where something came from, as the platform's ids; for limits, feedback and schedules, never shown. */
export type Origin = {
  readonly platform: string;
  readonly workspace?: string;
  readonly channel?: string;
  readonly user?: string;
};

/**
 * What a person did, freed of its platform. `context` is the `Reply.context` of the answer before it in the same conversation;
 * it is small enough to be kept in a message or a link (see document/target.ts), so that no process need remember it.
 */
export type Incoming = { readonly from: Origin } & (
  | { readonly type: 'question'; readonly text: string; readonly context?: Target }
  | { readonly type: 'press'; readonly target: Target }
  /** Two things side by side; LLM and generative AI where neither is given; one aspect where one is. */
  | { readonly type: 'diff'; readonly a?: string; readonly b?: string; readonly aspect?: string }
  | { readonly type: 'define'; readonly term: string }
  /** Which AI for a task; the guided choice where none is given. */
  | { readonly type: 'choose'; readonly task?: string }
  /** The terms of somebody's message. */
  | { readonly type: 'explain'; readonly text: string }
  | { readonly type: 'help' }
);

/**
 * What goes back. Every outcome is a document, so that nobody need branch on `outcome`; it is there for counting and, for `limited`,
 * for answering privately. `why` explains the answer (matched words, runner-up), `context` belongs to the next question.
 */
export type Reply = {
  readonly document: Document;
  readonly why: Document;
  readonly outcome: 'answered' | 'suggested' | 'unanswered' | 'help' | 'limited';
  readonly entries: readonly string[];
  readonly score: number;
  readonly context?: Target;
};

/** Answers in milliseconds. Never rejects, whatever comes in. */
export type Handle = (incoming: Incoming) => Promise<Reply>;

/** What to offer while somebody types: what it is called, and what to send for it. At most `limit`, from memory. */
export type Complete = (typed: string, limit: number) => readonly { readonly label: string; readonly id: string }[];

/** A web request to its response, or undefined where the path is somebody else's. The one HTTP server tries each in turn. */
export type HttpRoutes = (request: Request) => Promise<Response | undefined>;

/** Shows what a platform will show for a document, as HTML made from the exact payload that would be sent, and its style sheet. */
export type Preview = {
  readonly platform: string;
  readonly render: (document: Document) => string;
  readonly style: string;
};

/** How a platform is doing: whether it is connected now, and when it last heard anything (milliseconds since 1970). */
export type Health = { readonly connected: boolean; readonly lastHeard?: number };

/** A platform that the bot runs on. `start` resolves when it takes work; `stop` when it has finished what it had. */
export type Adapter = {
  readonly name: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly health: () => Health;
};

export type Logger = {
  readonly [level in 'debug' | 'info' | 'warn' | 'error']: (
    event: string,
    fields?: Readonly<Record<string, unknown>>,
  ) => void;
};

export type Clock = { readonly now: () => number };
