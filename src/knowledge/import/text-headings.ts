// Finds headings, captions and bylines in plain text: nothing marks them, so lines are judged by their looks and their surroundings.
import { type ArticleBlock, type Details, type Omission, type TextRange, wordsAt } from './blocks.js';
import { readDate } from './dates.js';
import { banner, button, faqHeading, pageLines, questionStart } from './phrases.js';

/** A block, or a line that may be a heading; decided once its neighbours are known. */
export type DraftBlock = ArticleBlock | (TextRange & { readonly type: 'candidate'; readonly words: string });

export const longestHeading = 120;
const mostHeadingWords = 18;
const longestQuestion = 220;
// This many short lines in a row are a menu, or a table with every cell on its own line.
const mostShortLines = 6;

/** Classifies every line by its neighbours, and reads the article's details from the lines at the top. */
export function settle(text: string, drafts: readonly DraftBlock[]): { blocks: ArticleBlock[]; details: Details } {
  const blocks: ArticleBlock[] = [];
  let details: Details = {};
  let isFaq = false;
  const seen = new Set<string>();
  for (let at = 0; at < drafts.length; ) {
    const draft = drafts[at] as DraftBlock;
    const words = wordsAt(text, draft);
    const isTitle = blocks
      .slice(0, topBlocks)
      .some((block) => block.type === 'heading' && wordsAt(text, block) === words);
    const repeated =
      draft.type === 'candidate' &&
      (words.length > longestHeading ? seen.has(words) : isTitle && blocks.length < topBlocks);
    const why = repeated ? 'repeated' : foreign(words, text, drafts[at + 1]);
    const meta = readByline(words, blocks.length);
    seen.add(words);
    if (why !== undefined || meta !== undefined) {
      blocks.push({ type: 'omitted', why: why ?? 'byline', start: draft.start, end: draft.end });
      details = { ...meta, ...details };
      at += 1;
      continue;
    }
    const pair = splitPair(text, draft, isFaq);
    if (pair !== undefined) {
      blocks.push(...pair);
      isFaq = true;
      at += 1;
      continue;
    }
    if (draft.type !== 'candidate' || !isHeadingLike(words, isFaq)) {
      if (draft.type === 'heading') isFaq = faqHeading.test(words);
      blocks.push(draft.type === 'candidate' ? { type: 'paragraph', start: draft.start, end: draft.end } : draft);
      at += 1;
      continue;
    }
    // A run of lines that look like headings, and what follows it. Bylines in between belong to the page.
    const run: (TextRange & { words: string })[] = [];
    let next = at;
    for (; next < drafts.length; next += 1) {
      const other = drafts[next] as DraftBlock;
      const said = wordsAt(text, other);
      const byline = readByline(said, blocks.length);
      const why =
        foreign(said, text, drafts[next + 1]) ??
        (run.at(-1)?.words === said ? 'repeated' : byline === undefined ? undefined : 'byline');
      if (why !== undefined) {
        blocks.push({ type: 'omitted', why, ...placeOf(other) });
        details = { ...byline, ...details };
        continue;
      }
      // After a FAQ's own heading, questions may be longer.
      const inFaq = isFaq || run.some((each) => faqHeading.test(each.words));
      if (other.type !== 'candidate' || !isHeadingLike(said, inFaq)) break;
      run.push({ ...placeOf(other), words: said });
    }
    const body = drafts[next];
    const settled = isCaption(run, blocks)
      ? run.map((each): ArticleBlock => ({ type: 'omitted', why: 'caption', ...placeOf(each) }))
      : settleRun(
          text,
          run,
          body === undefined ? '' : wordsAt(text, body),
          blocks.every(({ type }) => type === 'omitted'),
        );
    for (const block of settled) {
      blocks.push(block);
      if (block.type === 'heading')
        isFaq = isFaq ? !endsFaq(wordsAt(text, block)) : faqHeading.test(wordsAt(text, block));
    }
    at = next;
  }
  const ordered = blocks.sort((a, b) => a.start - b.start);
  const first = ordered.find(({ type }) => type !== 'omitted');
  const title = first?.type === 'heading' ? { title: wordsAt(text, first) } : {};
  return { blocks: ordered, details: { ...title, ...details } };
}

