// The only access to the database: waits for locks without blocking the process, and reports its health. Questions are answered even if
// this fails.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { AppError } from '../errors.js';
import type { Clock, Logger } from '../ports.js';
import { type FailureReason, failureFields, reasonOf, toStoreError } from './failures.js';
import { createHandle } from './handle.js';
import type { OpenOptions } from './open.js';
import type { StoreHealth } from './ports.js';
import type { Tables } from './schema.js';

/** A piece of database work; `secret` is the key for hashing people. After a lock it may run again, so it must have no other effects. */
type DatabaseWork<T> = (db: Kysely<Tables>, secret: string) => Promise<T>;

export type Access = {
  readonly read: <T>(work: DatabaseWork<T>) => Promise<T>;
  readonly write: <T>(work: DatabaseWork<T>) => Promise<T>;
  readonly now: () => number;
};

export type AccessParts = {
  readonly options: OpenOptions;
  readonly logger: Logger;
  readonly clock: Clock;
  /** `clock` if not given. */
  readonly steady?: Clock;
  /** For tests: the waits for a lock, in order. */
  readonly lockWaitsMs?: readonly number[];
};

type OwnedAccess = Access & {
  readonly health: () => Promise<StoreHealth>;
  readonly close: () => Promise<void>;
};

// About four seconds in all.
const defaultLockWaitsMs = [20, 50, 100, 250, 500, 1_000, 2_000];
const checkEveryMs = 10_000;
const healthWithinMs = 1_000;

type AccessKind = 'read' | 'write' | 'check';
// Which kinds of access show that a fault is over. The health check writes next to nothing, and even a full disk has room for that.
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
  const faults = createFaults(logger);
  const { open, current, isSpent, forsake } = createHandle({ options, logger, steady }, faults.last);
  let checkedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  const attempt = async <T>(work: DatabaseWork<T>, tries = 0): Promise<T> => {
    let used: ReturnType<typeof current>;
    try {
      const { db, secret } = await open();
      used = current();
      return await work(db, secret);
    } catch (error) {
      const wait = lockWaitsMs[tries];
      if (isSpent(reasonOf(error))) await forsake(used);
      if (reasonOf(error) !== 'locked' || wait === undefined || isClosed) throw error;
      await sleep(wait);
      return attempt(work, tries + 1);
    }
  };

  const run = async <T>(work: DatabaseWork<T>, kind: AccessKind): Promise<T> => {
    if (isClosed) throw new AppError('store', 'The database was closed: the bot is stopping');
    try {
      const result = await attempt(work);
      faults.succeeded(kind);
      return result;
    } catch (error) {
      throw faults.failed(error);
    }
  };

  const track = <T>(task: Promise<T>): Promise<T> => {
    running.add(task);
    const done = () => running.delete(task);
    task.then(done, done);
    return task;
  };

  const check = async (): Promise<void> => {
    if (isClosed || steady.now() - checkedAt < checkEveryMs) return;
    checkedAt = steady.now();
    await track(run(writeTime(String(clock.now())), 'check')).catch(() => undefined);
  };

  return {
    read: (work) => track(run(work, 'read')),
    write: (work) => track(run(work, 'write')),
    now: clock.now,
    health: async () => {
      await Promise.race([check(), sleep(healthWithinMs, undefined, { ref: false })]);
      const failure = faults.last();
      return failure === undefined ? { ok: true } : { ok: false, problem: failure.message };
    },
    close: async () => {
      isClosed = true;
      await Promise.allSettled(running);
      await forsake(current());
    },
  };
}

const writeTime =
  (value: string): DatabaseWork<unknown> =>
  (db) =>
    db
      .insertInto('settings')
      .values({ name: 'checked', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();

/** Remembers a lasting fault: it is logged once, and reported by the health check while it lasts. */
function createFaults(logger: Logger) {
  let failure: { readonly error: AppError; readonly reason: FailureReason } | undefined;
  return {
    last: () => failure?.error,
    failed: (error: unknown): AppError => {
      const reason = reasonOf(error);
      const known = toStoreError(error);
      logger[failure?.reason === reason ? 'debug' : 'error']('store_failed', failureFields(known));
      failure = { error: known, reason };
      return known;
    },
    succeeded: (kind: AccessKind): void => {
      if (failure === undefined || !shows[failure.reason].includes(kind)) return;
      failure = undefined;
      logger.info('store_recovered');
    },
  };
}
