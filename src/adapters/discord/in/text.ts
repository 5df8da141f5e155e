// The text of a message: what somebody wrote, and what else in it can be read.
import { collectTexts } from '../../shared/pointing.js';

/** What somebody wrote, without mentions and with custom emoji as their names. */
export function plainContent(content: string): string {
  return plainLines(content).replace(/\s+/g, ' ');
}

/** The same, line by line. */
export function plainLines(content: string): string {
  return content
    .replace(/<a?:(\w+):\d+>/g, '$1')
    .replace(/<(?:@[!&]?|#)\d+>/g, ' ')
    .replace(/<\/([^:<>]+):\d+>/g, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

// https://docs.discord.com/developers/resources/message: embeds, forwards (`message_snapshots`), polls, and components of version 2.
const readable = ['embeds', 'message_snapshots', 'poll', 'components'] as const;
const textNames = new Set(['content', 'title', 'description', 'name', 'value', 'text', 'label']);

/** All text of a message, including embeds, forwards, polls and components. */
export function messageWords(message: unknown): string {
  if (typeof message !== 'object' || message === null) return '';
  const content = 'content' in message && typeof message.content === 'string' ? message.content : '';
  const fields = Object.entries(message).filter(([name]) => readable.some((each) => each === name));
  return plainContent([content, collectTexts(Object.fromEntries(fields), textNames)].join('\n'));
}
