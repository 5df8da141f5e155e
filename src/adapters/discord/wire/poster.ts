// Unprompted posts: tips, and messages to their owner.
import { createHash } from 'node:crypto';
import { Routes } from 'discord.js';
import { assertNever, type Document } from '../../../document/nodes.js';
import type { Place } from '../../../ports.js';
import type { Posted, Poster, PostProblem } from '../../../tips/ports.js';
import { isThread, mayPost, readChannel } from '../in/rights.js';
import { maxNonce } from '../out/limits.js';
import { renderDocument } from '../out/render.js';
import type { Api } from './api.js';
import { type Failure, failureOf } from './failures.js';
import type { ApiResult } from './requests.js';

// A bot may make 50 requests a second in all (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit). Replies to
// commands and presses don't count, but those to mentions do: ten are reserved for them.
const postsPerSecond = 40;
// Retrying often doesn't fix a refused token.
const tokenMs = 10 * 60_000;
// Discord looks for a nonce among what was posted "in the past few minutes" (docs.discord.com/developers/resources/message#create-message).
const nonceMs = 120_000;
const directTypes = [1, 3];

type DiscordPosterParts = {
  readonly api: Api;
  /** The bot's user id, once it is known. */
  readonly self: () => string | undefined;
  readonly feedback: boolean;
};

export function createPoster({ api, self, feedback }: DiscordPosterParts): Poster {
  const post = async (channel: string, document: Document, key: string): Promise<Posted> => {
    const { pages, text, plain } = renderDocument(document, { feedback });
    // Tips are short, and notifications show only text.
    const candidates = [...(plain === undefined ? [] : [plain]), pages[0] ?? text, text];
    return toPosted(await api.post(channel, candidates, { nonce: nonceOf(key) }));
  };

  const problemIn = async ({ workspace, channel: id }: Place): Promise<PostProblem | 'unknown' | undefined> => {
    const bot = self();
    if (bot === undefined) return 'unknown';
    const channel = readChannel(await api.get(Routes.channel(id)));
    if (channel === undefined) return 'unknown';
    const { guild_id: guild, parent_id: parent } = channel;
    // A direct message has no permissions.
    if (guild === undefined || guild === null) return directTypes.includes(channel.type) ? undefined : 'elsewhere';
    if (guild !== workspace) return 'elsewhere';
    const inThread = isThread(channel);
    const rights = inThread && parent ? readChannel(await api.get(Routes.channel(parent))) : channel;
    if (rights === undefined) return 'unknown';
    const [roles, member] = await Promise.all([
      api.get(Routes.guildRoles(guild)),
      api.get(Routes.guildMember(guild, bot)),
    ]);
    return mayPost(inThread, { guild, self: bot, rights, roles, member }) ? undefined : 'forbidden';
  };

  return {
    pace: { perSecond: postsPerSecond, per: 'platform' },
    knowsKeyForMs: nonceMs,
    post: ({ channel }, document, key) => post(channel, document, key),
    postProblem: (place) =>
      problemIn(place).catch((error: unknown) => {
        const failure = failureOf(error);
        return failure === 'gone' || failure === 'forbidden' ? failure : 'unknown';
      }),
    tell: async (_, user, document, key = `tell:${user}:${JSON.stringify(document)}`) => {
      const opened = await api.openDirect(user);
      if (opened.type !== 'sent') return toPosted(opened);
      if (opened.value === undefined) return { type: 'failed' };
      return post(opened.value, document, key);
    },
  };
}

// Discord recognises the nonce for some minutes, so a post that may have arrived can be retried.
function toPosted(delivery: ApiResult<string | undefined>): Posted {
  if (delivery.type !== 'sent') return { ...failed(delivery.type) };
  return { type: 'sent', ...(delivery.value === undefined ? {} : { message: delivery.value }) };
}

function failed(failure: Failure): Posted {
  switch (failure) {
    case 'forbidden':
    case 'gone':
      return { type: 'refused', reason: failure };
    case 'refused':
    case 'landed':
    case 'late':
    case 'limited':
    case 'transient':
      return { type: 'failed' };
    case 'unauthorised':
      return { type: 'failed', retryAfterMs: tokenMs };
    default:
      return assertNever(failure);
  }
}

function nonceOf(key: string): string {
  return key.length <= maxNonce ? key : createHash('sha256').update(key).digest('base64url').slice(0, maxNonce);
}
