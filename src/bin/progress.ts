// A progress bar for long work in a terminal. Nothing is written to a pipe, or for short work.
import { SingleBar } from 'cli-progress';

type Progress = { readonly step: () => void; readonly stop: () => void };

// Fewer steps are done in a moment.
const leastSteps = 20;
const leastBytes = 1024 * 1024;

/** Starts a bar for `steps` steps over `bytes` bytes in all. */
export function startProgress(
  { name, steps, bytes }: { readonly name: string; readonly steps: number; readonly bytes: number },
  stream: NodeJS.WriteStream,
): Progress {
  if (stream.isTTY !== true || (steps < leastSteps && bytes < leastBytes)) return { step: () => {}, stop: () => {} };
  const format = `${name} {bar} {value}/{total} | {eta_formatted} left`;
  const bar = new SingleBar({ format, hideCursor: true, stream, clearOnComplete: true, forceRedraw: true });
  bar.start(steps, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}
