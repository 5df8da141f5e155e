import { readFileSync } from 'node:fs';
import { create, insertMultiple, search } from '@orama/orama';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { stemmer } from 'stemmer';
import { parseQuestions } from '../src/evaluation.js';
import { readKnowledge } from '../src/knowledge/read.js';
import { toFields } from './contenders.js';
import { createCorpus } from './corpus.js';

const k = readKnowledge('./knowledge').knowledge;
const q = parseQuestions(readFileSync('/tmp/tune.jsonl', 'utf8')).questions;
const stop = new Set(
  'a an the and or of to in on for with from by at as is are was were be been do does did can could should would will i me my we our you your it its they them this that these those what which who how when where why if so not no there about into than then have has had just please'.split(
    ' ',
  ),
);
const weightings: any = {
  flat: { title: 1, aliases: 1, questions: 1, answer: 1, views: 1 },
  short: { title: 3, aliases: 3, questions: 3, answer: 1, views: 0.5 },
  q: { title: 2, aliases: 2, questions: 4, answer: 1, views: 0.5 },
  a: { title: 3, aliases: 5, questions: 2, answer: 1, views: 0.5 },
};
const only = process.argv[2];
console.log('fresh');
const sets = process.argv[3] ? [createCorpus(k, q, 150)] : [createCorpus(k, q, 150), createCorpus(k, q, 1000)];
function run(name: string, build: (docs: any[]) => (s: string) => any, cap = 300) {
  if (only && !name.startsWith(only)) return;
  const out: string[] = [];
  for (const [i, c] of sets.entries()) {
    const ask = build(c.knowledge.entries.map(toFields));
    for (const origin of i === 0 ? ['shipped'] : ['shipped', 'generated']) {
      const qs = c.questions
        .filter((x) => x.origin === origin && x.accept.length && !x.accept.includes('help'))
        .slice(0, cap);
      const t = performance.now();
      let ok = 0;
      for (const x of qs) if (x.accept.includes(ask(x.question))) ok++;
      out.push(
        `${c.knowledge.entries.length} ${origin} ${((100 * ok) / qs.length).toFixed(1)}% ${((performance.now() - t) / qs.length).toFixed(2)}ms`,
      );
    }
  }
  console.log(name.padEnd(34), out.join(' | '));
}
const term = (s: boolean, st: boolean) => (w: string) => {
  const l = w.toLowerCase();
  return s && stop.has(l) ? null : st ? stemmer(l) : l;
};
for (const [wn, w] of Object.entries<any>(weightings)) {
  for (const [s, st, fuzzy, prefix] of [
    [0, 0, 0.2, 0],
    [0, 0, 0.2, 1],
    [1, 1, 0.2, 0],
    [1, 0, 0.2, 0],
    [1, 0, 0.2, 1],
    [1, 1, 0, 0],
  ] as any)
    run(`mini ${wn} stop${s} stem${st} f${fuzzy} p${prefix}`, (docs) => {
      const m = new MiniSearch<any>({
        fields: Object.keys(w),
        extractField: (d, n) => (Array.isArray(d[n]) ? d[n].join('\n') : d[n]),
        processTerm: term(s, st),
        searchOptions: {
          boost: w,
          prefix: !!prefix && ((t: string) => t.length > 3),
          fuzzy: (t: string) => (t.length > 3 ? fuzzy || false : false),
        },
      });
      m.addAll(docs);
      return (x) => m.search(x)[0]?.id;
    });
}
for (const [wn, w] of Object.entries<any>(weightings)) {
  for (const [s, st, tol, ex] of [
    [1, 1, 0, 0],
    [1, 0, 0, 0],
    [1, 1, 1, 0],
    [1, 0, 1, 0],
  ] as any)
    for (const b of [0.75, 0.3, 0])
      run(`orama ${wn} stop${s} stem${st} tol${tol} b${b}`, (docs) => {
        const db = create({
          schema: {
            title: 'string',
            aliases: 'string[]',
            questions: 'string[]',
            answer: 'string',
            views: 'string[]',
          } as const,
          sort: { enabled: false },
          components: { tokenizer: { language: 'english', stemming: !!st, stopWords: s ? [...stop] : [] } },
        });
        insertMultiple(db, docs as any);
        return (x) =>
          (search(db, { term: x, boost: w, tolerance: tol, limit: 6, relevance: { k: 1.2, b, d: 0.5 } }) as any).hits[0]
            ?.id;
      });
}
const keys = (w: any) => Object.entries<any>(w).map(([name, weight]) => ({ name, weight }));
for (const wn of ['short', 'q'])
  for (const th of [0.4, 0.6])
    for (const fn of [0, 1])
      run(
        `fuse ${wn} t${th} ignoreNorm${fn}`,
        (docs) => {
          const f = new Fuse(docs, {
            keys: keys(weightings[wn]),
            ignoreLocation: true,
            threshold: th,
            ignoreFieldNorm: !!fn,
          });
          return (x) => f.search(x, { limit: 6 })[0]?.item.id;
        },
        40,
      );
for (const wn of ['short', 'q'])
  for (const th of [0.1, 0.25])
    for (const [s, st] of [
      [1, 0],
      [1, 1],
    ] as any)
      for (const fn of [0, 1])
        run(
          `token ${wn} t${th} stop${s} stem${st} ignoreNorm${fn}`,
          (docs) => {
            const tk = term(s, st);
            const f = new Fuse(docs, {
              keys: keys(weightings[wn]),
              ignoreLocation: true,
              threshold: th,
              useTokenSearch: true,
              ignoreFieldNorm: !!fn,
              tokenize: (t: string) => (t.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((x) => tk(x) ?? []),
            });
            return (x) => f.search(x, { limit: 6 })[0]?.item.id;
          },
          40,
        );
