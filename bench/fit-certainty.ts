// npm run fit-certainty -- [QUESTIONS.jsonl...] [--documents FOLDER]: fits the weights of src/engine/find/certainty.ts by logistic
// regression with no weight below 0.
// Samples come from the shipped knowledge and from bench/knowledges/: a fifth of the entries is left out at a time, so that their ways of
// asking are near off-topic ones, and a fifth of the other ways is held out; for the shipped entries, also with only their texts.
// Questions from the files are asked of the whole shipped knowledge, those from FOLDER/questions.jsonl ({ article, question, expect: fragments })
// of the named article, imported. Every source counts the same, however many samples it has and however many of them are right, but each
// file of questions three times: what people really ask decides where sources pull apart. Prints the weights; paste them, the tests guard
// the result.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Entry, Knowledge } from '../src/engine/entry.js';
import { type Measures, measureNames } from '../src/engine/find/certainty.js';
import { createRanker } from '../src/engine/find/rank.js';
import { createCorrector } from '../src/engine/read/corrector.js';
import { tokenize } from '../src/engine/read/normalize.js';
import { readTokens } from '../src/engine/read/parts.js';
import { parseQuestions } from '../src/evaluation.js';
import { importArticle } from '../src/knowledge/import/article.js';
import { besideNothing } from '../src/knowledge/import/beside.js';
import { openImportFolder } from '../src/knowledge/import/folder.js';
import { readKnowledge } from '../src/knowledge/read.js';
import { readEnglish } from '../src/language/english.js';

type Sample = { readonly measures: Measures; readonly isRight: boolean };

const folds = 5;
const mostHeldOut = 500;
const mostOfGone = 300;
const steps = 500;
const stepSize = 0.05;
const penalty = 0.002;
// This share of people's questions has an answer in the knowledge; the share among the samples says nothing about that.
const answeredShare = 0.37;
// How much a file of questions counts, beside the other sources.
const ofPeople = 3;

const { values, positionals } = parseArgs({ options: { documents: { type: 'string' } }, allowPositionals: true });
const english = readEnglish();
const { knowledge: shipped } = readKnowledge(process.env['KNOWLEDGE_DIR'] ?? './knowledge');
const folder = new URL('./knowledges/', import.meta.url);
const others = readdirSync(folder).map((file) => toKnowledge(readFileSync(new URL(file, folder), 'utf8')));
const sources = [
  ...[shipped, ...others].map(leaveOut),
  askWithoutWays(shipped),
  values.documents === undefined ? [] : await askDocuments(values.documents),
].map((samples) => ({ samples, counts: 1 }));
const people = positionals.map((file) => {
  const ask = asking(shipped);
  const { questions } = parseQuestions(readFileSync(file, 'utf8'));
  return { samples: questions.flatMap(({ question, accept }) => ask(question, accept)), counts: ofPeople };
});
const { weights, constant } = fit([...sources, ...people].filter(({ samples }) => samples.length > 0));
console.log(`  constant: ${constant.toFixed(2)},`);
for (const [at, name] of measureNames.entries()) console.log(`  ${name}: ${(weights[at] ?? 0).toFixed(2)},`);

/** Measures with a fifth of the entries, and of the ways of asking, left out. */
function leaveOut(knowledge: Knowledge): Sample[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const isHeld = (text: string) => hash(text) % folds === fold;
    const isGone = ({ id }: Entry) => hash(`${id}?`) % folds === fold;
    const kept = knowledge.entries.filter((entry) => !isGone(entry));
    const gone = knowledge.entries.filter(isGone);
    const outside = knowledge.beside.outside;
    const ask = asking({
      ...knowledge,
      entries: kept.map((entry) => ({ ...entry, questions: entry.questions.filter((way) => !isHeld(way)) })),
      beside: { ...knowledge.beside, outside: outside.filter((line) => !isHeld(line)) },
    });
    return [
      ...some(
        kept.flatMap(({ id, questions }) => questions.filter(isHeld).map((way) => ({ way, id }))),
        mostHeldOut,
      ).flatMap(({ way, id }) => ask(way, [id])),
      // Related entries may answer as well, so their questions prove nothing.
      ...gone.flatMap((entry) =>
        some(entry.questions, Math.ceil(mostOfGone / gone.length)).flatMap((way) => ask(way, [], nearTo(entry, kept))),
      ),
      ...some(outside.filter(isHeld), mostHeldOut).flatMap((line) => ask(line, [])),
    ];
  });
}

/** Measures without stored ways of asking: with a fifth of the entries left out, and then four fifths, as in a small document. */
function askWithoutWays(knowledge: Knowledge): Sample[] {
  const { entries, beside } = knowledge;
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) =>
    [(part: number) => part !== fold, (part: number) => part === fold].flatMap((isKept) => {
      const kept = entries.filter(({ id }) => isKept(hash(`${id}?`) % folds));
      const gone = entries.filter((entry) => !kept.includes(entry));
      const ask = asking({
        ...knowledge,
        entries: kept.map((entry) => ({ ...entry, questions: [] })),
        beside: { outside: [], smallTalk: [] },
      });
      return [
        ...some(
          kept.flatMap(({ id, questions }) => questions.map((way) => ({ way, id }))),
          mostHeldOut,
        ).flatMap(({ way, id }) => ask(way, [id])),
        ...gone.flatMap((entry) =>
          some(entry.questions, Math.ceil(mostOfGone / gone.length)).flatMap((way) =>
            ask(way, [], nearTo(entry, kept)),
          ),
        ),
        ...some(beside.outside, mostOfGone).flatMap((line) => ask(line, [])),
      ];
    }),
  );
}

type Asked = {
  readonly article: string;
  readonly question: string;
  readonly expect: readonly string[];
  readonly abstainAllowed?: boolean;
};

