// Quiz questions, made from the knowledge by rules: what a product is, who makes it, and what a table says about whom. Each has four choices,
// exactly one of which is right according to the citation. Pure.
import { createHash } from 'node:crypto';
import type { Citation, Inline } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import type { Entry, Knowledge } from '../engine/entry.js';

/** `id` and the ids of choices reveal nothing, and are stable as long as the source is. `entry` is what the question is on. */
export type QuizQuestion = {
  readonly id: string;
  readonly entry: string;
  readonly asked: string;
  readonly choices: readonly QuizChoice[];
  readonly right: string;
  /** What the articles say, with their places. */
  readonly because: readonly Inline[];
  readonly citations: readonly Citation[];
};
type QuizChoice = { readonly id: string; readonly label: string };

type QuizDraft = Pick<QuizQuestion, 'entry' | 'asked' | 'because' | 'citations'> & {
  readonly key: string;
  readonly right: string;
  readonly wrong: readonly string[];
};

const mostChoices = 4;
const idLength = 10;

/** All questions, in arbitrary order; ids are unique. */
export function makeQuestions({ entries }: Pick<Knowledge, 'entries'>): readonly QuizQuestion[] {
  const drafts = [...entries.flatMap(classify), ...askMakers(entries), ...entries.flatMap(readTable)];
  return drafts
    .filter(({ right, wrong }) => wrong.length === mostChoices - 1 && !wrong.includes(right))
    .map(finish)
    .sort((a, b) => a.id.localeCompare(b.id));
}

function finish({ key, right, wrong, ...question }: QuizDraft): QuizQuestion {
  const id = hash(key);
  const choices = [right, ...wrong].map((label) => ({ id: hash(`${key}:${label}`), label }));
  return {
    ...question,
    id,
    choices: [...choices].sort((a, b) => a.id.localeCompare(b.id)),
    right: hash(`${key}:${right}`),
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, idLength);
}

/** The kinds of product, worded so that only one can apply. */
export const kinds = {
  yes: 'An LLM',
  no: 'Generative AI, but not an LLM',
  both: 'Both: built on an LLM, and more than one',
  neither: 'Neither of them',
} as const;

// A product that isn't an LLM may not be generative AI either, so it is asked only if the articles say so.
const saysGenerative = /^No, [^,;]* is generative AI for\b/;
// If articles contradict each other, more than one choice is right according to somebody.
const isDisputed = /\barticles?\b|\bcall(?:s|ed)\b|\baccording to\b/i;

function classify({ id, label, classification }: Entry): readonly QuizDraft[] {
  if (classification === undefined) return [];
  const { verdict, text, citations } = classification;
  const said = inlineText(text);
  if (isDisputed.test(said) || (verdict === 'no' && !saysGenerative.test(said))) return [];
  const right = kinds[verdict];
  const wrong = Object.values(kinds).filter((kind) => kind !== right);
  return [{ key: `kind:${id}`, entry: id, asked: `What is ${label}?`, right, wrong, because: text, citations }];
}

const makerAspect = 'Maker';

/** A maker's name without remarks: "Google (SEO guide: Google DeepMind)", "Luma AI, a startup". */
export function makerName(text: string): string {
  return text.replace(/\s*[(,].*$/s, '').trim();
}

function askMakers(entries: readonly Entry[]): readonly QuizDraft[] {
  const made = entries.flatMap((entry) => {
    const fact = entry.facts.find(({ aspect }) => aspect === makerAspect);
    return fact === undefined ? [] : [{ entry, fact, maker: makerName(inlineText(fact.text)) }];
  });
  const makers = [...new Set(made.map(({ maker }) => maker))];
  return made
    .filter(({ entry, maker }) => !namesMaker(entry.label, maker))
    .map(({ entry, fact, maker }): QuizDraft => {
      const key = `maker:${entry.id}`;
      const others = makers.filter((each) => each !== maker);
      return {
        key,
        entry: entry.id,
        asked: `Who makes ${entry.label}?`,
        right: maker,
        wrong: pick(others, key, mostChoices - 1),
        because: [{ type: 'text', value: `${entry.label} is made by ` }, ...fact.text, { type: 'text', value: '.' }],
        citations: fact.citations,
      };
    });
}

// "Who makes OpenAI o3?" answers itself.
function namesMaker(label: string, maker: string): boolean {
  return label.toLowerCase().includes(maker.toLowerCase()) || maker.toLowerCase().includes(label.toLowerCase());
}

// Filler choices for tables with few columns. Neither can be right: the row's cells differ, and the question quotes one of them.
const beside: Readonly<Record<number, readonly string[]>> = {
  2: ['Both alike', 'Neither of them'],
  3: ['All of them alike'],
};

function readTable({ id, kind, title, table }: Entry): readonly QuizDraft[] {
  // Task tables have a best fit and reasons, figures a value and a year: their columns can't be compared.
  if (table === undefined || table.tasks || kind !== 'comparison') return [];
  const columns = table.columns.map(({ label }) => label);
  return table.rows.flatMap((row) => {
    const said = row.cells.map(inlineText);
    return said.flatMap((cell, column): readonly QuizDraft[] => {
      const right = columns[column] ?? '';
      if (!isTelling(cell, said, columns)) return [];
      const key = `table:${id}:${row.label}:${right}`;
      const others = columns.filter((label) => label !== right);
      const wrong = [...pick(others, key, mostChoices - 1), ...(beside[columns.length] ?? [])];
      return [
        {
          key,
          entry: id,
          asked: `From the table “${title}”, row “${row.label}”: which of these is this said of? “${cell}”`,
          right,
          wrong,
          because: columns.flatMap((label, at): Inline[] => [
            { type: 'strong', children: [{ type: 'text', value: `${label}: ` }] },
            ...(row.cells[at] ?? []),
            { type: 'text', value: at === columns.length - 1 ? '.' : '; ' },
          ]),
          citations: row.citations,
        },
      ];
    });
  });
}

/** Whether a cell can be told from the others in its row: it makes a statement ("not stated" isn't one) and doesn't give its column away. */
export function isTelling(cell: string, row: readonly string[], columns: readonly string[]): boolean {
  const words = wordsOf(cell);
  if (words.size === 0 || /^not /i.test(cell) || row.filter((each) => each === cell).length !== 1) return false;
  const others = row.filter((each) => each !== cell).map(wordsOf);
  const isWithin = others.some((other) => isSubset(words, other) || isSubset(other, words));
  const names = columns.flatMap((label) => [...wordsOf(label)]);
  return !isWithin && ![...words].some((word) => names.includes(word) || pointsElsewhere.has(word));
}

// Words that only have a meaning next to the other cell.
const pointsElsewhere = new Set(['also', 'too', 'both', 'either', 'same', 'all', 'neither', 'llm', 'llms', 'other']);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function isSubset(words: ReadonlySet<string>, of: ReadonlySet<string>): boolean {
  return [...words].every((word) => of.has(word));
}

/** Picks `count` items, always the same ones for a key. */
function pick(from: readonly string[], key: string, count: number): readonly string[] {
  return [...from].sort((a, b) => hash(`${key}:${a}`).localeCompare(hash(`${key}:${b}`))).slice(0, count);
}
