// The contenders: the engine, and three search libraries in six configurations. Each peer gets the same texts as fields, with the boosts that
// found most right first hits; if tolerating typos is slow, the peer also runs without it.
import { create, insertMultiple, search } from '@orama/orama';
import Fuse, { type FuseOptionKey, type FuseResult } from 'fuse.js';
import MiniSearch from 'minisearch';
import { stemmer } from 'stemmer';
import { inlineText } from '../src/document/plain.js';
import { createEngine } from '../src/engine/engine.js';
import type { Entry, Knowledge } from '../src/engine/entry.js';

/**
 * A contender's result: the id it puts first, its score (greater is better, 0 if nothing was found), and whether it answers rather than
 * abstains.
 */
export type Hit = { readonly id: string | undefined; readonly score: number; readonly answered: boolean };
export type Ask = (question: string) => Hit;
export type Contender = {
  readonly name: string;
  readonly title: string;
  /** Builds the index; includes all of its costs, such as extracting the texts from the entries. */
  readonly build: (knowledge: Knowledge) => Ask;
};

export const contenders: readonly Contender[] = [
  { name: 'engine', title: 'AI Diff', build: buildEngine },
  { name: 'fuse', title: 'Fuse.js', build: buildFuse },
  { name: 'fuse-token', title: 'Fuse.js token search', build: buildFuseToken },
  { name: 'minisearch', title: 'MiniSearch, typos', build: buildMiniSearch(true) },
  { name: 'minisearch-exact', title: 'MiniSearch, exact words', build: buildMiniSearch(false) },
  { name: 'orama', title: 'Orama, typos', build: buildOrama(true) },
  { name: 'orama-exact', title: 'Orama, exact words', build: buildOrama(false) },
];

function buildEngine(knowledge: Knowledge): Ask {
  const { ask } = createEngine(knowledge);
  return (question) => {
    const { type, entries, candidates, score } = ask(question);
    const answered = type === 'answered' || type === 'help';
    return { id: answered ? entries[0] : candidates[0], score, answered };
  };
}

/** An entry as the fields for a search library. */
type Fields = {
  readonly id: string;
  readonly title: string;
  readonly aliases: string[];
  readonly questions: string[];
  readonly answer: string;
  readonly views: string[];
};

function toFields({ id, title, aliases, questions, answer, views }: Entry): Fields {
  return {
    id,
    title,
    aliases: [...aliases],
    questions: [...questions],
    answer: inlineText(answer),
    views: views.map((view) => inlineText(view.children)),
  };
}

// As many as the engine ranks.
const shown = 6;
const hit = (id: string | undefined, score = 0): Hit => ({ id, score, answered: id !== undefined });
// Fuse.js scores from 0, a perfect match, to 1.
const fuseHit = ([first]: FuseResult<Fields>[]): Hit =>
  hit(first?.item.id, first === undefined ? 0 : 1 - (first.score ?? 1));

const weights = { title: 3, aliases: 3, questions: 3, answer: 1, views: 0.5 };
const fuseKeys: FuseOptionKey<Fields>[] = Object.entries(weights).map(([name, weight]) => ({ name, weight }));

/** Fuse.js, configured as its documentation says for texts of any length: the position in the text doesn't matter. */
function buildFuse({ entries }: Knowledge): Ask {
  const fuse = new Fuse(entries.map(toFields), {
    keys: fuseKeys,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    includeScore: true,
    threshold: 0.4,
  });
  return (question) => fuseHit(fuse.search(question, { limit: shown }));
}

/** Each word separately, weighted by rarity; without function words, as for the others. */
function buildFuseToken({ entries }: Knowledge): Ask {
  const fuse = new Fuse(entries.map(toFields), {
    keys: fuseKeys,
    ignoreLocation: true,
    includeScore: true,
    threshold: 0.25,
    useTokenSearch: true,
    tokenize: toWords,
  });
  return (question) => fuseHit(fuse.search(question, { limit: shown }));
}

// Stems help only if words must match exactly; an edit distance on stems finds more wrong words than right ones.
function buildMiniSearch(typos: boolean): Contender['build'] {
  return ({ entries }) => {
    const index = new MiniSearch<Fields>({
      fields: Object.keys(weights),
      extractField: (fields, name) => {
        const value = fields[name as keyof Fields];
        return typeof value === 'string' ? value : value.join('\n');
      },
      processTerm: typos ? toWord : toStem,
      searchOptions: { boost: weights, fuzzy: (term) => (typos && term.length > 3 ? 0.2 : false) },
    });
    index.addAll(entries.map(toFields));
    return (question) => {
      const [first] = index.search(question);
      return hit(first?.id as string | undefined, first?.score);
    };
  };
}

function buildOrama(typos: boolean): Contender['build'] {
  return ({ entries }) => {
    const index = create({
      schema: {
        title: 'string',
        aliases: 'string[]',
        questions: 'string[]',
        answer: 'string',
        views: 'string[]',
      } as const,
      components: { tokenizer: { language: 'english', stemming: !typos, stopWords: [...functionWords] } },
      // Nothing is sorted by field.
      sort: { enabled: false },
    });
    finished(insertMultiple(index, entries.map(toFields)));
    const settings = { boost: weights, tolerance: typos ? 1 : 0, relevance: { k: 1.2, b: 0.3, d: 0.5 }, limit: shown };
    return (question) => {
      const [first] = finished(search(index, { term: question, ...settings })).hits;
      return hit(first?.id, first?.score);
    };
  };
}

// Orama is synchronous unless a plugin isn't.
function finished<T>(result: T | Promise<T>): T {
  if (result instanceof Promise) throw new Error('Orama was expected to be synchronous here');
  return result;
}

// Words without meaning for a question; none of the peers includes such a list.
const functionWords: ReadonlySet<string> = new Set(
  'a an the and or of to in on for with from by at as is are was were be been do does did can could should would will i me my we our you your it its they them this that these those what which who how when where why if so not no there about into than then have has had just please'.split(
    ' ',
  ),
);

function toWord(word: string): string | null {
  const lower = word.toLowerCase();
  return functionWords.has(lower) ? null : lower;
}

function toStem(word: string): string | null {
  const known = toWord(word);
  return known === null ? null : stemmer(known);
}

function toWords(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((word) => toWord(word) ?? []);
}
