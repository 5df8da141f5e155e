// npm run bench-abstain -- NAME=KNOWLEDGE,QUESTIONS.jsonl ...: compares the engine with its peers when knowing what not to answer also counts.
// The engine uses its own certainty. A peer has none, so it gets the score threshold that makes most of that very set right, which nobody
// could know beforehand. Prints a table per set.
import { readFileSync } from 'node:fs';
import { renderTable } from '../src/document/table.js';
import { parseQuestions, type Question } from '../src/evaluation.js';
import { readKnowledge } from '../src/knowledge/read.js';
import { type Contender, contenders, type Hit } from './contenders.js';

const columns = ['', 'right of all', 'right in scope', 'off-topic answered', 'of answers right'];

type Asked = { readonly question: Question; readonly hit: Hit };

const slow: ReadonlySet<string> = new Set(['fuse', 'fuse-token']);
// With thousands of ways, Fuse.js takes seconds per question.
const mostForSlow = 500;

for (const given of process.argv.slice(2)) {
  const [, name = '', folder = '', file = ''] = /^(.+?)=(.+),(.+)$/.exec(given) ?? [];
  if (file === '') throw new Error(`${given}: wants NAME=KNOWLEDGE,QUESTIONS.jsonl`);
  const { knowledge } = readKnowledge(folder);
  const { questions } = parseQuestions(readFileSync(file, 'utf8'));
  const ways = knowledge.entries.reduce((sum, entry) => sum + entry.questions.length, 0);
  const rows = contenders
    .filter((contender) => !slow.has(contender.name) || ways * questions.length < mostForSlow * mostForSlow)
    .map((contender) => rowOf(contender, contender.build(knowledge), questions));
  console.log(`${name}: ${knowledge.entries.length} entries, ${questions.length} questions`);
  console.log(`${renderTable([columns, ...rows], Number.POSITIVE_INFINITY)}\n`);
}

function rowOf({ name, title }: Contender, ask: (question: string) => Hit, questions: readonly Question[]): string[] {
  const asked = questions.map((question) => ({ question, hit: ask(question.question) }));
  const answers = name === 'engine' ? (at: Asked) => at.hit.answered : bestThreshold(asked);
  const isRight = ({ question, hit }: Asked) => hit.id !== undefined && question.accept.includes(hit.id);
  const inScope = asked.filter(({ question }) => question.accept.length > 0);
  const off = asked.filter(({ question }) => question.accept.length === 0);
  const given = asked.filter(answers);
  const right = inScope.filter((each) => answers(each) && isRight(each)).length;
  const wrongly = off.filter(answers).length;
  return [
    title,
    share(right + off.length - wrongly, asked),
    share(right, inScope),
    share(wrongly, off),
    share(right, given),
  ];
}

// The threshold that makes most questions right, found in one pass from the best score down.
function bestThreshold(asked: readonly Asked[]): (each: Asked) => boolean {
  const gain = ({ question: { accept }, hit }: Asked) =>
    accept.length === 0 ? -1 : hit.id !== undefined && accept.includes(hit.id) ? 1 : 0;
  let [sum, most, least] = [0, 0, Number.POSITIVE_INFINITY];
  for (const each of [...asked].sort((a, b) => b.hit.score - a.hit.score)) {
    sum += gain(each);
    if (sum > most) [most, least] = [sum, each.hit.score];
  }
  return ({ hit }) => hit.id !== undefined && hit.score >= least;
}

function share(count: number, of: readonly unknown[]): string {
  return of.length === 0 ? '-' : `${((100 * count) / of.length).toFixed(1)} %`;
}
