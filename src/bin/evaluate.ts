// npm run -s evaluate -- FILE.jsonl [--misses] [--json]: counts how many questions are answered correctly, in total and by tag. Missed
// questions are only shown on request, so that a held-out set stays unseen.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { renderTable } from '../document/table.js';
import { AppError } from '../errors.js';
import { type Evaluation, evaluate, parseQuestions, type Rate } from '../evaluation.js';
import { loadEngine } from '../knowledge/load.js';
import { runCommand } from './command.js';

const width = 80;

const usage = 'npm run -s evaluate -- FILE.jsonl [--misses] [--json]';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, misses: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined)
    throw new AppError(
      'badInput',
      `Which questions?
Usage: ${usage}`,
    );
  const { questions, problems } = parseQuestions(readFileSync(file, 'utf8'));
  for (const problem of problems) console.error(`${file}:${problem.line}: ${problem.message}`);
  const { engine } = await loadEngine(process.env['KNOWLEDGE_DIR'] ?? './knowledge');
  const evaluation = evaluate(questions, engine.ask, () => performance.now());
  console.log(values.json === true ? JSON.stringify(evaluation, null, 2) : toText(evaluation, values.misses));
  return problems.length > 0 ? 1 : 0;
}

function toText(evaluation: Evaluation, showMisses: boolean): string {
  const { total, correct, accuracy, hitAt3, mrr, byTag, misses, msPerQuestion } = evaluation;
  const misread = misses.map(({ question, accept, type, entries }) => [
    shorten(question),
    accept.join(', ') || '(no answer)',
    `${type}: ${entries.join(', ') || '-'}`,
  ]);
  return [
    `${correct} of ${total} right: ${percent(accuracy)}`,
    `must be answered, and answered right: ${shareOf(evaluation.must)}`,
    `of the answers given, right: ${shareOf(evaluation.precision)}`,
    `off-topic questions answered: ${shareOf(evaluation.offTopicAnswered)}`,
    `found, as the answer or among the first three offered: ${shareOf(evaluation.found)}`,
    `others answered with a wrong entry: ${shareOf(evaluation.wrongAnswers)}`,
    `right entry among the first three: ${percent(hitAt3)}, mean reciprocal rank: ${mrr.toFixed(3)}`,
    `time per question: ${msPerQuestion.toFixed(3)} ms`,
    '',
    renderTable(
      [
        ['tag', 'right', 'of', 'share'],
        ...Object.entries(byTag).map(([tag, { correct: right, total: of }]) => [
          tag,
          String(right),
          String(of),
          percent(right / of),
        ]),
      ],
      width,
    ),
    ...(!showMisses || misread.length === 0
      ? []
      : ['', `${misread.length} misses`, renderTable([['question', 'wanted', 'got'], ...misread], width)]),
  ].join('\n');
}

const shareOf = ({ count, of, share }: Rate) => `${count} of ${of} (${percent(share)})`;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const longestShown = 120;
const shorten = (question: string) =>
  question.length <= longestShown ? question : `${question.slice(0, longestShown)}…`;

await runCommand(usage, main);
