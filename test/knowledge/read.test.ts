// What a sound folder is read as.
import { afterAll, describe, expect, test } from 'vitest';
import { inlineText } from '../../src/document/plain.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { createFolders, smallFileWith } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

const { knowledge } = readKnowledge(
  folders.small({
    'products.yaml': `- id: oven
  title: Oven
  aliases: [stove]
  questions: [what is an oven]
  asOf: 2024
  answer: An oven **bakes** bread.
  maker: { text: Bakers, cite: "baker > Baking" }
  type: { text: tool, cite: "baker > Baking" }
  llm: { verdict: "no", text: "No, an oven is no bread.", cite: "baker > Baking; mill > Flour" }
  facts:
    - { aspect: Strength, text: heat, cite: "baker > Baking" }
  disagreement:
    text: how hot.
    views:
      - { text: "Very.", cite: "baker > Baking" }
      - { text: "Less.", cite: "mill > Flour" }
  related: [sourdough]
`,
    'figures.yaml': `- id: kilo-price
  title: Price of a kilo
  questions: [what does a kilo of flour cost]
  answer: A kilo of flour costs one euro.
  values:
    - { what: Price, value: 1, year: 2024, publisher: the mill, cite: "mill > Water: how much" }
`,
    'synonyms.yaml': 'synonyms:\n  - [loaf, bread]\nfiller: [please]\noutside: [concrete]\n',
    'definitions/sourdough.md': smallFileWith(
      'definitions/sourdough.md',
      '## Facts',
      '## Exception\n\n> Not for cake.\n>\n> baker > Baking\n\n## Facts',
    ),
  }),
);
const entryOf = (id: string) => knowledge.entries.find((entry) => entry.id === id);

describe('an entry file', () => {
  test('gives the answer, the views with their citations, and the facts', () => {
    const entry = entryOf('sourdough');
    expect(entry).toMatchObject({
      kind: 'definition',
      title: 'Sourdough',
      label: 'Sourdough',
      asOf: 2024,
      aliases: ['sour dough', 'levain', 'wild starter'],
      related: ['bakers-yeast', 'sourdough-vs-yeast'],
    });
    expect(inlineText(entry?.answer ?? [])).toMatch(/^Sourdough is dough .* tastes sour\.$/);
    expect(entry?.views[0]).toMatchObject({
      verbatim: false,
      citations: [{ article: 'baker', name: "Baker's notes", heading: 'Leavening', date: '2024-03-01' }],
    });
    expect(entry?.facts.map(({ aspect }) => aspect)).toEqual(['Kind', 'How it works', 'Cost']);
    expect(inlineText(entry?.exception?.children ?? [])).toBe('Not for cake.');
  });

  test('gives the table with its columns, rows and other words for them', () => {
    expect(entryOf('sourdough-vs-yeast')?.table).toMatchObject({
      rowHeading: 'Aspect',
      tasks: false,
      columns: [
        { label: 'Sourdough', entries: ['sourdough'] },
        { label: "Baker's yeast", entries: ['bakers-yeast'] },
      ],
      rows: [
        { label: 'Time', words: ['how long', 'duration', 'hours'] },
        { label: 'Taste', words: [] },
        { label: 'Water', citations: [{ article: 'mill', heading: 'Water: how much' }] },
      ],
    });
  });
});

describe('the data files', () => {
  test('make an entry of each product, its fields facts', () => {
    const oven = entryOf('oven');
    expect(oven).toMatchObject({ kind: 'product', label: 'Oven', classification: { verdict: 'no' } });
    expect(oven?.facts.map(({ aspect, text }) => [aspect, inlineText(text)])).toEqual([
      ['Maker', 'Bakers'],
      ['Kind', 'tool'],
      ['Strength', 'heat'],
    ]);
    expect(oven?.classification?.citations).toHaveLength(2);
    expect(oven?.disagreement?.views).toHaveLength(2);
  });

  test('make a table of the values of a figure', () => {
    const table = entryOf('kilo-price')?.table;
    expect(table?.columns.map(({ label }) => label)).toEqual(['Value', 'Year', 'Published by']);
    expect(table?.rows[0]?.cells.map(inlineText)).toEqual(['1', '2024', 'the mill']);
  });

  test('give tips, words and messages as they are', () => {
    expect(knowledge.tips).toEqual([
      { id: 'feed-the-jar', entry: 'sourdough', text: [expect.anything()], citations: [expect.anything()] },
    ]);
    const { sayings, ...words } = knowledge.vocabulary;
    expect(words).toEqual({ synonyms: [['loaf', 'bread']], filler: ['please'], outside: ['concrete'] });
    for (const { name } of knowledge.articles) expect(sayings).toContain(`according to ${name}`);
    expect(knowledge.messages.gone.title).toBe('No longer here');
    expect(knowledge.guide).toEqual({ start: '', steps: [], verdicts: [] });
  });
});
