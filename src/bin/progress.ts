// How far long work is, for whoever watches it in a terminal. In a pipe, or where it is done at once, nothing is written.
import { SingleBar } from 'cli-progress';

export type Progress = { readonly step: () => void; readonly stop: () => void };

// Less than this is done in a moment.
const leastSteps = 20;
const leastBytes = 1024 * 1024;

/** Starts a bar of so many steps, which together work on so many bytes. */
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
