// Documents about teaching: the preview, the list, the history, and the outcome of each step. Pure.
import { choice, choices, document, heading, list, paragraph, strong, text } from '../document/build.js';
import type { Form } from '../document/form.js';
import type { Block, Choice, Document, ListItem } from '../document/nodes.js';
import type { Action, Target } from '../document/target.js';
import type { Gap } from '../gaps/ports.js';
import { answerDocument, cut, most, type Typed } from './answer.js';
import type { TaughtAnswer, TaughtChange, TaughtDraft } from './ports.js';

/** Every platform has room for this many with two buttons each. */
export const pageSize = 5;
const mostShown = 100;
const mostNamed = 5;

export const act = (label: string, action: Action, of?: string): Choice =>
  choice(label, { type: 'action', action, ...(of === undefined ? {} : { of }) });

export function notice(title: string, words: string, ...buttons: readonly Choice[]): Document {
  return document([heading(title), paragraph(words), ...choices('steps', buttons)]);
}

const formFields = [
  { name: 'question', label: 'Question', hint: 'As most people ask it', lines: 'one' },
  { name: 'ways', label: 'Other ways to ask', hint: 'One on each line', lines: 'many' },
  {
    name: 'answer',
    label: 'Answer',
    hint: 'Markdown; a short paragraph first, at most 2,000 characters',
    lines: 'many',
  },
  { name: 'source', label: 'Source', hint: 'Title and https:// link: where can people check this?', lines: 'one' },
  { name: 'term', label: 'Term it defines', hint: 'Only if it explains a term', lines: 'one' },
] as const;

/** `id` says what the form is for, as in `ai-teach:new`. */
export function teachForm(id: string, typed: Partial<Typed> = {}): Form {
  return {
    id,
    title: 'Teach an answer',
    submit: 'Preview',
    fields: formFields.map((field) => ({
      type: 'text',
      ...field,
      most: most[field.name],
      ...(field.name === 'question' || field.name === 'answer' ? {} : { optional: true }),
      value: cut(typed[field.name] ?? '', most[field.name]),
    })),
  };
}

/** What a draft is judged by: how it will look, what the bot says today, and similar answers. */
type DraftPreview = {
  readonly draft: TaughtDraft;
  readonly at: number;
  readonly problems: readonly string[];
  readonly today: string;
  readonly near: readonly string[];
};

export function previewDocument({ draft, at, problems, today, near }: DraftPreview): Document {
  const { id, content } = draft;
  const steps = [
    ...(problems.length > 0 ? [] : [act(draft.waiting ? 'Approve' : 'Save', 'teach-save', id)]),
    act('Change', 'teach-change', id),
    act('Discard', 'teach-discard', id),
  ];
  const lead: readonly Block[] =
    problems.length > 0
      ? [heading('Not yet'), paragraph('It is kept as a draft for a week. Before it can be saved:'), list(problems)]
      : [
          heading(draft.waiting ? 'Waits for a second person' : 'Preview: nothing counts before you save it'),
          paragraph([strong('Question: '), text(content.question)]),
          ...(content.ways.length === 0 ? [] : [paragraph([strong('Also asked: '), text(content.ways.join(' · '))])]),
          ...answerDocument({ ...content, id: draft.answer, at }).children.flatMap(titleAsParagraph),
        ];
  return document([
    ...lead,
    ...(today === '' ? [] : [paragraph([strong('Said today: '), text(today)])]),
    ...(near.length === 0 ? [] : [paragraph([strong('Comes near: '), text(near.slice(0, mostNamed).join(' · '))])]),
    ...choices('steps', steps),
  ]);
}

// A document has only one title.
function titleAsParagraph(block: Block): readonly Block[] {
  if (block.type === 'choices') return [];
  return block.type === 'heading' ? [paragraph([{ type: 'strong', children: block.children }])] : [block];
}

