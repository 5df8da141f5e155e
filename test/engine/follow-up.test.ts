// When a question is taken as a follow-up, how it is completed, and when the completed question is better than the question alone.
import { describe, expect, test } from 'vitest';
import type { Target } from '../../src/document/target.js';
import type { Decide, Decision, Shown } from '../../src/engine/answer/decide.js';
import { createFollowUp } from '../../src/engine/answer/follow-up.js';
import type { Entry, EntryTable } from '../../src/engine/entry.js';
import { answerFrom } from '../../src/engine/find/certainty.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { readTokens } from '../../src/engine/read/parts.js';
import { entryOf, weighing } from '../fixtures/entries.js';

const table = (tasks: boolean, ...columns: readonly string[]): EntryTable => ({
  rowHeading: '',
  columns: columns.map((id) => ({ label: id, entries: [id, 'other'] })),
  rows: [],
  tasks,
});
const suno = entryOf({ title: 'Suno AI', id: 'suno', kind: 'product', label: 'Suno' });
const llm = entryOf({ title: 'LLM', kind: 'definition' });
const bread = entryOf({ title: 'How bread rises', id: 'bread', label: 'Bread' });
const pair = entryOf({ title: 'Side by side', id: 'pair', kind: 'comparison', table: table(false, 'gan', 'vae') });
const three = entryOf({
  title: 'All three',
  id: 'three',
  kind: 'comparison',
  table: table(false, 'gan', 'vae', 'rnn'),
});
const sums = entryOf({ title: 'Sums', kind: 'figure', table: table(false, 'value', 'year') });
const ai = entryOf({ title: 'Generative AI', id: 'generative-ai', kind: 'definition' });
const jobs = entryOf({ title: 'Jobs', kind: 'comparison', table: table(true, 'verdict', 'why') });
const entries = [suno, llm, ai, bread, pair, three, sums, jobs, entryOf({ title: 'Sora', kind: 'product' })];
const byId = new Map(entries.map((entry) => [entry.id, entry]));
const ranker = weighing(entries);
const read = (text: string) => readTokens(tokenize(text), ranker.lexicon);

const decision = (shown: Shown, confidence: number): Decision => ({ shown, confidence, segment: read(''), ranked: [] });
const onEntry = (entry: Entry, confidence: number, rows?: readonly number[]) =>
  decision({ type: 'entry', entry, ...(rows === undefined ? {} : { rows }) }, confidence);

const onSuno: Target = { type: 'entry', id: 'suno' };
type Conversation = {
  readonly context?: Target;
  /** The decisions on the question itself, and on the completed question. */
  readonly alone?: Decision;
  readonly whole?: Decision;
};

/** What becomes of a question: the decision taken, what it leans on, and what was asked instead. */
function follow(question: string, { context = onSuno, alone, whole }: Conversation) {
  const asked: string[] = [];
  const decide: Decide = (parts, wanted) => {
    asked.push(...parts.map(({ segment }) => segment.tokens.join(' ')), ...(wanted === undefined ? [] : [wanted]));
    return whole;
  };
  const followUp = createFollowUp((id) => byId.get(id), ranker);
  const { decision: taken, subject } = followUp(
    [{ type: 'whole', segment: read(question), isAsked: false }],
    alone,
    context,
    decide,
  );
  return { takes: taken === undefined ? 'none' : taken === whole ? 'whole' : 'alone', on: subject?.id, asked };
}

describe('a question', () => {
  const whole = onEntry(suno, 1);
  const alone = onEntry(llm, 0.1);

  test.each([
    ['what does it cost'],
    ['and the cost'],
    ['what about cost'],
    ['cost'],
    ['how much per song'],
    ['is that one an llm'],
    ['why'],
  ])('that leans on the answer before it is made whole: %j', (question) => {
    expect(follow(question, { alone, whole })).toMatchObject({ takes: 'whole', on: 'suno' });
  });

  test.each([
    ['what is an llm'],
    ['who pays people in songs about sora'],
    ['how much do people pay for songs'],
  ])('that stands by itself is not: %j', (question) => {
    expect(follow(question, { alone, whole })).toEqual({ takes: 'alone', on: undefined, asked: [] });
  });

  test.each<Target>([
    { type: 'help' },
    { type: 'entry', id: 'gone' },
    { type: 'comparison', ids: ['gone', 'gone'] },
  ])('after %o stands by itself', (context) => {
    expect(follow('what does it cost', { context, alone, whole })).toMatchObject({ takes: 'alone', asked: [] });
  });

  test('that is the first stands by itself', () => {
    const followUp = createFollowUp((id) => byId.get(id), ranker);
    expect(
      followUp([{ type: 'whole', segment: read('and cost'), isAsked: false }], alone, undefined, () => whole),
    ).toEqual({ decision: alone });
    expect(followUp([], alone, onSuno, () => whole)).toEqual({ decision: alone });
  });
});

