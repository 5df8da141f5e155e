// The tables, the same on SQLite and on PostgreSQL. Times are milliseconds since 1970; yes and no are 1 and 0.
export type Tables = {
  /** The database's own settings: the secret behind the hashes of people. */
  readonly settings: { readonly name: string; readonly value: string };
  readonly installations: {
    readonly platform: string;
    readonly workspace: string;
    readonly data: string;
    readonly at: number;
  };
  /** One row per person and answer. `gap` and `words` are set if the answer didn't help and its question is known. */
  readonly feedback: {
    readonly person: string;
    readonly answer: string;
    readonly helpful: number;
    readonly reason: string | null;
    readonly gap: string | null;
    readonly words: string | null;
    readonly place: string;
    readonly at: number;
  };
  /** One row per person, place and unanswered question. */
  readonly unanswered: {
    readonly gap: string;
    readonly person: string;
    readonly place: string;
    readonly words: string;
    readonly times: number;
    readonly at: number;
  };
  /** `days` are numbers joined by commas (0 is Sunday), `topics` a JSON list. Both `next` columns are null while the schedule is paused. */
  readonly tip_schedules: {
    readonly id: string;
    /** `tip`, or another kind of scheduled post. */
    readonly kind: string;
    readonly platform: string;
    readonly workspace: string;
    readonly channel: string;
    readonly lane: string;
    readonly owner: string;
    readonly time: string;
    readonly timezone: string;
    readonly days: string;
    readonly topics: string;
    readonly created_at: number;
    readonly next_at: number | null;
    readonly next_day: string | null;
    readonly paused: string | null;
  };
  /** The decision for a schedule's local day: the row is the claim, held by one process. Once it is `posting`, the tip may have been posted. */
  readonly tip_days: {
    readonly schedule: string;
    readonly day: string;
    readonly state: 'claimed' | 'posting' | 'waiting' | 'sent' | 'missed' | 'skipped' | 'failed' | 'unconfirmed';
    readonly tip: string | null;
    readonly due_at: number;
    readonly attempts: number;
    readonly at: number;
    readonly retry_at: number | null;
    readonly message: string | null;
  };
  /** The messages that answer a message, as a JSON list of ids; `asked` is a hash of the question. */
  readonly answers: {
    readonly platform: string;
    readonly question: string;
    readonly channel: string;
    readonly answers: string;
    readonly asked: string;
    readonly at: number;
  };
  /** Platform events that a process has claimed. */
  readonly events: { readonly id: string; readonly at: number };
  /** The tips a channel has had in the current round, as a JSON list, oldest first. */
  readonly tip_channels: {
    readonly platform: string;
    readonly workspace: string;
    readonly channel: string;
    readonly used: string;
  };
  /** One row per workspace that taught or set anything. `version` grows with each change; `left_at` is when the bot was removed. */
  readonly taught_places: {
    readonly place: string;
    readonly version: number;
    readonly settings: string | null;
    readonly left_at: number | null;
  };
  /** Published answers; `content` is a JSON object. */
  readonly taught_answers: {
    readonly place: string;
    readonly id: string;
    readonly content: string;
    readonly at: number;
  };
  /** Unpublished drafts; `answer` is the id it would get. `waiting`: for a second person. */
  readonly taught_drafts: {
    readonly place: string;
    readonly id: string;
    readonly answer: string;
    readonly content: string;
    readonly person: string;
    readonly waiting: number;
    readonly at: number;
  };
  readonly taught_history: {
    readonly place: string;
    readonly answer: string;
    readonly version: number;
    readonly change: 'taught' | 'changed' | 'removed' | 'restored' | 'imported';
    readonly content: string;
    readonly person: string;
    readonly at: number;
  };
  /** Counts of what was asked or shown per day, in UTC; see digest/ports.ts. */
  readonly counts: { readonly place: string; readonly day: string; readonly what: string; readonly count: number };
};
