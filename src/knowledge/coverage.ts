// What becomes of a list of plain questions, for an author to see at a glance what is missing. Pure.
import type { Covered } from '../adapters/playground/ports.js';
import type { Engine } from '../engine/engine.js';

// A list of this length is read at a glance no more, but it is still counted.
const mostQuestions = 5000;
const longestQuestion = 1000;
const mostTitles = 3;

type Asking = Pick<Engine, 'ask' | 'show'>;

/** Asks the lines of a list, but for blank ones and those that begin with #. */
export function coverageOf(engine: Asking, list: string): readonly Covered[] {
  return questionsOf(list).map((question) => cover(engine, question));
}

/**
 * The same for the first `most` questions of a list, beside a bot that goes on answering: `breathe` lets others have their turn. `left`
 * is how many questions there are beyond.
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

/** The table of a terminal: what was answered with what, and a line that counts. */
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