describe('a question is made whole with', () => {
  test.each<[string, Target, string, readonly string[]]>([
    ['the label of what it was about', onSuno, 'what does it cost', ['suno what does cost']],
    ['the title of a question', { type: 'entry', id: 'bread' }, 'and at night', ['how bread rises and at night']],
    ['both that were compared', { type: 'comparison', ids: ['suno', 'llm'] }, 'cost', ['suno vs llm cost']],
    ['the one of two that is still there', { type: 'comparison', ids: ['gone', 'llm'] }, 'cost', ['llm cost']],
    ['both columns of a table', { type: 'entry', id: 'pair' }, 'cost', ['gan vs vae cost']],
    ['the name of a table of more', { type: 'entry', id: 'three' }, 'cost', ['all three cost']],
    ['the name of a table of figures', { type: 'entry', id: 'sums' }, 'cost', ['sums cost']],
    ['"which AI for" after a verdict', { type: 'entry', id: 'jobs' }, 'and logos', ['which ai for and logos', 'task']],
  ])('%s', (_, context, question, asked) => {
    expect(follow(question, { context })).toMatchObject({ asked });
  });
});

describe('the question alone', () => {
  const whole = onEntry(suno, 1);

  test.each([
    ['that is sure', 'song cost', 0.8, 'alone'],
    ['that is less than sure', 'song cost', 0.79, 'whole'],
    ['that begins as a rest, sure or not', 'and song cost', 0.9, 'whole'],
    ['that begins as a rest but has a name of its own', 'and sora', 0.8, 'alone'],
    ['that begins as a rest but is long', 'and what do songs cost me', 0.8, 'alone'],
    ['that points back, sure or not', 'its cost', 0.9, 'whole'],
    ['that points back but has a name of its own', 'is it like sora', 0.8, 'alone'],
    ['that names another class', 'is it generative AI', 0.9, 'whole'],
    ['that names a class, which is asked about the subject', 'is it an llm', 0.9, 'whole'],
  ])('%s: %j', (_, question, confidence, takes) => {
    expect(follow(question, { alone: onEntry(llm, confidence), whole }).takes).toBe(takes);
  });
});

test.each(
  'and,also,or,but,then,so,ok,okay,what about,how about,why,really,examples,for'.split(','),
)('a question that begins with %j is the rest of one', (opener) => {
  expect(follow(`${opener} songs`, { alone: onEntry(llm, 0.9), whole: onEntry(suno, 0.6) }).takes).toBe('whole');
});

describe('the question made whole', () => {
  test.each([
    ['is an answer from there on', 'song cost', 0.1, answerFrom, 'whole'],
    ['is none below', 'song cost', 0.1, answerFrom - 0.01, 'alone'],
    ['may be a little worse than the question alone', 'song cost', 0.79, 0.64, 'whole'],
    ['may not be much worse', 'song cost', 0.79, 0.63, 'alone'],
    ['may be much worse where the question is a rest', 'and cost', 0.9, 0.6, 'whole'],
  ])('%s: %j', (_, question, alone, whole, takes) => {
    const taken = follow(question, { alone: onEntry(llm, alone), whole: onEntry(suno, whole) });
    expect(taken).toMatchObject({ takes, on: takes === 'whole' ? 'suno' : undefined });
  });

  test('is taken if the question alone finds nothing', () => {
    expect(follow('song cost', { whole: onEntry(suno, 0.6) }).takes).toBe('whole');
  });

  test.each<[string, string, Shown, string]>([
    ['a comparison is none on more than the names', 'cost', { type: 'comparison', pair: [suno, llm] }, 'alone'],
    ['a comparison is one on them', 'so how is the difference', { type: 'comparison', pair: [suno, llm] }, 'whole'],
    ['a comparison is one on other names', 'and sora', { type: 'comparison', pair: [suno, llm] }, 'whole'],
    ['a table is none on more than the names', 'cost', { type: 'entry', entry: pair }, 'alone'],
    ['a row of it is', 'cost', { type: 'entry', entry: pair, rows: [0] }, 'whole'],
    ['an entry is', 'cost', { type: 'entry', entry: bread }, 'whole'],
    [
      'a verdict is',
      'cost',
      { type: 'task', entry: jobs, row: { label: '', words: [], cells: [], citations: [] }, index: 0, job: '' },
      'whole',
    ],
  ])('is an answer to what is asked: %s', (_, question, shown, takes) => {
    const context: Target = { type: 'comparison', ids: ['suno', 'llm'] };
    expect(follow(question, { context, alone: onEntry(llm, 0.1), whole: decision(shown, 0.9) }).takes).toBe(takes);
  });
});

describe('a question that points back at what has no answer', () => {
  const alone = onEntry(llm, 0.5);

  test('gets none rather than one on something else', () => {
    expect(follow('what does it cost', { alone })).toMatchObject({ takes: 'none', on: 'suno' });
  });

  test('gets its own if it names something, or points at nothing', () => {
    expect(follow('is it an llm', { alone })).toMatchObject({ takes: 'alone', on: undefined });
    expect(follow('cost', { alone })).toMatchObject({ takes: 'alone', on: undefined });
  });
});
