// What becomes of a list of plain questions, so that an author sees what is missing. Pure.
import type { Covered } from '../adapters/playground/ports.js';
import type { Engine } from '../engine/engine.js';

// A longer list is no longer readable, but is still counted.
const mostQuestions = 5000;
const longestQuestion = 1000;
const mostTitles = 3;

type Asking = Pick<Engine, 'ask' | 'show'>;

/** Asks each line of a list, except blank ones and comments (#). */
export function coverageOf(engine: Asking, list: string): readonly Covered[] {
  return questionsOf(list).map((question) => cover(engine, question));
}

/**
 * The same for the first `most` questions, without blocking a running bot: `breathe` lets other work run. `left` is the number of further
 * questions.
 */
export async function coverBeside(
  engine: Asking,
  list: string,
  most: number,
  breathe: () => Promise<unknown>,
): Promise<{ readonly covered: readonly Covered[]; readonly left: number }> {
  const questions = questionsOf(list);
  const covered: Covered[] = [];
  for (const question of questions.slice(0, most)) {
    covered.push(cover(engine, question));
    await breathe();
  }
  return { covered, left: questions.length - covered.length };
}

function questionsOf(list: string): readonly string[] {
  const questions = list
    .split(/\r?\n/)
    .map((line) => line.trim().slice(0, longestQuestion))
    .filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(questions)].slice(0, mostQuestions);
}

function cover(engine: Asking, question: string): Covered {
  const { type, entries } = engine.ask(question);
  const titles = entries.slice(0, mostTitles).map((id) => titleOf(engine, id));
  if (type === 'answered') return { question, type, titles };
  if (type === 'suggested') return { question, type: 'offered', titles };
  return { question, type: type === 'unanswered' ? 'nothing' : 'help', titles: [] };
}

function titleOf(engine: Asking, id: string): string {
  const [heading] = engine.show({ type: 'entry', id }).document.children;
  return heading?.type === 'heading'
    ? heading.children.map((node) => ('value' in node ? node.value : '')).join('')
    : id;
}

const marks = { answered: '+', offered: '?', help: 'i', nothing: '-' } as const;

/** The report for a terminal: what was answered with what, and a line of totals. */
export function writeCoverage(covered: readonly Covered[], width: number): string {
  const left = Math.min(60, Math.max(20, Math.floor(width / 2) - 4));
  const clip = (words: string, length: number) => (words.length > length ? `${words.slice(0, length - 1)}…` : words);
  const rows = covered.map(({ question, type, titles }) => {
    const shown = titles.length === 0 ? type : titles.join(' | ');
    return `${marks[type]} ${clip(question, left).padEnd(left)}  ${clip(shown, Math.max(20, width - left - 5))}`;
  });
  const counts = (['answered', 'offered', 'nothing', 'help'] as const).flatMap((type) => {
    const count = covered.filter((each) => each.type === type).length;
    return count === 0 ? [] : [`${count} ${type}`];
  });
  return `${rows.join('\n')}\n\n${covered.length} questions: ${counts.join(', ')}`;
}
