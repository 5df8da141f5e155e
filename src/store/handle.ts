// The database that is in use: opened when it is first needed, and again after it was lost.
import type { AppError } from '../errors.js';
import type { Clock, Logger } from '../ports.js';
import { type FailureReason, failureFields, reasonOf } from './failures.js';
import { type Database, type OpenOptions, openDatabase } from './open.js';

export type DatabaseHandle = {
  readonly open: () => Promise<Database>;
  /** What was opened last. */
  readonly current: () => Promise<Database> | undefined;
  /** Whether a database that failed so is of no more use. */
  readonly isSpent: (reason: FailureReason) => boolean;
  /** Lets go of it. Another call may have opened a new one meanwhile, which stays. */
  readonly forsake: (opening: Promise<Database> | undefined) => Promise<void>;
};

// A database that could not be opened is left alone for a while: a burst of questions must not become a burst of tries.
const reopenAfterMs = 2_000;
// After these the connection is of no use.
const lostReasons: readonly FailureReason[] = ['gone', 'damaged', 'readOnly'];

/** `lastFailure` is what is told while the database is left alone. */
export function createHandle(
  { options, logger, steady }: { readonly options: OpenOptions; readonly logger: Logger; readonly steady: Clock },
  lastFailure: () => AppError | undefined,
): DatabaseHandle {
  let opening: Promise<Database> | undefined;
  let retryAt = Number.NEGATIVE_INFINITY;
  let renewedAt = Number.NEGATIVE_INFINITY;

  const forsake = async (used: Promise<Database> | undefined): Promise<void> => {
    if (used === undefined || opening !== used) return;
    opening = undefined;
    const database = await used.catch(() => undefined);
    await database?.db.destroy().catch(() => undefined);
  };

  const open = async (): Promise<Database> => {
    const current = opening;
    if (current !== undefined) {
      const database = await current;
      if (!database.isMoved()) return database;
      if (opening === current)
        logger.error('store_file_moved', { fix: 'stop the bot before moving its database; a new one is begun now' });
      await forsake(current);
    }
    const failure = lastFailure();
    if (steady.now() < retryAt && failure !== undefined) throw failure;
    const onBroken = (error: Error) => logger.warn('store_connection_lost', failureFields(error));
    opening ??= openDatabase({ onBroken, ...options }).catch((error: unknown) => {
      opening = undefined;
      retryAt = reasonOf(error) === 'locked' ? 0 : steady.now() + reopenAfterMs;
      throw error;
    });
    return opening;
  };

  // A file has to be opened again. A pool of connections mends itself, but for sessions that began while the database could only be read and
  // would stay so: it is made anew, now and then.
  const isSpent = (reason: FailureReason): boolean => {
    if (options.url.startsWith('sqlite:')) return lostReasons.includes(reason);
    if (reason !== 'readOnly' || steady.now() - renewedAt < reopenAfterMs) return false;
    renewedAt = steady.now();
    return true;
  };

  return { open, current: () => opening, isSpent, forsake };
}
