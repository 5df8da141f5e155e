// The one registry of errors at the system's edges: a code, what happened, and what to do next.

type ErrorCode =
  /** The environment variables are not usable. */
  | 'config'
  /** The knowledge folder has problems. */
  | 'knowledge'
  /** The port is taken by another process. */
  | 'portInUse'
  /** The web server could not start. */
  | 'listen'
  /** A platform refuses the token or the settings. */
  | 'platformRefused'
  /** What was given cannot be read. */
  | 'badInput'
  /** A file that the build makes is missing. */
  | 'build'
  /** The database cannot be used. */
  | 'store';

/** A failure that a person can do something about. `message` is one line without secrets; details go in `cause`. */
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

// Failures of the machine, in words: https://nodejs.org/api/errors.html#common-system-errors, and #err_worker_out_of_memory.
const machine: Readonly<Record<string, string>> = {
  EMFILE: 'Too many files are open: allow more of them (ulimit -n 1024)',
  ENFILE: 'Too many files are open on this machine',
  EACCES: 'This user may not use',
  EPERM: 'This user may not use',
  EROFS: 'Nothing may be written to',
  ENOSPC: 'The disk is full: make room for',
  ENOMEM: 'There is no memory left',
  ERR_WORKER_OUT_OF_MEMORY: 'The heap is too small for the knowledge: raise --max-old-space-size',
};

/** What to print for any thrown value: one line for our own errors and failures of the machine; more for others, since those are bugs. */
export function describeError(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const { code = '', path } = error instanceof Error ? (error as { code?: string; path?: string }) : {};
  const lacking = Object.hasOwn(machine, code) ? machine[code] : undefined;
  if (lacking !== undefined) return [lacking, ...(path === undefined ? [] : [path])].join(' ');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
