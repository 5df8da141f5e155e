// Asks a copy of the engine sets of questions on one knowledge, and prints JSON; see ablation.ts, which bundles the copy with a part left out.
import { readFileSync } from 'node:fs';
import { createEngine } from '../src/engine/engine.js';
import { evaluate, parseQuestions } from '../src/evaluation.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import { readEnglish } from '../src/language/english.js';

const [, , folder = '', ...files] = process.argv;
const engine = createEngine(await loadKnowledge(folder), readEnglish());
const evaluations = files.map((file) => {
  const { questions } = parseQuestions(readFileSync(file, 'utf8'));
  const { misses, ...evaluation } = evaluate(questions, engine.ask, () => performance.now());
  return evaluation;
});
console.log(JSON.stringify(evaluations));
