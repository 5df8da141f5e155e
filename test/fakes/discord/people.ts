// What people do on the fake Discord, as Discord's JSON: messages, commands, presses.

let last = 0n;
const epoch = 1_420_070_400_000n;

/** A new id that looks like Discord's: the time, then a counter. */
export function snowflake(): string {
  const now = (BigInt(Date.now()) - epoch) << 22n;
  last = now > last ? now : last + 1n;
  return last.toString();
}

export function selfUser(id: string) {
  return { id, username: 'ai-diff', discriminator: '0', global_name: 'AI Diff', avatar: null, bot: true };
}

export const asker = {
  id: '811111111111111111',
  username: 'ada',
  discriminator: '0',
  global_name: 'Ada',
  avatar: null,
};
export const stranger = {
  id: '822222222222222222',
  username: 'bob',
  discriminator: '0',
  global_name: 'Bob',
  avatar: null,
};
export const guildId = '833333333333333333';
export const channelId = '844444444444444444';
export const directChannelId = '855555555555555555';
export const botRole = '877777777777777777';
export const applicationId = '866666666666666666';

type User = typeof asker;

export type MessageOptions = {
  readonly content: string;
  readonly author?: User & { readonly bot?: boolean };
  readonly direct?: boolean;
  readonly channel?: string;
  readonly guild?: string;
  readonly id?: string;
  readonly mentionsBot?: boolean;
  readonly everyone?: boolean;
  readonly roles?: readonly string[];
  /** As seen by a bot with the Message Content intent. */
  readonly readable?: boolean;
  readonly type?: number;
  readonly webhook?: string;
  readonly edited?: boolean;
  readonly replyTo?: {
    readonly id: string;
    readonly author: { readonly id: string };
    readonly [field: string]: unknown;
  };
};

/** A message as seen by a bot without privileged intents: empty unless it addresses the bot. */
export function messageOf(options: MessageOptions) {
  const { content, author = asker, direct = false, replyTo, everyone = false, roles = [], type } = options;
  const { guild = guildId } = options;
  const typed = content.includes(`<@${applicationId}>`);
  const mentioned = options.mentionsBot ?? (typed || replyTo?.author.id === applicationId);
  const readable = options.readable === true || direct || mentioned || author.id === applicationId;
  return {
    id: options.id ?? snowflake(),
    channel_id: options.channel ?? (direct ? directChannelId : channelId),
    ...(direct
      ? {}
      : {
          guild_id: guild,
          member: { roles: [], joined_at: '2026-01-01T00:00:00Z', deaf: false, mute: false, flags: 0 },
        }),
    author,
    content: readable ? content : '',
    timestamp: new Date().toISOString(),
    edited_timestamp: options.edited === true ? new Date().toISOString() : null,
    tts: false,
    mention_everyone: everyone,
    mentions: mentioned ? [selfUser(applicationId)] : [],
    mention_roles: roles,
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: type ?? (replyTo === undefined ? 0 : 19),
    flags: 0,
    ...(options.webhook === undefined ? {} : { webhook_id: options.webhook }),
    ...(replyTo === undefined
      ? {}
      : { message_reference: { type: 0, message_id: replyTo.id, channel_id: channelId }, referenced_message: replyTo }),
  };
}

/** A server as Discord describes it when the bot is added and at each connection. */
export function serverOf(options: {
  readonly joinedAt: number;
  readonly id?: string;
  readonly system?: string | null;
  /** For a community. */
  readonly updates?: string | null;
}) {
  const { id = guildId, joinedAt, system = null, updates = null } = options;
  return {
    id,
    name: 'Server',
    joined_at: new Date(joinedAt).toISOString(),
    large: false,
    unavailable: false,
    member_count: 2,
    features: updates === null ? [] : ['COMMUNITY'],
    system_channel_id: system,
    system_channel_flags: 0,
    public_updates_channel_id: updates,
    owner_id: asker.id,
    roles: [],
    members: [],
    channels: [],
    threads: [],
    voice_states: [],
    presences: [],
    emojis: [],
    stickers: [],
    stage_instances: [],
    guild_scheduled_events: [],
    preferred_locale: 'en-US',
  };
}

/** Where an interaction happens: a server with the bot, one without it, or a direct message. */
export type Scene = 'server' | 'foreign server' | 'direct';

export type InteractionOptions = {
  readonly user?: User;
  readonly scene?: Scene;
  readonly permissions?: string;
  readonly locale?: string;
  /** Of a server. */
  readonly guild?: string;
  readonly channel?: string;
};

