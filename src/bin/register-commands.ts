// npm run register-commands: registers the bot's commands with Discord if they differ, and says what differed. Needs DISCORD_TOKEN;
// `npm start` does the same on each start.
import { commandsOn } from '../adapters/discord/in/all-commands.js';
import { createApi } from '../adapters/discord/wire/api.js';
import { failureOf } from '../adapters/discord/wire/failures.js';
import { registerCommands } from '../adapters/discord/wire/register.js';
import { createOutgoingProxy } from '../adapters/shared/proxy.js';
import { AppError, describeError } from '../errors.js';
import { loadKnowledge } from '../knowledge/load.js';
import { subjectOf } from '../knowledge/messages.js';
import { silent } from './command.js';
import { loadSettings } from './settings.js';

async function main(): Promise<void> {
  const config = loadSettings(process.env);
  if (config.discord === undefined)
    throw new AppError(
      'config',
      'DISCORD_TOKEN is not set: copy it from https://discord.com/developers/applications (Bot)',
    );
  const knowledge = await loadKnowledge(config.knowledgeDir);
  const proxy = config.proxy === undefined ? undefined : createOutgoingProxy(config.proxy);
  const api = createApi({ config: config.discord, logger: silent, clock: { now: Date.now }, proxy });
  const { differences } = await registerCommands(api, await readApplication(api), commandsOn(subjectOf(knowledge)));
  console.log(
    differences.length === 0
      ? 'Discord has these commands already; nothing was written.'
      : `Written to Discord:\n${differences.join('\n')}`,
  );
  api.close();
}

async function readApplication(api: Pick<ReturnType<typeof createApi>, 'get'>): Promise<string> {
  const answer = await api.get('/applications/@me');
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string')
    return answer.id;
  throw new AppError('config', 'Discord does not say which application the token belongs to: check DISCORD_API_URL');
}

/** Explains in a line why Discord can't be reached. `fetch` hides the reason in the cause. */
function describeUnreachable(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const codes = [error, error.cause].flatMap((each) =>
    each instanceof Error && 'code' in each && typeof each.code === 'string' ? [each.code] : [],
  );
  const code = codes.find((each) => /^(?:E[A-Z]+|UND_ERR_\w+)$/.test(each));
  return code === undefined
    ? undefined
    : `Discord cannot be reached (${code}): check the network, HTTPS_PROXY and DISCORD_API_URL`;
}

try {
  await main();
} catch (error) {
  const message =
    failureOf(error) === 'unauthorised'
      ? 'Discord refuses DISCORD_TOKEN: copy it from https://discord.com/developers/applications (Bot, Reset Token)'
      : (describeUnreachable(error) ?? describeError(error));
  console.error(message);
  process.exitCode = 1;
}
