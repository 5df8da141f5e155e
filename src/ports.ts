// The seams between the rooms: what comes in, what goes out, and what the composition root puts together. Types only.
import type { Document } from './document/nodes.js';
import type { Target } from './document/target.js';

/** Where something came from, as the platform's ids; for limits, feedback and schedules, never shown. */
export type Origin = {
  readonly platform: string;
  readonly workspace?: string;
  readonly channel?: string;
  readonly user?: string;
  /** Whether the person manages the workspace, where the platform tells. */
  readonly manages?: boolean;
};

/**
 * What a person did, freed of its platform. `context` is the `Reply.context` of the answer before it in the same conversation;
 * it is small enough to be kept in a message or a link (see document/target.ts), so that no process need remember it.
 */
export type Incoming = {
  readonly from: Origin;
  /** Asked before, and now only to show the same answer in another way: it counts for nobody and nothing. */
  readonly again?: boolean;
  /**
   * Who sees what comes of it. What everybody sees counts for the limits. Where it is not said, that is a question asked for the first
   * time, and nothing else.
   */
  readonly seenBy?: 'everybody' | 'asker';
} & (
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
  | { readonly type: 'message'; readonly text: string; readonly id: string };

/** Some fields to fill in. `id` comes back with what was filled in; up to its first colon it is the command that takes it. */
export type Form = {
  readonly id: string;
  readonly title: string;
  /** What the button says that sends it. */
  readonly submit: string;
  /** At most five. */
  readonly fields: readonly FormField[];
};
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
} & (
  | { readonly type: 'text'; readonly lines: 'one' | 'many'; readonly most: number; readonly value?: string }
  | { readonly type: 'choice'; readonly options: readonly FormOption[]; readonly value?: string }
  /** Any number of them; they come back with commas between. */
  | { readonly type: 'choices'; readonly options: readonly FormOption[]; readonly value?: readonly string[] }
  /** A channel of the workspace, by its id. */
  | { readonly type: 'channel'; readonly value?: string }
);
export type FormOption = { readonly label: string; readonly value: string };
/** `values` has no key for a field that was left empty. */
export type FilledForm = { readonly id: string; readonly values: Readonly<Record<string, string>> };

/** What another part of the bot says to a command, a button or a form; `form` is shown in place of the document where it can be. */
export type Said = { readonly document: Document; readonly private: boolean; readonly form?: Form };

/** A command of another part of the bot, the same on every platform. Rejections are told as a failure. */
export type ExtraCommand = {
  readonly run: (call: CommandGiven & { readonly from: Origin }) => Promise<Said>;
  /** Takes its forms. */
  readonly submit?: (filled: FilledForm & { readonly from: Origin }) => Promise<Said>;
  /** What to offer while an option is typed. */
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
/** Offers for an option of a command; undefined where no other part of the bot has it. */
export type CompleteOption = (typing: Typing) => Promise<readonly Offer[] | undefined>;

/**
 * What goes back. Every outcome is a document, so that nobody need branch on `outcome`; it is there for counting, for answering the
 * asker alone (`limited`, `private`) and for staying silent (`talk`). `why` explains the answer (matched words, runner-up), `context` belongs to the next question.
 */
export type Reply = {
  readonly document: Document;
  readonly why: Document;
  readonly outcome: 'answered' | 'suggested' | 'unanswered' | 'help' | 'talk' | 'limited' | 'private';
  readonly entries: readonly string[];
  readonly score: number;
  readonly context?: Target;
  readonly form?: Form;
  /** Of `limited`: this person was told so a moment ago, so that it is said again only where silence would look like a failure. */
  readonly told?: boolean;
};

/** Answers in milliseconds. Rejects only where another part of the bot does that was given a command, a button or a form. */
export type Handle = (incoming: Incoming) => Promise<Reply>;

/** What to offer while somebody types: what it is called, and what to send for it. At most `limit`, from memory. */
export type Complete = (typed: string, limit: number) => readonly Offer[];

/** A web request to its response, or undefined where the path is somebody else's. The one HTTP server tries each in turn. */
export type HttpRoutes = (request: Request) => Promise<Response | undefined>;

/** Shows what a platform will show for a document, as HTML made from the exact payload that would be sent, and its style sheet. */
export type Preview = {
  readonly platform: string;
  readonly render: (document: Document) => string;
  readonly style: string;
};

/** A part of an article that was not taken: why, its line in the text (1 is the first), and its words. */
export type ImportedPart = { readonly why: string; readonly line: number; readonly words: string };

/** What an article would become, and whom to ask about it. */
export type ImportPreview = {
  readonly type: 'preview';
  readonly title: string;
  readonly entries: readonly { readonly type: string; readonly title: string; readonly document: Document }[];
  /** Where a person must look. */
  readonly unclear: readonly ImportedPart[];
  readonly leftOut: readonly ImportedPart[];
  readonly handle: Handle;
};

/** Shows what a file would become, without writing anything; `why` is a sentence on what cannot be read. */
export type PreviewImport = (
  name: string,
  bytes: Uint8Array,
) => Promise<ImportPreview | { readonly type: 'refused'; readonly why: string }>;

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

/** What a check of the set-up found. `fix` says what to do where, with the exact link or command; without secrets. */
export type Finding = {
  readonly about: string;
  /** `unchecked`: it could not be looked at. */
  readonly state: 'good' | 'doubtful' | 'bad' | 'unchecked';
  readonly message: string;
  readonly fix?: string;
};

/** One request to a platform for a check. It never rejects: `problem` is why there is no answer. */
export type Ask = (
  url: string,
  request: {
    readonly method?: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
) => Promise<
  | { readonly type: 'answer'; readonly status: number; readonly headers: Headers; readonly body: unknown }
  | { readonly type: 'none'; readonly problem: string }
>;

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
  readonly tips: TipStore;
  readonly events: SharedEvents;
  readonly answers: AnswerLinks;
  /** Whether the database could be written to lately; resolves within a second or so, never rejects. */
  readonly health: () => Promise<StoreHealth>;
  /** Waits for what is under way, then lets go of the database. */
  readonly close: () => Promise<void>;
};

/** `problem` is one line for people, without secrets. */
export type StoreHealth = { readonly ok: boolean; readonly problem?: string };

/** Events that several processes share. */
export type SharedEvents = {
  /** Takes an event by its id, for an hour; true for the one call, of all processes, that was first. */
  readonly take: (id: string) => Promise<boolean>;
};

/** The bot's messages that answer a person's, by ids that are the platform's. `asked` is a hash of what was asked. */
export type AnswerLink = { readonly channel: string; readonly answers: readonly string[]; readonly asked: string };
export type AnswerLinks = {
  readonly put: (platform: string, question: string, link: AnswerLink) => Promise<void>;
  /** Those of the questions that were answered within seven days. */
  readonly find: (platform: string, questions: readonly string[]) => Promise<ReadonlyMap<string, AnswerLink>>;
};

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
  /** The latest wording, and all of them, latest first. */
  readonly words: string;
  readonly wordings: readonly string[];
  /** How often it got no answer. */
  readonly unanswered: number;
  /** How many people said that the answer did not help, and the reasons they gave. */
  readonly notHelpful: number;
  readonly reasons: readonly string[];
  readonly lastAt: number;
};