function interactionOf(type: number, data: unknown, options: InteractionOptions) {
  const { user = asker, scene = 'server', permissions = '2147483647', locale = 'en-US', guild = guildId } = options;
  const id = snowflake();
  const member = {
    user,
    roles: [],
    permissions,
    joined_at: '2026-01-01T00:00:00Z',
    deaf: false,
    mute: false,
    flags: 0,
    avatar: null,
  };
  const channel = options.channel ?? (scene === 'direct' ? directChannelId : channelId);
  return {
    id,
    application_id: applicationId,
    type,
    data,
    ...(scene === 'direct'
      ? { user }
      : { guild_id: guild, member, guild: { id: guild, locale: 'en-US', features: [] }, guild_locale: 'en-US' }),
    channel_id: channel,
    channel: { id: channel, type: scene === 'direct' ? 1 : 0 },
    token: `token-${id}`,
    version: 1,
    app_permissions: '442368',
    locale,
    entitlements: [],
    authorizing_integration_owners:
      scene === 'foreign server' ? { '1': user.id } : { '0': scene === 'direct' ? '0' : guild },
    context: scene === 'direct' ? 1 : 0,
    attachment_size_limit: 10_485_760,
  };
}

export type Interaction = ReturnType<typeof interactionOf>;

/** /name with options by name. */
export function slash(
  name: string,
  options: Readonly<Record<string, string | boolean>> = {},
  more: InteractionOptions = {},
): Interaction {
  return interactionOf(2, { id: snowflake(), name, type: 1, options: optionsOf(options) }, more);
}

/** /name subcommand with options by name; those in `channels` are channels. */
export function subcommand(
  name: string,
  sub: string,
  options: Readonly<Record<string, string>> = {},
  more: InteractionOptions = {},
): Interaction {
  const given = Object.entries(options).map(([key, value]) => ({ name: key, type: key === 'channel' ? 7 : 3, value }));
  return interactionOf(2, { id: snowflake(), name, type: 1, options: [{ type: 1, name: sub, options: given }] }, more);
}

/** Discord's request while somebody types in an option of a subcommand. */
export function typingIn(name: string, sub: string, focused: string, value: string): Interaction {
  const options = [{ type: 3, name: focused, value, focused: true }];
  return interactionOf(4, { id: snowflake(), name, type: 1, options: [{ type: 1, name: sub, options }] }, {});
}

/** Discord's request while somebody types in `focused`. */
export function typing(name: string, focused: string, value: string, more: InteractionOptions = {}): Interaction {
  return interactionOf(
    4,
    { id: snowflake(), name, type: 1, options: [{ type: 3, name: focused, value, focused: true }] },
    more,
  );
}

/** "Explain AI terms" on a message. */
export function explain(content: string, more: InteractionOptions = {}): Interaction {
  const target = messageOf({ content, direct: true, author: stranger });
  return interactionOf(
    2,
    {
      id: snowflake(),
      name: 'Explain AI terms',
      type: 3,
      target_id: target.id,
      resolved: { messages: { [target.id]: target } },
    },
    more,
  );
}

/** A press on a button of a message, or a choice from its menu. */
export function press(
  message: { readonly id: string; readonly [field: string]: unknown },
  customId: string,
  more: InteractionOptions & { readonly values?: readonly string[] } = {},
): Interaction {
  const { values } = more;
  const data = {
    custom_id: customId,
    component_type: values === undefined ? 2 : 3,
    ...(values === undefined ? {} : { values }),
  };
  return Object.assign(interactionOf(3, data, more), { message });
}

/** The form of a reason, filled in. */
export function submit(customId: string, reason: string): Interaction {
  return interactionOf(
    5,
    {
      custom_id: customId,
      components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'reason', value: reason } }],
    },
    {},
  );
}

/** A filled-in form: the value of each field, by custom_id. */
export function fill(
  modal: {
    readonly custom_id: string;
    readonly components: readonly { readonly component: { readonly type: number; readonly custom_id: string } }[];
  },
  values: Readonly<Record<string, string | readonly string[]>>,
  more: InteractionOptions = {},
): Interaction {
  const components = modal.components.map(({ component: { type, custom_id } }, index) => {
    const given = values[custom_id];
    const filled = typeof given === 'string' || given === undefined ? { value: given ?? '' } : { values: given };
    return { type: 18, id: 2 * index + 1, component: { type, id: 2 * index + 2, custom_id, ...filled } };
  });
  return interactionOf(5, { custom_id: modal.custom_id, components }, more);
}

function optionsOf(options: Readonly<Record<string, string | boolean>>) {
  return Object.entries(options).map(([name, value]) => ({ name, type: typeof value === 'boolean' ? 5 : 3, value }));
}
