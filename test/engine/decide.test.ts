// What is shown for a question, one rule at a time: on entries made for the purpose, with words of round weights, and with given search
// results.
import { describe, expect, test } from 'vitest';
import { createDecide, type Decision, type Shown } from '../../src/engine/answer/decide.js';
import { createUnknown } from '../../src/engine/answer/unknown.js';
import type { EntryTable, Fact } from '../../src/engine/entry.js';
import type { Ranked } from '../../src/engine/find/rank.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { type Part, readTokens, type Segment } from '../../src/engine/read/parts.js';
import { entryOf, weighing } from '../fixtures/entries.js';

const fact = (aspect: string): Fact => ({ aspect, text: [], citations: [] });
const table = (tasks: boolean, columns: readonly string[], rows: readonly (readonly string[])[]): EntryTable => ({
  rowHeading: '',
  columns: columns.map((id) => ({ label: id, entries: [id] })),
  rows: rows.map(([label = '', ...words]) => ({ label, words, cells: [], citations: [] })),
  tasks,
});
const classification = { verdict: 'no', text: [], citations: [] } as const;

const entries = [
  entryOf({ title: 'LLM', kind: 'definition' }),
  entryOf({ title: 'Generative AI', id: 'generative-ai', kind: 'definition' }),
  entryOf({
    title: 'GAN',
    kind: 'definition',
    facts: [fact('Kind'), fact('Parts of it'), fact('Examples'), fact('When to use')],
  }),
  entryOf({ title: 'VAE', kind: 'definition', facts: [fact('Kind')] }),
  entryOf({ title: 'RNN', kind: 'definition' }),
  entryOf({ title: 'Veo', kind: 'product', facts: [fact('Cost'), fact('Maker')] }),
  entryOf({
    title: 'Suno',
    kind: 'product',
    facts: [fact('Kind'), fact('Maker'), fact('Cost'), fact('Cost per song')],
    classification,
  }),
  entryOf({ title: 'Sora', kind: 'product', facts: [fact('Kind'), fact('Maker'), fact('Cost')], classification }),
  entryOf({
    title: 'Architectures',
    kind: 'comparison',
    aliases: ['generators side by side', 'VAE vs GAN'],
    table: table(false, ['gan', 'vae', 'rnn'], [['Speed', 'pace'], ['Quality'], ['Memory']]),
  }),
  // On two of those three, with rows named after it and after one of its columns.
  entryOf({
    title: 'Contest',
    kind: 'comparison',
    table: table(false, ['gan', 'rnn'], [['Contest rules'], ['GAN parts'], ['Speed']]),
  }),
  // Both in one column.
  entryOf({
    title: 'Families',
    kind: 'comparison',
    table: { ...table(false, [], []), columns: [{ label: 'sound', entries: ['suno', 'sora'] }] },
  }),
  entryOf({ title: 'Figures', kind: 'figure', table: table(false, ['value'], [['Speed'], ['Memory']]) }),
  entryOf({
    title: 'Jobs',
    kind: 'comparison',
    related: ['picking'],
    table: table(true, ['verdict'], [['Logo design', 'logo', 'emblem'], ['Poem'], ['Pin']]),
  }),
  entryOf({ title: 'More jobs', id: 'more-jobs', kind: 'comparison', table: table(true, ['verdict'], [['Song']]) }),
  entryOf({ title: 'Picking' }),
  entryOf({ title: 'Essay', kind: 'comparison' }),
  entryOf({ title: 'Written', aliases: ['GAN vs VAE at home'] }),
];
const byId = new Map(entries.map((entry) => [entry.id, entry]));
const ranker = weighing(entries, {
  vocabulary: { outside: ['bagel'], synonyms: [['example', 'sample']] },
  weights: new Map([['pin', 0.4]]),
});

/** A search result; its fit is the similarity. */
function hit(id: string, certainty: number, similarity = 0.95): Ranked {
  const entry = byId.get(id);
  if (entry === undefined) throw new Error(`no entry ${id}`);
  return { entry, certainty, asked: '', measures: { belief: 0, family: 0, covered: 0, inside: 0, similarity } };
}

const unknown = createUnknown(entries, ranker);
const read = (text: string): Segment => readTokens(tokenize(text), ranker.lexicon);
const decideOn = (question: string, found: readonly Ranked[] = [], wanted?: Shown['type']) =>
  createDecide(
    entries,
    { ...ranker, rank: () => found },
    unknown,
  )([{ type: 'whole', segment: read(question), isAsked: false }], wanted);

