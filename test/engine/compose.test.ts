// Entries as documents, written as lines that show what a reader gets and in which order.
import { describe, expect, test } from 'vitest';
import { text } from '../../src/document/build.js';
import type { Block, Citation, Document, Inline, View } from '../../src/document/nodes.js';
import { inlineText } from '../../src/document/plain.js';
import { encodeTarget } from '../../src/document/target.js';
import { composeAspects, composeEntry, type Focus } from '../../src/engine/answer/compose.js';
import {
  composeAlso,
  composeHelp,
  composeStep,
  composeTerms,
  composeTip,
  composeUntold,
  composeVerdict,
} from '../../src/engine/answer/compose-others.js';
import { composeComparison } from '../../src/engine/answer/compose-pair.js';
import { createTableFinder } from '../../src/engine/answer/compose-table.js';
import { composeClosest, composeTask } from '../../src/engine/answer/compose-task.js';
import { firstSentence } from '../../src/engine/answer/line.js';
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
        `${block.manner}${block.named === undefined || block.named.length === 0 ? '' : `, at ${block.named.map(({ heading }) => heading)}`}; on ${block.citations.map(({ heading }) => heading)}`,
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
// `shovel` is the former id of `peel`.
const find = (id: string): Entry | undefined => byId.get(id === 'shovel' ? 'peel' : id);
const shown = (entry: Entry, focus?: Focus) => lines(composeEntry(entry, find, focus));

describe('an entry', () => {
  const full = entryOf({
    title: 'Sourdough bread',
    id: 'sourdough',
    label: 'Sourdough',
    kind: 'definition',
    answer: say('It is sour.'),
    views: [view('One says so.'), view('Two say so.'), view('Three say so.')],
    exception: view('But not on Sundays.'),
    disagreement: { point: say('whether it is bread.'), views: [view('Yes.'), view('No.')] },
    classification: { verdict: 'no', text: say('No, it is dough.'), citations: [cite('Classes')] },
    related: ['peel', 'gone', 'jar', 'shovel', 'oven', 'mill'],
  });
  const related = 'related: Peel -> e:peel, Jar -> e:jar, Oven -> e:oven';
  const places = 'One says so.,Two say so.,Three say so.';

  test('is title, answer, two views, a line on the dispute, and at most three entries to go on to', () => {
    const document = composeEntry(full, find);
    expect(lines(document)).toEqual([
      '# Sourdough bread',
      'It is sour.',
      'told: One says so.',
      'told: Two say so.',
      'told: But not on Sundays.',
      'disputed: whether it is bread.',
      `retold; on ${places},But not on Sundays.`,
      'more: Who says what -> e:sourdough:sides, 1 more view -> e:sourdough:views',
      related,
    ]);
    expect(aboutOf(document)).toBe('e:sourdough');
  });

  test('opens all of its views, or the sides of its dispute, one at a time, and leads back', () => {
    const views = composeEntry(full, find, { open: 'views' });
    expect(lines(views)).toEqual([
      '# Sourdough bread',
      'It is sour.',
      'told: One says so.',
      'told: Two say so.',
      'told: Three say so.',
      'told: But not on Sundays.',
      `retold; on ${places},But not on Sundays.`,
      'more: Fewer views -> e:sourdough, Who says what -> e:sourdough:sides',
      related,
    ]);
    expect(aboutOf(views)).toBe('e:sourdough:views');
    expect(shown(full, { open: 'sides' })).toEqual([
      '# Sourdough bread',
      'It is sour.',
      'disputed: whether it is bread.',
      'told: Yes.',
      'told: No.',
      `retold; on ${places},Yes.,No.`,
      'more: Back to the answer -> e:sourdough, All 3 views -> e:sourdough:views',
      related,
    ]);
  });

  test('that is asked for its class says that first, and names the place under the answer', () => {
    const said = shown(full, { classify: true });
    expect(said.slice(0, 3)).toEqual(['# Sourdough bread', 'No, it is dough.', 'It is sour.']);
    expect(said).toContain(`retold, at Classes; on Classes,${places},But not on Sundays.`);
    expect(shown(jar, { classify: true })).toEqual(shown(jar));
  });

  test('that is asked for a fact says that first, and leaves out a dispute on something else', () => {
    expect(shown(full, { fact: fact('Cost', 'low') }).slice(0, 5)).toEqual([
      '# Sourdough bread',
      '*Cost: *low',
      'It is sour.',
      'told: One says so.',
      'told: Two say so.',
    ]);
    expect(shown(full, { fact: fact('Cost', 'low') })).not.toContain('disputed: whether it is bread.');
    expect(shown(full, { fact: fact('Bread kind', 'dark') })).toContain('disputed: whether it is bread.');
    expect(shown(jar, { fact: fact('Cost', 'low') }).at(-1)).toBe('retold, at Cost low; on Cost low');
  });

  test('that a follow-up asked for names what the talk is of, unless its title does', () => {
    expect(shown(jar, { subject: 'Sourdough' })[0]).toBe('# Sourdough: A jar');
    expect(shown(jar, { subject: 'jar' })[0]).toBe('# A jar');
  });

  test('that is a product has its facts in a table, but for the one that was asked for', () => {
    const facts = [fact('Cost', 'low'), fact('Maker', 'a baker')];
    const product: Entry = { ...jar, kind: 'product', facts };
    expect(shown(product).slice(2, 5)).toEqual(['Fact | Jar', 'Cost | low', 'Maker | a baker']);
    const asked = shown(product, { fact: facts[0] ?? fact('', '') });
    expect(asked.filter((line) => line.includes('low'))).toEqual([
      '*Cost: *low',
      'retold, at Cost low; on Cost low,Maker a baker',
    ]);
    expect(shown({ ...jar, kind: 'product' })).toEqual(shown(jar));
    expect(shown({ ...jar, facts })).toEqual(shown(jar));
  });

  test('that is a list of others has one line for each, with what it is', () => {
    const made = entryOf({ title: 'Crock', facts: [fact('Maker', 'a potter'), fact('Kind', 'a vessel')] });
    const list = { ...mill, lists: ['crock', 'gone', 'jar'] };
    expect(lines(composeEntry(list, (id) => (id === 'crock' ? made : find(id)))).slice(0, 3)).toEqual([
      '# A mill',
      '- *Crock*: a vessel',
      '- *Jar*',
    ]);
  });

  test('of nothing is its title', () => {
    expect(shown(mill)).toEqual(['# A mill']);
  });
});

