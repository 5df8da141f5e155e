// What a check of the set-up is given, and what it finds. Types only.

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
