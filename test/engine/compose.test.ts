// Entries to documents, each written as lines that show what a reader gets and in which order.
import { describe, expect, test } from 'vitest';
import { text } from '../../src/document/build.js';
import type { Block, Citation, Document, Inline, View } from '../../src/document/nodes.js';
import { inlineText } from '../../src/document/plain.js';
import { encodeTarget } from '../../src/document/target.js';
import {
  composeAspects,
  composeComparison,
  composeEntry,
  composeTask,
  type Focus,
  firstSentence,
} from '../../src/engine/answer/compose.js';
import {
  composeAlso,
  composeClosest,
  composeHelp,
  composeStep,
  composeTerms,
  composeTip,
  composeUntold,
  composeVerdict,
} from '../../src/engine/answer/compose-others.js';
import type { Entry, EntryTable, Fact, Row } from '../../src/engine/entry.js';
import { entryOf } from '../fixtures/entries.js';

const marked = (nodes: readonly Inline[]) =>
  nodes.map((node) => (node.type === 'strong' ? `*${inlineText(node.children)}*` : inlineText([node]))).join('');

function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [`# ${marked(block.children)}`];
    case 'paragraph':
      return [marked(block.children)];
    case 'view':
      return [`${block.verbatim ? 'quoted' : 'told'}: ${marked(block.children)}`];
    case 'table':
      return [
        ...(block.verbatim === true ? ['quoted:'] : []),
        ...block.children.map(({ children }) => children.map((cell) => marked(cell.children)).join(' | ')),
      ];
    case 'list':
      return block.children.map(
        ({ children, target }) => `- ${marked(children)}${target === undefined ? '' : ` -> ${encodeTarget(target)}`}`,
      );
    case 'code':
      return [block.value];
    case 'disagreement':
      return [`disputed: ${marked(block.children)}`, ...block.views.flatMap(linesOf)];
    case 'sources':
      return [
        `${block.manner} from ${block.citations.map(({ heading }) => heading)}${block.asOf === undefined ? '' : `, as of ${block.asOf}`}`,
      ];
    case 'choices':
      return [
        `${block.role}: ${block.children.map(({ label, target }) => `${label} -> ${encodeTarget(target)}`).join(', ')}`,
      ];
  }
}
const lines = ({ children }: Document) => children.flatMap(linesOf);
const aboutOf = ({ about }: Document) => (about === undefined ? undefined : encodeTarget(about));

const cite = (heading: string): Citation => ({ article: 'notes', name: 'Notes', heading });
const say = (value: string) => [text(value)];
const view = (value: string, verbatim = false): View => ({
  type: 'view',
  verbatim,
  children: say(value),
  citations: [cite(value)],
});
const fact = (aspect: string, value: string): Fact => ({
  aspect,
  text: say(value),
  citations: [cite(`${aspect} ${value}`)],
});
const row = (label: string, ...cells: readonly string[]): Row => ({
  label,
  words: [],
  cells: cells.map(say),
  citations: [cite(label)],
});
const table = (columns: readonly string[], rows: readonly Row[], more: Partial<EntryTable> = {}): EntryTable => ({
  rowHeading: 'Aspect',
  columns: columns.map((label) => ({ label, entries: [] })),
  rows,
  tasks: false,
  ...more,
});
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => row(`row ${at}`, `a${at}`, `b${at}`, `c${at}`));

const jar = entryOf({ title: 'A jar', id: 'jar', label: 'Jar', answer: say('Jars are kept. They are fed.') });
const oven = entryOf({ title: 'An oven', id: 'oven', label: 'Oven', answer: say('Ovens are hot.'), asOf: 2024 });
const mill = entryOf({ title: 'A mill', id: 'mill', label: 'Mill' });
const peel = entryOf({ title: 'A peel', id: 'peel', label: 'Peel' });
const byId = new Map([jar, oven, mill, peel].map((entry) => [entry.id, entry]));
// The peel once was two entries.
const find = (id: string): Entry | undefined => byId.get(id === 'shovel' ? 'peel' : id);
const shown = (entry: Entry, focus?: Focus) => lines(composeEntry(entry, find, focus));