describe('the views of an entry', () => {
  const told = (count: number) => Array.from({ length: count }, (_, at) => view(`told ${at}`));
  const quoted = (count: number) => Array.from({ length: count }, (_, at) => view(`quote ${at}`, true));
  const viewsOf = (given: Partial<Entry>, focus?: Focus) =>
    shown({ ...mill, ...given }, focus).filter((line) => /^(told|quoted:|more)/.test(line));

  test('are two at first, and all on demand', () => {
    expect(viewsOf({ views: told(2) })).toEqual(['told: told 0', 'told: told 1']);
    expect(viewsOf({ views: told(4) })).toEqual(['told: told 0', 'told: told 1', 'more: 2 more views -> e:mill:views']);
    expect(viewsOf({ views: told(3) }, { open: 'views' })).toEqual([
      'told: told 0',
      'told: told 1',
      'told: told 2',
      'more: Fewer views -> e:mill',
    ]);
  });

  test('are as many as fit into what is shown at first, of which each is shown whole', () => {
    const long = view('x'.repeat(240));
    const answer = say('y'.repeat(360));
    expect(viewsOf({ answer, views: [view('x'.repeat(300)), long, view('short')] })).toEqual([
      'told: short',
      'more: 2 more views -> e:mill:views',
    ]);
    // Without an answer of our own, one view is the answer, however long it is.
    expect(viewsOf({ views: [view('x'.repeat(1200), true), view('short')] })).toEqual([
      `quoted: ${'x'.repeat(1200)}`,
      'more: 1 more view -> e:mill:views',
    ]);
  });

  test('that are quotes go before those that are retold', () => {
    expect(viewsOf({ views: [...told(1), ...quoted(2)] })).toEqual([
      'quoted: quote 0',
      'quoted: quote 1',
      'more: 1 more view -> e:mill:views',
    ]);
  });

  test.each<[string, Partial<Entry>, string]>([
    ['retold', { views: told(1) }, 'retold'],
    ['quoted', { views: quoted(1) }, 'quoted'],
    ['both', { views: [...quoted(1), ...told(1)] }, 'both'],
    ['both, where words of the article stand in quotation marks', { views: [view('It is "a jar".')] }, 'both'],
    ['both, where there is an answer of ours', { views: quoted(1), answer: say('Ours.') }, 'both'],
    ['quoted in a table', { table: table(['A'], [row('x', 'y')], { verbatim: true }) }, 'quoted'],
    ['retold in a table', { table: table(['A'], [row('x', 'y')]) }, 'retold'],
    ['both, a cell in quotation marks', { table: table(['A'], [row('x', '"y"')]) }, 'both'],
  ])('are called %s', (_, given, manner) => {
    const sources = shown({ ...mill, ...given }).find((line) => line.includes('; on '));
    expect(sources).toMatch(new RegExp(`^${manner}\\b`));
  });
});

