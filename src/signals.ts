// Signals to the process. As process 1, as in a container, it is not ended by a signal that it does not handle, and one that comes before there
// is a handler is lost: so this comes before anything else, and knows of nothing else.

export type Signals = {
  /** Who is told to stop, once; before somebody listens there is nothing to finish, and the process ends. */
  readonly onStop: (listener: (signal: string) => void) => void;
  /** Who is told to read the knowledge anew. */
  readonly onReload: (listener: (signal: string) => void) => void;
};

// One Ctrl-C under npm is two: one from the terminal, one from npm. The first of the next two is somebody who does not want to wait.
const endsAtOnce = 3;

export function hearSignals(process: Pick<NodeJS.Process, 'on' | 'exit'>): Signals {
  let count = 0;
  let stop: (signal: string) => void = () => process.exit(0);
  let reload: (signal: string) => void = () => undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      count += 1;
      if (count === 1) stop(signal);
      else if (count >= endsAtOnce) process.exit(0);
    });
  }
  process.on('SIGHUP', (signal) => reload(signal));
  return {
    onStop: (listener) => {
      stop = listener;
    },
    onReload: (listener) => {
      reload = listener;
    },
  };
}
