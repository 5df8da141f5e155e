// Greetings, thanks and questions about the bot itself: they get the help instead of a search.
import { normalizeText, tokenize } from './normalize.js';

/** Whether a question consists only of phrases of small talk and words without meaning. */
type IsSmallTalk = (question: string) => boolean;

// Longer messages say more than hello.
const longest = 120;

export function createSmallTalk(phrases: readonly string[], tellsNothing: (token: string) => boolean): IsSmallTalk {
  // With a space on both sides, so that phrases match as whole words.
  const known = phrases.map((phrase) => ` ${normalizeText(phrase)} `).sort((a, b) => b.length - a.length);
  const words = new Set(known.flatMap((phrase) => phrase.trim().split(' ')));
  return (question) => {
    if (question.length > longest) return false;
    const tokens = tokenize(question);
    // Most questions have a word that is neither.
    if (!tokens.every((token) => words.has(token) || tellsNothing(token))) return false;
    let rest = ` ${tokens.join(' ')} `;
    let found = false;
    for (const phrase of known) {
      if (!rest.includes(phrase)) continue;
      found = true;
      rest = rest.replace(phrase, ' ');
    }
    return found && rest.split(' ').every((token) => token === '' || tellsNothing(token));
  };
}
