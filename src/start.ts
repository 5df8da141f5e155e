// The entry point of npm start: handles signals from the first moment, and only then loads the bot, which takes a while.
import { getHeapStatistics } from 'node:v8';
import { AppError, describeError } from './errors.js';
import { hearSignals } from './signals.js';

const signals = hearSignals(process);
// With less, V8 ends the process during the start with its own message.
const leastHeapMb = 80;
const heapMb = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);

try {
  if (heapMb < leastHeapMb)
    throw new AppError(
      'config',
      `The heap may have ${heapMb} MB, and the bot needs more: start Node with --max-old-space-size=96 or without it`,
    );
  const { start } = await import('./main.js');
  await start(signals);
} catch (error) {
  console.error(describeError(error));
  process.exit(1);
}
