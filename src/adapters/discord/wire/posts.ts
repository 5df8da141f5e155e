// New posts in help channels: which are worth answering, and the question each asks.
import type { Clock, Origin } from '../../../ports.js';
import { createQuiet } from '../../shared/posts.js';
import { type NewPost, questionOf, receivePost } from '../in/post.js';
import type { createConversation } from './conversation.js';
import type { Threads } from './threads.js';

type PostsParts = {
  readonly threads: Threads;
  readonly conversation: Pick<ReturnType<typeof createConversation>, 'posted'>;
  readonly clock: Clock;
  /** Whether new posts there are answered without a mention; nowhere if not given. */
  readonly helps?: ((from: Origin) => Promise<boolean>) | undefined;
};

export function createPosts({ threads, conversation, clock, helps }: PostsParts) {
  const isQuiet = createQuiet(clock);

  /** A post that stands alone. Posts outside help channels aren't parsed any further. */
  const receive = (data: unknown): NewPost | undefined => {
    const post = helps === undefined ? undefined : receivePost(data);
    if (post === undefined || !isQuiet(post.channel, post.asker)) return undefined;
    // A message in a thread continues a conversation, except the first one of a forum post.
    return post.isForum || threads.parentOf(post.channel) === undefined ? post : undefined;
  };

  const help = async (post: NewPost): Promise<void> => {
    const { workspace, channel, asker } = post;
    const forum = post.isForum ? await threads.forumOf(channel) : undefined;
    const from: Origin = { platform: 'discord', workspace, channel: forum ?? channel, user: asker };
    if ((await helps?.(from)) !== true) return;
    const question = questionOf(post, post.isForum ? await threads.describe(channel) : undefined);
    if (question !== undefined) await conversation.posted(question);
  };

  return { receive, help };
}
