// Checks the bot's configuration on Slack: tokens, scopes, secrets. Changes nothing; each problem says where to fix it.
import * as v from 'valibot';
import { eventsPath, installPath, scopesFor } from '../adapters/slack/in/commands.js';
import type { SlackConfig } from '../config.js';
import type { Ask, Finding } from './finding.js';

const about = 'Slack';
const apps = 'https://api.slack.com/apps';

const identity = v.object({ team: v.string(), team_id: v.string(), user: v.optional(v.string()), user_id: v.string() });
const failure = v.object({ ok: v.literal(false), error: v.string() });

type Called =
  | { readonly body: unknown; readonly scopes: readonly string[] | undefined }
  | { readonly problem: string; readonly code?: string };
type CallSlack = (
  method: string,
  token: string | undefined,
  form?: Readonly<Record<string, string>>,
) => Promise<Called>;

/** Pages of an app's settings, by path. */
const pages = { oauth: 'OAuth & Permissions', general: 'Basic Information' } as const;
type LinkTo = (page: keyof typeof pages, part?: string) => string;

/** Everything that was checked. */
export async function* examineSlack(config: SlackConfig, ask: Ask): AsyncGenerator<Finding> {
  const call: CallSlack = async (method, token, form = {}) => {
    const answer = await ask(`${config.apiUrl}${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: new URLSearchParams(form).toString(),
    });
    if (answer.type === 'none') return { problem: answer.problem };
    if (answer.status !== 200) return { problem: `Slack answers ${answer.status}` };
    const failed = v.safeParse(failure, answer.body);
    if (failed.success) return { problem: `Slack says ${failed.output.error}`, code: failed.output.error };
    return {
      body: answer.body,
      scopes: answer.headers
        .get('x-oauth-scopes')
        ?.split(',')
        .map((scope) => scope.trim()),
    };
  };

  const at = createAt(config);
  if (config.type === 'oauth') {
    yield* examineSecret(config.signingSecret, at);
    yield await examineClient(config, call, at);
    return;
  }
  yield* examineBotToken(config.botToken, scopesFor(config), call, at);
  if (config.type === 'socket') yield await examineAppToken(config.appToken, call, at);
  else {
    yield* examineSecret(config.signingSecret, at);
    yield {
      about,
      state: 'unchecked',
      message: 'whether Slack reaches the bot cannot be seen from here',
      fix: `${apps} (your app): turn Socket Mode off; Event Subscriptions, Interactivity and every slash command lead to https://YOUR-HOST${eventsPath}`,
    };
  }
}

// An app-level token contains the app's id, so links can lead to its pages.
function createAt(config: SlackConfig): LinkTo {
  const [, app] = config.type === 'socket' ? (/^xapp-\d+-(A[A-Z0-9]+)-/.exec(config.appToken) ?? []) : [];
  return (page, part) => {
    const name = part === undefined ? pages[page] : `${pages[page]} > ${part}`;
    return app === undefined ? `${apps} (your app, ${name})` : `${apps}/${app}/${page} (${name})`;
  };
}

type Scopes = Readonly<Record<string, string>>;

async function* examineBotToken(token: string, scopes: Scopes, call: CallSlack, at: LinkTo): AsyncGenerator<Finding> {
  const answer = await call('auth.test', token);
  if ('problem' in answer) {
    yield unasked(answer, 'SLACK_BOT_TOKEN', `copy the Bot User OAuth Token (xoxb-) from ${at('oauth')} into .env`);
    return;
  }
  const parsed = v.safeParse(identity, answer.body);
  if (!parsed.success) {
    yield { about, state: 'bad', message: 'what answers at SLACK_API_URL is not Slack', fix: 'unset SLACK_API_URL' };
    return;
  }
  const { team, user, user_id: id } = parsed.output;
  yield { about, state: 'good', message: `the bot token belongs to ${user ?? id} in "${team}"` };
  yield* examineScopes(answer.scopes, scopes, at);
}

