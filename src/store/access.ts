// The one way to the database: opens it when it is first needed, and again after it was lost; waits for locks without blocking the
// process; tells how it is doing. Questions are answered whatever happens here.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { AppError } from '../errors.js';
import type { Clock, Logger } from '../ports.js';
import { type FailureReason, failureFields, reasonOf, toStoreError } from './failures.js';
import { type Database, type OpenOptions, openDatabase } from './open.js';
import type { StoreHealth } from './ports.js';
import type { Tables } from './schema.js';

/** Works on the database; `secret` is what people are hashed with. It may run again after a lock: it changes nothing else. */
export type DatabaseWork<T> = (db: Kysely<Tables>, secret: string) => Promise<T>;

export type Access = {
  readonly read: <T>(work: DatabaseWork<T>) => Promise<T>;
  readonly write: <T>(work: DatabaseWork<T>) => Promise<T>;
  readonly now: () => number;
};

export type AccessParts = {
  readonly options: OpenOptions;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The same clock where none is given. */
  readonly steady?: Clock;
  /** For tests: how long to wait for a lock, each time. */
  readonly lockWaitsMs?: readonly number[];
};

export type OwnedAccess = Access & {
  readonly health: () => Promise<StoreHealth>;
  readonly close: () => Promise<void>;
};

// Some four seconds in all.
const defaultLockWaitsMs = [20, 50, 100, 250, 500, 1_000, 2_000];
// A database that could not be opened is left alone for a while: a burst of questions must not become a burst of tries.
const reopenAfterMs = 2_000;
const checkEveryMs = 10_000;
const healthWithinMs = 1_000;
// After these the connection is of no use.
const lostReasons: readonly FailureReason[] = ['gone', 'damaged', 'readOnly'];

type AccessKind = 'read' | 'write' | 'check';
// What shows that a fault is over. The check writes next to nothing, for which even a full disk has room.
const shows: Readonly<Record<FailureReason, readonly AccessKind[]>> = {
  full: ['write'],
  locked: ['write', 'check'],
  readOnly: ['write', 'check'],
  forbidden: ['write', 'check'],
  incomplete: ['write', 'check'],
  refused: ['read', 'write', 'check'],
  unknown: ['read', 'write', 'check'],
  foreign: ['read', 'write', 'check'],
  taken: ['read', 'write', 'check'],
  plain: ['read', 'write', 'check'],
  unencrypted: ['read', 'write', 'check'],
  untrusted: ['read', 'write', 'check'],
  crowded: ['read', 'write', 'check'],
  gone: ['read', 'write', 'check'],
  damaged: ['read', 'write', 'check'],
  failed: ['read', 'write', 'check'],
};

export function createAccess(parts: AccessParts): OwnedAccess {
  const { options, logger, clock, steady = clock, lockWaitsMs = defaultLockWaitsMs } = parts;
  const running = new Set<Promise<unknown>>();
  const state: {
    opening?: Promise<Database> | undefined;
    failure?: { readonly error: AppError; readonly reason: FailureReason } | undefined;
    retryAt: number;
    checkedAt: number;
    renewedAt: number;
    closed: boolean;
  } = {
    retryAt: Number.NEGATIVE_INFINITY,
    checkedAt: Number.NEGATIVE_INFINITY,
    renewedAt: Number.NEGATIVE_INFINITY,
    closed: false,
  };

  const open = async (): Promise<Database> => {
    const current = state.opening;
    if (current !== undefined) {
      const database = await current;
      if (!database.isMoved()) return database;
      if (state.opening === current)
        logger.error('store_file_moved', { fix: 'stop the bot before moving its database; a new one is begun now' });
      await forsake(current);
    }
    if (steady.now() < state.retryAt && state.failure !== undefined) throw state.failure.error;
    const onBroken = (error: Error) => logger.warn('store_connection_lost', failureFields(error));
    state.opening ??= openDatabase({ onBroken, ...options }).catch((error: unknown) => {
      state.opening = undefined;
      state.retryAt = reasonOf(error) === 'locked' ? 0 : steady.now() + reopenAfterMs;
      throw error;
    });
    return state.opening;
  };

  // A file has to be opened again. A pool of connections mends itself, but for sessions that began while the database could only be read and
  // would stay so: it is made anew, now and then.
  const isSpent = (reason: FailureReason): boolean => {
    if (options.url.startsWith('sqlite:')) return lostReasons.includes(reason);
    if (reason !== 'readOnly' || steady.now() - state.renewedAt < reopenAfterMs) return false;
    state.renewedAt = steady.now();
    return true;
  };

  // Another call may have opened a new one meanwhile, which stays.
  const forsake = async (opening: Promise<Database> | undefined): Promise<void> => {
    if (opening === undefined || state.opening !== opening) return;
    state.opening = undefined;
    const database = await opening.catch(() => undefined);
    await database?.db.destroy().catch(() => undefined);
  };

  const attempt = async <T>(work: DatabaseWork<T>, tries = 0): Promise<T> => {
    let used: Promise<Database> | undefined;
    try {
      const { db, secret } = await open();
      used = state.opening;
      return await work(db, secret);
    } catch (error) {
      const wait = lockWaitsMs[tries];
      if (isSpent(reasonOf(error))) await forsake(used);
      if (reasonOf(error) !== 'locked' || wait === undefined || state.closed) throw error;
      await sleep(wait);
      return attempt(work, tries + 1);
    }
  };

  const failed = (error: unknown): AppError => {
    const reason = reasonOf(error);
    const known = toStoreError(error);
    // Said once; the health tells for as long as it lasts.
    logger[state.failure?.reason === reason ? 'debug' : 'error']('store_failed', failureFields(known));
    state.failure = { error: known, reason };
    return known;
  };

  const succeeded = (kind: AccessKind): void => {
    const { failure } = state;
    if (failure === undefined || !shows[failure.reason].includes(kind)) return;
    state.failure = undefined;
    logger.info('store_recovered');
  };

  const run = async <T>(work: DatabaseWork<T>, kind: AccessKind): Promise<T> => {
    if (state.closed) throw new AppError('store', 'The database was closed: the bot is stopping');
    try {
      const result = await attempt(work);
      succeeded(kind);
      return result;
    } catch (error) {
      throw failed(error);
    }
  };

  const track = <T>(task: Promise<T>): Promise<T> => {
    running.add(task);
    const done = () => running.delete(task);
    task.then(done, done);
    return task;
  };

  const check = async (): Promise<void> => {
    if (state.closed || steady.now() - state.checkedAt < checkEveryMs) return;
    state.checkedAt = steady.now();
    const value = String(clock.now());
    const writeTime: DatabaseWork<unknown> = (db) =>
      db
        .insertInto('settings')
        .values({ name: 'checked', value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    await track(run(writeTime, 'check')).catch(() => undefined);
  };

  return {
    read: (work) => track(run(work, 'read')),
    write: (work) => track(run(work, 'write')),
    now: clock.now,
    health: async () => {
      await Promise.race([check(), sleep(healthWithinMs, undefined, { ref: false })]);
      const { failure } = state;
      return failure === undefined ? { ok: true } : { ok: false, problem: failure.error.message };
    },
    close: async () => {
      state.closed = true;
      await Promise.allSettled(running);
      await forsake(state.opening);
    },
  };
}
