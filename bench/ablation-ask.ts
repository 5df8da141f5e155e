// What a copy of the engine makes of a set of questions, as JSON; see ablation.ts, which bundles it with the part left out.
import { readFileSync } from 'node:fs';
import { createEngine } from '../src/engine/engine.js';
import { evaluate, parseQuestions } from '../src/evaluation.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import { readEnglish } from '../src/language/english.js';

const [, , folder = '', file = ''] = process.argv;
const engine = createEngine(await loadKnowledge(folder), readEnglish());
const { misses, ...evaluation } = evaluate(parseQuestions(readFileSync(file, 'utf8')).questions, engine.ask, () =>
  performance.now(),
);
console.log(JSON.stringify(evaluation));