function brief(decision: Decision | undefined): string {
  if (decision === undefined) return 'nothing';
  const { shown } = decision;
  if (shown.type === 'comparison') return `comparison ${shown.pair.map(({ id }) => id).join(' ')}`;
  if (shown.type === 'task') return `job ${shown.row.label} as ${shown.job}`;
  const { entry, columns, rows, fact: said, classify } = shown;
  return [
    entry.id,
    ...(columns === undefined ? [] : [`columns ${columns}`]),
    ...(rows === undefined ? [] : [`rows ${rows}`]),
    ...(said === undefined ? [] : [`fact ${said.aspect}`]),
    ...(classify === true ? ['class'] : []),
  ].join(' ');
}

// A less good fit.
const rough = 0.5;
const nothingMuch = [hit('picking', 0.1, rough)];
const written = [hit('written', 0.6)];

describe('a question that is the name of an entry', () => {
  test.each([
    ['gan', 'gan'],
    ['Generators side by side', 'architectures'],
    ['vae vs gan', 'architectures columns 1,0'],
    ['gan vs vae at home', 'written'],
  ])('%j is surely answered by it, whatever else is found: %s', (question, shown) => {
    const decision = decideOn(question, [hit('picking', 0.9)]);
    expect(brief(decision)).toBe(shown);
    expect(decision?.confidence).toBe(1);
  });
});

describe('two names', () => {
  test.each([
    ['gan vs vae', 'architectures columns 0,1'],
    ['vae compared to gan', 'architectures columns 1,0'],
    ['gan vs vae speed', 'architectures columns 0,1 rows 0'],
    ['pace of gan vs vae', 'architectures columns 0,1 rows 0'],
    ['gan vs vae: speed and memory', 'architectures columns 0,1 rows 0,2'],
    ['gan vs rnn', 'contest columns 0,1'],
    ['suno vs sora', 'comparison suno sora'],
    ['suno vs veo', 'comparison suno veo'],
    ['suno or sora', 'comparison suno sora'],
    ['suno and sora', 'comparison suno sora'],
  ])('with a word between them are compared: %s', (question, shown) => {
    expect(brief(decideOn(question, nothingMuch))).toBe(shown);
  });

  test.each([
    ['no word between them', 'suno sora'],
    ['hardly a fact in common', 'gan vs suno'],
    ['one thing under two names', 'gan vs gan'],
    ['a word that tells that something else is asked', 'gan vs vae bagel'],
  ])('with %s are not compared', (_, question) => {
    expect(brief(decideOn(question, nothingMuch))).toBe('picking');
  });

  test('must be most of the question, and the share is how sure it is', () => {
    const compared = decideOn('suno vs sora zebra', nothingMuch);
    expect(brief(compared)).toBe('comparison suno sora');
    expect(compared?.confidence).toBeCloseTo(2.3 / 3.3);
    expect(brief(decideOn('suno vs sora zebra lion', nothingMuch))).toBe('picking');
  });

  test.each([
    ['and "vs" go to the table of both', 'gan vs vae zebra', 'architectures columns 0,1'],
    ['and hardly anything else go to the table of both', 'gan or vae', 'architectures columns 0,1'],
    ['and more go to what is written', 'gan or vae zebra', 'written'],
    ['without a table go to what is written', 'suno vs sora', 'written'],
  ])('on which a question is written %s', (_, question, shown) => {
    expect(brief(decideOn(question, written))).toBe(shown);
  });

  test.each([
    ['a question', [hit('written', 0.6)], 'written'],
    ['a comparison', [hit('essay', 0.6)], 'essay'],
    ['a definition', [hit('gan', 0.6)], 'comparison suno sora'],
    ['a question in other words', [hit('written', 0.6, 0.92)], 'comparison suno sora'],
    ['a question that fits just well', [hit('written', 0.6, 0.93)], 'written'],
  ])('are compared where %s is found, unless it is written on just that', (_, found, shown) => {
    expect(brief(decideOn('suno vs sora', found))).toBe(shown);
  });
});

