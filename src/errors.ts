// The one registry of errors at the rim: a code, what happened, and what to do next.

export const errorCodes = {
  config: 'the environment variables are not usable',
  knowledge: 'the knowledge folder has problems',
  portInUse: 'the port is taken by another process',
  listen: 'the web server could not start',
  platformRefused: 'a platform refuses the token or the settings',
  badInput: 'what was given cannot be read',
  build: 'a file that the build makes is missing',
  store: 'the database cannot be used',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** A failure that a person can do something about. `message` is one line without secrets; details go into `cause`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

/** What to print for any thrown value: the message of our own errors, more of others, since those are bugs. */
export function describeError(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
