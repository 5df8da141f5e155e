// New posts in help channels, which nobody addressed to the bot: whether one asks something, and whether it is part of a conversation.
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../ports.js';

// Whoever writes so soon after somebody else talks to them.
const conversationMs = 2 * 60_000;
const maxChannels = 5_000;

/** Notes who wrote where; tells whether a post stands alone, and not in a conversation between people that goes on. */
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

/** Whether some words ask something: with a question mark, or as questions begin. */
export function asksSomething(words: string): boolean {
  return words.includes('?') || openers.test(words.slice(0, longestRead).trim());
}
