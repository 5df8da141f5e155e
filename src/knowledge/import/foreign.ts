// Whether what is below a heading such as "Comments" or "References" is what the heading says, or content that happens to have such a name.
import { type ArticleBlock, type Omission, wordsAt } from './blocks.js';

/** Whether the blocks below a heading are links, titles, names or the like, as `why` claims; content looks different. */
export function looksForeign(why: Omission, text: string, body: readonly ArticleBlock[]): boolean {
  if (body.some(({ type }) => type === 'table' || type === 'code' || type === 'unclear')) return false;
  const said = body.filter(({ type }) => type === 'paragraph' || type === 'item');
  if (why === 'about the author') return said.length === 0 || said.some((block) => isPortrait(opening(text, block)));
  const prose = said.filter((block) => isProse(text, block));
  if (why === 'comments') return prose.length === 0 || body.some((block) => isAboutComment(text, block));
  // A list of titles may have a few long ones.
  return prose.every(({ type }) => type === 'item') && prose.length * 2 <= said.length;
}

// Shorter lines are titles.
const leastWords = 7;
const longestTitle = 300;

function isProse(text: string, block: ArticleBlock): boolean {
  if ('isLinked' in block && block.isLinked === true) return false;
  if (block.end - block.start > longestTitle) return true;
  const words = wordsAt(text, block);
  return words.split(' ').length >= leastWords && /[.!?:…]["'”’)]*$/.test(words) && !isSource(words);
}

const isSource = (words: string) =>
  /^\[\w{1,4}\]|^\p{Lu}[\p{L}'’-]+, \p{Lu}\.|^["“«]/u.test(words) ||
  /https?:\/\/|\bdoi\b|\bisbn\b|\bet al\b|\(\d{4}[a-z]?\)|, \d{4}\.?$|\b(?:accessed|retrieved)\b/i.test(words);

// Who wrote a comment and when, how many there are, and where to write one.
function isAboutComment(text: string, block: ArticleBlock): boolean {
  if (block.type === 'omitted') return block.why === 'comments' || block.why === 'a form or a button';
  if (block.type === 'close' || block.end - block.start > 100) return false;
  const words = wordsAt(text, block);
  return (
    (isName(words) && block.type !== 'item') ||
    /^(?:\d+ (?:comments?|replies|responses)|reply|replies|report|like)\b|\bsays:?$|\b(?:ago|at \d{1,2}[:.]\d\d.{0,6})$/i.test(
      words,
    ) ||
    /\b(?:leave|post|add|write) (?:a|your) (?:comment|reply)\b/i.test(words)
  );
}

// "Tomasz K.", "Ana Maria Lopes, May 2024".
const isName = (words: string) => /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,3}(?:[,:]|$)/u.test(words);

const opening = (text: string, { start, end }: ArticleBlock) =>
  wordsAt(text, { start, end: Math.min(end, start + longestTitle) });

const isPortrait = (words: string) =>
  /^(?:she|he|they|i|the author)\b/i.test(words) ||
  /^(?:(?:written )?by |dr\.? |prof\.? )?\p{Lu}[\p{L}'’.-]* (?:(?:van|von|de|da|del|al|bin) )?\p{Lu}/u.test(words);