describe('an entry', () => {
  const full = entryOf({
    title: 'Sourdough bread',
    id: 'sourdough',
    label: 'Sourdough',
    kind: 'definition',
    answer: say('It is sour.'),
    views: [view('One says so.'), view('One says so.')],
    facts: [fact('Cost', 'low')],
    exception: view('But not on Sundays.'),
    disagreement: { point: say('Is it bread?'), views: [view('Yes.'), view('No.')] },
    classification: { verdict: 'no', text: say('No, it is dough.'), citations: [cite('Classes')] },
    related: ['peel', 'gone', 'jar', 'shovel', 'oven', 'mill'],
    asOf: 2025,
  });
  const views = ['told: One says so.', 'told: One says so.', 'told: But not on Sundays.'];
  const dispute = ['disputed: Is it bread?', 'told: Yes.', 'told: No.'];
  const related = 'related: Peel -> e:peel, Jar -> e:jar, Oven -> e:oven';

  test('is title, answer, views, exception, dispute, each source once, at most three entries to go on to', () => {
    const document = composeEntry(full, find);
    expect(lines(document)).toEqual([
      '# Sourdough bread',
      'It is sour.',
      ...views,
      ...dispute,
      'retold from One says so.,But not on Sundays.,Yes.,No., as of 2025',
      related,
    ]);
    expect(aboutOf(document)).toBe('e:sourdough');
    expect(aboutOf(composeEntry(full, find, {}, { type: 'help' }))).toBe('h');
  });

  test('that is asked for its class says that first, with the source', () => {
    expect(shown(full, { classify: true })).toEqual([
      '# Sourdough bread',
      'No, it is dough.',
      'It is sour.',
      ...views,
      ...dispute,
      'retold from Classes,One says so.,But not on Sundays.,Yes.,No., as of 2025',
      related,
    ]);
    expect(shown(jar, { classify: true })).toEqual(shown(jar));
  });

  test('that is asked for a fact says that first, with the source', () => {
    expect(shown({ ...jar, asOf: 2020 }, { fact: fact('Cost', 'low') })).toEqual([
      '# A jar',
      '*Cost: *low',
      'Jars are kept. They are fed.',
      'retold from Cost low, as of 2020',
    ]);
  });

  test('that a follow-up asked for names what the talk is of, unless its title does', () => {
    expect(shown(jar, { subject: 'Sourdough' })[0]).toBe('# Sourdough: A jar');
    expect(shown(jar, { subject: 'jar' })[0]).toBe('# A jar');
  });

  test('that is a product has all its facts in a table', () => {
    const facts = [fact('Cost', 'low'), fact('Maker', 'a baker')];
    expect(shown({ ...jar, kind: 'product', facts })).toEqual([
      '# A jar',
      'Jars are kept. They are fed.',
      'Fact | Jar',
      'Cost | low',
      'Maker | a baker',
      'retold from Cost low,Maker a baker',
    ]);
    expect(shown({ ...jar, kind: 'product' })).toEqual(shown(jar));
    expect(shown({ ...jar, facts })).toEqual(shown(jar));
  });

  test('of nothing is its title', () => {
    expect(shown(mill)).toEqual(['# A mill']);
  });
});

