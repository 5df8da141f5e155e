// The interfaces between rooms: what comes in, what goes out, and what the composition root assembles. Types only.
import type { FilledForm, Form } from './document/form.js';
import type { Document } from './document/nodes.js';
import type { Target } from './document/target.js';

/** Where something came from, as the platform's ids; for limits, feedback and schedules, and never shown. */
export type Origin = {
  readonly platform: string;
  readonly workspace?: string;
  readonly channel?: string;
  /** A thread's channel, if the platform says. */
  readonly parent?: string;
  /** Whether it is a direct message with the bot that belongs to a workspace. */
  readonly direct?: boolean;
  readonly user?: string;
  /** Whether the person manages the workspace, if the platform says. */
  readonly manages?: boolean;
  /** The person's role ids there, if the platform has roles. */
  readonly roles?: readonly string[];
  /** A workspace of another platform whose own answers may also be given here. */
  readonly onBehalfOf?: { readonly platform: string; readonly workspace: string };
};

/**
 * What a person did, independent of the platform. `context` is the `Reply.context` of the previous answer in the conversation; it is small
 * enough to be stored in a message or a link (see document/target.ts), so no process needs to remember it.
 */
export type Incoming = {
  readonly from: Origin;
  /** Asked before, and now only shown in another way: it isn't counted or recorded. */
  readonly again?: boolean;
  /** Who sees the result; what everybody sees counts towards the limits. If absent, only a question asked for the first time counts. */
  readonly seenBy?: 'everybody' | 'asker';
  /** Whether the platform drops it if nothing comes within seconds; it then goes before other waiting events. */
  readonly isHurried?: boolean;
} & (
  | {
      readonly type: 'question';
      readonly text: string;
      readonly context?: Target;
      /** Nobody asked the bot: it answers only if that is wanted and the answer is certain. `also` are other readings of the post. */
      readonly unasked?: { readonly also: readonly string[] };
    }
  | { readonly type: 'press'; readonly target: Target }
  /** Compares two things (LLM and generative AI by default), on one aspect if given. */
  | { readonly type: 'diff'; readonly a?: string; readonly b?: string; readonly aspect?: string }
  | { readonly type: 'define'; readonly term: string }
  /** Which AI for a task; the guided choice if none is given. */
  | { readonly type: 'choose'; readonly task?: string }
  /** Explains the terms in somebody's message. */
  | { readonly type: 'explain'; readonly text: string }
  | { readonly type: 'help' }
  /** A command that isn't a question, by its name without the slash. */
  | ({ readonly type: 'command'; readonly name: string } & CommandGiven)
  /** A submitted form. */
  | ({ readonly type: 'form' } & FilledForm)
);

type CommandGiven = { readonly input: CommandInput };

/** Options by name if the platform has them, otherwise the words; for a command on a message, its words and id. */
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
      /** Its URL, and the words of the message that it replies to, if the platform says. */
      readonly link?: string;
      readonly asked?: string;
    };

/** Another part's reply to a command, a button or a form; `form` is shown instead of the document where possible. */
export type Said = { readonly document: Document; readonly private: boolean; readonly form?: Form };

/** A command of another part of the bot, on every platform. `submit` takes its forms, `complete` offers values. Rejections are reported. */
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

/** Its label, and what to send for it. */
export type Offer = { readonly label: string; readonly id: string };

/**
 * What goes back. Every outcome has a document; `outcome` is for counting, for answering the asker alone (`limited`, `private`) and for
 * staying silent (`talk`). `why` explains the answer (matched words, runner-up); `context` belongs to the next question.
 */
export type Reply = {
  readonly document: Document;
  readonly why: Document;
  readonly outcome: 'answered' | 'suggested' | 'unanswered' | 'help' | 'talk' | 'limited' | 'private';
  readonly entries: readonly string[];
  readonly score: number;
  readonly context?: Target;
  readonly form?: Form;
  /** Whether it is the workspace's own answer, not the articles'. */
  readonly own?: boolean;
  /** With `limited`: the person has just been told, so it is repeated only if silence would look like a failure. */
  readonly told?: boolean;
  /** Whether it is for the asker alone, if the platform can do that. */
  readonly hidden?: boolean;
};

/** Answers in milliseconds. Rejects only if another part of the bot that was given a command, a button or a form does. */
export type Handle = (incoming: Incoming) => Promise<Reply>;

/** Answers a web request, or returns undefined if the path isn't its own. The one HTTP server tries each in turn. */
export type HttpRoutes = (request: Request) => Promise<Response | undefined>;

/** A platform's health: whether it is connected, and when it last heard anything, by the steady clock. */
export type Health = { readonly connected: boolean; readonly lastHeard?: number };

/** A platform that the bot runs on. `start` resolves when it takes work; `stop` when its work is finished. */
export type Adapter = {
  readonly name: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly health: () => Health;
};

export type Logger = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (event: string, fields?: Readonly<Record<string, unknown>>) => void>
>;

/** Milliseconds: since 1970 for a wall clock, used for dates; or of a steady clock, which is never set, for waits and silence. */
export type Clock = { readonly now: () => number };

/** Whether an answer helped. `about` recreates the answer; the vote comes first, and a reason may follow. */
export type Vote = {
  readonly from: Origin;
  readonly about: Target;
  readonly helpful: boolean;
  readonly reason?: string;
};

/** A platform's data for each workspace that installed the bot: JSON that contains tokens. Encrypted if a key is set. */
export type Installations = {
  readonly put: (platform: string, workspace: string, data: string) => Promise<void>;
  readonly get: (platform: string, workspace: string) => Promise<string | undefined>;
  readonly remove: (platform: string, workspace: string) => Promise<void>;
};

/** A channel of a workspace; a direct message is its own workspace if the platform has none there. */
export type Place = { readonly platform: string; readonly workspace: string; readonly channel: string };
