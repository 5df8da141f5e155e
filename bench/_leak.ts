import { readFileSync } from 'node:fs';
import { normalizeText } from '../src/engine/normalize.js';
import { parseQuestions } from '../src/evaluation.js';
import { readKnowledge } from '../src/knowledge/read.js';

const k = readKnowledge('./knowledge').knowledge;
const where = new Map<string, string[]>();
for (const e of k.entries)
  for (const q of [...e.questions, ...e.aliases, e.title]) {
    const n = normalizeText(q);
    where.set(n, [...(where.get(n) ?? []), e.id]);
  }
const bags = new Set([...where.keys()].map((s) => [...new Set(s.split(' '))].sort().join(' ')));
const toks = [...where.keys()].map((s) => new Set(s.split(' ')));
for (const f of process.argv.slice(2)) {
  const qs = parseQuestions(readFileSync(f, 'utf8')).questions.filter(
    (x) => x.accept.length && !x.accept.includes('help'),
  );
  let ex = 0,
    bag = 0,
    near = 0;
  const sample: string[] = [];
  for (const q of qs) {
    const n = normalizeText(q.question);
    const w = new Set(n.split(' '));
    if (where.has(n)) {
      ex++;
      if (sample.length < 6) sample.push(q.question + ' => ' + where.get(n));
    }
    if (bags.has([...w].sort().join(' '))) bag++;
    let best = 0;
    for (const t of toks) {
      let s = 0;
      for (const x of w) if (t.has(x)) s++;
      best = Math.max(best, s / (w.size + t.size - s));
    }
    if (best >= 0.8) near++;
  }
  console.log(f, qs.length, 'answerable; verbatim', ex, 'same words', bag, 'jaccard>=.8', near, sample);
}
