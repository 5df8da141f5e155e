// The tables, the same on SQLite and on PostgreSQL. Times are milliseconds since 1970; yes and no are 1 and 0.
export type Tables = {
  /** What the database itself needs: the secret behind the hashes of people. */
  readonly settings: { readonly name: string; readonly value: string };
  readonly installations: {
    readonly platform: string;
    readonly workspace: string;
    readonly data: string;
    readonly at: number;
  };
  /** One row for each person and answer. `gap` and `words` are set where the answer did not help and its question is known. */
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
  /** One row for each person, place and question that got no answer. */
  readonly unanswered: {
    readonly gap: string;
    readonly person: string;
    readonly place: string;
    readonly words: string;
    readonly times: number;
    readonly at: number;
  };
};
