// Which sentences of an article are no part of what it says: promotion, pointers elsewhere, talk about the article itself.

import { lengths } from '../schemas.js';
import { type Block, type Omission, type Place, wordsAt } from './blocks.js';
import { aboutItself, foreignHeadings, pageLines, promotion, serviceWords } from './phrases.js';
import { sentencesOf } from './sentences.js';

/** A sentence or an item of a list, and why it was left out where it was. */
export type Unit = Place & { readonly type: 'sentence' | 'item'; readonly why?: Omission };

export type Judge = {
  /** The units of a paragraph or an item, each judged. */
  readonly units: (block: Block) => readonly Unit[];
  /** Why all of the part under a heading is left out. */
  readonly heading: (words: string) => Omission | undefined;
};

/** Makes the judge of an article. `names` are who publishes it, where that is known. */
export function createJudge(text: string, blocks: readonly Block[], names: readonly string[]): Judge {
  const sentences = blocks
    .filter(isProse)
    .flatMap((block) => sentencesOf(text, block).map((place) => wordsAt(text, place)))
    .filter((words) => words.length <= lengths.quote);
  const brands = findBrands(sentences, names);
  const hasBrand = (words: string) => brands.size > 0 && wordsOf(words).some((word) => brands.has(word));
  const judge = (words: string): Omission | undefined => {
    const page = words.length < 160 ? pageLines.find(([pattern]) => pattern.test(words))?.[1] : undefined;
    if (page !== undefined) return page;
    if (promotion.some((pattern) => pattern.test(words)) || hasBrand(words)) return 'promotion';
    if (ownSite.test(words) && pitch.test(words)) return 'promotion';
    return aboutItself.some((pattern) => pattern.test(words)) ? 'about the article itself' : undefined;
  };
  return {
    units: (block) => {
      const type = block.type === 'item' ? 'item' : 'sentence';
      const places = sentencesOf(text, block);
      const reasons: (Omission | undefined)[] = [];
      for (const place of places) {
        const words = wordsAt(text, place);
        // Nor is it read, since patterns take long on it.
        if (words.length > lengths.quote) {
          reasons.push('too long to quote');
          continue;
        }
        // "It covers ..." after a pointer to a guide is on the guide.
        const goesOn =
          reasons.at(-1) === 'promotion' && /^(?:it|they|this|these|there|whether you|here)\b/i.test(words);
        reasons.push(judge(words) ?? (goesOn ? 'promotion' : undefined));
      }
      const sold = reasons.filter((why) => why === 'promotion').length;
      const isSold = sold > 0 && sold * 2 > places.length;
      // An item is a whole; so is a paragraph of which most is promotion.
      if (type === 'item') {
        const why = reasons.find((each) => each !== undefined);
        return [{ type, start: block.start, end: block.end, ...(why === undefined ? {} : { why }) }];
      }
      return places.map((place, at) => {
        const why = isSold ? 'promotion' : reasons[at];
        return { type, ...place, ...(why === undefined ? {} : { why }) };
      });
    },
    heading: (words) =>
      foreignHeadings.find(([pattern]) => pattern.test(words))?.[1] ??
      (hasBrand(words) && serviceWords.test(words) ? 'promotion' : undefined),
  };
}

const isProse = ({ type }: Block) => type === 'paragraph' || type === 'item';

const ownSite = /\b[\w-]+\.(?:com|net|org|io|ai|co|dev)\b/i;
const pitch =
  /\b(?:reviews?|director(?:y|ies)|collections?|curated|experts?|services|offers|pricing|trial|demo|solutions|visit|browse|explore)\b/i;

// So many sentences sell a name before it counts as what the article promotes, and this share of all that have it.
const leastPitches = 2;
const leastShare = 0.5;

function findBrands(sentences: readonly string[], names: readonly string[]): ReadonlySet<string> {
  const found = new Map<string, { all: number; sold: number }>();
  const small = new Set<string>();
  for (const sentence of sentences) {
    const sold = serviceWords.test(sentence) ? namesSold(sentence) : new Set<string>();
    for (const word of wordsOf(sentence)) {
      if (!/^\p{Lu}/u.test(word)) small.add(word);
      else {
        const count = found.get(word) ?? { all: 0, sold: 0 };
        found.set(word, { all: count.all + 1, sold: count.sold + (sold.has(word) ? 1 : 0) });
      }
    }
  }
  const own = new Set(names.flatMap((name) => wordsOf(name).map((word) => word.toLowerCase())));
  const brands = [...found].filter(([name, { all, sold }]) => {
    const least = own.has(name.toLowerCase()) ? 1 : leastPitches;
    // A word that is also written small is no name.
    return sold >= least && sold >= all * leastShare && name.length > 2 && !small.has(name.toLowerCase());
  });
  return new Set(brands.map(([name]) => name));
}

const wordsOf = (words: string) => [...new Set(words.match(/[\p{L}\p{N}]+/gu) ?? [])];

// "on Acme", "Acme experts", "contact Acme".
const offeredOn = /\b(?:on|at|from|through|via|with|by|like|contact|visit|try|join|choose) ([A-Z]\w*)/gi;
const offers =
  /\b([A-Z]\w*)(?: [A-Z]\w*){0,2}(?:['’]s)? (?:Pro|experts?|specialists?|offers?|provides?|helps?|makes?|services?|team|platform|global)\b/g;
function namesSold(sentence: string): ReadonlySet<string> {
  return new Set(
    [offeredOn, offers].flatMap((pattern) => [...sentence.matchAll(pattern)].flatMap(([, name]) => name ?? [])),
  );
}
