// The last line of defence for secrets: whatever is written to the log or to a terminal goes through here.

const mask = '[secret]';

// Tokens by their form, for those that no setting names: of workspaces that installed the bot, of interactions, in error messages
// of libraries. Each pattern begins with fixed text and has no nested repetition, so that it is linear.
const tokens: readonly RegExp[] = [
  // docs.slack.dev/authentication/tokens
  /\bxox[a-z](?:\.xox[a-z])?-[\w-]{8,}/g,
  /\bxapp-[\w-]{8,}/g,
  // A Discord token: the bot's id in base64, a time, a signature.
  /\b[MNO][\w-]{17,40}\.[\w-]{4,10}\.[\w-]{20,80}/g,
];
// What stands behind these in an address lets its reader act as the bot.
const addresses: readonly RegExp[] = [
  /(\/(?:webhooks|interactions)\/\d{1,20}\/)[\w-]+(?:\.[\w-]+)*/g,
  /(hooks\.slack\.com\/[a-z]{1,20}\/)[\w/]+/g,
  /([?&]ticket=)[\w-]+/g,
];

/** Replaces secrets in a text: those that are given, wherever they stand, and what looks like a token of a platform. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  // As they stand, in JSON, and in an address; the longest first, since one may be part of another.
  const forms = [...new Set(secrets.flatMap((secret) => [secret, jsonOf(secret), encodeURIComponent(secret)]))]
    .filter((form) => form.length >= shortest)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let masked = text;
    for (const form of forms) masked = masked.replaceAll(form, mask);
    for (const token of tokens) masked = masked.replace(token, mask);
    for (const address of addresses) masked = masked.replace(address, `$1${mask}`);
    return masked;
  };
}

// A shorter one would be found in the midst of harmless words.
const shortest = 6;

function jsonOf(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}
