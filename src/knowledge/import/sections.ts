// The parts of an article: a heading and what stands under it, without the parts that are not the article's own.
import { type Block, longestHeading, type Omission, type ParsedArticle, type Place, wordsAt } from './blocks.js';
import { emptyHeadings, faqHeading } from './phrases.js';
import type { Judge, Unit } from './promotion.js';
import { isQuestion, stripQuestionMark } from './text-headings.js';

export type Section = {
  /** The heading as it stands in the article; that of the title where there is none. */
  readonly heading: string;
  /** The heading without a number or "Q:" before it. */
  readonly title: string;
  /** The heading above it, for headings that tell little by themselves. */
  readonly parent?: string;
  readonly type: 'question' | 'topic' | 'empty';
  readonly isFaq: boolean;
  readonly units: readonly Unit[];
  readonly tables: readonly (Block & { readonly type: 'table' })[];
};
export type LeftOut = Place & { readonly why: Omission };
export type Unclear = Place & { readonly why: string };
export type Sections = {
  readonly sections: readonly Section[];
  readonly leftOut: readonly LeftOut[];
  readonly unclear: readonly Unclear[];
};

type Open = {
  readonly words: string;
  readonly level: number;
  readonly place?: Place;
  readonly parent?: string;
  readonly isFaq: boolean;
  readonly why?: Omission;
  readonly blocks: Block[];
};

/** Divides an article; `title` names the part before the first heading. */
export function readSections({ text, blocks }: ParsedArticle, title: string, judge: Judge): Sections {
  const opened = open(text, blocks, title, judge);
  const leftOut: LeftOut[] = [];
  const unclear: Unclear[] = [];
  const sections = opened.flatMap((each): Section[] => {
    if (each.why !== undefined) {
      const [first, last] = [each.place ?? each.blocks[0], each.blocks.at(-1) ?? each.place];
      if (first !== undefined && last !== undefined) leftOut.push({ why: each.why, start: first.start, end: last.end });
      return [];
    }
    const units: Unit[] = [];
    const tables: (Block & { type: 'table' })[] = [];
    for (const block of each.blocks) {
      if (block.type === 'omitted') leftOut.push({ why: block.why, start: block.start, end: block.end });
      else if (block.type === 'unclear') unclear.push({ why: block.why, start: block.start, end: block.end });
      else if (block.type === 'table') tables.push(block);
      else units.push(...judge.units(withoutLabel(block, text)));
    }
    for (const { why, start, end } of units) if (why !== undefined) leftOut.push({ why, start, end });
    return [toSection(each, title, units, tables)];
  });
  return { sections, leftOut, unclear };
}

function open(text: string, blocks: readonly Block[], title: string, judge: Judge): Open[] {
  const opened: Open[] = [{ words: title, level: 0, isFaq: false, blocks: [] }];
  const above: Open[] = [];
  // What is foreign goes on below its heading; comments and the author's portrait go on to the end of the page.
  let foreign: { level: number; why: Omission; toEnd: boolean } | undefined;
  for (const [at, block] of blocks.entries()) {
    const last = opened.at(-1);
    const words = wordsAt(text, block);
    // Among questions, a paragraph that only asks is the next one.
    const isAmong = last !== undefined && (last.isFaq || isQuestion(last.words));
    const asks = isAmong && block.type === 'paragraph' && isSoleQuestion(words);
    const below = last === undefined || isQuestion(last.words) ? 0 : 1;
    const level = block.type === 'heading' ? block.level : asks ? last.level + below : undefined;
    if (level === undefined) {
      last?.blocks.push(block);
      continue;
    }
    while ((above.at(-1)?.level ?? -1) >= level) above.pop();
    if (foreign !== undefined && !foreign.toEnd && level <= foreign.level) foreign = undefined;
    const why = judge.heading(words);
    if (foreign === undefined && why !== undefined) {
      // Text has no levels: comments go on until a part of questions, a portrait until something is asked. A comment may ask, too.
      const ends = why === 'comments' ? isFaqHeading : why === 'about the author' ? isAsked : () => true;
      const toEnd = !blocks.slice(at + 1).some((later) => later.type === 'heading' && ends(wordsAt(text, later)));
      foreign = { level, why, toEnd };
    }
    const parent = above.at(-1)?.words ?? broader(opened);
    const isFaq =
      faqHeading.test(words) || above.some((each) => each.isFaq) || (last?.isFaq === true && isQuestion(words));
    const next: Open = {
      words,
      level,
      place: { start: block.start, end: block.end },
      isFaq,
      blocks: [],
      ...(parent === undefined || parent === title ? {} : { parent }),
      ...(foreign === undefined ? {} : { why: foreign.why }),
    };
    opened.push(next);
    above.push(next);
  }
  return opened;
}

const isSoleQuestion = (words: string) =>
  words.length <= longestHeading && /[?？]$/.test(words) && !/[.!?]\s/.test(words);
const isFaqHeading = (words: string) => faqHeading.test(words);
const isAsked = (words: string) => isQuestion(words) || faqHeading.test(words);

// Where all headings look alike, a short one belongs to the last that says more.
const leastTelling = 4;
function broader(opened: readonly Open[]): string | undefined {
  return opened.slice(1).findLast(({ words }) => words.split(' ').length >= leastTelling)?.words;
}

function toSection(each: Open, title: string, units: readonly Unit[], tables: Section['tables']): Section {
  const bare = stripQuestionMark(each.words);
  const isEmpty = each.place === undefined || each.words === title || emptyHeadings.test(bare) || faqHeading.test(bare);
  return {
    heading: each.words,
    title: bare,
    type: isQuestion(bare) ? 'question' : isEmpty ? 'empty' : 'topic',
    isFaq: each.isFaq,
    units,
    tables,
    ...(each.parent === undefined ? {} : { parent: each.parent }),
  };
}

// "Answer: ..." and "A: ..." begin after the label.
function withoutLabel(block: Block, text: string): Block {
  const [label = ''] =
    /^(?:answer\s*\d*\s*[:.)–-]|a\s*\d*\s*:|a\d+\s*[.)])\s*/i.exec(text.slice(block.start, block.start + 20)) ?? [];
  return { ...block, start: Math.min(block.start + label.length, block.end) };
}