describe('the views of an entry', () => {
  const told = (count: number) => Array.from({ length: count }, (_, at) => view(`told ${at}`));
  const quoted = (count: number) => Array.from({ length: count }, (_, at) => view(`quote ${at}`, true));
  const viewsOf = (given: readonly View[], focus?: Focus) =>
    shown({ ...mill, views: given }, focus).filter((line) => !/^(#|retold|quoted from|both)/.test(line));

  test('are three at first, and all on demand', () => {
    expect(viewsOf(told(3))).toEqual(['told: told 0', 'told: told 1', 'told: told 2']);
    expect(viewsOf(told(4))).toEqual([
      'told: told 0',
      'told: told 1',
      'told: told 2',
      'more: All 4 views -> e:mill:views',
    ]);
    expect(viewsOf(told(4), { all: 'views' })).toEqual([
      'told: told 0',
      'told: told 1',
      'told: told 2',
      'told: told 3',
    ]);
  });

  test('are five with quotes, two of them retold', () => {
    expect(viewsOf([...quoted(4), ...told(3)])).toEqual([
      'told: told 0',
      'told: told 1',
      'quoted: quote 0',
      'quoted: quote 1',
      'quoted: quote 2',
      'more: All 7 views -> e:mill:views',
    ]);
    expect(viewsOf(quoted(5))).toHaveLength(5);
    expect(viewsOf(quoted(6))).toEqual([...quoted(5).flatMap(linesOf), 'more: All 6 views -> e:mill:views']);
  });

  test.each<[string, Partial<Entry>, string]>([
    ['retold', { views: told(1) }, 'retold'],
    ['quoted', { views: quoted(1) }, 'quoted'],
    ['both', { views: [...quoted(1), ...told(1)] }, 'both'],
    ['both, where there is an answer of ours', { views: quoted(1), answer: say('Ours.') }, 'both'],
    ['quoted in a table', { table: table(['A'], [row('x', 'y')], { verbatim: true }) }, 'quoted'],
    ['retold in a table', { table: table(['A'], [row('x', 'y')]) }, 'retold'],
    ['both, one in a table', { table: table(['A'], [row('x', 'y')], { verbatim: true }), views: told(1) }, 'both'],
  ])('are called %s', (_, given, manner) => {
    expect(shown({ ...mill, ...given }).at(-1)).toMatch(new RegExp(`^${manner} from`));
  });
});

describe('the table of an entry', () => {
  const withTable = (count: number, more?: Partial<EntryTable>) => ({
    ...mill,
    table: table(['A', 'B', 'C'], rows(count), more),
  });

  test('is shown with its headings', () => {
    expect(shown(withTable(1))).toEqual([
      '# A mill',
      'Aspect | A | B | C',
      'row 0 | a0 | b0 | c0',
      'retold from row 0',
    ]);
    expect(shown(withTable(1, { verbatim: true }))[1]).toBe('quoted:');
  });

  test('has eight rows at first, and all on demand', () => {
    expect(shown(withTable(8)).filter((line) => line.startsWith('row'))).toHaveLength(8);
    expect(shown(withTable(8)).at(-1)).toBe('more: One aspect -> e:mill:aspects');
    expect(shown(withTable(9)).filter((line) => line.startsWith('row'))).toHaveLength(8);
    expect(shown(withTable(9)).at(-1)).toBe('more: All 9 rows -> e:mill:rows, One aspect -> e:mill:aspects');
    expect(shown(withTable(9), { all: 'rows' }).filter((line) => line.startsWith('row'))).toHaveLength(9);
    expect(shown(withTable(9), { all: 'rows' }).at(-1)).toBe('more: One aspect -> e:mill:aspects');
  });

  test('offers one aspect where it has more than three, and is none of jobs', () => {
    expect(shown(withTable(3)).at(-1)).toBe('retold from row 0,row 1,row 2');
    expect(shown(withTable(4)).at(-1)).toBe('more: One aspect -> e:mill:aspects');
    expect(shown(withTable(4, { tasks: true })).at(-1)).toMatch(/^retold/);
  });

  test('is narrowed to the columns that are asked for, and is called after them', () => {
    expect(shown(withTable(1), { columns: [2, 0] }).slice(0, 3)).toEqual([
      '# C and A',
      'Aspect | C | A',
      'row 0 | c0 | a0',
    ]);
    expect(shown(withTable(1), { columns: [2, 1, 0] }).slice(0, 2)).toEqual(['# A mill', 'Aspect | C | B | A']);
  });

  test('is narrowed to the rows that are asked for, and offers the others', () => {
    expect(shown(withTable(3), { rows: [2, 9] })).toEqual([
      '# A mill',
      'Aspect | A | B | C',
      'row 2 | a2 | b2 | c2',
      'retold from row 2',
      'more: All 3 rows -> e:mill:rows',
    ]);
  });

  test('goes without the exception, which is for its verdicts and for who asks for all views', () => {
    const entry = { ...withTable(1), exception: view('But.') };
    expect(shown(entry)).not.toContain('told: But.');
    expect(shown(entry, { all: 'views' })).toContain('told: But.');
  });

  test('is offered row by row', () => {
    expect(lines(composeAspects(withTable(2)))).toEqual([
      '# A mill',
      'aspects: row 0 -> e:mill:row:0, row 1 -> e:mill:row:1',
    ]);
    expect(lines(composeAspects(jar))).toEqual(['# A jar']);
  });
});

describe('the verdict on a job', () => {
  const verdictOf = (given: Partial<Entry>, asked: Row, job = '') =>
    composeTask({ ...mill, ...given }, asked, job, find, { type: 'entry', id: 'mill', row: 0 });
  const columns = table(['Take', 'Why'], []);

  test('is the first column, in the title; the others are the reasons', () => {
    const document = verdictOf({ table: columns, asOf: 2024 }, row('rye loaf', 'A starter', 'it is sour'));
    expect(lines(document)).toEqual([
      '# Rye loaf: A starter',
      '*Why: *it is sour',
      'retold from rye loaf, as of 2024',
      'related: Mill -> e:mill',
    ]);
    expect(aboutOf(document)).toBe('e:mill:row:0');
  });

  test('names the job as it was asked for', () => {
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'A starter', ''), 'pumpernickel'))[0]).toBe(
      '# Pumpernickel: A starter',
    );
  });

  test('says it of every column where each has a yes or a no', () => {
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'Yes', 'Limited use')))).toEqual([
      '# Rye loaf',
      'In Notes’s table: Take yes, why limited use.',
      'retold from rye loaf',
      'related: Mill -> e:mill',
    ]);
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'Yes', 'Nobody knows')))[0]).toBe('# Rye loaf: Yes');
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'Yes', 'An island: no')))[0]).toBe('# Rye loaf: Yes');
  });

  test('comes with the exception where the job takes more than one kind', () => {
    const given = { table: columns, exception: view('But.') };
    for (const cells of [
      ['A jar and an oven', 'b'],
      ['Yes', 'yes (small)'],
    ] as const)
      expect(lines(verdictOf(given, row('Rye loaf', ...cells)))).toContain('told: But.');
    for (const cells of [
      ['A jar (old and new)', 'b'],
      ['Yes', 'Limited'],
      ['A jar', 'b and c'],
    ] as const)
      expect(lines(verdictOf(given, row('Rye loaf', ...cells)))).not.toContain('told: But.');
  });

  test('comes with the dispute where that is on the job', () => {
    const given = {
      table: columns,
      disagreement: { point: say('Can a machine bake loaves?'), views: [view('No.')] },
    };
    expect(lines(verdictOf(given, row('Baking bread', 'A', 'b')))).not.toContain(
      'disputed: Can a machine bake loaves?',
    );
    expect(lines(verdictOf(given, row('Big machines', 'A', 'b')))).toContain('disputed: Can a machine bake loaves?');
    // Short words are in every text.
    expect(lines(verdictOf(given, row('A can', 'A', 'b')))).not.toContain('disputed: Can a machine bake loaves?');
  });

  test('leads to its table and at most two entries more', () => {
    const document = verdictOf({ table: columns, related: ['jar', 'oven', 'peel'] }, row('Rye loaf', 'A', 'b'));
    expect(lines(document).at(-1)).toBe('related: Mill -> e:mill, Jar -> e:jar, Oven -> e:oven');
  });
});

