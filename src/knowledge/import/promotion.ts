// Finds sentences that don't belong to an article's content: promotion, pointers elsewhere, remarks on the article itself.
import { lengths } from '../schemas.js';
import { type ArticleBlock, type Omission, type TextRange, wordsAt } from './blocks.js';
import {
  aboutItself,
  foreignHeadings,
  offers,
  pageLines,
  promotion,
  sellingHeadings,
  serviceWords,
} from './phrases.js';
import { sentencesOf } from './sentences.js';

/** A sentence, list item, row or piece of code, and why it was left out, if it was. `block` counts the blocks of its part. */
export type Unit = TextRange & {
  readonly type: 'sentence' | 'item' | 'code';
  readonly block: number;
  readonly why?: Omission;
  readonly lead?: string;
};

export type Judge = {
  /** Whether the article sells something. */
  readonly isSelling: boolean;
  /** The units of a block under a heading, each judged. */
  readonly units: (block: ArticleBlock, at: number, heading: string) => readonly Unit[];
  /** Why the whole part under a heading is left out. */
  readonly heading: (words: string) => Omission | undefined;
};

/** Whether a reviewer took back this left-out piece, for when the article is imported again. */
export type IsTakenBack = (words: string) => boolean;

// An article with this many selling sentences sells; its offers and the names it mentions then count as promotion as well.
const leastSelling = 2;
// Longer texts aren't judged word by word, since some patterns are slow on them.
const longestJudged = lengths.quote;

/** Makes the judge for an article. `names` are its publisher's, `title` its subject; `isTakenBack`: a reviewer wants it anyway. */
export function createJudge(
  text: string,
  blocks: readonly ArticleBlock[],
  {
    names,
    title,
    isTakenBack,
  }: { readonly names: readonly string[]; readonly title: string; readonly isTakenBack: IsTakenBack },
): Judge {
  const sentences = readSentences(text, blocks);
  const sellers = sentences.filter((words) => promotion.some((pattern) => pattern.test(words)));
  const brands = findBrands(sentences, names, title);
  const isSelling = sellers.length >= leastSelling || brands.size > 0;
  const hasBrand = (words: string) => brands.size > 0 && wordsOf(words).some((word) => brands.has(word));
  const judge = (words: string, heading: string): Omission | undefined => {
    const page = words.length < 160 ? pageLines.find(([pattern]) => pattern.test(words))?.[1] : undefined;
    if (page !== undefined) return page;
    // What a heading asks about is content.
    const isAsked = !isSelling && shareWord(words, heading);
    if (!isAsked && promotion.some((pattern) => pattern.test(words))) return 'promotion';
    if (isSelling && (offers.some((pattern) => pattern.test(words)) || hasBrand(words))) return 'promotion';
    if (isSelling && ownSite.test(words) && pitch.test(words)) return 'promotion';
    if (formula.test(words)) return 'a formula';
    return aboutItself.some((pattern) => pattern.test(words)) ? 'about the article itself' : undefined;
  };
  const settled = (unit: Unit) =>
    unit.why !== undefined && isTakenBack(wordsAt(text, unit)) ? withoutReason(unit) : unit;
  return {
    isSelling,
    units: (block, at, heading) => {
      const lead = 'lead' in block && block.lead !== undefined ? { lead: block.lead } : {};
      const place = { block: at, ...lead };
      if (block.type === 'code') return [{ type: 'code', start: block.start, end: block.end, ...place }];
      const places = sentencesOf(text, block);
      const reasons: (Omission | undefined)[] = [];
      for (const each of places) {
        const words = each.end - each.start > longestJudged ? '' : wordsAt(text, each);
        // "It covers ..." after a pointer to a guide is about the guide.
        const goesOn =
          reasons.at(-1) === 'promotion' && /^(?:it|they|this|these|there|whether you|here)\b/i.test(words);
        reasons.push(words === '' ? undefined : (judge(words, heading) ?? (goesOn ? 'promotion' : undefined)));
      }
      // Next to a selling sentence, an offer is part of it.
      if (reasons.includes('promotion')) {
        places.forEach((each, index) => {
          const words =
            reasons[index] === undefined && each.end - each.start <= longestJudged ? wordsAt(text, each) : '';
          if (words !== '' && offers.some((pattern) => pattern.test(words))) reasons[index] = 'promotion';
        });
      }
      // "Found a mistake? Edit this page."
      const [asks, button, ...others] = places;
      if (asks !== undefined && button !== undefined && others.length === 0 && reasons[1] === 'navigation')
        if (wordsAt(text, asks).endsWith('?')) reasons[0] ??= 'navigation';
      // An item is left out as a whole; so is a paragraph that is mostly promotion.
      if (block.type === 'item') {
        const why = reasons.find((each) => each !== undefined);
        return [
          settled({
            type: 'item',
            start: block.start,
            end: block.end,
            ...place,
            ...(why === undefined ? {} : { why }),
          }),
        ];
      }
      const sold = reasons.filter((why) => why === 'promotion').length;
      const isSold = sold > 0 && sold * 2 > places.length;
      return places.map((each, index) => {
        const why = isSold ? 'promotion' : reasons[index];
        return settled({ type: 'sentence', ...each, ...place, ...(why === undefined ? {} : { why }) });
      });
    },
    heading: (words) => {
      if (isTakenBack(words)) return undefined;
      return (
        foreignHeadings.find(([pattern]) => pattern.test(words))?.[1] ??
        (isSelling && sellingHeadings.test(words) ? 'promotion' : undefined) ??
        (hasBrand(words) && serviceWords.test(words) ? 'promotion' : undefined)
      );
    },
  };
}