describe('the table of an entry', () => {
  const withTable = (count: number, more?: Partial<EntryTable>): Entry => ({
    ...mill,
    table: {
      ...table(['A', 'B', 'C'], rows(count)),
      columns: ['A', 'B', 'C'].map((label) => ({ label, entries: [label.toLowerCase()] })),
      ...more,
    },
  });

  test('is shown with its headings, without views', () => {
    expect(shown({ ...withTable(1), views: [view('One says so.')] })).toEqual([
      '# A mill',
      'Aspect | A | B | C',
      'row 0 | a0 | b0 | c0',
      'retold; on row 0',
      'more: The view behind it -> e:mill:views',
    ]);
    expect(shown(withTable(1, { verbatim: true }))[1]).toBe('quoted:');
  });

  test('has eight rows at first, and all on demand', () => {
    expect(shown(withTable(8)).filter((line) => line.startsWith('row'))).toHaveLength(8);
    expect(shown(withTable(9)).filter((line) => line.startsWith('row'))).toHaveLength(8);
    expect(shown(withTable(9)).at(-1)).toBe('more: One aspect -> e:mill:aspects, All 9 rows -> e:mill:rows');
    expect(shown(withTable(9), { open: 'rows' }).filter((line) => line.startsWith('row'))).toHaveLength(9);
    expect(shown(withTable(9), { open: 'rows' }).at(-1)).toBe(
      'more: Fewer rows -> e:mill, One aspect -> e:mill:aspects',
    );
  });

  test('offers single aspects if it has more than three and is not of jobs or figures', () => {
    const isOffered = (entry: Entry) => shown(entry).some((line) => line.includes('One aspect'));
    expect(isOffered(withTable(3))).toBe(false);
    expect(isOffered(withTable(4))).toBe(true);
    expect(isOffered(withTable(4, { tasks: true }))).toBe(false);
    expect(isOffered({ ...withTable(4), kind: 'figure' })).toBe(false);
  });

  test('is narrowed to two columns, in its own order whichever is named first, and brought back by them', () => {
    const document = composeEntry({ ...withTable(1), answer: say('All three differ.') }, find, { columns: [2, 0] });
    expect(lines(document)).toEqual(['# A and C', 'Aspect | A | C', 'row 0 | a0 | c0', 'retold; on row 0']);
    expect(aboutOf(document)).toBe('c:a:c');
    expect(composeEntry(withTable(1), find, { columns: [0, 2] })).toEqual(
      composeEntry(withTable(1), find, { columns: [2, 0] }),
    );
    expect(shown(withTable(1), { columns: [2, 1, 0] }).slice(0, 2)).toEqual(['# A mill', 'Aspect | A | B | C']);
  });

  test('says of two columns what is written on them, never what is written on all', () => {
    const pairs = [{ columns: [2, 0], text: say('C is not A.'), citations: [cite('Pair')] }] as const;
    const entry: Entry = {
      ...withTable(1, { pairs }),
      answer: say('All three differ.'),
      views: [view('One says so.')],
      disagreement: { point: say('which is best.'), views: [view('A.'), view('B.')] },
    };
    expect(shown(entry, { columns: [0, 2] })).toEqual([
      '# A and C',
      'C is not A.',
      'Aspect | A | C',
      'row 0 | a0 | c0',
      'retold, at Pair; on Pair,row 0',
    ]);
    expect(shown(entry, { columns: [0, 1] }).slice(0, 2)).toEqual(['# A and B', 'Aspect | A | B']);
  });

  test('is narrowed to one aspect and nothing else', () => {
    const entry: Entry = {
      ...withTable(3),
      answer: say('All three differ.'),
      disagreement: { point: say('which is best.'), views: [view('A.'), view('B.')] },
    };
    const document = composeEntry(entry, find, { rows: [2] });
    expect(lines(document)).toEqual([
      '# row 2: A mill',
      'Aspect | A | B | C',
      'row 2 | a2 | b2 | c2',
      'retold, at row 2; on row 2',
      'more: Whole table -> e:mill',
    ]);
    expect(aboutOf(document)).toBe('e:mill:row:2');
    expect(shown(entry, { rows: [2], columns: [1, 0] })[0]).toBe('# row 2: A and B');
    expect(aboutOf(composeEntry(entry, find, { rows: [2], columns: [1, 0] }))).toBe('c:a:b:2');
  });

  test('goes without the exception, which is for its verdicts and for who asks for all views', () => {
    const entry = { ...withTable(1), exception: view('But.') };
    expect(shown(entry)).not.toContain('told: But.');
    expect(shown(entry, { open: 'views' })).toContain('told: But.');
  });

  test('is offered row by row, below its answer', () => {
    expect(lines(composeAspects({ ...withTable(2), answer: say('All three differ.') }))).toEqual([
      '# A mill',
      'All three differ.',
      'more: Whole table -> e:mill',
      'aspects: row 0 -> e:mill:row:0, row 1 -> e:mill:row:1',
    ]);
    expect(lines(composeAspects(withTable(1), [2, 0]))).toEqual([
      '# A and C',
      'more: Whole table -> c:a:c',
      'aspects: row 0 -> c:a:c:0',
    ]);
  });

  test('is found by two of its entries, the smallest first', () => {
    const small: Entry = { ...withTable(1), kind: 'comparison', id: 'small' };
    const big: Entry = {
      ...small,
      id: 'big',
      table: table(['A', 'B', 'C', 'D'], []),
    };
    const findTable = createTableFinder([big, { ...small, kind: 'faq' }, small]);
    expect(findTable('c', 'a')).toEqual({ entry: small, columns: [2, 0] });
    expect(findTable('a', 'a')).toBeUndefined();
    expect(findTable('a', 'z')).toBeUndefined();
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
      'retold, at rye loaf; on rye loaf',
      'related: Mill -> e:mill',
    ]);
    expect(aboutOf(document)).toBe('e:mill:row:0');
  });

  test('names the job as it was asked for', () => {
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'A starter', ''), 'pumpernickel'))[0]).toBe(
      '# Pumpernickel: A starter',
    );
  });

  test('names the row as well where that is called otherwise', () => {
    const named = { ...columns, rowHeading: 'Task' };
    const linesOf = (asked: Row, job = '') => lines(verdictOf({ table: named }, asked, job));
    expect(linesOf(row('Rye loaf', 'A starter', 'it is sour'), 'pumpernickel')).toContain('*Task: *Rye loaf');
    expect(linesOf(row('Rye loaf', 'Yes', 'No'), 'pumpernickel').slice(0, 3)).toEqual([
      '# Pumpernickel',
      '*Task: *Rye loaf',
      'In Notes’s table: Take yes, why no.',
    ]);
    for (const job of ['', 'rye', 'rye loaf'])
      expect(linesOf(row('Rye loaf', 'A starter', 'it is sour'), job).join()).not.toContain('Task');
  });

  test('says it of every column where each has a yes or a no', () => {
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'Yes', 'Limited use')))).toEqual([
      '# Rye loaf',
      'In Notes’s table: Take yes, why limited use.',
      'retold, at rye loaf; on rye loaf',
      'related: Mill -> e:mill',
    ]);
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'Yes', 'Nobody knows')))[0]).toBe('# Rye loaf: Yes');
    expect(lines(verdictOf({ table: columns }, row('rye loaf', 'Yes', 'An island: no')))[0]).toBe('# Rye loaf: Yes');
  });

  test('comes with the exception if the job takes more than one kind', () => {
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

  test('comes with the dispute if that is on the job', () => {
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

  test('are their first sentences and the facts that both have, the same whichever is named first', () => {
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
      'Rye is dark.',
      'Wheat is pale.',
      'Aspect | Rye | Wheat',
      'Cost | low | lower',
      'Time | long | short',
      'retold; on Cost low,cost lower,Time long,Time short',
      'related: Rye -> e:rye, Wheat -> e:wheat, Jar -> e:jar',
    ]);
    expect(aboutOf(document)).toBe('c:rye:wheat');
    expect(composeComparison(b, a, (id) => (id === 'wheat' ? b : find(id)))).toEqual(document);
  });

  test('without answers of ours are a quote of each, and no table if they share no fact', () => {
    const a = baker('Rye', { views: [view('Dark.', true), view('Sour.', true)] });
    const b = baker('Wheat', { answer: say('Wheat is pale.'), views: [view('Pale.', true)], asOf: 2025 });
    expect(lines(composeComparison(a, b, find))).toEqual([
      '# Rye and Wheat',
      '*Rye:*',
      'quoted: Dark.',
      'Wheat is pale.',
      'both; on Pale.,Dark.',
      'related: Rye -> e:rye, Wheat -> e:wheat',
    ]);
    const c = baker('Spelt', { views: [view('Old.', true)] });
    expect(lines(composeComparison(a, c, find))).toContain('quoted; on Dark.,Old.');
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

  test('a step of the guide has its options, and a way back unless it is the first', () => {
    const step = {
      id: 'first',
      question: say('Which?'),
      citations: [cite('x')],
      options: [{ label: 'This', to: 'next' }],
    };
    expect(lines(composeStep(step, guide))).toEqual(['# Which?', 'retold, at x; on x', 'steps: This -> g:next']);
    const next = composeStep({ ...step, id: 'next' }, guide);
    expect(lines(next).at(-1)).toBe('steps: This -> g:next, Start again -> g:first');
    expect(aboutOf(next)).toBe('g:next');
  });

  test('a verdict of the guide leads to its entry, if that still exists', () => {
    const verdict = { id: 'end', answer: say('Take rye.'), citations: [cite('x')], entry: 'jar' };
    expect(lines(composeVerdict(verdict, guide, find))).toEqual([
      '# Your answer',
      'Take rye.',
      'retold, at x; on x',
      'related: Jar -> e:jar, Start again -> g:first',
    ]);
    const gone = composeVerdict({ ...verdict, entry: 'gone' }, guide, find);
    expect(lines(gone).at(-1)).toBe('related: Start again -> g:first');
    expect(aboutOf(gone)).toBe('g:end');
  });

  test('a tip says that it is one, and leads to its entry', () => {
    const tip = composeTip({ id: 'feed', entry: 'jar', text: say('Feed it.'), citations: [cite('x')] });
    expect(lines(tip)).toEqual(['*Tip:* Feed it.', 'retold, at x; on x', 'more: Tell me more -> e:jar']);
    expect(aboutOf(tip)).toBe('t:feed');
  });

  test('the terms of a message get a line each: a sentence of ours, else a quote', () => {
    const ours = { ...jar, views: [view('Jars.'), view('More jars.')] };
    const quote = { ...mill, views: [view('Mills grind. They do.', true)] };
    expect(lines(composeTerms('Terms', [ours, quote]))).toEqual([
      '# Terms',
      '- *Jar: *Jars are kept. -> e:jar',
      '- *Mill: *“Mills grind.” -> e:mill',
      'both, at Jars.,Mills grind. They do.; on Jars.,Mills grind. They do.',
    ]);
    expect(lines(composeTerms('Terms', [ours])).at(-1)).toBe('retold, at Jars.; on Jars.');
    expect(lines(composeTerms('Terms', [quote])).at(-1)).toBe(
      'quoted, at Mills grind. They do.; on Mills grind. They do.',
    );
    expect(lines(composeTerms('Terms', [jar]))).toEqual(['# Terms', '- *Jar: *Jars are kept. -> e:jar']);
  });
});

describe('what is answered in part', () => {
  const offers = [{ type: 'choice', label: 'Jar', target: { type: 'entry', id: 'jar' } }] as const;

  test('a thing that is known, but not what is asked of it, is said so and offered', () => {
    expect(lines(composeUntold({ subject: 'the peel', asked: 'the price' }, offers))).toEqual([
      'The articles speak of the peel, but say nothing on “the price”.',
      'suggestions: Jar -> e:jar',
    ]);
    expect(lines(composeUntold({ subject: 'LSTM' }, []))).toEqual(['The articles do not mention LSTM.']);
  });

  test('a job that no article names gets the nearest row with whose verdict it is', () => {
    const judged = table(['Oven', 'Cold jar'], []);
    expect(lines(composeClosest({ ...mill, table: judged }, row('Rye loaf', 'Yes', 'No'), 2, offers))).toEqual([
      'Closest case in the articles: rye loaf. In Notes’s table: Oven yes, cold jar no.',
      'retold, at Rye loaf; on Rye loaf',
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
      'Jars are kept.',
      'related: Jar -> e:jar, Oven -> e:oven',
    ]);
    expect(lines(composeAlso(first, { subject: 'the peel', asked: 'the age' }))).toEqual([
      '# A mill',
      'Mills grind.',
      'The articles speak of the peel, but say nothing on “the age”.',
      'related: Oven -> e:oven, Jar -> e:jar',
    ]);
    expect(lines(composeAlso(composeEntry({ ...mill, answer: say('Mills grind.') }, find), jar)).at(-1)).toBe(
      'related: Jar -> e:jar',
    );
  });
});
