// The REST side of the fake Discord: interactions that expire after three seconds and are answered once, messages with nonces, commands.
import { checkMessage } from '../../../src/adapters/discord/out/limits.js';
import { noMentions, type Payload } from '../../../src/adapters/discord/out/payload.js';
import { checkCommands } from './commands.js';
import { applicationId, botRole, directChannelId, guildId, type Interaction, selfUser, snowflake } from './people.js';
import { createSpecificationCheck } from './specification.js';

export type Request = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
};
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Message = {
  readonly id: string;
  readonly channel_id: string;
  readonly components?: unknown;
  readonly [field: string]: unknown;
};
type Fields = Readonly<Record<string, unknown>>;
type Known = {
  readonly interaction: Interaction;
  readonly at: number;
  acknowledged: boolean;
  original: string | undefined;
  deferredFlags: number;
  /** Resulting messages. */
  answers: number;
};

/** A channel's special state. `silent`: the bot sees it but may not write. */
export type ChannelState = {
  readonly gone?: boolean;
  readonly hidden?: boolean;
  readonly silent?: boolean;
  readonly type?: number;
  /** Undefined for a direct message. */
  readonly guild?: string | undefined;
  readonly parent?: string;
  /** Further fields: name, tags. */
  readonly about?: Readonly<Record<string, unknown>>;
  readonly overwrites?: readonly {
    readonly id: string;
    readonly type: 0 | 1;
    readonly allow: string;
    readonly deny: string;
  }[];
};

const componentsFlag = 32_768;

