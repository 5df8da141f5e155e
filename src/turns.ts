// Decides who is answered next under load. Each platform has its own queue, and they take turns, so that a flood on one doesn't delay the
// others. Within a queue, events that the platform drops after seconds have a head start. One question is answered per round of the event
// loop, so that acknowledgements, heartbeats and timers get in between. If the wait would be too long, people are told immediately: a
// refusal costs a fraction of an answer, but waiting first also costs a placeholder (docs/decisions/0158-load.md).
import { setImmediate } from 'node:timers';
import type { Clock } from './ports.js';

export type Turns = {
  /** Resolves to true when it is somebody's turn; to false if that would take too long, so that they can be told. */
  readonly take: (line: string, isHurried: boolean) => Promise<boolean>;
};

type Waiting = { readonly since: number; readonly resolve: (isTurn: boolean) => void };
type WaitingLine = {
  readonly hurried: Waiting[];
  readonly patient: Waiting[];
  /** When the queue was last empty. */
  readonly since: number;
  /** When the last turn began. */
  turnSince: number;
};

// Both platforms show a failure after three seconds, so the refusal has to leave before that.
const mostWaitMs = 1_500;
// A burst is done within this time. A queue that lasts longer isn't a burst: then nobody waits so long that Discord needs a placeholder,
// which is sent after a second and costs another request.
const burstMs = 2_000;
const mostStandingWaitMs = 800;
// So that a flood of commands doesn't keep mentions from being answered.
const headStartMs = 400;
// How long a turn takes until it has been measured; then the weight of each new measurement.
const firstTurnMs = 2;
const newest = 0.05;

/** `clock` is a steady one; `later` runs something in the next round of the event loop. */
export function createTurns(clock: Clock, later: (work: () => void) => unknown = setImmediate): Turns {
  const lines = new Map<string, WaitingLine>();
  // How long a turn takes in each queue, including whatever happens in between.
  const turnMs = new Map<string, number>();
  let isServing = false;

  const isLate = (waiting: Waiting | undefined): boolean =>
    waiting !== undefined && clock.now() - waiting.since > mostWaitMs;

  const measureTurn = (name: string, line: WaitingLine): void => {
    const now = clock.now();
    const before = turnMs.get(name) ?? firstTurnMs;
    turnMs.set(name, before + newest * (now - line.turnSince - before));
    line.turnSince = now;
  };

  const nextOf = ({ hurried, patient }: WaitingLine): Waiting | undefined => {
    const [first, other] = [hurried[0], patient[0]];
    const isOverdue = first !== undefined && other !== undefined && first.since - other.since > headStartMs;
    return isOverdue ? patient.shift() : (hurried.shift() ?? patient.shift());
  };

  const serve = (): void => {
    for (const [name, line] of lines) {
      for (const queue of [line.hurried, line.patient]) while (isLate(queue[0])) queue.shift()?.resolve(false);
      const next = nextOf(line);
      lines.delete(name);
      if (next === undefined) continue;
      measureTurn(name, line);
      // To the end of the rotation; an empty queue is gone.
      lines.set(name, line);
      next.resolve(true);
      break;
    }
    isServing = lines.size > 0;
    if (isServing) later(serve);
  };

  /** Whether somebody who joins now would wait too long. */
  const isFull = (name: string, { hurried, patient, since }: WaitingLine, isHurried: boolean): boolean => {
    const ahead = hurried.length + (isHurried ? 0 : patient.length);
    const most = clock.now() - since > burstMs ? mostStandingWaitMs : mostWaitMs;
    return ahead * (turnMs.get(name) ?? firstTurnMs) > most;
  };

  return {
    take: (name, isHurried) => {
      const now = clock.now();
      const line = lines.get(name) ?? { hurried: [], patient: [], since: now, turnSince: now };
      const queue = isHurried ? line.hurried : line.patient;
      if (isLate(queue[0]) || isFull(name, line, isHurried)) return Promise.resolve(false);
      lines.set(name, line);
      if (!isServing) later(serve);
      isServing = true;
      return new Promise((resolve) => queue.push({ since: now, resolve }));
    },
  };
}