describe('two entries side by side', () => {
  const baker = (label: string, more: Partial<Entry>): Entry => ({ ...mill, label, id: label.toLowerCase(), ...more });

  test('are their first sentences, the facts that both have, and the older year', () => {
    const a = baker('Rye', {
      answer: say('Rye is dark. It keeps.'),
      facts: [fact('Cost', 'low'), fact('Colour', 'dark'), fact('Time', 'long')],
      asOf: 2023,
      related: ['wheat', 'jar', 'oven'],
      disagreement: { point: say('Is it bread?'), views: [] },
    });
    const b = baker('Wheat', {
      answer: say('Wheat is pale.'),
      facts: [fact('Time', 'short'), fact('cost', 'lower')],
      asOf: 2025,
      disagreement: { point: say('Is it cake?'), views: [] },
    });
    const document = composeComparison(a, b, (id) => (id === 'wheat' ? b : find(id)));
    expect(lines(document)).toEqual([
      '# Rye and Wheat',
      '*Rye:* Rye is dark.',
      '*Wheat:* Wheat is pale.',
      'Aspect | Rye | Wheat',
      'Cost | low | lower',
      'Time | long | short',
      'disputed: Is it bread?',
      'retold from Cost low,cost lower,Time long,Time short, as of 2023',
      'related: Rye -> e:rye, Wheat -> e:wheat, Jar -> e:jar',
    ]);
    expect(aboutOf(document)).toBe('c:rye:wheat');
  });

  test('without answers of ours are a quote of each, and no table where they share no fact', () => {
    const a = baker('Rye', { views: [view('Dark.', true), view('Sour.', true)] });
    const b = baker('Wheat', { answer: say('Wheat is pale.'), views: [view('Pale.', true)], asOf: 2025 });
    expect(lines(composeComparison(a, b, find))).toEqual([
      '# Rye and Wheat',
      '*Rye:*',
      'quoted: Dark.',
      '*Wheat:* Wheat is pale.',
      'both from Dark., as of 2025',
      'related: Rye -> e:rye, Wheat -> e:wheat',
    ]);
    const c = baker('Spelt', { views: [view('Old.', true)] });
    expect(lines(composeComparison(a, c, find))).toContain('quoted from Dark.,Old.');
  });
});

