// Exports a workspace's answers as knowledge files, for review or another database, and imports them. Pure.
import { parse } from 'yaml';
import { cut, readTyped } from './answer.js';
import { idPrefix } from './documents.js';
import type { TaughtAnswer, TaughtContent } from './ports.js';

/** A file of the knowledge: its path within the folder, and its text. */
type AnswerFile = { readonly file: string; readonly text: string };

// As in docs/knowledge.md.
const mostTitle = 80;
const mostLabel = 40;

/** The file of an answer: front matter and text as in the knowledge; its source is a quote at the end, for a reviewer to turn into a citation. */
export function writeAnswer({ id, question, ways, answer, source, term }: TaughtAnswer): AnswerFile {
  const kind = term === undefined ? 'faq' : 'definition';
  const title = cut(term ?? question, mostTitle);
  const lines = [
    '---',
    `id: ${id}`,
    `kind: ${kind}`,
    `title: ${JSON.stringify(title)}`,
    `label: ${JSON.stringify(cut(title, mostLabel))}`,
    ...(term === undefined ? [] : [`aliases: [${JSON.stringify(term)}]`]),
    'questions:',
    ...[question, ...ways].map((words) => `  - ${JSON.stringify(words)}`),
    '---',
    '',
    answer,
    ...(source === undefined
      ? []
      : ['', `> ${source.title}`, ...(source.url === undefined ? [] : ['>', `> ${source.url}`])]),
    '',
  ];
  return { file: `${kind === 'faq' ? 'faq' : 'definitions'}/${id}.md`, text: lines.join('\n') };
}

type ReadAnswer =
  | { readonly type: 'answer'; readonly id: string; readonly content: TaughtContent }
  | { readonly type: 'refused'; readonly problems: readonly string[] };

/** Reads what `writeAnswer` wrote, possibly edited since. */
export function readAnswer(text: string): ReadAnswer {
  const [, head = '', body = ''] = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text) ?? [];
  const front = readFront(head);
  if (front === undefined) return { type: 'refused', problems: ['begin with front matter between two lines of ---'] };
  const { id, questions, term } = front;
  if (!/^taught-[a-z0-9]{1,30}$/.test(id))
    return {
      type: 'refused',
      problems: [`the id is ${idPrefix} and letters or digits, as in a file that was exported`],
    };
  const lines = body.trim().split(/\r?\n/);
  const quote = lines.findIndex((line) => line.startsWith('>'));
  const [answer, cited] = quote < 0 ? [lines, []] : [lines.slice(0, quote), lines.slice(quote)];
  const source = cited.map((line) => line.replace(/^>\s?/, '').trim()).join(' ');
  const [question = '', ...ways] = questions;
  const typed = {
    question,
    ways: ways.join('\n'),
    answer: answer.join('\n'),
    source,
    ...(term === undefined ? {} : { term }),
  };
  const { content, problems } = readTyped(typed);
  return problems.length > 0 ? { type: 'refused', problems } : { type: 'answer', id, content };
}

function readFront(
  head: string,
): { readonly id: string; readonly questions: readonly string[]; readonly term: string | undefined } | undefined {
  let value: unknown;
  try {
    value = parse(head);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  const { id, questions, aliases } = value as { id: unknown; questions?: unknown; aliases?: unknown };
  const term = Array.isArray(aliases) ? (aliases as readonly unknown[])[0] : undefined;
  return {
    id: String(id),
    questions: Array.isArray(questions) ? questions.filter((each) => typeof each === 'string') : [],
    term: typeof term === 'string' ? term : undefined,
  };
}

/** `discord:1` or `slack:T1`. The platform may be left out, since Discord's ids are digits. Undefined if it is neither. */
export function readWorkspace(typed: string): { readonly platform: string; readonly workspace: string } | undefined {
  const [, platform, id = ''] = /^(?:(discord|slack):)?([A-Za-z0-9]{1,40})$/.exec(typed) ?? [];
  return id === '' ? undefined : { platform: platform ?? (/^\d+$/.test(id) ? 'discord' : 'slack'), workspace: id };
}