// "Q: Is it safe? A: Yes." and, among questions, "Is it safe? Yes.": the answer follows on the same line.
function splitPair(text: string, { type, start, end }: DraftBlock, isFaq: boolean): ArticleBlock[] | undefined {
  if (type !== 'candidate' && type !== 'paragraph') return undefined;
  const line = text.slice(start, Math.min(end, start + longestQuestion));
  const [whole = '', question = ''] = /^([^?？\n]{8,180}[?？])\s+(?=\S)/.exec(line) ?? [];
  const isMarked = /^q(?:uestion)?\s?\d*\s?[:.)]/i.test(question);
  if (
    question === '' ||
    /[?？]$/.test(text.slice(start, end)) ||
    !(isMarked || (isFaq && questionStart.test(question)))
  )
    return undefined;
  return [
    { type: 'heading', level: 2, start, end: start + question.length },
    { type: 'paragraph', start: start + whole.length, end },
  ];
}

// A single line between the byline and the text is an image caption.
function isCaption(run: readonly { words: string }[], before: readonly ArticleBlock[]): boolean {
  const [only, ...others] = run;
  const last = before.at(-1);
  if (only === undefined || others.length > 0 || last?.type !== 'omitted' || last.why !== 'byline') return false;
  return before.length < topBlocks && before.some(({ type }) => type === 'heading') && !isQuestion(only.words);
}

const placeOf = ({ start, end }: TextRange): TextRange => ({ start, end });

// A part of questions extends over questions.
const endsFaq = (words: string) => !isQuestion(words) && !faqHeading.test(words);

function foreign(words: string, text: string, next: DraftBlock | undefined): Omission | undefined {
  if (words.length > longestQuestion) return undefined;
  // Sentences below make it a heading.
  if (/^(?:contents|see also)$/i.test(words) && next?.type === 'candidate' && endsSentence(next.words))
    return undefined;
  if (/^(?:contents|see also)$/i.test(words) && next?.type === 'paragraph' && endsSentence(wordsAt(text, next)))
    return undefined;
  return pageLines.find(([pattern]) => pattern.test(words))?.[1];
}

/** Whether the words ask something, with or without a question mark. */
export function isQuestion(words: string): boolean {
  const bare = stripQuestionMark(words);
  return /[?？]["'”’)]*$/.test(bare) || (questionStart.test(bare) && !endsSentence(bare) && bare.split(' ').length > 2);
}

/** A question without a leading "Q:", "Q1." or number. */
export function stripQuestionMark(words: string): string {
  return words.replace(
    /^(?:q(?:uestion)?\s*\d*\s*[:.)–-]\s*|\(?\d{1,3}[.)]\s+|\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+|§ ?\d{1,4}[.:]?\s+)/i,
    '',
  );
}

