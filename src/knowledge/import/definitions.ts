// Finds terms and the sentences that define them.
import { type TextRange, wordsAt } from './blocks.js';
import type { Unit } from './promotion.js';

/** A term as the article writes it, and its other names. */
export type Term = { readonly name: string; readonly aliases: readonly string[] };
type DefinitionSentence = { readonly term: Term; readonly at: number };

const lead =
  /^(?:simply put|put simply|in simple terms|in short|in essence|at its core|by definition|for example|in other words|technically|broadly speaking),?\s+(?:an?\s+)?/i;
// What links a term and its definition; the first match in the sentence counts.
const verb =
  /(?:\s|(?<=[—–]))(is defined as|are defined as|can be defined as|can be described as|is|are|refers? to|stands? for|means|describes?|denotes?)\s/;
const label = /\s?[:–—] (?=(?:An?|The|Any|One of) )/;
// In a list of terms, a colon or dash may also link them.
const glossaryLabel = /\s?:\s|\s[–—-]\s/;
// A term with another name: "GAN (generative adversarial network)", "RAG—retrieval-augmented generation—", "X, also called Y,".
const named =
  /^([\p{L}\p{N}][\p{L}\p{N}.+#'’/ -]{0,80}?)(?: ?\(([^()]{2,40})\)|,? (?:or|also called|also known as) ([^,()]{2,40}),|\s?[—–]\s?([^—–]{3,50})[—–])?$/u;
const mostTermWords = 6;
// After "is", a definition names a kind of thing.
const kind =
  /^(?:essentially |basically |simply |generally |typically |usually |often |really |just )?(?:an?|the|any|one of|a kind of|artificial|software|systems?|models?|techniques?|methods?|when|where|how|what)\b/i;
// Beginnings of sentences that define nothing.
const noTerm =
  /^(?:it|this|that|these|those|there|they|he|she|we|you|i|what|which|who|one|another|each|every|some|many|most|all|both|here|their|its|our|your|my|his|her|the|such|other|more|nothing|something|everything|if|when|while|because|but|and|so|as|no|yes|not|in|on|at|for|with|by|today|now|once|after|before|then|next|first|second|third|finally|examples?|notes?|tips?|warning|important|results?|outputs?|inputs?|steps?|summary|conclusion|answer|question|additional|further|see|related|references?|resources?|overview|introduction|pros|cons|key|use|click|please|let|make|for example|optional|default|defaults|people|users|someone|somebody|anyone|everyone|everybody|nobody|things?|something)\b/i;
const example =
  /^the (?:\w+-)*\w+est\b|^the most\b|^the (?:famous |best |main |most |only |biggest |first |key |next |main )?(?:[\w-]+ )?(?:example|same|way to|best|result|reason|case|answer|right|goal|problem)/i;

/** Reads a sentence (or list item) as a definition; `mentions` counts how often the article uses some words. */
function readDefinition(words: string, mentions: (words: string) => number, isGlossary = false): Term | undefined {
  const bare = words.replace(lead, '');
  const split =
    (isGlossary ? splitAt(words, glossaryLabel) : undefined) ?? splitAt(bare, verb) ?? splitAt(words, label);
  if (split === undefined) return undefined;
  const { before, by, after } = split;
  const [, found, ...others] = named.exec(before.replace(/^(?:An? |The term )?["“]?/i, '').replace(/["”]$/, '')) ?? [];
  if (found === undefined || found.split(' ').length > mostTermWords) return undefined;
  if (noTerm.test(found) || /\b(?:is|are|that|which|who|can|will)\b/i.test(found)) return undefined;
  if (/^(?:is|are)$/.test(by) && (!kind.test(after) || example.test(after))) return undefined;
  const aliases = others.flatMap((each) => (each === undefined ? [] : [each.trim()]));
  // A common word at the start of a sentence isn't a term, unless the article keeps coming back to it.
  const isName =
    aliases.length > 0 ||
    (by === '' && (isGlossary || kindNoun.test(after))) ||
    /^\p{Lu}{2,}s?$|\p{L}\p{Lu}| \p{Lu}/u.test(found);
  if (!isName && mentions(found) < leastMentions) return undefined;
  return { name: found, aliases };
}

function splitAt(words: string, pattern: RegExp): { before: string; by: string; after: string } | undefined {
  const found = pattern.exec(words);
  if (found === null || found.index === 0) return undefined;
  const [whole, by = ''] = found;
  return { before: words.slice(0, found.index), by, after: words.slice(found.index + whole.length) };
}

const kindNoun =
  /^An? (?:[\w-]+ ){0,4}(?:type|kind|form|class|model|system|technique|method|process|approach|architecture|tool|framework|algorithm|measure|protocol|language|platform|program|network)\b/i;
const leastMentions = 3;

/** The term that a heading asks about: "What is RAG?", "What are diffusion models?", "What does fine-tuning mean?" */
export function askedTerm(heading: string): Term | undefined {
  const [, asked] =
    /^what(?:['’]s| is| are| does)\s+(?:meant by\s+)?(?:an?\s+)?["“]?(.{2,70}?)["”]?(?:\s+(?:mean|means|stand for))?\s*[?？]?$/i.exec(
      heading,
    ) ?? [];
  if (
    asked === undefined ||
    noTerm.test(asked) ||
    / (?:and|or|between|for|used|different|better|best|you|i|we|to|in|of|do|work|made|capable|considered|like|doing|going|available) |\b(?:used|for|like|about|good at|made of|called|it)$|[,:]/i.test(
      `${asked} `.replace(/ $/, ''),
    )
  )
    return undefined;
  const [, long = asked, short] = /^(.*?)\s*\(([^()]{2,40})\)$/.exec(asked) ?? [];
  if (long.split(' ').length > 6) return undefined;
  return { name: long, aliases: short === undefined ? [] : [short] };
}

/** The definition at a unit, with up to two sentences that continue it ("It ...", "These ..."). */
export function definitionUnits(text: string, units: readonly Unit[], at: number, limit: number): readonly Unit[] {
  const taken: Unit[] = [];
  let length = 0;
  for (const unit of units.slice(at, at + 3)) {
    const words = wordsAt(text, unit);
    const goesOn =
      taken.length === 0 ||
      (/^(?:it|it['’]s|they|these|its|their|this|such)\b/i.test(words) && unit.type === 'sentence');
    if (unit.why !== undefined || !goesOn || (taken.length > 0 && length + words.length > limit) || words.endsWith(':'))
      break;
    taken.push(unit);
    length += words.length;
  }
  return taken;
}

/** Normalises a name for comparison: lower case, no articles, no plural. */
export function termKey(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:an?|the) /, '')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1');
}

/** Abbreviations that the article explains, as in "large language models (LLMs)": each form maps to both. */
export function readAbbreviations(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { 0: bracket, 1: short = '', index } of text.matchAll(/\((\p{Lu}[\p{Lu}\p{N}]{1,7})s?\)/gu)) {
    if (bracket === undefined) continue;
    const before = text
      .slice(Math.max(0, index - longestName), index)
      .trim()
      .split(/\s+/);
    const initials = short.toLowerCase();
    // Finds the words whose parts, split at spaces and hyphens, begin with the letters.
    for (let count = 1; count <= initials.length; count += 1) {
      const words = before.slice(-count).join(' ');
      const letters = words.split(/[ -]/).map((word) => word.charAt(0).toLowerCase());
      if (letters.join('') === initials) found.set(termKey(short), termKey(words));
    }
  }
  return found;
}
const longestName = 100;

/** The units that define something, and the term. */
export function findDefinition(
  text: string,
  units: readonly Unit[],
  mentions: (words: string) => number,
  isGlossary = false,
): DefinitionSentence[] {
  return units.flatMap((unit: Unit & TextRange, at) => {
    if (unit.why !== undefined) return [];
    const term = readDefinition(wordsAt(text, unit), mentions, isGlossary);
    return term === undefined ? [] : [{ term, at }];
  });
}