describe('the first sentence', () => {
  test.each([
    ['One. Two.', 'One.'],
    ['One? “Two.”', 'One?'],
    ['One, e.g. two. Three.', 'One, e.g. two.'],
    ['Only one.', 'Only one.'],
    ['GPT-4.5 is one. Two.', 'GPT-4.5 is one.'],
  ])('of %j is %j', (said, first) => {
    expect(inlineText(firstSentence(say(said)))).toBe(first);
  });

  test('that is the only one keeps its marks', () => {
    const answer: readonly Inline[] = [{ type: 'strong', children: say('All') }, text(' of it.')];
    expect(firstSentence(answer)).toBe(answer);
  });
});

describe('what is about no one entry', () => {
  const guide = { start: 'first', steps: [], verdicts: [] };

  test('the help names what it rests on, with author and year', () => {
    const help = { title: 'Help', text: 'Ask.', examples: ['why?'], asked: [], privacy: 'Nothing is kept.', kept: '' };
    const articles = [
      { key: 'a', name: 'A', title: 'Of A', author: 'Ann', date: '2024-03-01' },
      { key: 'b', name: 'B', title: 'Of B', date: '2023' },
      { key: 'c', name: 'C', title: 'Of C' },
    ];
    const document = composeHelp(help, articles);
    expect(lines(document)).toEqual([
      '# Help',
      'Ask.',
      '- *A: *Of A (Ann, 2024)',
      '- *B: *Of B (2023)',
      '- *C: *Of C',
      'Nothing is kept.',
      'examples: why? -> q:why?',
    ]);
    expect(aboutOf(document)).toBe('h');
  });

  test('a step of the guide has its options, and a way back where it is not the first', () => {
    const step = {
      id: 'first',
      question: say('Which?'),
      citations: [cite('x')],
      options: [{ label: 'This', to: 'next' }],
    };
    expect(lines(composeStep(step, guide))).toEqual(['# Which?', 'retold from x', 'steps: This -> g:next']);
    const next = composeStep({ ...step, id: 'next' }, guide);
    expect(lines(next).at(-1)).toBe('steps: This -> g:next, Start again -> g:first');
    expect(aboutOf(next)).toBe('g:next');
  });

  test('a verdict of the guide leads to its entry, where that is still there', () => {
    const verdict = { id: 'end', answer: say('Take rye.'), citations: [cite('x')], entry: 'jar' };
    expect(lines(composeVerdict(verdict, guide, find))).toEqual([
      '# Your answer',
      'Take rye.',
      'retold from x',
      'related: Jar -> e:jar, Start again -> g:first',
    ]);
    const gone = composeVerdict({ ...verdict, entry: 'gone' }, guide, find);
    expect(lines(gone).at(-1)).toBe('related: Start again -> g:first');
    expect(aboutOf(gone)).toBe('g:end');
  });

  test('a tip says that it is one, and leads to its entry', () => {
    const tip = composeTip({ id: 'feed', entry: 'jar', text: say('Feed it.'), citations: [cite('x')] });
    expect(lines(tip)).toEqual(['*Tip:* Feed it.', 'retold from x', 'more: Tell me more -> e:jar']);
    expect(aboutOf(tip)).toBe('t:feed');
  });

  test('the terms of a message get a line each: a sentence of ours, else a quote', () => {
    const ours = { ...jar, views: [view('Jars.'), view('More jars.')] };
    const quote = { ...mill, views: [view('Mills grind. They do.', true)] };
    expect(lines(composeTerms('Terms', [ours, quote]))).toEqual([
      '# Terms',
      '- *Jar: *Jars are kept. -> e:jar',
      '- *Mill: *“Mills grind.” -> e:mill',
      'both from Jars.,Mills grind. They do.',
    ]);
    expect(lines(composeTerms('Terms', [ours])).at(-1)).toBe('retold from Jars.');
    expect(lines(composeTerms('Terms', [quote])).at(-1)).toBe('quoted from Mills grind. They do.');
    expect(lines(composeTerms('Terms', [jar]))).toEqual(['# Terms', '- *Jar: *Jars are kept. -> e:jar']);
  });
});

