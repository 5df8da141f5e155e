// Decides who is answered next under load. Each platform has its own queue, and they take turns, so that a flood on one doesn't delay the
// others. Within a queue, events that the platform drops after seconds go first. One question is answered per round of the event loop, so
// that acknowledgements, heartbeats and timers get in between.
import { setImmediate } from 'node:timers';
import type { Clock } from './ports.js';

export type Turns = {
  /** Resolves to true when it is somebody's turn; to false if that would take too long, so that they can be told. */
  readonly take: (line: string, isHurried: boolean) => Promise<boolean>;
};

type Waiting = { readonly since: number; readonly resolve: (isTurn: boolean) => void };
type WaitingLine = { readonly hurried: Waiting[]; readonly patient: Waiting[] };

// After this, people ask again.
const mostWaitMs = 5_000;
const mostWaiting = 10_000;

/** `clock` is a steady one; `later` runs something in the next round of the event loop. */
export function createTurns(clock: Clock, later: (work: () => void) => unknown = setImmediate): Turns {
  const lines = new Map<string, WaitingLine>();
  let isServing = false;

  const isLate = (waiting: Waiting | undefined): boolean =>
    waiting !== undefined && clock.now() - waiting.since > mostWaitMs;

  const serve = (): void => {
    for (const [name, line] of lines) {
      for (const queue of [line.hurried, line.patient]) while (isLate(queue[0])) queue.shift()?.resolve(false);
      const next = line.hurried.shift() ?? line.patient.shift();
      lines.delete(name);
      if (next === undefined) continue;
      // To the end of the rotation; an empty queue is gone.
      lines.set(name, line);
      next.resolve(true);
      break;
    }
    isServing = lines.size > 0;
    if (isServing) later(serve);
  };

  return {
    take: (name, isHurried) => {
      const line = lines.get(name) ?? { hurried: [], patient: [] };
      const queue = isHurried ? line.hurried : line.patient;
      if (isLate(queue[0]) || line.hurried.length + line.patient.length >= mostWaiting) return Promise.resolve(false);
      lines.set(name, line);
      if (!isServing) later(serve);
      isServing = true;
      return new Promise((resolve) => queue.push({ since: clock.now(), resolve }));
    },
  };
}