function* examineScopes(granted: readonly string[] | undefined, needed: Scopes, at: LinkTo): Generator<Finding> {
  if (granted === undefined) {
    yield {
      about,
      state: 'unchecked',
      message: 'Slack, or a proxy in front of it, does not report the scopes of the token',
    };
    return;
  }
  const missing = Object.entries(needed).filter(([scope]) => !granted.includes(scope));
  const more = granted.filter((scope) => scope !== '' && !(scope in needed));
  if (missing.length > 0) {
    yield {
      about,
      state: 'bad',
      message: `scopes are missing: ${missing.map(([scope, purpose]) => `${scope} (${purpose})`).join(', ')}`,
      fix: `add them at ${at('oauth', 'Bot Token Scopes')}, then Install App > Reinstall: scopes are granted at installation`,
    };
  } else yield { about, state: 'good', message: `all ${Object.keys(needed).length} scopes are granted` };
  if (more.length > 0) {
    yield {
      about,
      state: 'doubtful',
      message: `more is allowed than the bot needs: ${more.join(', ')}`,
      fix: `remove them at ${at('oauth', 'Bot Token Scopes')}, then reinstall the app`,
    };
  }
}

// Asks for a connection's URL without opening it.
async function examineAppToken(token: string, call: CallSlack, at: LinkTo): Promise<Finding> {
  const answer = await call('apps.connections.open', token);
  return 'problem' in answer
    ? unasked(
        answer,
        'SLACK_APP_TOKEN',
        `make an app-level token (xapp-) with connections:write at ${at('general', 'App-Level Tokens')}; Socket Mode must be on`,
      )
    : { about, state: 'good', message: 'the app-level token may open a socket' };
}

// A made-up code shows whether Slack knows the client: an unknown client is the first thing it complains about.
async function examineClient(
  { clientId, clientSecret }: Extract<SlackConfig, { type: 'oauth' }>,
  call: CallSlack,
  at: LinkTo,
): Promise<Finding> {
  const answer = await call('oauth.v2.access', undefined, {
    client_id: clientId,
    client_secret: clientSecret,
    code: 'doctor',
  });
  const code = 'problem' in answer ? answer.code : undefined;
  if (code === 'invalid_code')
    return {
      about,
      state: 'good',
      message: `Slack knows the client id and its secret; workspaces install the bot at https://YOUR-HOST${installPath}`,
    };
  return unasked(
    'problem' in answer ? answer : { problem: 'Slack took a made-up code' },
    'SLACK_CLIENT_ID or SLACK_CLIENT_SECRET',
    `copy both from ${at('general', 'App Credentials')} into .env`,
  );
}

function* examineSecret(secret: string, at: LinkTo): Generator<Finding> {
  // 32 hexadecimal digits, as Slack makes them; only the first request shows whether it is the right one.
  if (/^[0-9a-f]{32}$/.test(secret)) yield { about, state: 'good', message: 'the signing secret looks like one' };
  else {
    yield {
      about,
      state: 'doubtful',
      message: 'SLACK_SIGNING_SECRET does not look like one (32 hexadecimal digits)',
      fix: `copy it from ${at('general', 'App Credentials')}`,
    };
  }
}

function unasked(
  { problem, code }: { readonly problem: string; readonly code?: string },
  variable: string,
  fix: string,
): Finding {
  return code === undefined
    ? {
        about,
        state: 'bad',
        message: `Slack cannot be asked: ${problem}`,
        fix: 'check the network, HTTPS_PROXY and SLACK_API_URL',
      }
    : { about, state: 'bad', message: `Slack refuses ${variable} (${code})`, fix };
}

/** Where to create a new app. The manifest could be part of the URL, but that would fill a screen. */
export const makeApp = `${apps}?new_app=1 (From a manifest, and paste manifest.json)`;
