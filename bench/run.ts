// npm run bench -- [--sizes 150,1000] [--json FILE] [--write] [--questions FILE]... [--only engine,minisearch]: the engine and its peers
// on the same entries and questions. Each contender runs in its own process, so that none warms up or clutters another's.
// With --cost [--asked 100000] it only compares the whole bot with bare ones; otherwise it does that last.
// To profile one: node --cpu-prof --expose-gc --import tsx bench/run.ts --one engine --size 10000
import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { pointsAt } from '../src/adapters/shared/pointing.js';
import { parseQuestions } from '../src/evaluation.js';
import { readKnowledge } from '../src/knowledge/read.js';
import { createShippedEngine } from '../test/fixtures/shipped.js';
import { contenders } from './contenders.js';
import { type Corpus, createCorpus } from './corpus.js';
import { measureCost } from './cost/cost.js';
import { renderCost } from './cost/report.js';
import { bounds, measure, type Outcome } from './measure.js';
import { describeRun, type Machine, type Report, type Result, renderReport, summarize } from './report.js';
import { measureParts, measureStart, type Start, type StartParts } from './start.js';

const folder = './knowledge';
const questionFolder = 'test/fixtures/questions';
// Files with this prefix contain questions that the engine wasn't tuned on.
const heldBack = 'held-back';
const page = 'docs/benchmarks.md';
const heapMb = 8192;

/** Messages from a child to its parent: the corpus is ready and the build begins, the index is ready, and the outcome. */
type Message =
  | { readonly type: 'ready' }
  | { readonly type: 'built' }
  | { readonly type: 'done'; readonly outcome: Outcome }
  | { readonly type: 'parts'; readonly parts: StartParts };

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '150,1000,10000,100000' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    questions: { type: 'string', multiple: true },
    only: { type: 'string' },
    // For the children, and for profiling.
    one: { type: 'string' },
    size: { type: 'string', default: '150' },
    parts: { type: 'boolean', default: false },
    cost: { type: 'boolean', default: false },
    asked: { type: 'string', default: '100000' },
  },
});
const questionFiles = values.questions ?? fixtureFiles();

if (values.parts) await tell({ type: 'parts', parts: await measureParts(folder) });
else if (values.one !== undefined) await runOne(values.one, Number(values.size));
else if (values.cost) await runCost();
else {
  await runAll();
  await runCost();
}

async function runAll(): Promise<void> {
  const wanted = values.only?.split(',');
  const chosen = contenders.filter(({ name }) => wanted === undefined || wanted.includes(name));
  const sizes = values.sizes.split(',').map(Number);
  const machine = describeMachine();
  const results: Result[] = [];
  const date = new Date().toISOString().slice(0, 10);
  const { leftOut } = readCorpus(0);
  // A run takes long, so measurements are saved as it goes, in case it is interrupted.
  const keep = (start: Start | undefined): Report => {
    const report: Report = { date, machine, leftOut, results, start };
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    return report;
  };
  for (const size of sizes) {
    for (const { name, title } of chosen) {
      console.error(`${size} entries, ${title} ...`);
      const before = results.findLast((result) => result.name === name)?.outcome;
      const outcome = hopeless(before, size) ?? (await runChild(name, size));
      console.error(`${size} entries, ${title}: ${summarize(outcome)}`);
      results.push({ name, title, size, outcome });
      keep(undefined);
    }
  }
  console.error('start ...');
  const start = existsSync('dist/bin/ask.js') ? await measureStart(readParts) : undefined;
  const rendered = renderReport(keep(start));
  console.log(rendered);
  if (values.write) writePage(rendered, 'bench');
}

async function runCost(): Promise<void> {
  const machine = describeMachine();
  const texts = questionFiles.flatMap((file) =>
    parseQuestions(readFileSync(file, 'utf8')).questions.map(({ question }) => question),
  );
  // Small talk gets no post to wait for.
  const engine = createShippedEngine();
  const questions = texts.filter((text) => !pointsAt(text) && engine.ask(text).type !== 'talk');
  const report = await measureCost(questions, Number(values.asked), (what) => console.error(`cost: ${what}`));
  const date = new Date().toISOString().slice(0, 10);
  const rendered = `${describeRun(date, machine)}\n\n${renderCost(report)}`;
  console.log(rendered);
  if (values.write) writePage(rendered, 'cost');
}

