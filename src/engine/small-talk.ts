// Greetings, thanks and questions about the bot itself: they get the help instead of a search.
import { normalizeText } from './normalize.js';

/** Whether a question is nothing but phrases of small talk and words that tell nothing. */
export type IsSmallTalk = (question: string) => boolean;

// Whoever writes more says more than hello.
const longest = 120;

export function createSmallTalk(phrases: readonly string[], tellsNothing: (token: string) => boolean): IsSmallTalk {
  // With a space on both sides, so that a phrase is found as whole words.
  const known = phrases.map((phrase) => ` ${normalizeText(phrase)} `).sort((a, b) => b.length - a.length);
  return (question) => {
    if (question.length > longest) return false;
    let rest = ` ${normalizeText(question)} `;
    let found = false;
    for (const phrase of known) {
      if (!rest.includes(phrase)) continue;
      found = true;
      rest = rest.replace(phrase, ' ');
    }
    return found && rest.split(' ').every((token) => token === '' || tellsNothing(token));
  };
}
