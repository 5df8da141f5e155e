// The last line of defence for secrets: everything written to the log or a terminal passes through here.

const mask = '[secret]';

// Token formats, for tokens that aren't in the settings: of workspaces that installed the bot, of interactions, in libraries' error
// messages. Each pattern begins with fixed text and has no nested repetition, so matching is linear.
const tokens: readonly RegExp[] = [
  // docs.slack.dev/authentication/tokens
  /\bxox[a-z](?:\.xox[a-z])?-[\w-]{8,}/g,
  /\bxapp-[\w-]{8,}/g,
  // A Discord token: the bot's id in base64, a time, a signature.
  /\b[MNO][\w-]{17,40}\.[\w-]{4,10}\.[\w-]{20,80}/g,
];
// Whatever follows these in a URL lets its reader act as the bot.
const addresses: readonly RegExp[] = [
  /(\/(?:webhooks|interactions)\/\d{1,20}\/)[\w-]+(?:\.[\w-]+)*/g,
  /(hooks\.slack\.com\/[a-z]{1,20}\/)[\w/]+/g,
  /([?&]ticket=)[\w-]+/g,
];

/** Replaces secrets in a text: the given ones, and anything that looks like a platform's token. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  // Verbatim, in JSON, and URL-encoded; longest first, since one may contain another.
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

// Shorter secrets would match inside harmless words.
const shortest = 6;

function jsonOf(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}
