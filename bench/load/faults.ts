// Faults under load: those of the storm (test/slow/storm/faults.ts) one after the other, each for its part of the time.
// Platform failures repeat for as long as their part lasts; unlike in the storm, the process is not killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Scene, type StormFault, stormFaults } from '../../test/slow/storm/faults.js';

const killed = 'the process is killed and started again';
const again = /limits, fails and loses|events come twice/;
const everyMs = 250;

/** The faults whose names contain one of these words; all of them for "all". */
export function chooseFaults(words: readonly string[]): readonly StormFault[] {
  const possible = stormFaults.filter(({ name }) => name !== killed);
  if (words.includes('all')) return possible;
  return possible.filter(({ name }) => words.some((word) => name.toLowerCase().includes(word.toLowerCase())));
}

/** Causes each fault in turn, within `seconds`; resolves when the last one is over. */
export async function bringFaults(
  faults: readonly StormFault[],
  scene: Scene,
  seconds: number,
  tell: (name: string) => void,
): Promise<void> {
  const eachMs = (seconds * 1_000) / Math.max(1, faults.length);
  const began = performance.now();
  for (const [at, fault] of faults.entries()) {
    // Part of its time is fault-free.
    await sleep(Math.max(0, began + eachMs * (at + 0.25) - performance.now()));
    tell(fault.name);
    const until = began + eachMs * (at + 0.75);
    let end = await fault.begin(scene);
    while (again.test(fault.name) && performance.now() < until) {
      await sleep(everyMs);
      end = await fault.begin(scene);
    }
    await sleep(Math.max(0, until - performance.now()));
    await end();
  }
}
