// Divides an article into parts, each a heading and its text, without the parts that aren't the article's own.
import {
  type ArticleBlock,
  boldLevel,
  longestHeading,
  type Omission,
  type ParsedArticle,
  type TextRange,
  wordsAt,
} from './blocks.js';
import { looksForeign } from './foreign.js';
import { emptyHeadings, faqHeading, glossaryHeading } from './phrases.js';
import type { Judge, Unit } from './promotion.js';
import { isLead } from './quoting.js';
import { findRunIns, nameOfLead } from './run-ins.js';
import { isQuestion, stripQuestionMark } from './text-headings.js';
import { isGeneralTitle } from './titles.js';

export type Section = {
  /** The heading as in the article; the title if there is none. */
  readonly heading: string;
  /** The heading without a leading number or "Q:". */
  readonly title: string;
  /** The heading above, for headings that say little by themselves. */
  readonly parent?: string;
  /** A `term` is explained in a list of terms, a `topic` has a heading; `general` headings ("Introduction") occur in many articles. */
  readonly type: 'question' | 'topic' | 'general' | 'term';
  readonly isFaq: boolean;
  /** Where the part ends is a guess: its heading is only bold, or looks like a question. */
  readonly isLoose: boolean;
  readonly units: readonly Unit[];
  readonly tables: readonly (ArticleBlock & { readonly type: 'table' })[];
  /** The places of the headings directly below. */
  readonly below: readonly TextRange[];
};
export type LeftOut = TextRange & { readonly why: Omission };
export type Unclear = TextRange & { readonly why: string };
type Sections = {
  readonly sections: readonly Section[];
  readonly leftOut: readonly LeftOut[];
  readonly unclear: readonly Unclear[];
};

type Open = {
  readonly words: string;
  readonly level: number;
  readonly place?: TextRange;
  readonly parent?: Open;
  readonly isFaq: boolean;
  readonly isTerm: boolean;
  readonly isLoose: boolean;
  readonly isGlossary: boolean;
  readonly why?: Omission;
  readonly blocks: ArticleBlock[];
  readonly below: TextRange[];
};

export function readSections(article: ParsedArticle, title: string, judge: Judge): Sections {
  const { text } = article;
  const leftOut: LeftOut[] = [];
  const unclear: Unclear[] = [];
  const sections: Section[] = [];
  const titles = titlesOf(article, title);
  for (const each of openSections(article, title, judge)) {
    if (each.why !== undefined) {
      const why = each.why;
      if (each.place !== undefined) leftOut.push({ why, start: each.place.start, end: each.place.end });
      for (const block of each.blocks)
        leftOut.push({ why: block.type === 'omitted' ? block.why : why, start: block.start, end: block.end });
      continue;
    }
    const units: Unit[] = [];
    const tables: (ArticleBlock & { type: 'table' })[] = [];
    const said = findRepeated(text, each.blocks);
    each.blocks.forEach((block, at) => {
      const next = each.blocks[at + 1];
      if (said.has(block)) leftOut.push({ why: 'repeated', start: block.start, end: block.end });
      // "On this page:" goes with its list.
      else if (
        next?.type === 'omitted' &&
        next.why === 'navigation' &&
        block.type === 'paragraph' &&
        isLead(text, block)
      )
        leftOut.push({ why: next.why, start: block.start, end: block.end });
      else if (block.type === 'omitted') leftOut.push({ why: block.why, start: block.start, end: block.end });
      else if (block.type === 'unclear') unclear.push({ why: block.why, start: block.start, end: block.end });
      else if (block.type === 'table') tables.push(block);
      else for (const unit of judge.units(withoutLabel(block, text), at, each.words)) units.push(unit);
    });
    const own = toSection(each, titles, units, tables);
    // An answer consisting only of an offer is the answer.
    const isOffer = own.type === 'question' && !judge.isSelling && units.every(({ why }) => why === 'promotion');
    const kept: readonly Unit[] = isOffer ? units.map(({ why: _, ...unit }) => unit) : units;
    for (const { why, start, end } of kept) if (why !== undefined) leftOut.push({ why, start, end });
    sections.push({ ...own, units: kept });
  }
  return { sections, leftOut, unclear };
}