describe('a thing and a class', () => {
  test.each([
    ['is suno an llm', 'suno class'],
    ['is suno generative AI', 'suno class'],
    ['is suno an llm or generative AI', 'suno class'],
    ['is suno an llm zebra', 'suno class'],
    ['is suno an llm zebra lion', 'picking'],
    ['why is suno an llm', 'picking'],
    ['is suno a better llm', 'picking'],
    ['is suno different from an llm', 'picking'],
    ['is gan an llm', 'picking'],
    ['is suno an llm like sora', 'picking'],
    ['is suno sora', 'picking'],
    ['is the suno', 'picking'],
    ['is it an llm', 'picking'],
  ])('%j: %s', (question, shown) => {
    expect(brief(decideOn(question.replace(/\ban? /g, ''), nothingMuch))).toBe(shown);
  });

  test('go to what is written on just that', () => {
    expect(brief(decideOn('is suno llm', written))).toBe('written');
  });

  test('account for their share of the question', () => {
    expect(decideOn('is suno llm zebra', nothingMuch)?.confidence).toBeCloseTo(2 / 3.05);
  });
});

describe('a fact', () => {
  test.each([
    ['suno cost', 'suno fact Cost'],
    ['who made suno', 'suno fact Maker'],
    ['suno cost zebra', 'picking'],
    ['suno cost zebra lion', 'picking'],
    ['list some of gan', 'gan fact Examples'],
    ['gan samples', 'gan fact Examples'],
    ['when should gan be of use', 'gan fact When to use'],
    ['gan of the', 'picking'],
    ['suno sora cost', 'picking'],
    ['gan cost', 'picking'],
    ['llm cost', 'picking'],
  ])('of what is named is told: %s', (question, shown) => {
    expect(brief(decideOn(question, nothingMuch))).toBe(shown);
  });

  test.each([
    ['nothing else is found', [], 'suno fact Cost'],
    ['what is found may not even be offered', [hit('picking', 0.29, rough)], 'suno fact Cost'],
    ['something else may be meant', [hit('picking', 0.3, rough)], 'picking'],
    ['the thing itself is found', [hit('suno', 0.9, rough)], 'suno fact Cost'],
    ['just that is written of the thing', [hit('suno', 0.9)], 'suno fact Cost'],
  ])('where %s', (_, found, shown) => {
    expect(brief(decideOn('suno cost', found))).toBe(shown);
  });
});

describe('a job', () => {
  test.each([
    ['recommend something for a logo', 'job Logo design as logo'],
    ['recommend an llm, logo design', 'job Logo design as '],
    // Nothing says that a tool is wanted.
    ['recommend logo design', 'picking'],
    ['an llm for a logo', 'job Logo design as logo'],
    ['llm to emblem', 'job Logo design as emblem'],
    ['llm logo', 'picking'],
    ['vae for a logo', 'picking'],
    ['recommend zebra', 'picking'],
    ['recommend logo zebra', 'picking'],
  ])('that one asks a tool for is answered with its verdict: %j', (question, shown) => {
    expect(brief(decideOn(question.replace(/\b(?:an?|to|something) /g, 'for '), nothingMuch))).toBe(shown);
  });

  // The job accounts for 2.3 of 3.35, which is 0.69.
  const plain = 'recommend for logo emblem zebra';
  // With a tool's name it accounts for 3.3 of 4.3, which is 0.77.
  const withTool = 'recommend llm logo emblem zebra';
  test.each([
    ['something is found that is little surer', plain, hit('written', 0.8, rough), 'job Logo design as logo'],
    ['something much surer is found', plain, hit('written', 0.85, rough), 'written'],
    ['something much surer is found beside a tool', withTool, hit('written', 0.95, rough), 'written'],
    ['what is much surer goes with the table', withTool, hit('picking', 0.95, rough), 'job Logo design as logo'],
    ['no tool is named', plain, hit('picking', 0.85, rough), 'picking'],
    ['the job is hardly told', 'recommend llm pin zebra', hit('picking', 0.95, rough), 'picking'],
  ])('where %s: %j', (_, question, found, shown) => {
    expect(brief(decideOn(question, [found]))).toBe(shown);
  });

  test('is answered if nothing else is found', () => {
    expect(brief(decideOn('recommend llm logo'))).toBe('job Logo design as logo');
  });

  test('that is wanted is answered whatever is surer', () => {
    expect(brief(decideOn(plain, [hit('written', 0.95, rough)], 'task'))).toBe('job Logo design as logo');
    expect(brief(decideOn(plain, [hit('written', 0.95, rough)], 'entry'))).toBe('written');
  });

  test('is as sure as the share of the question that it accounts for', () => {
    expect(decideOn(plain, nothingMuch)?.confidence).toBeCloseTo(2.3 / 3.35);
  });
});