export function createRest(options: {
  readonly gatewayUrl: string;
  readonly token: string;
  readonly shards: number;
  readonly commands: readonly unknown[];
  readonly checks: boolean;
  /** More fields of the application, and the servers that the bot is in. */
  readonly application?: object;
  readonly guilds?: readonly object[];
  /** Discord allows three seconds. */
  readonly lifeMs: number;
  /** How many of the bot's messages are remembered. */
  readonly keep?: number;
}) {
  const { keep = Number.POSITIVE_INFINITY } = options;
  const problems: string[] = [];
  const interactions = new Map<string, Known>();
  const tokens = new Map<string, Known>();
  const messages = new Map<string, Message>();
  const nonces = new Map<string, string>();
  const forgotten = new Set<string>();
  const replies = new Map<string, number>();
  // Channels that aren't listed are on the fake's server, where everything is allowed.
  const channels = new Map<string, ChannelState>();
  const commands: { list: readonly unknown[] } = { list: options.commands };
  const specification = options.checks ? createSpecificationCheck() : undefined;

  const routes: readonly (readonly [string, RegExp, (parts: readonly string[], request: Request) => Answer])[] = [
    [
      'GET',
      /^\/gateway\/bot$/,
      () =>
        ok({
          url: `${options.gatewayUrl}/gateway`,
          shards: options.shards,
          session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 16 },
        }),
    ],
    [
      'GET',
      /^\/applications\/@me$/,
      () => ok({ id: applicationId, name: 'AI Diff', flags: 0, ...options.application }),
    ],
    ['GET', /^\/users\/@me$/, () => ok(selfUser(applicationId))],
    ['GET', /^\/users\/@me\/guilds$/, () => ok(options.guilds ?? [])],
    [
      'GET',
      /^\/applications\/(\d+)\/commands$/,
      (_, { query }) =>
        ok(query.get('with_localizations') === 'true' ? commands.list : commands.list.map(withoutLocalizations)),
    ],
    [
      'PUT',
      /^\/applications\/(\d+)\/commands$/,
      (_, { body }) => {
        commands.list = (body as readonly Fields[]).map((each) => ({
          id: snowflake(),
          application_id: applicationId,
          version: snowflake(),
          nsfw: false,
          default_member_permissions: null,
          ...each,
        }));
        return ok(commands.list);
      },
    ],
    [
      'POST',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      ([id = '', token], { body }) => callback(id, token, body as Fields),
    ],
    [
      'POST',
      /^\/webhooks\/(\d+)\/([^/]+)$/,
      ([, token], { body }) => {
        const known = byToken(token);
        if (known?.acknowledged !== true) return notFound(10_015, 'Unknown Webhook');
        known.answers += 1;
        return ok(create(known.interaction.channel_id, body as Fields));
      },
    ],
    [
      'PATCH',
      /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      ([, token], { body }) => editOriginal(token, body as Fields),
    ],
    [
      'DELETE',
      /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      ([, token]) => {
        const known = byToken(token);
        return known?.acknowledged === true && known.original !== undefined && messages.delete(known.original)
          ? { status: 204 }
          : notFound(10_008, 'Unknown Message');
      },
    ],
    ['POST', /^\/channels\/(\d+)\/messages$/, ([channel = ''], { body }) => post(channel, body as Fields)],
    ['PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, ([, id], { body }) => edit(id, body as Fields)],
    [
      'DELETE',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([, id = '']) => (messages.delete(id) ? { status: 204 } : notFound(10_008, 'Unknown Message')),
    ],
    [
      'GET',
      /^\/channels\/(\d+)$/,
      ([id = '']) => {
        const state = channels.get(id) ?? {};
        if (state.gone === true) return notFound(10_003, 'Unknown Channel');
        if (state.hidden === true) return forbidden(50_001, 'Missing Access');
        const { overwrites = [], type = 0, parent } = state;
        const guild = 'guild' in state ? state.guild : guildId;
        return ok({
          id,
          type,
          ...(guild === undefined ? {} : { guild_id: guild }),
          ...(parent === undefined ? {} : { parent_id: parent }),
          ...(state.about ?? {}),
          permission_overwrites: overwrites,
        });
      },
    ],
    [
      'GET',
      /^\/guilds\/(\d+)\/roles$/,
      ([guild = '']) =>
        guild === guildId
          ? ok([
              { id: guildId, permissions: String((1n << 10n) | (1n << 11n) | (1n << 38n)) },
              { id: botRole, permissions: '0' },
            ])
          : forbidden(50_001, 'Missing Access'),
    ],
    [
      'GET',
      /^\/guilds\/(\d+)\/members\/(\d+)$/,
      ([guild = '', user = '']) =>
        guild === guildId && user === applicationId
          ? ok({ user: { id: user }, roles: [botRole] })
          : notFound(10_007, 'Unknown Member'),
    ],
    [
      'POST',
      /^\/users\/@me\/channels$/,
      (_, { body }) => ok({ id: directChannelId, type: 1, recipients: [{ id: (body as Fields)['recipient_id'] }] }),
    ],
    ['PUT', /^\/channels\/(\d+)\/messages\/(\d+)\/reactions\/[^/]+\/@me$/, () => ({ status: 204 })],
  ];

  const byToken = (token: string | undefined): Known | undefined => tokens.get(token ?? '');

  const create = (channel: string, fields: Fields, extra: Fields = {}): Message => {
    const message = {
      ...fields,
      ...extra,
      id: snowflake(),
      channel_id: channel,
      author: selfUser(applicationId),
      components: fields['components'] ?? [],
      type: 0,
    };
    messages.set(message.id, message);
    if (messages.size > keep) {
      const [oldest = ''] = messages.keys();
      messages.delete(oldest);
      forgotten.add(oldest);
    }
    return message;
  };

  const post = (channel: string, fields: Fields): Answer => {
    const { gone, hidden, silent } = channels.get(channel) ?? {};
    if (gone === true) return notFound(10_003, 'Unknown Channel');
    if (hidden === true) return forbidden(50_001, 'Missing Access');
    if (silent === true) return forbidden(50_013, 'Missing Permissions');
    const nonce = fields['enforce_nonce'] === true ? String(fields['nonce']) : undefined;
    const known = nonce === undefined ? '' : (nonces.get(nonce) ?? '');
    const before = forgotten.has(known) ? { id: known } : messages.get(known);
    if (before !== undefined) return ok(before);
    const message = create(channel, fields);
    const asked = (fields['message_reference'] as { readonly message_id?: string } | undefined)?.message_id;
    if (asked !== undefined) replies.set(asked, (replies.get(asked) ?? 0) + 1);
    if (nonce !== undefined) nonces.set(nonce, message.id);
    return ok(message);
  };

  const edit = (id: string | undefined, fields: Fields): Answer => {
    const message = messages.get(id ?? '');
    if (message === undefined || id === undefined) return notFound(10_008, 'Unknown Message');
    const was = (Number(message['flags'] ?? 0) & componentsFlag) !== 0;
    // The flag can't be removed.
    if (was && typeof fields['content'] === 'string') return refuse(['content beside components of version 2']);
    const becomes = (Number(fields['flags'] ?? 0) & componentsFlag) !== 0 && !was;
    // An edit to laid-out components must clear the text explicitly.
    if (becomes && message['content'] && fields['content'] !== null)
      return refuse(['content must be null beside components of version 2']);
    const changed = { ...message, ...fields, flags: Number(message['flags'] ?? 0) | Number(fields['flags'] ?? 0) };
    messages.set(id, changed);
    return ok(changed);
  };

  const callback = (id: string, token: string | undefined, body: Fields): Answer => {
    const known = interactions.get(id);
    if (known === undefined || known.interaction.token !== token || Date.now() - known.at > options.lifeMs)
      return notFound(10_062, 'Unknown interaction');
    if (known.acknowledged)
      return { status: 400, body: { message: 'Interaction has already been acknowledged.', code: 40_060 } };
    const data = (body['data'] ?? {}) as Fields;
    const pressed = (known.interaction as { readonly message?: Message }).message;
    if (body['type'] === 4) known.original = create(known.interaction.channel_id, data).id;
    if (body['type'] === 5) known.deferredFlags = Number(data['flags'] ?? 0);
    if (body['type'] === 6) known.original = pressed?.id;
    if (body['type'] === 7) {
      known.original = pressed?.id;
      const edited = edit(pressed?.id, data);
      if (edited.status !== 200) return edited;
    }
    known.acknowledged = true;
    if (body['type'] === 4 || body['type'] === 7) known.answers += 1;
    return { status: 204 };
  };

  const editOriginal = (token: string | undefined, fields: Fields): Answer => {
    const known = byToken(token);
    if (known?.acknowledged !== true) return notFound(10_015, 'Unknown Webhook');
    if (known.original !== undefined) return edit(known.original, fields);
    const message = create(known.interaction.channel_id, fields, {
      flags: Number(fields['flags'] ?? 0) | known.deferredFlags,
    });
    known.original = message.id;
    known.answers += 1;
    return ok(message);
  };

  const check = ({ method, path, body }: Request): readonly string[] => {
    if (specification === undefined) return [];
    const found = [...specification(method, path, body)];
    if (method === 'PUT' && Array.isArray(body)) found.push(...checkCommands(body));
    const message = messageIn(method, path, body);
    if (message !== undefined) {
      found.push(...checkMessage({ ...(message as Payload), allowed_mentions: noMentions }));
      if (JSON.stringify(message['allowed_mentions']) !== '{"parse":[],"replied_user":false}')
        found.push('allowed_mentions is not off');
    }
    return found;
  };

  return {
    problems,
    commands,
    channels,
    repliesTo: (id: string): number => replies.get(id) ?? 0,
    answersTo: (id: string): number => interactions.get(id)?.answers ?? 0,
    messages: (): readonly Message[] => [...messages.values()],
    expect: (interaction: Interaction): void => {
      const known = {
        interaction,
        at: Date.now(),
        acknowledged: false,
        original: undefined,
        deferredFlags: 0,
        answers: 0,
      };
      interactions.set(interaction.id, known);
      tokens.set(interaction.token, known);
    },
    answer: (request: Request): Answer => {
      const { method, path, authorization } = request;
      const open = /^\/(?:interactions|webhooks)\//.test(path);
      if (!open && authorization !== `Bot ${options.token}`)
        return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
      const wrong = check(request);
      if (wrong.length > 0) {
        problems.push(...wrong.map((each) => `${method} ${path}: ${each}`));
        return refuse(wrong);
      }
      for (const [verb, pattern, respond] of routes) {
        const match = verb === method ? pattern.exec(path) : null;
        if (match !== null) return respond(match.slice(1), request);
      }
      problems.push(`${method} ${path}: the fake has no such route`);
      return notFound(0, '404: Not Found');
    },
  };
}

function messageIn(method: string, path: string, body: unknown): Fields | undefined {
  if (typeof body !== 'object' || body === null || method === 'PUT' || method === 'GET') return undefined;
  const fields = body as Fields;
  if (path === '/users/@me/channels') return undefined;
  if (!path.endsWith('/callback')) return fields;
  return fields['type'] === 4 || fields['type'] === 7 ? ((fields['data'] ?? {}) as Fields) : undefined;
}

function withoutLocalizations(command: unknown): unknown {
  const { name_localizations, description_localizations, ...others } = command as Fields;
  return others;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const forbidden = (code: number, message: string): Answer => ({ status: 403, body: { message, code } });
const notFound = (code: number, message: string): Answer => ({ status: 404, body: { message, code } });
const refuse = (reasons: readonly string[]): Answer => ({
  status: 400,
  body: { message: `Invalid Form Body: ${reasons.join('; ')}`, code: 50_035, errors: {} },
});