/** Measures documents, each imported alone. An entry that contains one of the expected fragments is right. */
async function askDocuments(folder: string): Promise<Sample[]> {
  const asked = readFileSync(join(folder, 'questions.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Asked);
  const samples: Sample[] = [];
  for (const name of new Set(asked.map(({ article }) => article))) {
    const { entries, ask } = await imported(join(folder, name));
    const texts = new Map(entries.map((entry) => [entry.id, plain(JSON.stringify(entry))]));
    for (const { article, question, expect, abstainAllowed = false } of asked) {
      if (article !== name || abstainAllowed) continue;
      const isRight = (id: string) => expect.some((words) => texts.get(id)?.includes(plain(words)));
      samples.push(...ask(question, [...texts.keys()].filter(isRight)));
    }
  }
  return samples;
}

async function imported(file: string) {
  const folder = mkdtempSync(join(tmpdir(), 'fit-'));
  try {
    const read = await importArticle(file, readFileSync(file), { key: basename(file, extname(file)) });
    if (read.type === 'refused') throw new Error(`${file}: ${read.why}`);
    const out = openImportFolder(folder, besideNothing);
    out.write(read, {});
    out.close();
    const { knowledge } = readKnowledge(folder);
    return { entries: knowledge.entries, ask: asking(knowledge) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

function nearTo(entry: Entry, kept: readonly Entry[]): readonly string[] {
  return kept.filter(({ id, related }) => entry.related.includes(id) || related.includes(entry.id)).map(({ id }) => id);
}

function asking(knowledge: Knowledge) {
  const ranker = createRanker(knowledge, english);
  const correct = createCorrector({ knowledge, ranker });
  return (question: string, accept: readonly string[], ignored: readonly string[] = []): Sample[] => {
    const [best] = ranker.rank(readTokens(correct(tokenize(question)), ranker.lexicon));
    if (best === undefined || ignored.includes(best.entry.id)) return [];
    return [{ measures: counted(best.measures, ranker.index.usual), isRight: accept.includes(best.entry.id) }];
  };
}

// Certainty is relative to what is usual in the knowledge.
function counted(measures: Measures, usual: Measures): Measures {
  const from = { ...measures };
  for (const name of measureNames) from[name] -= usual[name];
  return from;
}

/** Logistic regression by Adam (Kingma and Ba 2015); a weight below 0 is set to 0 after each step. */
function fit(sources: readonly { readonly samples: readonly Sample[]; readonly counts: number }[]) {
  const all = sources.reduce((sum, { counts }) => sum + counts, 0);
  const samples = sources.flatMap(({ samples, counts }) => {
    const right = samples.filter(({ isRight }) => isRight).length;
    const weightOf = ({ isRight }: Sample) =>
      isRight ? answeredShare / right : (1 - answeredShare) / (samples.length - right);
    return samples.map((sample) => ({ ...sample, weight: (weightOf(sample) * counts) / all }));
  });
  const columns = measureNames.map((name) => samples.map(({ measures }) => measures[name]));
  const means = columns.map((column) => mean(column));
  const spreads = columns.map(
    (column, at) => Math.sqrt(mean(column.map((value) => (value - (means[at] ?? 0)) ** 2))) || 1,
  );
  const rows = samples.map(({ measures }) =>
    measureNames.map((name, at) => (measures[name] - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  );
  const scaled = new Array<number>(measureNames.length + 1).fill(0);
  const first = new Array<number>(scaled.length).fill(0);
  const second = new Array<number>(scaled.length).fill(0);
  for (let step = 1; step <= steps; step += 1) {
    const gradient = scaled.map((weight, at) => (at < measureNames.length ? penalty * weight : 0));
    rows.forEach((row, at) => {
      const sum = row.reduce(
        (total, value, column) => total + value * (scaled[column] ?? 0),
        scaled[measureNames.length] ?? 0,
      );
      const { isRight = false, weight = 0 } = samples[at] ?? {};
      const error = (1 / (1 + Math.exp(-sum)) - (isRight ? 1 : 0)) * weight;
      row.forEach((value, column) => {
        gradient[column] = (gradient[column] ?? 0) + error * value;
      });
      gradient[measureNames.length] = (gradient[measureNames.length] ?? 0) + error;
    });
    gradient.forEach((slope, at) => {
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope;
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope;
      const change = (first[at] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8);
      const moved = (scaled[at] ?? 0) - stepSize * change;
      scaled[at] = at < measureNames.length ? Math.max(0, moved) : moved;
    });
  }
  const weights = measureNames.map((_, at) => (scaled[at] ?? 0) / (spreads[at] ?? 1));
  const constant = weights.reduce(
    (total, weight, at) => total - weight * (means[at] ?? 0),
    scaled[measureNames.length] ?? 0,
  );
  return { weights, constant };
}

type Given = {
  readonly entries: Readonly<
    Record<string, { readonly title: string; readonly label: string; readonly ways: readonly string[] }>
  >;
};

function toKnowledge(json: string): Knowledge {
  const { entries } = JSON.parse(json) as Given;
  return {
    ...shipped,
    beside: { outside: [], smallTalk: [] },
    vocabulary: { synonyms: [], filler: [], outside: [] },
    entries: Object.entries(entries).map(([id, { title, label, ways }]) => ({
      ...{ id, kind: 'faq' as const, title, label, aliases: [], questions: ways, related: [] },
      ...{ answer: [], views: [], facts: [] },
    })),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

// The same part each time.
function some<T>(list: readonly T[], count: number): readonly T[] {
  return [...list].sort((a, b) => hash(JSON.stringify(a)) - hash(JSON.stringify(b))).slice(0, count);
}

// FNV-1a, as in src/language/words.ts.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