/** What saving changed for the collected questions. */
export function savedDocument(answer: TaughtAnswer, isNew: boolean, gaps: readonly Gap[], of: number): Document {
  const shown = gaps.slice(0, mostNamed).map(({ words }) => words);
  const more = gaps.length > shown.length ? [`and ${gaps.length - shown.length} more`] : [];
  return document([
    heading(isNew ? 'Saved' : 'Changed'),
    paragraph(`“${answer.question}” is answered here from now on.`),
    ...(of === 0
      ? []
      : [
          paragraph(
            `${gaps.length} of ${of} collected ${of === 1 ? 'question is' : 'questions are'} answered by it now.`,
          ),
        ]),
    ...(shown.length === 0 ? [] : [list([...shown, ...more])]),
    ...choices('steps', [
      ...(gaps.length === 0 ? [] : [act('Done', 'teach-done', answer.id)]),
      act('Change', 'teach-edit', answer.id),
      act('All answers', 'teach-list', '0'),
    ]),
  ]);
}

type TaughtPage = {
  readonly answers: readonly TaughtAnswer[];
  readonly page: number;
  readonly waiting: readonly TaughtDraft[];
};

export function listDocument({ answers, page, waiting }: TaughtPage): Document {
  const last = Math.max(0, Math.ceil(answers.length / pageSize) - 1);
  const at = Math.min(page, last);
  const shown = answers.slice(at * pageSize, (at + 1) * pageSize);
  const numbered = shown.map((answer, index) => ({ ...answer, number: at * pageSize + index + 1 }));
  const items = numbered.map(
    ({ number, question, id, at: time }): ListItem => ({
      type: 'listItem',
      children: [strong(`${number}. ${cut(question, mostShown)}`), text(` ${dayOf(time)}, `), code(id)],
    }),
  );
  return document([
    heading('Answers of this server'),
    paragraph(
      answers.length === 0
        ? 'There are none yet. /ai-teach new adds one; /ai-gaps shows what people asked in vain.'
        : `${answers.length} of at most 500; they come before the articles, in this server alone.`,
    ),
    ...(items.length === 0 ? [] : [{ type: 'list' as const, children: items }]),
    ...(waiting.length === 0 ? [] : [paragraph(`${waiting.length} waiting for a second person.`)]),
    ...choices('steps', [
      ...numbered.map(({ number, id }) => act(`Edit: ${number}`, 'teach-edit', id)),
      ...(at === 0 ? [] : [act('Back', 'teach-list', String(at - 1))]),
      ...(at === last ? [] : [act('Next', 'teach-list', String(at + 1))]),
    ]),
    ...choices('more', [
      ...numbered.map(({ number, id }) => act(`Remove: ${number}`, 'teach-remove', id)),
      ...waiting.slice(0, pageSize).map(({ id }, index) => act(`Look at ${index + 1}`, 'teach-look', id)),
    ]),
  ]);
}

const shortHash = 6;

/** People appear as a part of a keyed hash: the same person always has the same one, but it doesn't reveal who. */
export function historyDocument(found: readonly TaughtChange[]): Document {
  return document([
    heading('History of answers'),
    paragraph(
      found.length === 0
        ? 'Nothing has been taught here yet.'
        : 'Latest first. People are shown as a code that does not reveal who they are. Restore brings a wording back.',
    ),
    ...(found.length === 0
      ? []
      : [
          {
            type: 'list' as const,
            children: found.map(
              ({ content, change, at, by }, index): ListItem => ({
                type: 'listItem',
                children: [
                  strong(`${index + 1}. ${cut(content.question, mostShown)}`),
                  text(` ${change} ${dayOf(at)} by ${by === '' ? 'nobody known' : by.slice(0, shortHash)}`),
                ],
              }),
            ),
          },
        ]),
    ...choices(
      'steps',
      found.map(({ answer, version }, index) => act(`Restore: ${index + 1}`, 'teach-restore', `${answer}_${version}`)),
    ),
  ]);
}

const code = (value: string) => ({ type: 'inlineCode', value }) as const;

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The id of the taught answer that a target stands for, if it does. */
export function taughtId(target: Target): string | undefined {
  return target.type === 'entry' && target.id.startsWith(idPrefix) ? target.id : undefined;
}

/** No entry of the knowledge has this prefix. */
export const idPrefix = 'taught-';