// A pull quote: what is set apart is also said in the part itself.
const longestPullQuote = 400;
const mostPullQuotes = 20;
function findRepeated(text: string, blocks: readonly ArticleBlock[]): ReadonlySet<ArticleBlock> {
  const isApart = (block: ArticleBlock) => 'isAside' in block && block.isAside === true;
  const apart = blocks.filter((block) => isApart(block) && block.end - block.start <= longestPullQuote);
  if (apart.length === 0 || apart.length > mostPullQuotes) return new Set();
  const letters = (block: ArticleBlock) =>
    ` ${(
      wordsAt(text, block)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    ).join(' ')} `;
  const others = blocks
    .filter((block) => block.type === 'paragraph' && !isApart(block))
    .map(letters)
    .join('');
  return new Set(apart.filter((block) => others.includes(letters(block))));
}

function openSections(article: ParsedArticle, title: string, judge: Judge): Open[] {
  const { text, blocks } = article;
  const first = openTitle(title);
  const opened: Open[] = [first];
  const runIns = findRunIns(article);
  const foreign = (words: string, level: number, next: number) => {
    const why = judge.heading(words);
    const isOwn =
      why === undefined || (why !== 'promotion' && !looksForeign(why, text, belowHeading(blocks, next, level)));
    return isOwn ? undefined : why;
  };
  const isFlat = new Set(blocks.flatMap((block) => (block.type === 'heading' ? [block.level] : []))).size === 1;
  let broader: Open | undefined;
  let above: Open[] = [];
  let current = first;
  const folds: { readonly current: Open; readonly above: Open[] }[] = [];
  const start = (block: TextRange, words: string, level: number, next: number, scope?: 'fold' | 'term') => {
    const isTerm = scope === 'term';
    // A bold question is next to the question before it, not below it.
    const isBeside = level >= boldLevel && isQuestion(words);
    for (let last = above.at(-1); last !== undefined; last = above.at(-1)) {
      if (last.level < level && !(isBeside && isQuestion(last.words))) break;
      above.pop();
    }
    // If all headings look alike, one that says little belongs to the last one that says more.
    const parent = above.at(-1) ?? (isFlat && isGeneralTitle(words) ? broader : undefined);
    // What is below a part that is left out is left out; a term in a list is content, whatever it is.
    const why = above.at(-1)?.why ?? (isTerm ? undefined : foreign(words, level, next));
    const isFaq =
      faqHeading.test(words) || above.some((each) => each.isFaq) || first.isFaq || (current.isFaq && isQuestion(words));
    const isGlossary = glossaryHeading.test(words) || (parent ?? first).isGlossary;
    const part: Open = {
      words,
      level,
      place: { start: block.start, end: block.end },
      isFaq,
      isTerm,
      isLoose: level >= boldLevel && scope === undefined,
      isGlossary,
      blocks: [],
      below: [],
      ...(parent === undefined ? {} : { parent }),
      ...(why === undefined ? {} : { why }),
    };
    (parent ?? first).below.push({ start: block.start, end: block.end });
    // What is above the article's title belongs to it.
    if (words === title && opened.length === 1) part.blocks.push(...first.blocks.splice(0));
    opened.push(part);
    if (words.split(' ').length >= leastTelling && !isQuestion(words)) broader = part;
    above.push(part);
    current = part;
  };
  for (const [at, block] of blocks.entries()) {
    if (block.type === 'close') {
      const fold = folds.pop();
      if (fold !== undefined) ({ current, above } = fold);
      continue;
    }
    const words = block.type === 'heading' || block.end - block.start <= longestHeading ? wordsAt(text, block) : '';
    // Among questions, a paragraph that only asks is the next question.
    const asks = block.type === 'paragraph' && (current.isFaq || isQuestion(current.words)) && isSoleQuestion(words);
    if (block.type === 'heading') {
      if (block.scope !== undefined) folds.push({ current, above: [...above] });
      start(block, words, block.level, at + 1, block.scope);
    } else if (asks) start(block, words, isQuestion(current.words) ? current.level : current.level + 1, at + 1);
    else {
      const lead = 'lead' in block && runIns.has(block) ? block.lead : undefined;
      if (lead !== undefined) {
        // List items belong to the list's part, even after an item that became a part itself.
        const level = block.type === 'item' ? boldLevel + 2 : boldLevel + 1;
        start({ start: block.start, end: block.start + lead.length }, nameOfLead(lead), level, at, 'term');
      }
      current.blocks.push(block);
    }
  }
  return opened;
}