function isHeadingLike(line: string, isFaq: boolean): boolean {
  const words = stripQuestionMark(line);
  if (/[?？]["'”’)]*$/.test(words)) {
    const parts = words.split(/(?<=[.!?])\s+(?=\p{Lu})/u).length;
    return isFaq ? words.length <= longestQuestion && parts <= 3 : words.length <= longestHeading && parts === 1;
  }
  if (endsSentence(words) || /[,–—-]$/.test(words) || words.length > longestHeading) return false;
  if (words.split(' ').length > mostHeadingWords || /^(?:https?:|www\.|\S+@\S+$)/.test(words)) return false;
  // Two sentences aren't a title.
  return (
    !/[.!?]\s+\p{Lu}/u.test(words.replace(/\bvs\.\s/gi, 'vs ')) &&
    /^["“'‘(]?[\p{Lu}\p{Lo}\p{N}]|^[a-z]+[A-Z]/u.test(words)
  );
}

function settleRun(
  text: string,
  run: readonly (TextRange & { words: string })[],
  body: string,
  isTop: boolean,
): ArticleBlock[] {
  const heading = (each: TextRange): ArticleBlock => ({ type: 'heading', level: 2, ...placeOf(each) });
  const omit = (each: TextRange, why: Omission): ArticleBlock => ({ type: 'omitted', why, ...placeOf(each) });
  const last = run.at(-1);
  const isSold = run.some(({ words }) => button.test(words));
  const kept = run.filter(
    ({ words }) => !isSold || isQuestion(words) || !(button.test(words) || banner.test(words) || isShouted(words)),
  );
  const sold = run.filter((each) => !kept.includes(each)).map((each) => omit(each, 'promotion'));
  if (kept.length >= mostShortLines && kept.filter(({ words }) => isQuestion(words)).length < kept.length / 3) {
    const [first, end] = [kept[0], kept.at(-1)];
    const why = 'many short lines in a row: a menu, or a table with every cell on a line of its own';
    return first === undefined || end === undefined || last === undefined
      ? sold
      : [...sold, { type: 'unclear', why, start: first.start, end: (kept.at(-2) ?? end).end }, heading(end)];
  }
  const blocks: ArticleBlock[] = [...sold];
  const answered = kept.map((each, at) => isShortAnswer(kept, at, body, text) && !isQuestion(each.words));
  const best = bestHeading(
    kept.filter((_, at) => !answered[at]),
    body,
    isTop,
  );
  kept.forEach((each, at) => {
    if (answered[at]) blocks.push({ type: 'paragraph', ...placeOf(each) });
    else if (best !== undefined && at > kept.indexOf(best)) blocks.push(omit(each, 'caption'));
    else blocks.push(heading(each));
  });
  return blocks;
}

const isShouted = (words: string) => words === words.toUpperCase() && words.split(' ').length >= 3;

// A line without a full stop between two questions, or after the last one, answers the first; so does a line directly below a question
// that follows a blank line.
function isShortAnswer(
  run: readonly (TextRange & { words: string })[],
  at: number,
  body: string,
  text: string,
): boolean {
  const [before, own, next] = [run[at - 1], run[at], run[at + 1]];
  if (before === undefined || own === undefined || !isQuestion(before.words)) return false;
  const breaks = (from: number, to: number) => text.slice(from, to).split('\n').length - 1;
  const above = text.slice(0, before.start).trimEnd().length;
  const isBelow = breaks(before.end, own.start) === 1 && breaks(above, before.start) > 1;
  if (isBelow && (next === undefined || breaks(own.end, next.start) > 1)) return true;
  return next === undefined ? body === '' : isQuestion(next.words);
}

// The last line is the heading, unless an earlier question (or the title) fits the following text better: the lines in between are then
// captions.
function bestHeading(run: readonly (TextRange & { words: string })[], body: string, isTop: boolean) {
  const last = run.at(-1);
  const content = contentWords(body.slice(0, 300));
  const shared = (words: string) => [...contentWords(words)].filter((word) => content.has(word)).length;
  const isBetter = (each: { words: string }, at: number) => {
    if (last === undefined || each === last || isQuestion(last.words)) return false;
    if (isQuestion(each.words)) return shared(each.words) + 2 > shared(last.words);
    return isTop && at === 0 && shared(each.words) > shared(last.words) + 1;
  };
  const better = run.find(isBetter);
  return better ?? last;
}

function contentWords(words: string): Set<string> {
  return new Set(
    (words.toLowerCase().match(/\p{L}{2,}/gu) ?? [])
      .filter((word) => !stopWords.has(word))
      .map((word) => word.replace(/s$/, '')),
  );
}
const stopWords = new Set(
  'the and for with what are is of in to vs when how do does an it its that this from each'.split(' '),
);

// "By: Jane Doe", "January 1, 2026" near the top.
const topBlocks = 12;
/** The details in a line near the top, if it contains nothing else; `before` counts the blocks above it. */
export function readByline(words: string, before: number): Details | undefined {
  if (before > topBlocks || words.length > longestHeading) return undefined;
  const [, name] =
    /^(?:by|author|written by|posted by)[:\s]\s*(\p{Lu}[\p{L}.'’-]+(?: \p{L}[\p{L}.'’-]+){0,3})$/iu.exec(words) ?? [];
  if (name !== undefined) return { author: name };
  const date = readDate(words.replace(/^(?:published|updated|posted|last updated|date)(?: on)?:?\s+/i, ''));
  if (date !== undefined) return { date };
  // "Posted on May 4, 2026 by Lena Ortiz", "By Tom Reed on 3 March 2025".
  if (!/^(?:published|updated|posted|last updated|by)\b/i.test(words)) return undefined;
  const [written] = /\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \p{L}{3,9} \d{4}|\d{4}-\d\d-\d\d/u.exec(words) ?? [];
  const found = written === undefined ? undefined : readDate(written);
  const [, author] = /\bby (\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,2})/u.exec(words.replace(/^By/, 'by')) ?? [];
  if (found === undefined) return undefined;
  return { date: found, ...(author === undefined ? {} : { author }) };
}

/** Whether a line ends a sentence, or introduces something. */
export const endsSentence = (words: string) => /[.!?:;…]["'”’)\]]*$/.test(words);