/** Whose questions: those of one workspace, as whoever manages it may see them, or all. */
export type GapScope = 'everywhere' | { readonly platform: string; readonly workspace: string };

export type Gaps = {
  /** Counts a question that got no answer. */
  readonly add: (from: Origin, asked: AskedWords) => Promise<void>;
  /** Those that are not done, most asked first. */
  readonly top: (scope: GapScope, limit: number, skip?: number) => Promise<readonly Gap[]>;
  readonly find: (scope: GapScope, id: string) => Promise<Gap | undefined>;
  /** Removes a gap; it comes back when somebody asks it again. */
  readonly finish: (scope: GapScope, id: string) => Promise<void>;
};

export type People = {
  /** Removes all that is kept of a person, also that they made a schedule; resolves with how many things that were. */
  readonly forget: (from: Origin) => Promise<number>;
  /** Removes votes and words of questions from before a time, in milliseconds since 1970. */
  readonly purge: (before: number) => Promise<number>;
};

/** A channel of a workspace; a direct conversation is a workspace of its own where the platform has none there. */
export type Place = { readonly platform: string; readonly workspace: string; readonly channel: string };

/**
 * What became of a post. `failed`: it is not there, or posting it once more with the same key soon cannot double it. `unknown`: it may be
 * there. `refused`: it cannot be there until somebody changes something.
 */
export type Posted =
  | { readonly type: 'sent'; readonly message?: string }
  | { readonly type: 'failed'; readonly retryAfterMs?: number }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly reason: PostProblem };
/** `forbidden`: a right is missing. `gone`: cannot see that channel. `outside`: the bot is no member there. `elsewhere`: another workspace's. */
export type PostProblem = 'forbidden' | 'gone' | 'outside' | 'elsewhere';
/** Why a schedule does not go on by itself. `broken`: what is kept of it cannot be read, or this Node does not know its time zone. */
export type PauseReason = PostProblem | 'broken';

/** Posts where nobody asked. None of it rejects. */
export type Poster = {
  /** Posts an answer with its buttons. `key` names the post. */
  readonly post: (place: Place, document: Document, key: string) => Promise<Posted>;
  /** Why the bot may not post there; undefined where it may, as far as the platform tells beforehand, and `unknown` where it does not. */
  readonly postProblem: (place: Place) => Promise<PostProblem | 'unknown' | undefined>;
  /** Writes to a person directly. */
  readonly tell: (workspace: string, user: string, document: Document) => Promise<Posted>;
  /** How many posts may be begun in a second, for the whole platform or for each workspace, so that answers have room left. */
  readonly pace: { readonly perSecond: number; readonly per: 'platform' | 'workspace' };
  /** For how long the platform drops a second post with the same key; undefined where it takes both. */
  readonly knowsKeyForMs?: number;
};

