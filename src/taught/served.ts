// Each workspace's answers and settings as this process knows them. For a workspace with questions, the database is asked at most once a
// second, and only whether anything changed; no answer waits long for it.
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Engine } from '../engine/engine.js';
import type { Entry } from '../engine/entry.js';
import type { Clock, Logger, Origin } from '../ports.js';
import { type AskParts, type AskTaught, createAsk, createReading, type OwnEngine, type Reading } from './asking.js';
import type { TaughtAnswer, TaughtStore, Workspace } from './ports.js';
import { noSettings, readSettings, type Settings } from './settings.js';

export type Served = {
  /** What is known of the workspace; never rejects. */
  readonly of: (workspace: Workspace) => Promise<Local>;
  /** Checks again before the next answer. */
  readonly changed: (workspace: Workspace) => void;
};

/** `find` is by id; `ask` is the answer to a question, if there is one. */
export type Local = {
  readonly answers: readonly TaughtAnswer[];
  readonly settings: Settings;
  readonly find: (id: string) => TaughtAnswer | undefined;
  readonly ask: AskTaught;
  readonly near: (question: string) => readonly TaughtAnswer[];
};

export type ServedParts = {
  readonly store: Pick<TaughtStore, 'version' | 'read'>;
  readonly make: AskParts['make'];
  /** Learns from the answers of the workspace named by `of`; an earlier request for it is obsolete. */
  readonly learn?: ((of: string, entries: readonly Entry[]) => Promise<OwnEngine | undefined>) | undefined;
  readonly shipped: () => Pick<Engine, 'keyOf'>;
  readonly clock: Clock;
  readonly logger: Logger;
};

// Other processes see a change after this time at the latest, half of what is promised.
const freshMs = 1_000;
// An answer waits no longer than this for the database.
const patienceMs = 400;
// Caches for recently active workspaces: texts, and engines, which are a hundred times as big.
const mostWorkspaces = 2_000;
const mostEngines = 60;

type ServedVersion = { readonly version: number; readonly local: Local };
/** `by` is the articles' engine that read the words; another one has other knowledge. */
type KeptAsk = {
  readonly version: number;
  readonly by: Pick<Engine, 'keyOf'>;
  readonly reading: Reading;
  readonly ask: AskTaught;
};

export function createServed({ store, make, learn, shipped, clock, logger }: ServedParts): Served {
  const known = new LRUCache<string, ServedVersion & { checkedAt: number }>({ max: mostWorkspaces });
  const engines = new LRUCache<string, KeptAsk>({ max: mostEngines });
  const reading = new Map<string, Promise<void>>();

  const askIn = (key: string, version: number, answers: readonly TaughtAnswer[]): AskTaught => {
    const kept = engines.get(key);
    const by = shipped();
    if (kept?.version === version && kept.by === by) return kept.ask;
    const reading = kept?.by === by ? kept.reading : createReading(by.keyOf);
    const ask = createAsk(answers, {
      make,
      learn: learn === undefined ? undefined : (entries) => learn(key, entries),
      reading,
    });
    engines.set(key, { version, by, reading, ask });
    return ask;
  };

  const load = async (key: string, workspace: Workspace): Promise<void> => {
    const before = known.get(key);
    if (before !== undefined && (await store.version(workspace)) === before.version) {
      before.checkedAt = clock.now();
      return;
    }
    const { version, answers: found, settings } = await store.read(workspace);
    const answers = asBefore(found, before?.local);
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    const isEmpty = answers.length === 0;
    const local: Local = {
      answers,
      settings: settings === undefined ? noSettings : readSettings(settings),
      find: (id) => byId.get(id),
      ask: (question, rival) => (isEmpty ? undefined : askIn(key, version, answers)(question, rival)),
      near: (question) => (isEmpty ? [] : nearest(question, answers)),
    };
    known.set(key, { version, local, checkedAt: clock.now() });
  };

  const refresh = async (key: string, workspace: Workspace): Promise<void> => {
    try {
      await load(key, workspace);
    } catch (error) {
      logger.warn('taught_unread', { problem: error instanceof Error ? error.message : String(error) });
      // Checked once, not again for each question in the meantime.
      const before = known.get(key) ?? { version: -1, local: nothing, checkedAt: 0 };
      known.set(key, { ...before, checkedAt: clock.now() });
    } finally {
      reading.delete(key);
    }
  };

  return {
    of: async (workspace) => {
      const key = JSON.stringify([workspace.platform, workspace.workspace]);
      const kept = known.get(key);
      if (kept !== undefined && Math.abs(clock.now() - kept.checkedAt) < freshMs) return kept.local;
      const current = reading.get(key) ?? refresh(key, workspace);
      reading.set(key, current);
      void current.then(() => reading.delete(key));
      await Promise.race([current, sleep(patienceMs, undefined, { ref: false })]);
      return known.get(key)?.local ?? nothing;
    },
    changed: (workspace) => {
      const kept = known.get(JSON.stringify([workspace.platform, workspace.workspace]));
      if (kept !== undefined) kept.checkedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

// Unchanged answers stay the same objects, so that they aren't read again.
function asBefore(answers: readonly TaughtAnswer[], before: Local | undefined): readonly TaughtAnswer[] {
  return answers.map((answer) => {
    const known = before?.find(answer.id);
    return known !== undefined && JSON.stringify(known) === JSON.stringify(answer) ? known : answer;
  });
}

const nothing: Local = {
  answers: [],
  settings: noSettings,
  find: () => undefined,
  ask: () => undefined,
  near: () => [],
};

// For people who teach and want to see what already exists: the answers that share most words.
function nearest(question: string, answers: readonly TaughtAnswer[]): readonly TaughtAnswer[] {
  const wanted = wordsIn(question);
  return answers
    .map((answer) => {
      const words = wordsIn([answer.question, ...answer.ways].join(' '));
      return { answer, shared: [...wanted].filter((word) => words.has(word)).length };
    })
    .filter(({ shared }) => shared * 2 >= wanted.size && shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .map(({ answer }) => answer);
}

const shortestWord = 4;

function wordsIn(text: string): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(({ length }) => length >= shortestWord));
}

/** The workspace of an origin, if it has one. */
export function workspaceOf({ platform, workspace }: Origin): Workspace | undefined {
  return workspace === undefined || workspace === '' ? undefined : { platform, workspace };
}
