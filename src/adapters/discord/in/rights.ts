// Whether the bot may post in a channel, worked out from the channel, the server's roles and the bot's membership. Pure.
// https://docs.discord.com/developers/topics/permissions#permission-overwrites
import * as v from 'valibot';

const bits = v.pipe(
  v.string(),
  v.regex(/^\d{1,30}$/),
  v.transform((text) => BigInt(text)),
);
const overwrite = v.looseObject({ id: v.string(), allow: bits, deny: bits });
const channel = v.looseObject({
  id: v.string(),
  type: v.number(),
  guild_id: v.optional(v.nullable(v.string())),
  parent_id: v.optional(v.nullable(v.string())),
  permission_overwrites: v.optional(v.array(overwrite), []),
});
const roles = v.array(v.looseObject({ id: v.string(), permissions: bits }));
const member = v.looseObject({ roles: v.array(v.string()) });

type Channel = v.InferOutput<typeof channel>;

/** A channel as Discord describes it, or undefined if the answer isn't one. */
export function readChannel(answer: unknown): Channel | undefined {
  const parsed = v.safeParse(channel, answer);
  return parsed.success ? parsed.output : undefined;
}

// Threads inherit their permissions from their channel.
export const threadTypes: readonly number[] = [10, 11, 12];
export const isThread = ({ type }: Channel): boolean => threadTypes.includes(type);

const administrator = 1n << 3n;
const viewChannel = 1n << 10n;
const sendMessages = 1n << 11n;
const sendInThreads = 1n << 38n;

/** Discord's answers; `rights` is the channel, or a thread's parent. */
type Rights = {
  readonly guild: string;
  readonly self: string;
  readonly rights: Channel;
  readonly roles: unknown;
  readonly member: unknown;
};

/** Whether the bot may see the channel and write in it. */
export function mayPost(asThread: boolean, { guild, self, rights, ...answers }: Rights): boolean {
  const parsedRoles = v.safeParse(roles, answers.roles);
  const parsedMember = v.safeParse(member, answers.member);
  if (!parsedRoles.success || !parsedMember.success) return false;
  const own = new Set([guild, ...parsedMember.output.roles]);
  const base = parsedRoles.output.reduce((sum, { id, permissions }) => (own.has(id) ? sum | permissions : sum), 0n);
  if ((base & administrator) !== 0n) return true;
  const { permission_overwrites: overwrites } = rights;
  const everyone = overwrites.filter(({ id }) => id === guild);
  const ofRoles = overwrites.filter(({ id }) => id !== guild && own.has(id));
  const ofSelf = overwrites.filter(({ id }) => id === self);
  const granted = [everyone, ofRoles, ofSelf].reduce((sum, group) => {
    const deny = group.reduce((all, each) => all | each.deny, 0n);
    const allow = group.reduce((all, each) => all | each.allow, 0n);
    return (sum & ~deny) | allow;
  }, base);
  const needed = viewChannel | (asThread ? sendInThreads : sendMessages);
  return (granted & needed) === needed;
}
