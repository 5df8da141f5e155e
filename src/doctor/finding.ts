// Findings of the doctor's checks, and how checks make requests. Types only.

/** The result of a check. `fix` says what to do and where, with the exact link or command; contains no secrets. */
export type Finding = {
  readonly about: string;
  /** `unchecked`: it couldn't be checked. */
  readonly state: 'good' | 'doubtful' | 'bad' | 'unchecked';
  readonly message: string;
  readonly fix?: string;
};

/** Makes one request to a platform. Never rejects: `problem` says why there is no answer. */
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
