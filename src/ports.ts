// The seams between the rooms: what comes in, what goes out, and what the composition root puts together. Types only.
import type { FilledForm, Form } from './document/form.js';
import type { Document } from './document/nodes.js';
import type { Target } from './document/target.js';

/** Where something came from, as the platform's ids; for limits, feedback and schedules, never shown. */
export type Origin = {
  readonly platform: string;
  readonly workspace?: string;
  readonly channel?: string;
  /** The channel that a thread is in, where the platform tells. */
  readonly parent?: string;
  /** Whether it is a conversation with the bot alone that belongs to a workspace. */
  readonly direct?: boolean;
  readonly user?: string;
  /** Whether the person manages the workspace, where the platform tells. */
  readonly manages?: boolean;
  /** The person's roles there, by id, where the platform has them. */
  readonly roles?: readonly string[];
  /** The workspace of another platform whose own answers may be given here too. */
  readonly onBehalfOf?: { readonly platform: string; readonly workspace: string };
};

/**
 * What a person did, freed of its platform. `context` is the `Reply.context` of the answer before it in the same conversation;
 * it is small enough to be kept in a message or a link (see document/target.ts), so that no process need remember it.
 */
export type Incoming = {
  readonly from: Origin;
  /** Asked before, and now only to show the same answer in another way: it counts for nobody and nothing. */
  readonly again?: boolean;
  /** Who sees what comes of it; what everybody sees counts for the limits. Left out, only a question asked for the first time counts. */
  readonly seenBy?: 'everybody' | 'asker';
  /** Whether the platform drops it where nothing comes within seconds: then it goes before what waits. */
  readonly isHurried?: boolean;
} & (
  | {
      readonly type: 'question';
      readonly text: string;
      readonly context?: Target;
      /** Nobody asked the bot: it answers where that is wanted and it is sure. `also` are other ways to read what was written. */
      readonly unasked?: { readonly also: readonly string[] };
    }
  | { readonly type: 'press'; readonly target: Target }
  /** Two things side by side; LLM and generative AI where neither is given; one aspect where one is. */
  | { readonly type: 'diff'; readonly a?: string; readonly b?: string; readonly aspect?: string }
  | { readonly type: 'define'; readonly term: string }
  /** Which AI for a task; the guided choice where none is given. */
  | { readonly type: 'choose'; readonly task?: string }
  /** The terms of somebody's message. */
  | { readonly type: 'explain'; readonly text: string }
  | { readonly type: 'help' }
  /** A command beside those that ask, by its name without a slash. */
  | ({ readonly type: 'command'; readonly name: string } & CommandGiven)
  /** A form that was filled in. */
  | ({ readonly type: 'form' } & FilledForm)
);

/** What stands behind a command. `locale` is the person's, `timezone` its IANA name, where the platform tells them. */
export type CommandGiven = { readonly input: CommandInput; readonly locale?: string; readonly timezone?: string };

/** Options by name where the platform has them, else the words; of a command on a message, its words and id. */
export type CommandInput =
  | {
      readonly type: 'options';
      readonly subcommand?: string;
      readonly options: ReadonlyMap<string, string | number | boolean>;
    }
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'message';
      readonly text: string;
      readonly id: string;
      /** Its address, and the words of the message that it replies to, where the platform tells. */
      readonly link?: string;
      readonly asked?: string;
    };

/** What another part of the bot says to a command, a button or a form; `form` is shown in place of the document where it can be. */
export type Said = { readonly document: Document; readonly private: boolean; readonly form?: Form };

/** A command of another part of the bot, on every platform. `submit` takes its forms, `complete` offers values. Rejections are told. */
export type ExtraCommand = {
  readonly run: (call: CommandGiven & { readonly from: Origin }) => Promise<Said>;
  readonly submit?: (filled: FilledForm & { readonly from: Origin }) => Promise<Said>;
  readonly complete?: (typing: Typing) => Promise<readonly Offer[]>;
};

export type Typing = {
  readonly from: Origin;
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  readonly limit: number;
};

/** What it is called, and what to send for it. */
export type Offer = { readonly label: string; readonly id: string };

/**
 * What goes back. Every outcome has a document; `outcome` is for counting, for answering the asker alone (`limited`, `private`) and for
 * staying silent (`talk`). `why` explains the answer (matched words, runner-up), `context` belongs to the next question.
 */
export type Reply = {
  readonly document: Document;
  readonly why: Document;
  readonly outcome: 'answered' | 'suggested' | 'unanswered' | 'help' | 'talk' | 'limited' | 'private';
  readonly entries: readonly string[];
  readonly score: number;
  readonly context?: Target;
  readonly form?: Form;
  /** Whether it is an answer of the workspace's own, and not of the articles. */
  readonly own?: boolean;
  /** Of `limited`: this person was told so a moment ago, so that it is said again only where silence would look like a failure. */
  readonly told?: boolean;
  /** Whether it is for the asker alone, where the platform can. */
  readonly hidden?: boolean;
};

/** Answers in milliseconds. Rejects only where another part of the bot does that was given a command, a button or a form. */
export type Handle = (incoming: Incoming) => Promise<Reply>;

/** A web request to its response, or undefined where the path is somebody else's. The one HTTP server tries each in turn. */
export type HttpRoutes = (request: Request) => Promise<Response | undefined>;

/** How a platform is doing: whether it is connected now, and when it last heard anything, by the steady clock. */
export type Health = { readonly connected: boolean; readonly lastHeard?: number };

/** A platform that the bot runs on. `start` resolves when it takes work; `stop` when it has finished what it had. */
export type Adapter = {
  readonly name: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly health: () => Health;
};

export type Logger = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (event: string, fields?: Readonly<Record<string, unknown>>) => void>
>;

/** Milliseconds: of the clock on the wall, since 1970, for what has a date; or of a steady one, which nobody sets, for waits and silence. */
export type Clock = { readonly now: () => number };

/** Whether an answer helped. `about` is what brings the answer back; the vote comes first, a reason may follow. */
export type Vote = {
  readonly from: Origin;
  readonly about: Target;
  readonly helpful: boolean;
  readonly reason?: string;
};

/** What a platform gave for each workspace that installed the bot: JSON with tokens in it. Encrypted where a key is set. */
export type Installations = {
  readonly put: (platform: string, workspace: string, data: string) => Promise<void>;
  readonly get: (platform: string, workspace: string) => Promise<string | undefined>;
  readonly remove: (platform: string, workspace: string) => Promise<void>;
};

/** A channel of a workspace; a direct conversation is a workspace of its own where the platform has none there. */
export type Place = { readonly platform: string; readonly workspace: string; readonly channel: string };
