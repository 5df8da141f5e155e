// Checks the bot's configuration on Discord: token, application, commands, servers. Read-only; each problem says where to fix it.
import * as v from 'valibot';
import { type DiscordCommand, findDifferences } from '../adapters/discord/in/command-list.js';
import { inviteLink, isAdministrator, missingPermissions } from '../adapters/discord/in/permissions.js';
import type { DiscordConfig } from '../config.js';
import type { Ask, Finding } from './finding.js';

const portal = 'https://discord.com/developers/applications';
const about = 'Discord';

// Privileged intents, for few and for many servers (https://docs.discord.com/developers/resources/application, flags).
const contentIntent = 'Message Content';
// Smaller applications just turn it on (docs.discord.com/developers/events/gateway#message-content-intent, June 2026).
const largeApp = '10,000';
const privileged = [
  { name: 'Presence', bits: (1 << 12) | (1 << 13) },
  { name: 'Server Members', bits: (1 << 14) | (1 << 15) },
  { name: contentIntent, bits: (1 << 18) | (1 << 19) },
] as const;
// The most servers in one response; further ones aren't checked.
const mostGuilds = 200;
const mostNamed = 5;
// Discord resets a token that connects more often than allowed; a bot needs few connections a day.
const fewStarts = 20;

const gateway = v.object({
  shards: v.number(),
  session_start_limit: v.object({ remaining: v.number(), total: v.number(), reset_after: v.number() }),
});
const application = v.object({
  id: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  name: v.string(),
  flags: v.optional(v.number(), 0),
  bot_require_code_grant: v.optional(v.boolean(), false),
  interactions_endpoint_url: v.optional(v.nullable(v.string())),
  integration_types_config: v.optional(v.record(v.string(), v.unknown())),
});
const guilds = v.array(v.object({ id: v.string(), name: v.string(), permissions: v.string() }));

type Application = v.InferOutput<typeof application>;
type Get = (
  path: string,
) => Promise<{ readonly body: unknown } | { readonly problem: string; readonly status?: number }>;

/** Everything that was checked. `commands` are those that should be registered. */
export async function* examineDiscord(
  { token, apiUrl, messageContent = false }: DiscordConfig,
  commands: readonly DiscordCommand[],
  ask: Ask,
): AsyncGenerator<Finding> {
  const get: Get = async (path) => {
    const answer = await ask(`${apiUrl}/v10${path}`, { headers: { authorization: `Bot ${token}` } });
    if (answer.type === 'none') return { problem: answer.problem };
    if (answer.status === 200) return { body: answer.body };
    return { problem: `Discord answers ${answer.status}`, status: answer.status };
  };

  const me = await get('/applications/@me');
  if (!('body' in me)) {
    yield me.status === 401
      ? {
          about,
          state: 'bad',
          message: 'Discord refuses DISCORD_TOKEN',
          fix: `copy the bot's token from ${portal} (your application, Bot, Reset Token) into .env`,
        }
      : {
          about,
          state: 'bad',
          message: `Discord cannot be asked: ${me.problem}`,
          fix: 'check the network, HTTPS_PROXY and DISCORD_API_URL',
        };
    return;
  }
  const parsed = v.safeParse(application, me.body);
  if (!parsed.success) {
    yield {
      about,
      state: 'bad',
      message: 'what answers at DISCORD_API_URL is not Discord',
      fix: 'unset DISCORD_API_URL',
    };
    return;
  }
  const { output: app } = parsed;
  yield { about, state: 'good', message: `the token belongs to "${app.name}" (${app.id})` };
  yield* examineApplication(app, messageContent);
  yield await examineStarts(get);
  yield await examineCommands(app.id, commands, get);
  yield* examineGuilds(app.id, get);
}

/** The bot's user id; undefined if Discord doesn't say. */
export async function readSelf({ token, apiUrl }: DiscordConfig, ask: Ask): Promise<string | undefined> {
  const answer = await ask(`${apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${token}` } });
  const parsed = v.safeParse(v.object({ id: v.string() }), answer.type === 'answer' ? answer.body : undefined);
  return parsed.success ? parsed.output.id : undefined;
}

