// The open database: opened on first use, and again after it was lost.
import type { AppError } from '../errors.js';
import type { Clock, Logger } from '../ports.js';
import { type FailureReason, failureFields, reasonOf } from './failures.js';
import { type Database, type OpenOptions, openDatabase } from './open.js';

type DatabaseHandle = {
  readonly open: () => Promise<Database>;
  /** The database opened last. */
  readonly current: () => Promise<Database> | undefined;
  /** Whether a database is unusable after such a failure. */
  readonly isSpent: (reason: FailureReason) => boolean;
  /** Closes it. If another call has opened a new one in the meantime, that one stays. */
  readonly forsake: (opening: Promise<Database> | undefined) => Promise<void>;
};

// A database that failed to open is left alone for a while: a burst of questions must not become a burst of attempts.
const reopenAfterMs = 2_000;
// After these the connection is unusable.
const lostReasons: readonly FailureReason[] = ['gone', 'damaged', 'readOnly'];

/** `lastFailure` is reported while the database is left alone. */
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

  // A file must be reopened. A pool replaces broken connections by itself, except for sessions that began while the database was read-only
  // and would stay so; hence it is recreated now and then.
  const isSpent = (reason: FailureReason): boolean => {
    if (options.url.startsWith('sqlite:')) return lostReasons.includes(reason);
    if (reason !== 'readOnly' || steady.now() - renewedAt < reopenAfterMs) return false;
    renewedAt = steady.now();
    return true;
  };

  return { open, current: () => opening, isSpent, forsake };
}