function hopeless(before: Outcome | undefined, size: number): Outcome | undefined {
  if (before === undefined) return undefined;
  if (before.type === 'measured' && before.p50 < bounds.hopelessMs) return undefined;
  const entries = before.entries.toLocaleString('en');
  const reason =
    before.type === 'failed' ? `failed at ${entries}` : `${Math.round(before.p50)} ms a question at ${entries}`;
  return { type: 'failed', entries: size, reason: `not tried: ${reason}` };
}

async function runOne(name: string, size: number): Promise<void> {
  const contender = contenders.find((one) => one.name === name);
  const collect = globalThis.gc;
  if (contender === undefined || collect === undefined)
    throw new Error(`Needs --expose-gc and one of ${contenders.map((one) => one.name).join(', ')}`);
  const corpus = readCorpus(size);
  await tell({ type: 'ready' });
  const outcome = measure(
    contender,
    corpus,
    () => collect(),
    () => void tell({ type: 'built' }),
  );
  await tell({ type: 'done', outcome });
}

// A child that builds for too long is ended, and so is one that hangs long after.
function runChild(name: string, size: number): Promise<Outcome> {
  const failed = (reason: string): Outcome => ({ type: 'failed', entries: size, reason });
  return new Promise((resolve) => {
    const child = startChild(['--one', name, '--size', `${size}`]);
    let timer: NodeJS.Timeout | undefined;
    const limit = (waitMs: number, reason: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        resolve(failed(reason));
        child.kill('SIGKILL');
      }, waitMs);
    };
    child.on('message', (message: Message) => {
      if (message.type === 'ready') limit(bounds.buildMs, `build over ${bounds.buildMs / 1000} s`);
      if (message.type === 'built') limit(bounds.askMs * 4, 'one question took minutes');
      if (message.type === 'done') resolve(message.outcome);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(failed(`ended with ${code ?? signal}, most likely out of memory (${heapMb} MB)`));
    });
  });
}

function readParts(): Promise<StartParts> {
  return new Promise((resolve, reject) => {
    const child = startChild(['--parts']);
    child.on('message', (message: Message) => {
      if (message.type === 'parts') resolve(message.parts);
    });
    child.on('exit', (code) => reject(new Error(`The start ended with ${code} before it was measured`)));
  });
}

function startChild(args: readonly string[]) {
  const files = questionFiles.flatMap((file) => ['--questions', file]);
  return fork(import.meta.filename, [...args, ...files], {
    execArgv: [...process.execArgv, `--max-old-space-size=${heapMb}`],
  });
}

// Waits until the message is sent, since what follows blocks the process.
function tell(message: Message): Promise<void> {
  const { send } = process;
  if (send === undefined) {
    console.log(JSON.stringify(message, null, 2));
    return Promise.resolve();
  }
  return new Promise((resolve) => send.call(process, message, () => resolve()));
}

function readCorpus(size: number): Corpus {
  const questions = questionFiles.flatMap((file) => {
    const origin = basename(file).startsWith(heldBack) ? 'heldBack' : 'tuning';
    return parseQuestions(readFileSync(file, 'utf8')).questions.map((question) => ({ ...question, origin }) as const);
  });
  return createCorpus(readKnowledge(folder).knowledge, questions, size);
}

function fixtureFiles(): string[] {
  if (!existsSync(questionFolder)) return [];
  return readdirSync(questionFolder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => `${questionFolder}/${name}`);
}

function describeMachine(): Machine {
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  return {
    cpu: model.trim(),
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
}

function writePage(rendered: string, section: 'bench' | 'cost'): void {
  const [beginning, end] = [`<!-- ${section}:start -->`, `<!-- ${section}:end -->`];
  const text = readFileSync(page, 'utf8');
  const [from, to] = [text.indexOf(beginning), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} needs the lines ${beginning} and ${end}`);
  writeFileSync(page, `${text.slice(0, from + beginning.length)}\n\n${rendered}\n\n${text.slice(to)}`);
}