function* examineApplication(app: Application, readsContent: boolean): Generator<Finding> {
  const page = `${portal}/${app.id}`;
  if (typeof app.interactions_endpoint_url === 'string' && app.interactions_endpoint_url !== '') {
    yield {
      about,
      state: 'bad',
      message: 'commands go to a web address instead of the bot',
      fix: `empty "Interactions Endpoint URL" at ${page}/information`,
    };
  }
  if (app.bot_require_code_grant) {
    yield {
      about,
      state: 'bad',
      message: 'servers cannot add the bot',
      fix: `turn "Requires OAuth2 Code Grant" off at ${page}/bot`,
    };
  }
  const all = privileged.filter(({ bits }) => (app.flags & bits) !== 0).map(({ name }) => name);
  const on = readsContent ? all.filter((name) => name !== contentIntent) : all;
  if (readsContent) {
    yield all.includes(contentIntent)
      ? { about, state: 'good', message: 'the Message Content intent is on, for help channels' }
      : {
          about,
          state: 'bad',
          message: 'DISCORD_MESSAGE_CONTENT is on, but the Message Content intent is off: Discord refuses the bot',
          fix: `turn it on at ${page}/bot (Privileged Gateway Intents); from ${largeApp} users on Discord has to approve it there`,
        };
  }
  yield on.length === 0
    ? { about, state: 'good', message: `no ${readsContent ? 'other ' : ''}privileged intent is on; the bot needs none` }
    : {
        about,
        state: 'doubtful',
        message: `more is allowed than the bot needs: ${on.join(', ')} intent`,
        fix: `turn it off at ${page}/bot (Privileged Gateway Intents)`,
      };
  const contexts = app.integration_types_config;
  const missing =
    contexts === undefined
      ? []
      : [...('0' in contexts ? [] : ['Guild Install']), ...('1' in contexts ? [] : ['User Install'])];
  if (missing.length > 0) {
    yield {
      about,
      state: 'doubtful',
      message: `${missing.join(' and ')} is off: people cannot install the bot that way`,
      fix: `turn it on at ${page}/installation`,
    };
  }
}

async function examineStarts(get: Get): Promise<Finding> {
  const answer = await get('/gateway/bot');
  const parsed = v.safeParse(gateway, 'body' in answer ? answer.body : undefined);
  if (!parsed.success)
    return { about, state: 'unchecked', message: 'Discord does not say how often the bot may connect' };
  const { shards, session_start_limit: starts } = parsed.output;
  const hours = Math.ceil(starts.reset_after / 3_600_000);
  const message = `${starts.remaining} of ${starts.total} connections are left today, ${shards} shard${shards === 1 ? '' : 's'}`;
  return starts.remaining < Math.max(fewStarts, shards * 2)
    ? {
        about,
        state: 'bad',
        message,
        fix: `find out why the bot restarts so often; the count starts again in ${hours} h`,
      }
    : { about, state: 'good', message };
}

async function examineCommands(id: string, commands: readonly DiscordCommand[], get: Get): Promise<Finding> {
  const answer = await get(`/applications/${id}/commands?with_localizations=true`);
  if (!('body' in answer) || !Array.isArray(answer.body))
    return { about, state: 'unchecked', message: 'Discord does not say which commands it has' };
  const differences = findDifferences(commands, answer.body);
  return differences.length === 0
    ? { about, state: 'good', message: `${commands.length} commands are registered` }
    : {
        about,
        state: 'doubtful',
        message: `${differences.length} commands differ from what Discord has; the next start registers them`,
        fix: 'npm run register-commands',
      };
}

async function* examineGuilds(id: string, get: Get): AsyncGenerator<Finding> {
  const invite = inviteLink(id);
  const answer = await get(`/users/@me/guilds?limit=${mostGuilds}`);
  const parsed = v.safeParse(guilds, 'body' in answer ? answer.body : undefined);
  if (!parsed.success) {
    yield { about, state: 'unchecked', message: 'Discord does not say which servers the bot is in' };
    return;
  }
  const servers = parsed.output;
  if (servers.length === 0)
    yield { about, state: 'doubtful', message: 'the bot is in no server', fix: `invite it: ${invite}` };
  const lacking = servers.flatMap(({ name, permissions }) => {
    const missing = missingPermissions(permissions);
    return missing.length === 0 ? [] : [`${name} (${missing.join(', ')})`];
  });
  if (lacking.length > 0) {
    yield {
      about,
      state: 'doubtful',
      message: `permissions are missing in ${named(lacking)}`,
      fix: `grant them to the bot's role in Server Settings > Roles, or invite it again: ${invite}`,
    };
  }
  const mighty = servers.filter(({ permissions }) => isAdministrator(permissions)).map(({ name }) => name);
  if (mighty.length > 0) {
    yield {
      about,
      state: 'doubtful',
      message: `the bot is an administrator in ${named(mighty)}, which it need not be`,
      fix: "take Administrator from the bot's role in Server Settings > Roles",
    };
  }
  if (servers.length > 0 && lacking.length === 0) {
    const count =
      servers.length === mostGuilds
        ? `the first ${mostGuilds} servers`
        : `${servers.length} server${servers.length === 1 ? '' : 's'}`;
    yield { about, state: 'good', message: `it may do what it needs in ${count}; invite it elsewhere: ${invite}` };
  }
}

function named(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return names.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