/** A time of day (`HH:MM`) in a time zone (its IANA name) on days of the week (0 is Sunday). */
export type TipRule = { readonly time: string; readonly timezone: string; readonly days: readonly number[] };
/** A local day (`YYYY-MM-DD`) and the moment of its tip in milliseconds since 1970. */
export type Due = { readonly day: string; readonly at: number };

/** `topics` are ids; empty is all. `lane` is what shares a pace. `next` is undefined while it is paused. */
export type Schedule = TipRule &
  Place & {
    readonly id: string;
    readonly owner: string;
    readonly topics: readonly string[];
    readonly lane: string;
    readonly createdAt: number;
    readonly next?: Due;
    readonly paused?: PauseReason;
  };

/** A tip of a schedule's day that this process alone may post, now. */
export type TipClaim = {
  readonly schedule: Schedule;
  readonly due: Due;
  readonly tip: string;
  readonly attempts: number;
  /** When it was claimed; with the day it names the claim. */
  readonly at: number;
};
/** What became of a day: `missed` is too late, `skipped` was asked for, `failed` could not be posted in time, `unconfirmed` may be there. */
export type TipOutcome =
  | { readonly type: 'sent'; readonly message?: string }
  | { readonly type: 'waiting'; readonly retryAt: number }
  | { readonly type: 'failed' | 'unconfirmed' };

export type TipClaimRequest = {
  readonly now: number;
  /** How late a tip may be, in milliseconds. */
  readonly windowMs: number;
  readonly most: number;
  /** How many at most of a lane, by platform; a platform without one gets none. */
  readonly mostOfLane: Readonly<Record<string, number>>;
  /** Lanes to leave alone. */
  readonly except: readonly string[];
  /** The next due time after `after` on a day that is not decided. */
  readonly plan: (rule: TipRule, after: number, decided: ReadonlySet<string>) => Due | undefined;
  readonly choose: (
    schedule: Schedule,
    used: readonly string[],
  ) => { readonly tip: string; readonly used: readonly string[] } | undefined;
};

/** Keeps schedules and what became of each of their days. Rejects where the database fails. */
export type TipStore = {
  readonly add: (schedule: Schedule) => Promise<void>;
  /** Oldest first. */
  readonly list: (of: Pick<Place, 'platform' | 'workspace'>) => Promise<readonly Schedule[]>;
  readonly remove: (id: string) => Promise<boolean>;
  /** Decides that the day gets no tip; false where it was decided before. */
  readonly skip: (id: string, due: Due, next: Due | undefined) => Promise<boolean>;
  /**
   * Claims tips that are due, each for one process only, and plans the next ones, in one transaction. Tips that are too late are `missed`,
   * schedules that cannot be read are set aside and are `broken`.
   */
  readonly claim: (request: TipClaimRequest) => Promise<TipClaims>;
  /** Whether a claim still stands: notes that its tip is posted from now on. Only then may it be posted. */
  readonly begin: (claim: TipClaim) => Promise<boolean>;
  readonly settle: (settled: readonly { readonly claim: TipClaim; readonly outcome: TipOutcome }[]) => Promise<void>;
  /** Stops a schedule until somebody resumes it; true for the one call that did so. */
  readonly pause: (id: string, reason: PauseReason) => Promise<boolean>;
  readonly resume: (id: string, next: Due) => Promise<void>;
  /** Active schedules with the days from `since` on that are decided (one that was missed may still come, where a clock ran ahead), in pages by id. */
  readonly page: (after: string, since: string, most: number) => Promise<readonly TipPlan[]>;
  /** Those that wait for somebody to resume them. */
  readonly paused: () => Promise<readonly Schedule[]>;
  /** Moves the next due time, where it is still what it was. */
  readonly move: (schedule: Schedule, next: Due | undefined) => Promise<void>;
  /** When the next tip is due or tried again. */
  readonly soonest: () => Promise<number | undefined>;
  /**
   * Forgets old days, by number and not by age: a clock that runs ahead for a while must not make the days forgotten that it comes
   * back to. The last 60 of each schedule stay.
   */
  readonly forget: () => Promise<void>;
  /** Looks after what processes left that have died; tells which tips are given up. */
  readonly sweep: (request: TipSweep) => Promise<readonly TipMiss[]>;
};
export type TipMiss = { readonly schedule: string; readonly day: string };
export type TipClaims = {
  readonly claims: readonly TipClaim[];
  readonly missed: readonly TipMiss[];
  readonly broken: readonly string[];
};
export type TipSweep = {
  readonly now: number;
  /** What was claimed or begun longer ago than this, in milliseconds, belongs to a process that died. */
  readonly leaseMs: number;
  /** By platform: for how long a post that was begun can be posted again without being doubled. */
  readonly againWithinMs: Readonly<Record<string, number>>;
  /** What was begun longer ago than this is given up. */
  readonly lostAfterMs: number;
};
export type TipPlan = { readonly schedule: Schedule; readonly decided: readonly string[] };