describe('what is answered in part', () => {
  const offers = [{ type: 'choice', label: 'Jar', target: { type: 'entry', id: 'jar' } }] as const;

  test('a thing that is known, but not what is asked of it, is said so and offered', () => {
    expect(lines(composeUntold({ subject: 'the peel', asked: 'the price' }, offers))).toEqual([
      'The articles say nothing on the price of the peel.',
      'suggestions: Jar -> e:jar',
    ]);
    expect(lines(composeUntold({ subject: 'LSTM' }, []))).toEqual(['The articles do not mention LSTM.']);
  });

  test('a job that no article names gets the nearest row with whose verdict it is', () => {
    const judged = table(['Oven', 'Cold jar'], []);
    expect(lines(composeClosest({ ...mill, table: judged }, row('Rye loaf', 'Yes', 'No'), 2, offers))).toEqual([
      'Closest case in the articles: rye loaf. In Notes’s table: Oven yes, cold jar no.',
      'retold from Rye loaf',
      'suggestions: Rye loaf -> e:mill:row:2, Jar -> e:jar',
    ]);
    expect(lines(composeClosest({ ...mill, table: judged }, row('DNA loaf', 'An oven', 'hot'), 0))[0]).toBe(
      'Closest case in the articles: DNA loaf. An oven (Notes).',
    );
  });

  test('the second of two questions follows in a sentence, with a button, or is said to have no answer', () => {
    const first = composeEntry({ ...mill, answer: say('Mills grind.'), related: ['oven', 'jar'] }, find);
    expect(lines(composeAlso(first, jar))).toEqual([
      '# A mill',
      'Mills grind.',
      '*Jar: *Jars are kept.',
      'related: Jar -> e:jar, Oven -> e:oven',
    ]);
    expect(lines(composeAlso(first, { subject: 'the peel', asked: 'the age' }))).toEqual([
      '# A mill',
      'Mills grind.',
      'The articles say nothing on the age of the peel.',
      'related: Oven -> e:oven, Jar -> e:jar',
    ]);
    expect(lines(composeAlso(composeEntry({ ...mill, answer: say('Mills grind.') }, find), jar)).at(-1)).toBe(
      'related: Jar -> e:jar',
    );
  });
});
