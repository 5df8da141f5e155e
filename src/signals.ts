// Signals to the process. Process 1, as in a container, isn't ended by a signal it doesn't handle, and a signal before the first handler is
// lost: so this is loaded before anything else, and imports nothing.

export type Signals = {
  /** Calls the listener once, on a stop; without a listener there is nothing to finish, and the process ends. */
  readonly onStop: (listener: (signal: string) => void) => void;
  /** Calls the listener when the knowledge should be read again. */
  readonly onReload: (listener: (signal: string) => void) => void;
};

// One Ctrl-C under npm arrives twice: from the terminal and from npm. A third signal means that somebody doesn't want to wait.
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