describe('what the search found', () => {
  test('is shown as sure as it is', () => {
    expect(decideOn('zebra', [hit('picking', 0.7), hit('written', 0.6)])).toMatchObject({
      shown: { type: 'entry', entry: { id: 'picking' } },
      confidence: 0.7,
      ranked: [{ certainty: 0.7 }, { certainty: 0.6 }],
    });
    expect(brief(decideOn('zebra'))).toBe('nothing');
  });

  test.each([
    ['why', 0],
    ['why is the', 0],
    ['which of the', 0.7],
    ['is the zebra', 0.7],
  ])('is no answer to what asks for nothing: %j', (question, confidence) => {
    expect(decideOn(question, [hit('picking', 0.7)])?.confidence).toBe(confidence);
  });

  test.each([
    ['the job of the question, of a table of jobs', 'an llm for the logo', 'jobs', 'job Logo design as logo'],
    ['the table, where the question has none of its jobs', 'the zebra', 'jobs', 'jobs'],
    ['something else than the table that has the job', 'the logo', 'written', 'written'],
    ['the table, where it is another one that has the job', 'the logo', 'more-jobs', 'more-jobs'],
    ['a row that is asked for', 'the speed zebra', 'architectures', 'architectures rows 0'],
    ['no row, where only what the table is of is named', 'the gan contest', 'contest', 'contest'],
    ['two rows', 'the speed memory zebra', 'architectures', 'architectures rows 0,2'],
    ['the whole table rather than three rows', 'the speed memory quality zebra', 'architectures', 'architectures'],
    ['the whole of what is no comparison', 'the speed zebra', 'figures', 'figures'],
    ['what has no table', 'the speed zebra', 'essay', 'essay'],
  ])('is narrowed to %s', (_, question, found, shown) => {
    expect(brief(decideOn(question, [hit(found, 0.7, rough)]))).toBe(shown);
  });
});

describe('of the parts of a message', () => {
  /** The decisions on parts, given as `[words, found entry, certainty, whether it is the sentence that asks]`. */
  type Given = readonly [text: string, id: string, confidence: number, isAsked?: boolean];
  const types: readonly Part['type'][] = ['sentence', 'fragment', 'fragment'];
  const decideOnParts = (...stages: readonly (readonly Given[])[]) => {
    const found = new Map(stages.flat().map(([text, id, confidence]) => [text, hit(id, confidence, rough)]));
    const rank = ({ tokens }: Segment) => [found.get(tokens.join(' ')) ?? hit('essay', 0)];
    const decide = createDecide(entries, { ...ranker, rank }, unknown);
    return brief(
      decide(
        stages.flatMap((stage, at) =>
          stage.map(([text, , , isAsked = false]) => ({
            type: types[at] ?? 'fragment',
            segment: read(text),
            isAsked,
          })),
        ),
      ),
    );
  };

  test.each<[string, readonly Given[], string]>([
    [
      'the whole wins over a half that is little surer',
      [
        ['zebra lion', 'written', 0.5],
        ['lion', 'picking', 0.7],
      ],
      'written',
    ],
    [
      'a half that is much surer wins over the whole',
      [
        ['zebra lion', 'written', 0.5],
        ['lion', 'picking', 0.8],
      ],
      'picking',
    ],
    [
      'a half that asks wins sooner',
      [
        ['zebra lion', 'written', 0.5],
        ['lion', 'picking', 0.6, true],
      ],
      'picking',
    ],
    [
      'what leaves out words that nobody knows leaves out as much',
      [
        ['xyzzyx lion', 'written', 0.5],
        ['lion', 'picking', 0.7],
      ],
      'written',
    ],
    [
      'the first wins where the second is as good',
      [
        ['zebra lion', 'written', 0.5],
        ['lion zebra', 'picking', 0.51],
      ],
      'written',
    ],
    [
      'the second wins where it is better',
      [
        ['zebra lion', 'written', 0.5],
        ['lion zebra', 'picking', 0.53],
      ],
      'picking',
    ],
    [
      'the surest wins, wherever it stands',
      [
        ['lion', 'picking', 0.9],
        ['zebra', 'written', 0.5],
      ],
      'picking',
    ],
  ])('%s', (_, parts, shown) => {
    expect(decideOnParts(parts)).toBe(shown);
  });

  test('later ones are tried if no earlier one is an answer', () => {
    expect(decideOnParts([['zebra lion', 'written', 0.6]], [['lion', 'picking', 1]])).toBe('written');
    expect(decideOnParts([['zebra lion', 'written', 0.45]], [['lion', 'picking', 1]])).toBe('picking');
  });
});
