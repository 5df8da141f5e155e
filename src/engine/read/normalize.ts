// Turns text into tokens: lower-case words without accents, markup, mentions or emoji. Normalising twice is the same as once.

// The most that is read of a question; anything longer is a paste, whose beginning and end say what is asked.
const maxLength = 4000;
const keptEnd = 1000;

// A platform's markup for mentions, channels, custom emoji and links; then bare addresses.
const platformMarkup = /<[@#!:/a-z][^<>]{0,200}>|https?:\/\/\S{1,500}/g;

// Without one of these a text has no contractions.
const apostrophe = /['’‘`´]/;
const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\b(\w+)'(?:re)\b/g, '$1 are'],
  [/\b(\w+)'(?:ve)\b/g, '$1 have'],
  [/\b(\w+)'(?:ll)\b/g, '$1 will'],
  [/\b(what|who|how|where|when|why|that|there|it|he|she)'s\b/g, '$1 is'],
  [/\bi'm\b/g, 'i am'],
  [/'s\b/g, ''],
  [/'/g, ''],
];

/** The tokens of a text, joined by single spaces. */
export function normalizeText(text: string): string {
  return tokenize(text).join(' ');
}

/** The tokens of a text: runs of letters or digits ("GPT-4o" is `gpt` `4o`, "gpt4" is `gpt` `4`, "4.5" stays whole). */
export function tokenize(text: string): string[] {
  const clipped = clip(text);
  // Most texts are plain ASCII, which needs no folding and allows simpler patterns.
  const isPlain = isAscii.test(clipped);
  let folded = (isPlain ? clipped : clipped.normalize('NFKC')).toLowerCase();
  if (folded.includes('<') || folded.includes('http')) folded = folded.replace(platformMarkup, ' ');
  if (!isPlain) folded = folded.normalize('NFD').replace(/\p{M}/gu, '');
  if (folded.includes('&')) folded = folded.replaceAll('&', ' and ');
  if (folded.includes('v.s')) folded = folded.replace(/\bv\.s\.?/g, 'vs');
  if (apostrophe.test(folded)) folded = expand(folded.replace(/[’‘`´]/g, "'"));
  const { stretched, token } = isPlain ? asciiPatterns : patterns;
  return folded.replace(stretched, '$1').match(token) ?? [];
}

const isAscii = /^\p{ASCII}*$/u;
// A letter repeated three times or more is stretched: "sooo".
const patterns = { stretched: /(\p{L})\1{2,}/gu, token: /\p{N}+(?:\.\p{N}+)*\p{L}*|\p{L}+/gu };
// The same for lower-case ASCII.
const asciiPatterns = { stretched: /([a-z])\1{2,}/g, token: /[0-9]+(?:\.[0-9]+)*[a-z]*|[a-z]+/g };

function expand(text: string): string {
  return contractions.reduce((expanded, [pattern, replacement]) => expanded.replace(pattern, replacement), text);
}

/** The part of a text that is read: all of it, or its beginning and end. */
export function clip(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - keptEnd)}\n${text.slice(-keptEnd)}`;
}

// A long message is read in pieces, each as a whole; with more pieces it is a file, not a message.
const chunkLength = 3000;
const maxChunks = 15;

/** The pieces of a long text, to be read one after the other. */
export function chunksOf(text: string): string[] {
  return Array.from({ length: Math.min(maxChunks, Math.ceil(text.length / chunkLength)) }, (_, at) =>
    text.slice(at * chunkLength, (at + 1) * chunkLength),
  );
}

/** Words in a text's own spelling, including capitals; the given ones if the text doesn't have them in sequence. */
export function asWritten(text: string, words: string): string {
  const written = text.split(/[^\p{L}\p{N}·.+#'’-]+/u).filter((word) => word !== '');
  const count = words.split(' ').length;
  // "GPT-5-chat" is one written word, but is read as three.
  for (let at = 0; at < written.length; at += 1)
    for (let end = at + 1; end <= Math.min(written.length, at + count); end += 1) {
      const row = written.slice(at, end).join(' ');
      if (normalizeText(row) === words) return row.replace(/[.'’-]$/, '');
    }
  return words;
}
