// New posts in help channels: whether one asks something, and whether it is part of a conversation.
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../ports.js';

// Whoever writes this soon after somebody else is talking to them.
const conversationMs = 2 * 60_000;
const maxChannels = 5_000;

/** Records who wrote where; tells whether a post stands outside any ongoing conversation. */
export function createQuiet(clock: Clock): (channel: string, author: string) => boolean {
  const last = new LRUCache<string, { readonly author: string; readonly at: number }>({ max: maxChannels });
  return (channel, author) => {
    const before = last.get(channel);
    last.set(channel, { author, at: clock.now() });
    return before === undefined || before.author === author || clock.now() - before.at > conversationMs;
  };
}

const openers =
  /^(?:(?:hi|hello|hey|hiya|good \w+)(?: (?:all|everyone|everybody|folks|there|team))?[\s,.!:-]+)?(?:(?:please|quick|a|one|my|just|noob|question)[\s,.:-]+){0,3}(?:what|why|how|when|where|which|who|whose|is|are|was|do|does|did|can|could|should|would|will|has|have|may|any(?:one|body)|some(?:one|body)|help|explain|difference|looking for|need help|trying to understand)\b/i;
const longestRead = 200;

/** Whether the words ask something: they have a question mark or begin like a question. */
export function asksSomething(words: string): boolean {
  return words.includes('?') || openers.test(words.slice(0, longestRead).trim());
}
