// Reads a thread's context from the answers in it: only in direct messages, where the scope im:history allows it.
import type { webApi } from '@slack/bolt';
import type { Target } from '../../../document/target.js';
import type { Logger } from '../../../ports.js';
import { decodeButton } from '../buttons.js';
import { type MessagePlace, messageWords, type SlackQuestion } from '../in/receive.js';

// Slack returns the oldest first; a longer thread has lost its beginning anyway.
const maxReplies = 200;

/** The context of the bot's last answer in the thread; undefined if there is none or Slack doesn't say. */
export async function readThreadContext(
  client: webApi.WebClient,
  { from, threadTs }: SlackQuestion,
  botUserId: string | undefined,
  logger: Logger,
): Promise<Target | undefined> {
  try {
    const { messages = [] } = await client.conversations.replies({
      channel: from.channel,
      ts: threadTs,
      limit: maxReplies,
    });
    const own = messages.filter(({ user, bot_id: botId }) => botId !== undefined || user === botUserId);
    return contextOf(own.at(-1)?.blocks ?? []);
  } catch (error) {
    logger.debug('slack_thread_unread', { error: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

/** The text of one message; undefined if Slack doesn't show it to the bot, which can read few channels. */
export async function readMessageWords(
  client: webApi.WebClient,
  { channel, ts }: MessagePlace,
  logger: Logger,
): Promise<string | undefined> {
  try {
    const only = { oldest: ts, latest: ts, inclusive: true, limit: 1 };
    const { messages = [] } = await client.conversations.replies({ channel, ts, ...only });
    const found = messages.find((message) => message.ts === ts);
    const { text, blocks, attachments } = found ?? {};
    const words = messageWords({ text, blocks, attachments });
    return words === '' ? undefined : words;
  } catch (error) {
    logger.debug('slack_message_unread', { error: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

/** The context that the remove button of an answer carries. */
export function contextOf(blocks: readonly object[]): Target | undefined {
  const elements = blocks.flatMap((block) =>
    'elements' in block && Array.isArray(block.elements) ? block.elements : [],
  );
  const values = elements.flatMap((element: unknown) =>
    typeof element === 'object' && element !== null && 'value' in element && typeof element.value === 'string'
      ? [element.value]
      : [],
  );
  for (const value of values) {
    const button = decodeButton(value);
    if (button?.type === 'dismiss') return button.context;
  }
  return undefined;
}
