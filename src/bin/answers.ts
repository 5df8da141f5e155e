// Shared by export-answers and import-answers: the workspace and folder from the command line, and the configured database.
import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { AppError } from '../errors.js';
import { createStore } from '../store/store.js';
import { readWorkspace } from '../taught/exchange.js';
import type { TaughtStore, Workspace } from '../taught/ports.js';
import { runCommand, silent } from './command.js';
import { loadEnvFile } from './env-file.js';

type AnswersCall = { readonly taught: TaughtStore; readonly workspace: Workspace; readonly folder: string };

/** Runs a command on a workspace's answers; `work` returns what to print. */
export async function runOnAnswers(name: string, work: (given: AnswersCall) => Promise<string>): Promise<void> {
  const usage = `npm run ${name} -- WORKSPACE FOLDER (a workspace is discord:ID of the server or slack:ID)`;
  await runCommand(usage, async () => {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [typed = '', folder = '', ...more] = positionals;
    const workspace = readWorkspace(typed);
    if (workspace === undefined || folder === '' || more.length > 0) throw new AppError('badInput', `Usage: ${usage}`);
    loadEnvFile('.env', process.env);
    const { config, problems } = readConfig(process.env);
    if (problems.length > 0) throw new AppError('config', problems.join('\n'));
    const store = createStore({ options: { url: config.databaseUrl }, logger: silent, clock: { now: Date.now } });
    try {
      console.log(await work({ taught: store.taught, workspace, folder }));
    } finally {
      await store.close();
    }
    return 0;
  });
}
