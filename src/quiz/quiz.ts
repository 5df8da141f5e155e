// The quiz: a question with four choices. The result is shown to the person alone, with what the articles say; nothing is stored.
import { choice, choices, document, heading, paragraph } from '../document/build.js';
import type { Document } from '../document/nodes.js';
import type { QuizAction } from '../document/target.js';
import type { Knowledge } from '../engine/entry.js';
import type { Said } from '../ports.js';
import { makeQuestions, type QuizQuestion } from './questions.js';

type QuizParts = {
  readonly knowledge: () => Pick<Knowledge, 'entries'>;
  /** Numbers from 0 to below 1. */
  readonly random: () => number;
};

type Quiz = {
  readonly actions: Readonly<Record<QuizAction, (of: string) => Promise<Said>>>;
  /** The ids of all questions, and how one is shown; any question if the id is missing or no longer exists. */
  readonly ids: () => readonly string[];
  readonly show: (id?: string) => Document;
};

export function createQuiz({ knowledge, random }: QuizParts): Quiz {
  const questions = createCurrent(knowledge);

  const any = (): QuizQuestion | undefined => {
    const all = [...questions().values()];
    return all[Math.floor(random() * all.length)];
  };

  const show = (id = ''): Document => {
    const question = questions().get(id) ?? any();
    return question === undefined ? none : questionDocument(question);
  };

  // `of` is the question and the choice.
  const answer = async (of: string): Promise<Said> => {
    const [id = '', chosen = ''] = of.split('_');
    const question = questions().get(id);
    const isChoice = question?.choices.some((each) => each.id === chosen) === true;
    if (question === undefined || !isChoice) return privately(gone);
    return privately(answerDocument(question, chosen === question.right));
  };

  return {
    actions: {
      'quiz-answer': answer,
      'quiz-next': async () => privately(show()),
    },
    ids: () => [...questions().keys()],
    show,
  };
}

// Rebuilt when the knowledge has changed.
function createCurrent(knowledge: QuizParts['knowledge']): () => ReadonlyMap<string, QuizQuestion> {
  let made: { readonly of: object; readonly questions: ReadonlyMap<string, QuizQuestion> } | undefined;
  return () => {
    const { entries } = knowledge();
    if (made?.of !== entries)
      made = { of: entries, questions: new Map(makeQuestions({ entries }).map((each) => [each.id, each])) };
    return made.questions;
  };
}

export function questionDocument({ id, asked, choices: offered }: QuizQuestion): Document {
  return document([
    heading('Quiz'),
    paragraph(asked),
    ...choices(
      'answers',
      offered.map((each) => choice(each.label, { type: 'action', action: 'quiz-answer', of: `${id}_${each.id}` })),
    ),
    paragraph([{ type: 'emphasis', children: [{ type: 'text', value: 'Only you see the result of your answer.' }] }]),
  ]);
}

function answerDocument({ entry, asked, because, citations, ...question }: QuizQuestion, isRight: boolean): Document {
  const right = question.choices.find(({ id }) => id === question.right)?.label ?? '';
  return document([
    heading(isRight ? `Right: ${right}` : `Not quite: ${right}`),
    paragraph(asked),
    paragraph(because),
    { type: 'sources', manner: 'retold', citations },
    ...choices('related', [choice('More on this', { type: 'entry', id: entry })]),
    ...choices('steps', [choice('Another question', { type: 'action', action: 'quiz-next' })]),
  ]);
}

const privately = (said: Document): Said => ({ document: said, private: true });
const none = document([heading('Quiz'), paragraph('This knowledge has nothing to make questions from.')]);
const gone = document([
  heading('No longer asked'),
  paragraph('This question is from an earlier version of the knowledge. Here is a new one.'),
  ...choices('steps', [choice('Another question', { type: 'action', action: 'quiz-next' })]),
]);
