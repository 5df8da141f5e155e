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

/** Whether an answer helped. `about` is what brings the answer back; the vote comes first, a reason may follow. */
export type Vote = {
  readonly from: Origin;
  readonly about: Target;
  readonly helpful: boolean;
  readonly reason?: string;
};

/**
 * What must survive a restart. Every call rejects with an AppError (`store`) where the database cannot be used: nothing is
 * half-written then, and the next call tries again. People are kept as a keyed hash of their id, never as the id or a name.
 */
export type Store = {
  readonly installations: Installations;
  readonly feedback: Feedback;
  readonly gaps: Gaps;
  readonly people: People;
  /** Whether the database could be written to lately; resolves within a second or so, never rejects. */
  readonly health: () => Promise<StoreHealth>;
  /** Waits for what is under way, then lets go of the database. */
  readonly close: () => Promise<void>;
};

/** `problem` is one line for people, without secrets. */
export type StoreHealth = { readonly ok: boolean; readonly problem?: string };

/** What a platform gave for each workspace that installed the bot: JSON with tokens in it. Encrypted where a key is set. */
export type Installations = {
  readonly put: (platform: string, workspace: string, data: string) => Promise<void>;
  readonly get: (platform: string, workspace: string) => Promise<string | undefined>;
  readonly remove: (platform: string, workspace: string) => Promise<void>;
};

/** A question in its asker's words. `key` is the same for all questions that ask the same. */
export type AskedWords = { readonly key: string; readonly words: string };

export type Feedback = {
  /**
   * Keeps a vote; it takes the place of an earlier one of the same person on the same answer. A vote without a reason keeps the
   * reason of an earlier one that said the same. `asked` is what an answer that did not help had been asked.
   */
  readonly put: (vote: Vote, asked?: AskedWords) => Promise<void>;
  /** How many people an answer helped, and how many not. */
  readonly tally: (about: Target) => Promise<{ readonly helpful: number; readonly notHelpful: number }>;
};

/** Questions that ask the same and got no answer, or one that did not help. Times are milliseconds since 1970. */
export type Gap = {
  /** Tells nothing of the words. */
  readonly id: string;
  /** The latest wording. */
  readonly words: string;
  /** How often it got no answer. */
  readonly unanswered: number;
  /** How many people said that the answer did not help, and the reasons they gave. */
  readonly notHelpful: number;
  readonly reasons: readonly string[];
  readonly lastAt: number;
};

export type Gaps = {
  /** Counts a question that got no answer. */
  readonly add: (from: Origin, asked: AskedWords) => Promise<void>;
  /** Those that are not done, most asked first. */
  readonly top: (limit: number) => Promise<readonly Gap[]>;
  readonly find: (id: string) => Promise<Gap | undefined>;
  /** Leaves a gap out until somebody asks it again. */
  readonly finish: (id: string) => Promise<void>;
};

export type People = {
  /** Removes all that is kept of a person; resolves with how many things that were. */
  readonly forget: (from: Origin) => Promise<number>;
  /** Removes votes and words of questions from before a time, in milliseconds since 1970. */
  readonly purge: (before: number) => Promise<number>;
};
