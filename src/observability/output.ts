// Standard output without blocking the process: what a full disk or a stalled reader doesn't accept is dropped and counted. See
// docs/decisions/0085-log-without-waiting.md.
import { constants, fstatSync, openSync, write } from 'node:fs';
import { isatty } from 'node:tty';

/** Takes some bytes, then reports how many it has written. It is called again only after that. */
export type Sink = (
  bytes: Uint8Array,
  done: (error: NodeJS.ErrnoException | null | undefined, written: number) => void,
) => void;

export type Output = {
  /** Takes a complete line; returns at once. */
  readonly write: (line: string) => void;
  /** How many lines were dropped since the start. */
  readonly dropped: () => number;
  /** Told how many lines are missing, once there is room again. */
  readonly onRoom: (listener: (missing: number) => void) => void;
  /** Resolves when everything is written, or after `withinMs`. */
  readonly flush: (withinMs: number) => Promise<void>;
};

/** The most that may be queued, in bytes: some minutes of a busy bot's log. */
export const mostWaiting = 4 * 1024 * 1024;
// Docker splits longer lines: github.com/moby/moby, daemon/logger/copier.go.
const mostAtOnce = 16 * 1024;
// When to retry after a stalled reader or a full disk.
const againAfterMs = 200;

export function createOutput(
  sink: Sink,
  later: (goOn: () => void) => void = (goOn) => void setTimeout(goOn, againAfterMs).unref(),
): Output {
  const waiting = createWaiting();
  let current = Buffer.alloc(0);
  let isBusy = false;
  let dropped = 0;
  let missing = 0;
  let listener: (missing: number) => void = () => undefined;
  const flushed = new Set<() => void>();

  const next = (): void => {
    if (isBusy) return;
    if (current.length === 0) current = waiting.take();
    if (current.length === 0) {
      for (const resolve of flushed) resolve();
      flushed.clear();
      return;
    }
    isBusy = true;
    sink(current, (error, written) => {
      current = current.subarray(written);
      if (error) {
        later(goOn);
        return;
      }
      tellMissing();
      goOn();
    });
  };
  const goOn = (): void => {
    isBusy = false;
    next();
  };
  const tellMissing = (): void => {
    if (missing === 0 || waiting.bytes() > mostWaiting / 2) return;
    const count = missing;
    missing = 0;
    listener(count);
  };

  return {
    write: (line) => {
      const bytes = Buffer.from(line);
      if (waiting.bytes() + bytes.length > mostWaiting) {
        dropped += 1;
        missing += 1;
        return;
      }
      waiting.add(bytes);
      next();
    },
    dropped: () => dropped,
    onRoom: (hear) => {
      listener = hear;
    },
    flush: (withinMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        flushed.add(() => {
          clearTimeout(timer);
          resolve();
        });
        next();
      }),
  };
}

function createWaiting() {
  let waiting: Buffer[] = [];
  let size = 0;
  return {
    bytes: () => size,
    add: (line: Buffer): void => {
      waiting.push(line);
      size += line.length;
    },
    // Several whole lines at once.
    take: (): Buffer<ArrayBuffer> => {
      let count = 0;
      let bytes = 0;
      for (const { length } of waiting) {
        if (count > 0 && bytes + length > mostAtOnce) break;
        count += 1;
        bytes += length;
      }
      const taken = Buffer.concat(waiting.slice(0, count));
      waiting = waiting.slice(count);
      size -= bytes;
      return taken;
    },
  };
}

/** Writes to standard output without blocking the process, whatever kind it is. */
export function standardOutput(stdout: NodeJS.WriteStream & { readonly fd: number }): Sink {
  const kind = fstatSync(stdout.fd);
  // Node doesn't block on pipes and sockets (nodejs.org/api/process.html, "A note on process I/O").
  if (kind.isFIFO() || kind.isSocket()) {
    // A reader that has gone is no reason to exit.
    stdout.on('error', () => undefined);
    return (bytes, done) => void stdout.write(bytes, (error) => done(error, error ? 0 : bytes.length));
  }
  const fd = isatty(stdout.fd) ? reopen(stdout.fd) : stdout.fd;
  return (bytes, done) => write(fd, bytes, (error, written) => done(error, error ? 0 : written));
}

// A stopped terminal (Ctrl-S) would block a thread, and with it the end of the process. Reopened in non-blocking mode, it says at once that it
// accepts nothing, without affecting other users of the terminal.
function reopen(fd: number): number {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return fd;
  }
}
