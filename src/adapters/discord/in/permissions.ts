// The least permissions the bot needs on a server, and the link that asks for just those.

/** https://docs.discord.com/developers/topics/permissions: bits, each with what it is for. */
export const botPermissions = {
  'View Channels': { bit: 1n << 10n, purpose: 'to see where it is mentioned' },
  'Send Messages': { bit: 1n << 11n, purpose: 'to answer mentions and post tips' },
  'Send Messages in Threads': { bit: 1n << 38n, purpose: 'to answer in threads' },
  'Read Message History': { bit: 1n << 16n, purpose: 'to answer as a reply' },
  'Add Reactions': { bit: 1n << 6n, purpose: 'for the sign of too many questions' },
} as const;

const administrator = 1n << 3n;

/** The names of the permissions missing from Discord's bit set. */
export function missingPermissions(granted: string): readonly string[] {
  const bits = /^\d{1,20}$/.test(granted) ? BigInt(granted) : 0n;
  if ((bits & administrator) !== 0n) return [];
  return Object.entries(botPermissions).flatMap(([name, { bit }]) => ((bits & bit) === 0n ? [name] : []));
}

/** Whether the bot is an administrator, which is more than it needs. */
export function isAdministrator(granted: string): boolean {
  return /^\d{1,20}$/.test(granted) && (BigInt(granted) & administrator) !== 0n;
}

/** Where somebody who manages a server can add the bot. */
export function inviteLink(application: string): string {
  const permissions = Object.values(botPermissions).reduce((sum, { bit }) => sum | bit, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${permissions}`;
}