/** The part before the first heading. */
function openTitle(title: string): Open {
  return {
    words: title,
    level: 0,
    isFaq: faqHeading.test(title),
    isTerm: false,
    isLoose: false,
    isGlossary: glossaryHeading.test(title),
    blocks: [],
    below: [],
  };
}

const leastTelling = 4;

// What is below a heading: all until the next one of the same or a higher level, or the end of a fold.
function belowHeading(blocks: readonly ArticleBlock[], from: number, level: number): readonly ArticleBlock[] {
  let depth = 0;
  let to = from;
  for (; to < blocks.length; to += 1) {
    const block = blocks[to];
    if (block?.type === 'heading' && block.level <= level) break;
    if (block?.type === 'heading' && block.scope !== undefined) depth += 1;
    if (block?.type === 'close') depth -= 1;
    if (depth < 0) break;
  }
  return blocks.slice(from, to);
}

const isSoleQuestion = (words: string) => words !== '' && /[?？]$/.test(words) && !/[.!?]\s/.test(words);

function toSection(
  each: Open,
  titles: ReadonlySet<string>,
  units: readonly Unit[],
  tables: Section['tables'],
): Section {
  const bare = stripQuestionMark(each.words);
  const isGeneral =
    each.place === undefined || titles.has(each.words) || emptyHeadings.test(bare) || faqHeading.test(bare);
  const isTerm =
    each.isTerm || (each.isGlossary && each.parent !== undefined && bare.split(' ').length <= mostTermWords);
  const parent = nearestTelling(each.parent, titles);
  return {
    heading: each.words,
    title: bare,
    type: isQuestion(bare) ? 'question' : isGeneral ? 'general' : isTerm ? 'term' : 'topic',
    isFaq: each.isFaq,
    isLoose: each.isLoose,
    units,
    tables,
    // A line that leads to something left out doesn't lead to the parts below.
    below: each.blocks.at(-1)?.type === 'omitted' ? [] : each.below,
    ...(parent === undefined ? {} : { parent }),
  };
}
const mostTermWords = 6;

// The title, and the only heading of the first level if all others are below it: it says nothing on one of its parts.
function titlesOf({ text, blocks }: ParsedArticle, title: string): ReadonlySet<string> {
  const headings = blocks.filter((block) => block.type === 'heading');
  const top = headings.filter(({ level }) => level === 1);
  const [first] = headings;
  const isTitle = first !== undefined && top.length === 1 && top[0] === first && headings.length > 1;
  return new Set(isTitle ? [title, wordsAt(text, first)] : [title]);
}

function nearestTelling(parent: Open | undefined, titles: ReadonlySet<string>): string | undefined {
  for (let each = parent; each !== undefined; each = each.parent) {
    const bare = stripQuestionMark(each.words);
    if (!titles.has(each.words) && !faqHeading.test(bare) && !emptyHeadings.test(bare)) return bare;
  }
  return undefined;
}

// Skips a leading "Answer:" or "A:".
function withoutLabel(block: ArticleBlock, text: string): ArticleBlock {
  const [label = ''] =
    /^(?:answer\s*\d*\s*[:.)–-]|a\s*\d*\s*:|a\d+\s*[.)])\s*/i.exec(text.slice(block.start, block.start + 20)) ?? [];
  return { ...block, start: Math.min(block.start + label.length, block.end) };
}