function withoutReason({ why: _, ...kept }: Unit): Unit {
  return kept;
}

function readSentences(text: string, blocks: readonly ArticleBlock[]): string[] {
  const sentences: string[] = [];
  for (const block of blocks) {
    if (block.type !== 'paragraph' && block.type !== 'item') continue;
    for (const place of sentencesOf(text, block))
      if (place.end - place.start <= longestJudged) sentences.push(wordsAt(text, place));
  }
  return sentences;
}

// TeX, which nobody reads in a chat.
const formula =
  /\\(?:frac|mathbb|mathcal|mathrm|mathbf|text|begin|sqrt)\{|\\(?:alpha|beta|theta|sigma|cdot|leq|geq|displaystyle|sum_|int_)|\$\$/;

const small = new Set(
  'about after again with from your that this what when where which will have does into than them then they were their there these those only also more most some such'.split(
    ' ',
  ),
);
function shareWord(words: string, heading: string): boolean {
  const own = new Set(stems(heading));
  return stems(words).some((word) => own.has(word));
}
const stems = (words: string) =>
  (words.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
    .filter((word) => !small.has(word))
    .map((word) => word.replace(/s$/, ''));

const ownSite = /\b[\w-]+\.(?:com|net|org|io|ai|co|dev)\b/i;
const pitch =
  /\b(?:reviews?|director(?:y|ies)|collections?|curated|experts?|services|offers|pricing|trial|demo|solutions|visit|browse|explore)\b/i;

// A name counts as promoted if at least this many sentences sell it, and this share of all that mention it.
const leastPitches = 2;
const leastShare = 0.5;
// A name in a larger share of all sentences is the subject: a company's own handbook sells nothing.
const mostShare = 0.2;

function findBrands(sentences: readonly string[], names: readonly string[], title: string): ReadonlySet<string> {
  const found = new Map<string, { all: number; sold: number }>();
  const lower = new Set<string>();
  for (const sentence of sentences) {
    const sold = serviceWords.test(sentence) ? namesSold(sentence) : new Set<string>();
    for (const word of wordsOf(sentence)) {
      if (!/^\p{Lu}/u.test(word)) lower.add(word);
      else {
        const count = found.get(word) ?? { all: 0, sold: 0 };
        found.set(word, { all: count.all + 1, sold: count.sold + (sold.has(word) ? 1 : 0) });
      }
    }
  }
  const own = new Set(names.flatMap((name) => wordsOf(name).map((word) => word.toLowerCase())));
  // The article's subject isn't a brand that it promotes.
  const subjects = new Set(wordsOf(title));
  const most = Math.max(leastPitches, sentences.length * mostShare);
  const brands = [...found].filter(([name, { all, sold }]) => {
    const least = own.has(name.toLowerCase()) ? 1 : leastPitches;
    // A word that is also written in lower case isn't a name.
    return (
      sold >= least &&
      sold >= all * leastShare &&
      all <= most &&
      name.length > 2 &&
      !lower.has(name.toLowerCase()) &&
      !subjects.has(name)
    );
  });
  return new Set(brands.map(([name]) => name));
}

const wordsOf = (words: string) => [...new Set(words.match(/[\p{L}\p{N}]+/gu) ?? [])];

// "on Acme", "Acme experts", "contact Acme".
const offeredOn = /\b(?:on|at|from|through|via|with|by|like|contact|visit|try|join|choose) ([A-Z]\w*)/gi;
const sells =
  /\b([A-Z]\w*)(?: [A-Z]\w*){0,2}(?:['’]s)? (?:Pro|experts?|specialists?|offers?|provides?|helps?|makes?|services?|team|platform|global)\b/g;
function namesSold(sentence: string): ReadonlySet<string> {
  return new Set(
    [offeredOn, sells].flatMap((pattern) => [...sentence.matchAll(pattern)].flatMap(([, name]) => name ?? [])),
  );
}
