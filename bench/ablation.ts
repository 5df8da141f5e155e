// npm run ablation -- [NAME=KNOWLEDGE,QUESTIONS.jsonl ...]: measures what each part of the engine is worth. One part at a time is removed from a
// copy of the engine, which then answers every set; the weights of certainty stay as they are. Held-back questions on the shipped knowledge
// come first. Prints a line per part: right of all, off-topic answered, and the share found of the questions in scope.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { renderTable } from '../src/document/table.js';
import type { Evaluation } from '../src/evaluation.js';

/** A part, and its replacement: `from`, which a file of src/engine/ contains once, becomes `to`. */
type Part = readonly [name: string, file: string, from: string, to: string];

const parts: readonly Part[] = [
  ['nothing', 'find/weights.ts', '', ''],
  ['rarity of words', 'find/weights.ts', 'return Math.max(leastWeight, rarest ** rarityPower);', 'return 1;'],
  ['pairs', 'find/features.ts', 'addScaled(features, pairs, pairShare);', ''],
  ['pieces', 'find/features.ts', 'addScaled(features, pieces, pieceShare);', ''],
  [
    'texts of entries with few ways',
    'find/index.ts',
    'if (isFew && sentence.length > 0)',
    'if (isFew && sentence.length < 0)',
  ],
  ['subject of the article', 'find/index.ts', "isFew ? subjectOf(entry) : ''", "''"],
  ['quotes apart', 'find/index.ts', 'return own.length === 0 ||', 'return own.length >= 0 ||'],
  ['everyday words', 'read/lexicon.ts', 'createDictionary(stem, everydayOf(everyday))', 'createDictionary(stem)'],
  [
    'texts as ways of asking',
    'find/search.ts',
    'hasFewWays[entry] === 1 && whole > 0 ?',
    'hasFewWays[entry] === 2 && whole > 0 ?',
  ],
  ['certainty of quotes', 'find/certainty.ts', 'constant: fitted.constant + 0.25', 'constant: fitted.constant'],
  ['scarcity', 'find/index.ts', 'inverse(frequency) / inverse(1)', '1'],
  ['belief', 'find/certainty.ts', '    belief: within(', '    belief: 0 * within('],
  ['family', 'find/certainty.ts', '    family: within(', '    family: 0 * within('],
  ['similarity', 'find/certainty.ts', '    similarity,\n    covered', '    similarity: 0,\n    covered'],
  ['covered', 'find/certainty.ts', 'Math.log1p(covered)', '0'],
  ['outside', 'find/certainty.ts', 'outside === undefined ? 0', 'true ? 0'],
  ['what is usual', 'find/usual.ts', 'at < ways.length; at += step', 'at < 0; at += step'],
  [
    'spelling',
    'engine.ts',
    'const correct = createCorrector({ knowledge, ranker });',
    'const correct = (tokens: readonly string[]) => tokens;',
  ],
  ['parts of a message', 'engine.ts', 'reader.parts(question);', 'reader.parts(question).slice(0, 1);'],
  ['names as they are', 'answer/decide.ts', 'if (named !== undefined) return', 'if (named === null) return'],
  ['comparisons', 'answer/decide.ts', 'compared(segment, isWrittenOut) ??', ''],
  ['"is X an LLM"', 'answer/decide.ts', '(isWrittenOut ? undefined : classified(segment)) ??', ''],
  ['facts', 'answer/decide.ts', '(isWritten ? undefined : fact(segment, best)) ??', ''],
  ['verdicts on jobs', 'answer/decide.ts', 'task(segment, best, wanted)\n    );', 'undefined\n    );'],
  [
    'what is not told',
    'answer/decide.ts',
    'return offeredIf(untold.inVain(segment, entry), { shown, confidence: sure });',
    'return { shown, confidence: sure };',
  ],
  ['things not mentioned', 'answer/decide.ts', 'withUnknown(segment, best) ??', ''],
  ['table without the job', 'answer/decide.ts', 'if (isVerdict && untold', 'if (!isVerdict && isVerdict && untold'],
  ['unknown versions', 'answer/decide.ts', 'isOfThings ? offeredIf(untold.version(segment), found) : found', 'found'],
  ['job of two kinds', 'answer/decide.ts', '(isOfKinds ? task(segment, best, wanted) : undefined) ??', ''],
  ['ways word for word', 'answer/decide.ts', 'isExact(best) ? 1 : best.certainty', 'best.certainty'],
  ['outside vetoes fragments', 'answer/decide.ts', "if (isOutside && type === 'fragment') continue;", ''],
  ['second question', 'answer/decide.ts', 'if (two !== undefined) return two;', ''],
  ['list of small talk', 'engine.ts', 'if (isSmallTalk(question)) return help();', ''],
  ['learned small talk', 'engine.ts', 'if (asTalk >= talkFrom', 'if (asTalk > 1'],
];

type Set = { readonly name: string; readonly knowledge: string; readonly questions: string };

const sets: readonly Set[] = [
  { name: 'held back', knowledge: resolve('knowledge'), questions: 'test/fixtures/questions/held-back.jsonl' },
  ...process.argv.slice(2).map((given): Set => {
    const [, name = '', knowledge = '', questions = ''] = /^(.+?)=(.+),(.+)$/.exec(given) ?? [];
    if (questions === '') throw new Error(`${given}: wants NAME=KNOWLEDGE,QUESTIONS.jsonl`);
    return { name, knowledge: resolve(knowledge), questions: resolve(questions) };
  }),
];

// Two folders below the project's root, like the sources, so that it finds the data.
mkdirSync('dist', { recursive: true });
const folder = mkdtempSync(resolve('dist/ablation-'));
const rows: string[][] = [];
try {
  for (const [number, part] of parts.entries()) {
    const shares = measure(await bundle(part, join(folder, `${number}.mjs`)));
    rows.push([part[0], ...shares]);
    console.error(`${number + 1} of ${parts.length}: ${part[0]}: ${shares.join(' | ')}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(renderTable([['without', ...sets.map(({ name }) => name)], ...rows], Number.POSITIVE_INFINITY));

async function bundle(part: Part, outfile: string): Promise<string> {
  await build({
    stdin: {
      contents: readFileSync(new URL('./ablation-ask.ts', import.meta.url), 'utf8'),
      resolveDir: resolve('bench'),
      loader: 'ts',
    },
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
    plugins: [without(part)],
  });
  return outfile;
}

function without([name, file, from, to]: Part): Plugin {
  const path = resolve('src/engine', file);
  return {
    name: 'without',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, (loaded) => {
        if (loaded.path !== path) return undefined;
        const text = readFileSync(path, 'utf8');
        if (from !== '' && text.split(from).length !== 2)
          throw new Error(`${name}: ${file} has to hold this once: ${from}`);
        return { contents: from === '' ? text : text.replace(from, () => to), loader: 'ts' };
      }),
  };
}

// Making the engine for each knowledge takes most of the time.
function measure(file: string): string[] {
  const folders = [...new Set(sets.map(({ knowledge }) => knowledge))];
  return folders.flatMap((folder) => {
    const questions = sets.flatMap((set) => (set.knowledge === folder ? [set.questions] : []));
    const printed = execFileSync(process.execPath, [file, folder, ...questions], { encoding: 'utf8' });
    return (JSON.parse(printed) as Evaluation[]).map(({ accuracy, offTopicAnswered, found }) =>
      [accuracy, offTopicAnswered.share, found.share].map((share) => (share * 100).toFixed(1)).join(' / '),
    );
  });
}
