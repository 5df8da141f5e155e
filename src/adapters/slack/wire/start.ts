// Starting on Slack: whose token it is, what it may do, and one clear line if it is refused.
import { webApi } from '@slack/bolt';
import { AppError } from '../../../errors.js';
import type { Logger } from '../../../ports.js';
import { doubling } from '../../shared/retry.js';

export type SocketTiming = {
  /** How long to wait before reconnecting in the given round (from 1). */
  readonly backoffMs: (round: number) => number;
};

const backoffMs = doubling(1_000, 30_000);

/** One second, doubling up to half a minute, with jitter between processes. */
export function createTiming(random: () => number): SocketTiming {
  return { backoffMs: (round) => backoffMs(round) * (0.75 + random() / 2) };
}

// Slack's codes for a token that retrying won't fix.
export const tokenCodes: readonly string[] = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled',
];

const remedies = {
  SLACK_BOT_TOKEN: 'copy the Bot User OAuth Token (xoxb-) from OAuth & Permissions of the app',
  SLACK_APP_TOKEN:
    'make an app-level token (xapp-) with the scope connections:write under Basic Information of the app',
} as const;

/** A refused token as an error for people; undefined for any other failure. */
export function tokenProblem(error: unknown, variable: keyof typeof remedies): AppError | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError) || !tokenCodes.includes(error.data.error)) return undefined;
  return new AppError('config', `Slack refuses ${variable} (${error.data.error}): ${remedies[variable]}`, {
    cause: error,
  });
}

/** Logs the scopes that the token lacks; returns its workspace. */
export async function checkScopes(
  client: webApi.WebClient,
  needed: Readonly<Record<string, string>>,
  logger: Logger,
): Promise<string | undefined> {
  const { response_metadata: metadata, team_id: workspace } = await client.auth.test();
  // Slack sends the scopes in a header, which the SDK puts here; a proxy may drop it.
  const granted = metadata?.scopes;
  if (granted === undefined) return workspace;
  const missing = Object.entries(needed).filter(([scope]) => !granted.includes(scope));
  if (missing.length === 0) return workspace;
  logger.warn('slack_scopes_missing', {
    missing: missing.map(([scope, purpose]) => `${scope} (${purpose})`),
    fix: 'add them under OAuth & Permissions > Bot Token Scopes (or paste manifest.json), then reinstall the app to the workspace',
  });
  return workspace;
}
