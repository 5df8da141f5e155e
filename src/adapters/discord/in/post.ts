// New posts that are not addressed to the bot: messages in a channel, and first messages in a forum. Pure.
import * as v from 'valibot';
import { asksSomething } from '../../shared/posts.js';
import type { DiscordQuestion } from './receive.js';
import { plainLines } from './text.js';

/** What only the forum knows about a post. */
export type ForumPost = { readonly title: string; readonly forum: string; readonly tags: readonly string[] };

/** A post, and whether it opens a forum thread. */
export type NewPost = Pick<DiscordQuestion, 'messageId' | 'channel' | 'asker'> & {
  readonly workspace: string;
  readonly words: string;
  readonly isForum: boolean;
};

const user = v.looseObject({
  id: v.string(),
  bot: v.fallback(v.optional(v.boolean()), undefined),
  system: v.fallback(v.optional(v.boolean()), undefined),
});
const message = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  channel_id: v.string(),
  guild_id: v.string(),
  type: v.optional(v.number(), 0),
  author: user,
  webhook_id: v.optional(v.nullable(v.string())),
  content: v.string(),
  mentions: v.fallback(v.optional(v.array(v.unknown())), undefined),
  mention_everyone: v.fallback(v.optional(v.boolean()), undefined),
  mention_roles: v.fallback(v.optional(v.array(v.unknown())), undefined),
});
const written = 0;

/** A new post by a person, or undefined for anything else: replies and mentions belong to a conversation. */
export function receivePost(data: unknown): NewPost | undefined {
  const parsed = v.safeParse(message, data);
  if (!parsed.success) return undefined;
  const { id, channel_id: channel, guild_id: workspace, author, type, webhook_id, content, ...rest } = parsed.output;
  if (author.bot === true || author.system === true || (webhook_id ?? null) !== null || type !== written)
    return undefined;
  const speaksTo = (rest.mentions?.length ?? 0) + (rest.mention_roles?.length ?? 0);
  if (speaksTo > 0 || rest.mention_everyone === true) return undefined;
  // https://docs.discord.com/developers/topics/threads#forums: a forum post and its first message share an id.
  return { messageId: id, channel, workspace, asker: author.id, words: plainLines(content), isForum: id === channel };
}

// The author or a moderator has marked the post as done.
const isDone = /\b(?:solved|answered|resolved|closed|done)\b/i;

/** The question of a post, or undefined if it asks nothing; a forum post's title and tags count too. */
export function questionOf(post: NewPost, forum: ForumPost | undefined): DiscordQuestion | undefined {
  const { messageId, channel, asker, workspace, words } = post;
  if (forum?.tags.some((tag) => isDone.test(tag)) === true) return undefined;
  const text = forum === undefined ? words : `${forum.title}\n${words}`.trim();
  if (!asksSomething(words) && !(forum !== undefined && asksSomething(forum.title))) return undefined;
  const also = forum === undefined ? [] : [forum.title, ...forum.tags.map((tag) => `${forum.title} (${tag})`)];
  return {
    messageId,
    channel,
    asker,
    from: {
      platform: 'discord',
      workspace,
      channel,
      user: asker,
      ...(forum === undefined ? {} : { parent: forum.forum }),
    },
    direct: false,
    edited: false,
    asked: { type: 'question', text, unasked: { also } },
  };
}
