// How every command ends: with its exit code, or with one sentence on what went wrong and how the command is used.
import { describeError } from '../errors.js';
import type { Logger } from '../ports.js';

/** For commands that say themselves what there is to say. */
export const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Runs a command and sets the exit code: its result, or 1 if it fails. */
export async function runCommand(usage: string, main: () => number | Promise<number>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader, such as `head`, has seen enough.
    if (error.code === 'EPIPE') return;
    process.once('exit', () => {
      process.exitCode = 1;
    });
    console.error(`The output could not be written (${error.code ?? error.message}): make room for it.`);
  });
  if (process.argv.slice(2).some((each) => each === '--help' || each === '-h')) {
    console.log(`Usage: ${usage}`);
    return;
  }
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(explain(error, usage));
    process.exitCode = 1;
  }
}

function explain(error: unknown, usage: string): string {
  const { code, path } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (code?.startsWith('ERR_PARSE_ARGS') && error instanceof Error)
    return `${error.message.split('. ')[0]}.\nUsage: ${usage}`;
  if (code === 'ENOENT') return `There is no file or folder ${path ?? ''}.\nUsage: ${usage}`;
  if (code === 'EISDIR') return `A file is needed, not a folder.\nUsage: ${usage}`;
  return describeError(error);
}
