// Every kind of problem that a knowledge folder can have, with its file and line.
import { afterAll, describe, expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/read.js';
import { type Changes, createFolders, lineOf, smallFile, smallFileWith } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);
const problemsOf = (changes: Changes) => readKnowledge(folders.small(changes)).problems;

const sourdough = 'definitions/sourdough.md';
const yeast = 'definitions/bakers-yeast.md';
const versus = 'comparisons/sourdough-vs-yeast.md';

const product = `- id: oven
  title: Oven
  aliases: [stove]
  questions: [what is an oven]
  asOf: 2024
  answer: An oven bakes bread.
  maker: { text: Bakers, cite: "baker > Baking" }
  views:
    - { text: "It gets hot.", cite: "baker > Baking" }
  related: [sourdough]
`;
const figure = `- id: kilo-price
  title: Price of a kilo
  aliases: [flour price]
  questions: [what does a kilo of flour cost]
  asOf: 2024
  answer: A kilo of flour costs one euro.
  values:
    - { what: Price, value: 1 euro, year: 2024, publisher: the mill, cite: "mill > Flour" }
  related: [sourdough]
`;
const guide = `start: first
steps:
  - id: first
    question: Slow or quick?
    cite: "baker > Leavening"
    options:
      - { label: Slow, to: slow }
      - { label: Quick, to: quick }
verdicts:
  - id: slow
    answer: Take sourdough.
    cite: "baker > Leavening"
    entry: sourdough
  - id: quick
    answer: Take yeast.
    cite: "baker > Leavening"
    entry: bakers-yeast
`;
const tip = smallFile('tips.yaml');

/** A file of the small knowledge with one replacement, and where the problem then is. */
type Case = { readonly file: string; readonly source: string; readonly at: string; readonly says: RegExp };
const changed = (file: string, from: string, to: string, says: RegExp, at = to): Case => ({
  file,
  source: smallFileWith(file, from, to),
  at,
  says,
});
const written = (file: string, source: string, at: string, says: RegExp): Case => ({ file, source, at, says });
const long = (length: number) =>
  'bread '
    .repeat(Math.ceil(length / 6))
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length, 'x');

const cases: Readonly<Record<string, Case>> = {
  // ids and references
  'an id that is none': changed(sourdough, 'id: sourdough', 'id: Sour Dough', /id.*lower-case/),
  'an id that is too long': changed(sourdough, 'id: sourdough', `id: ${'a'.repeat(41)}`, /at most 40/),
  'an id that is not the name of the file': changed(
    sourdough,
    'id: sourdough',
    'id: sour',
    /must be named definitions\/sour\.md/,
  ),
  'a duplicate id': written(
    'products.yaml',
    product.replace('id: oven', 'id: sourdough'),
    'id: sourdough',
    /duplicate id "sourdough"/,
  ),
  'a kind of another folder': changed(sourdough, 'kind: definition', 'kind: faq', /kind must be definition/),
  'an unknown kind': changed(sourdough, 'kind: definition', 'kind: recipe', /definition, comparison or faq/),
  'a related entry that does not exist': changed(
    sourdough,
    '[bakers-yeast, sourdough-vs-yeast]',
    '[bakers-yeast, rye]',
    /"rye" does not exist/,
    'related:',
  ),
  'an entry that is related to itself': changed(
    sourdough,
    '[bakers-yeast, sourdough-vs-yeast]',
    '[sourdough]',
    /related to itself/,
    'related:',
  ),
  'a column of an entry that does not exist': changed(
    versus,
    'columns: [sourdough, bakers-yeast]',
    'columns: [sourdough, rye]',
    /"rye" does not exist/,
  ),
  'an alias that two entries claim': changed(sourdough, 'levain', 'dry yeast', /"dry yeast" is claimed by/, 'aliases:'),
  'an alias that differs in capitals and signs only': changed(
    sourdough,
    'levain',
    'Dry-Yeast',
    /claimed by/,
    'aliases:',
  ),
  'an alias that is the title of another entry': changed(
    versus,
    'aliases: [sourdough vs yeast]',
    'aliases: [Sourdough]',
    /claimed by/,
  ),
  'an alias without letters': changed(yeast, 'commercial yeast', '"?!"', /letters or digits/, 'aliases:'),
  'a tip without an entry': written(
    'tips.yaml',
    `${tip}- { id: rye, entry: rye, text: "Rye.", cite: "mill > Flour" }\n`,
    'id: rye',
    /no entry "rye"/,
  ),
  'a duplicate tip': written('tips.yaml', tip + tip, 'never', /duplicate id "feed-the-jar"/),
  'a duplicate article': written(
    'articles.yaml',
    `${smallFile('articles.yaml')}- { key: mill, name: Mill, title: Again, headings: [Flour] }\n`,
    '- { key: mill',
    /duplicate article key "mill"/,
  ),
  'a guide that leads nowhere': written(
    'guide.yaml',
    guide.replace('to: quick', 'to: nowhere'),
    'to: nowhere',
    /"nowhere"/,
  ),
  'a guide that starts nowhere': written(
    'guide.yaml',
    guide.replace('start: first', 'start: zero'),
    'start: zero',
    /"zero"/,
  ),
  'a verdict of an entry that does not exist': written(
    'guide.yaml',
    guide.replace('entry: bakers-yeast', 'entry: rye'),
    'entry: rye',
    /"rye"/,
  ),

  // citations
  'a view without a citation': changed(sourdough, '>\n> baker > Leavening\n', '', /missing citation/, '> A jar'),
  'a view with two texts': changed(
    sourdough,
    '> baker > Leavening\n',
    '> And more.\n>\n> baker > Leavening\n',
    /missing citation/,
    '> A jar',
  ),
  'a row without a citation': changed(
    sourdough,
    '| Kind | leavening | baker > Leavening |',
    '| Kind | leavening | |',
    /missing citation/,
  ),
  'a table without sources': changed(
    versus,
    "Baker's yeast | Sources |",
    "Baker's yeast | Notes |",
    /last column must be Sources/,
  ),
  'an entry that cites nothing at all': written(
    'products.yaml',
    '- { id: oven, title: Oven, questions: [what is an oven], answer: An oven bakes. }\n',
    'id: oven',
    /missing citation/,
  ),
  'an unknown article': changed(
    yeast,
    'baker > Dough\n\n## Facts',
    'cook > Dough\n\n## Facts',
    /unknown article "cook"/,
    '> A packet',
  ),
  'an unknown heading': changed(
    yeast,
    'baker > Dough\n\n## Facts',
    'baker > Oven\n\n## Facts',
    /no heading "Oven"/,
    '> A packet',
  ),
  'an unknown article in a row': changed(
    yeast,
    '| Kind | leavening | baker > Dough |',
    '| Kind | leavening | cook > Dough |',
    /unknown article "cook"/,
  ),
  'a citation that is none': changed(
    yeast,
    '| Kind | leavening | baker > Dough |',
    '| Kind | leavening | somewhere |',
    /"somewhere" is no citation/,
  ),
  'one bad citation of several': changed(
    yeast,
    '| Kind | leavening | baker > Dough |',
    '| Kind | leavening | baker > Dough; mill > Salt |',
    /no heading "Salt"/,
  ),
  'a product with a bad citation': written(
    'products.yaml',
    product.replace('maker: { text: Bakers, cite: "baker > Baking" }', 'maker: { text: Bakers, cite: "baker > Salt" }'),
    'maker:',
    /no heading "Salt"/,
  ),
  'a view of a product with a bad citation': written(
    'products.yaml',
    product.replace('"It gets hot.", cite: "baker > Baking"', '"It gets hot.", cite: "cook > Heat"'),
    '"It gets hot."',
    /unknown article "cook"/,
  ),
  'a figure with a bad citation': written(
    'figures.yaml',
    figure.replace('mill > Flour', 'mill > Salt'),
    '- { what',
    /no heading "Salt"/,
  ),
  'a tip with a bad citation': written(
    'tips.yaml',
    tip.replace('baker > Leavening', 'baker > Salt'),
    'id:',
    /no heading "Salt"/,
  ),
  'a guide with a bad citation': written(
    'guide.yaml',
    guide.replace('"baker > Leavening"', '"baker > Salt"'),
    'cite: "baker > Salt"',
    /no heading "Salt"/,
  ),
  'a field of a product without a citation': written(
    'products.yaml',
    product.replace(', cite: "baker > Baking" }\n  views', ' }\n  views'),
    'maker:',
    /cite/,
  ),
  'a tip without a citation': written('tips.yaml', tip.replace(/, cite: .* \}/, ' }'), 'id:', /cite/),
  'two views from one section': changed(
    sourdough,
    '## Facts',
    '> Again.\n>\n> baker > Leavening\n\n## Facts',
    /two views from "baker > Leavening"/,
    'id: sourdough',
  ),

  // tables
  'a row that is too narrow': changed(
    versus,
    '| Taste | sour | mild | baker > Baking |',
    '| Taste | sour | baker > Baking |',
    /3 cells.*4 columns/,
  ),
  'a row that is too wide': changed(
    versus,
    '| Taste | sour | mild | baker > Baking |',
    '| Taste | sour | mild | odd | baker > Baking |',
    /5 cells.*4 columns/,
  ),
  'a fact of the wrong width': changed(
    sourdough,
    '| Kind | leavening | baker > Leavening |',
    '| Kind | baker > Leavening |',
    /2 cells.*3 columns/,
  ),
  'an empty cell': changed(versus, '| Taste | sour | mild |', '| Taste | | mild |', /empty cell/),
  'an empty name of a row': changed(versus, '| Taste | sour | mild |', '| | sour | mild |', /empty cell/),
  'columns that are fewer than the table has': changed(
    versus,
    'columns: [sourdough, bakers-yeast]',
    'columns: [sourdough]',
    /2 columns.*lists 1/,
    '| Aspect',
  ),
  'words for a row that is none': changed(versus, '  Time: [', '  Times: [', /"Times".*not a row/, '| Aspect'),
  'a comparison without a table': written(
    versus,
    smallFile(versus)
      .replace(/\n\| [\s\S]*$/, '\n')
      .replace(/rowWords:\n.*\n/, ''),
    'never',
    /needs a table/,
  ),
  'two tables': changed(
    versus,
    '| Water | wetter dough | firmer dough | mill > Water: how much |',
    '| Water | wetter dough | firmer dough | mill > Water: how much |\n\nx\n\n| A | B | C | Sources |\n| --- | --- | --- | --- |\n| a | b | c | mill > Flour |',
    /one table per entry/,
    '| A | B',
  ),

  // lengths
  'a title that is too long': changed(sourdough, 'title: Sourdough', `title: ${long(81)}`, /at most 80/),
  'a label that is too long': changed(versus, 'label: Sourdough or yeast', `label: ${long(41)}`, /at most 40/),
  'a view that is too long': changed(
    sourdough,
    'A jar of flour and water turns lively within a week if it is fed daily.',
    long(241),
    /241 characters.*240/,
    `> ${long(241)}`,
  ),
  'a cell that is too long': changed(versus, '| Taste | sour |', `| Taste | ${long(61)} |`, /61 characters.*60/),
  'an answer that is too long': changed(
    sourdough,
    'It takes a day or more and tastes sour.',
    `${long(150)}. ${long(150)}.`,
    /answer is \d+ characters/,
    'Sourdough is dough',
  ),
  'a first sentence that is too long': changed(
    sourdough,
    'Sourdough is dough raised by wild yeast and bacteria that live in flour.',
    `${long(171)}.`,
    /first sentence/,
    `${long(171)}`,
  ),
  'a tip that is too long': written(
    'tips.yaml',
    `- { id: long, entry: sourdough, text: "${long(281)}", cite: "baker > Dough" }\n`,
    'id: long',
    /281 characters.*280/,
  ),
  'an answer of a product that is too long': written(
    'products.yaml',
    product.replace('An oven bakes bread.', `An oven bakes. ${long(350)}`),
    'answer:',
    /answer is/,
  ),

  // what a platform cannot show
  'an image': changed(sourdough, '## Facts', '![jar](https://example.org/jar.png)\n\n## Facts', /image/, '![jar]'),
  'a list': changed(sourdough, '## Facts', '- salt\n- water\n\n## Facts', /list/, '- salt'),
  HTML: changed(sourdough, '## Facts', '<b>bold</b>\n\n## Facts', /html/, '<b>'),
  'HTML in a view': changed(sourdough, 'A jar of flour', 'A <i>jar</i> of flour', /html/),
  'a nested quote': changed(
    sourdough,
    '> A jar of flour and water turns lively within a week if it is fed daily.',
    '> > A jar.',
    /blockquote/,
  ),
  'a block of code': changed(sourdough, '## Facts', '```\ncode\n```\n\n## Facts', /code/, '```'),
  'a link to a script': changed(sourdough, 'A jar of flour', 'A [jar](javascript:alert(1)) of flour', /http/),
  'an unknown section': changed(sourdough, '## Facts', '## History', /unknown section "History"/),
  'a section that every object has': changed(sourdough, '## Facts', '## constructor', /unknown section "constructor"/),
  'HTML in a tip': written('tips.yaml', tip.replace('Feed the jar', 'Feed <b>the</b> jar'), 'id:', /html/),
  'a list for an answer of a product': written(
    'products.yaml',
    product.replace('answer: An oven bakes bread.', 'answer: "- An oven bakes bread."'),
    'answer:',
    /one line of text/,
  ),

  // parts that are missing
  'no answer': changed(
    sourdough,
    smallFile(sourdough)
      .split('\n')
      .find((line) => line.startsWith('Sourdough is dough')) ?? '',
    '',
    /has no answer/,
    'never',
  ),
  'two answers': changed(sourdough, '> A jar', 'More.\n\n> A jar', /more than one paragraph/, 'More.'),
  'no front matter': written(sourdough, 'Sourdough is dough.\n', 'Sourdough', /must start with front matter/),
  'front matter that does not end': written(sourdough, '---\nid: sourdough\n', '---', /must start with front matter/),
  'no title': changed(sourdough, 'title: Sourdough\n', '', /title/, 'id: sourdough'),
  'no ways to ask': changed(
    sourdough,
    smallFile(sourdough).match(/questions:\n( {2}- .*\n)+/)?.[0] ?? '',
    'questions: []\n',
    /at least one way/,
    'questions: []',
  ),
  'an unknown field': changed(sourdough, 'asOf: 2024', 'as_of: 2024', /as_of/),
  'a year that is none': changed(sourdough, 'asOf: 2024', 'asOf: soon', /year/),
  'a year far away': changed(sourdough, 'asOf: 2024', 'asOf: 20240', /year/),
  'text over several lines in a title': changed(sourdough, 'title: Sourdough', 'title: "Sour\\ndough"', /one line/),
  'a disagreement with one side': changed(
    sourdough,
    '## Facts',
    '## Disagreement\n\nwhether it is sour.\n\n> Yes.\n>\n> mill > Flour\n\n## Facts',
    /each side/,
    'whether it is sour',
  ),
  'a figure without a value': written(
    'figures.yaml',
    figure.replace(/values:\n.*\n/, 'values: []\n'),
    'values:',
    /at least one value/,
  ),
  'an article without headings': written(
    'articles.yaml',
    smallFile('articles.yaml').replace('headings: [Flour, "Water: how much"]', 'headings: []'),
    'headings: []',
    /headings/,
  ),

  // YAML
  'malformed front matter': changed(
    sourdough,
    'aliases: [sour dough, levain, wild starter]',
    'aliases: [sour dough, levain',
    /./,
    'questions:',
  ),
  'a tab for an indent': written('tips.yaml', '- id: a\n\tentry: sourdough\n', '\tentry', /./),
  'a duplicate key': changed(sourdough, 'asOf: 2024', 'asOf: 2024\ntitle: Again', /unique|duplicate/i, 'title: Again'),
  'a duplicate key in a list file': written(
    'products.yaml',
    product.replace('  asOf: 2024\n', '  asOf: 2024\n  title: Again\n'),
    '  title: Again',
    /unique|duplicate/i,
  ),
  'an alias of YAML': changed(sourdough, 'asOf: 2024', 'asOf: &year 2024\nlabel: *year', /./, 'never'),
  'a list for a map': written('messages.yaml', '- help\n', '- help', /./),
  'text for a list': written('tips.yaml', 'tips\n', 'tips', /must be a list of tips/),
  'an unknown tag': changed(sourdough, 'asOf: 2024', 'asOf: !!js/function "() => 1"', /./),
};

describe('a problem is reported with its file and line', () => {
  test.each(Object.entries(cases))('%s', (_, { file, source, at, says }) => {
    const problems = problemsOf({ [file]: source });
    const fitting = problems.filter((problem) => problem.file === file && says.test(problem.message));
    expect({ problems, fitting: fitting.length }).toMatchObject({ fitting: expect.toSatisfy((count) => count > 0) });
    // "never" is for problems of a whole file.
    if (at !== 'never') expect(fitting.map(({ line }) => line)).toContain(lineOf(source, at));
    for (const { line, message } of problems.filter((problem) => problem.file === file)) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(source.split('\n').length + 1);
      expect(message).not.toMatch(/\bat .*:\d+:\d+|\[object/);
    }
  });

  test('and the sources of these cases have no problem without their one change', () => {
    expect(problemsOf({ 'products.yaml': product, 'figures.yaml': figure, 'guide.yaml': guide })).toEqual([]);
  });

  test('also when there are many, all at once', () => {
    const several = ['a related entry that does not exist', 'an empty cell', 'a tip without an entry'].flatMap(
      (name) => cases[name] ?? [],
    );
    const problems = problemsOf(Object.fromEntries(several.map(({ file, source }) => [file, source])));
    expect(problems.map(({ file }) => file).sort()).toEqual(several.map(({ file }) => file).sort());
  });

  test('for an alias that two claim, with both of them named', () => {
    const { file, source } = cases['an alias that two entries claim'] ?? { file: '', source: '' };
    const [problem] = problemsOf({ [file]: source });
    expect(`${problem?.file} ${problem?.message}`).toMatch(/sourdough/);
    expect(`${problem?.file} ${problem?.message}`).toMatch(/bakers-yeast/);
  });
});

describe('a folder', () => {
  test('without anything in it has no entries and no articles', () => {
    const { problems, knowledge } = readKnowledge(folders.of({}));
    expect(problems.map(({ file }) => file).sort()).toEqual(['.', 'articles.yaml']);
    expect(knowledge.entries).toEqual([]);
  });

  test.each(['articles.yaml'])('needs %s', (file) => {
    expect(problemsOf({ [file]: undefined })).toContainEqual({
      file,
      line: 1,
      message: expect.stringContaining('missing'),
    });
  });

  test.each(['tips.yaml', 'comparisons'])('does without %s', (name) => {
    const without = smallFile(sourdough).replace(', sourdough-vs-yeast]', ']');
    expect(problemsOf({ [name]: undefined, [sourdough]: without })).toEqual([]);
  });

  test('may hold files that are no knowledge', () => {
    expect(problemsOf({ 'README.txt': 'x', 'README.md': 'x', 'definitions/notes.txt': 'x' })).toEqual([]);
  });

  test('with empty files says so', () => {
    for (const file of ['tips.yaml', 'articles.yaml', 'messages.yaml', sourdough])
      expect(problemsOf({ [file]: '' }).map((problem) => problem.file)).toContain(file);
  });

  test('keeps what can be read where something is broken', () => {
    const { knowledge } = readKnowledge(folders.small({ [yeast]: 'broken' }));
    expect(knowledge.entries.map(({ id }) => id)).toEqual(['sourdough', 'sourdough-vs-yeast']);
  });
});

describe('files as editors write them', () => {
  const everyFile = ['articles.yaml', 'messages.yaml', 'tips.yaml', sourdough, yeast, versus];
  const plain = readKnowledge(folders.small());

  test('with a byte order mark are read the same', () => {
    const marked = Object.fromEntries(everyFile.map((file) => [file, `\uFEFF${smallFile(file)}`]));
    expect(readKnowledge(folders.small(marked))).toEqual(plain);
  });

  test('with line ends of Windows are read the same', () => {
    const ended = Object.fromEntries(everyFile.map((file) => [file, smallFile(file).replaceAll('\n', '\r\n')]));
    expect(readKnowledge(folders.small(ended))).toEqual(plain);
  });

  test.each([
    'an empty cell',
    'a related entry that does not exist',
    'a view that is too long',
    'a duplicate key',
  ])('with line ends of Windows have %s on the same line', (name) => {
    const { file, source } = cases[name] ?? { file: '', source: '' };
    expect(problemsOf({ [file]: source.replaceAll('\n', '\r\n') })).toEqual(problemsOf({ [file]: source }));
  });
});

describe('hostile files', () => {
  test('cannot blow up in memory by aliases', { timeout: 2000 }, () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`),
    ].join('\n');
    expect(problemsOf({ 'tips.yaml': bomb }).length).toBeGreaterThan(0);
    expect(problemsOf({ [sourdough]: `---\n${bomb}\n---\n\nText.\n` }).length).toBeGreaterThan(0);
  });

  test.each([
    ['front matter', sourdough, smallFileWith(sourdough, 'asOf: 2024', 'asOf: 2024\n__proto__: { polluted: true }')],
    ['words of rows', versus, smallFileWith(versus, '  Time: [', '  __proto__: [polluted]\n  Time: [')],
    ['a list file', 'tips.yaml', tip.replace('{ id:', '{ __proto__: { polluted: true }, id:')],
    ['a map file', 'synonyms.yaml', '__proto__: { polluted: true }\nsynonyms: []\n'],
  ])('cannot reach a prototype from %s', (_, file, source) => {
    expect(() => problemsOf({ [file]: source })).not.toThrow();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('may name a row like a member of every object', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      const source = smallFileWith(versus, '| Taste |', `| ${name} |`);
      const { knowledge, problems } = readKnowledge(folders.small({ [versus]: source }));
      expect(problems).toEqual([]);
      const row = knowledge.entries.find(({ id }) => id === 'sourdough-vs-yeast')?.table?.rows[1];
      expect(row?.words).toEqual([]);
    }
  });

  test('of any size and content are problems, never a throw', { timeout: 5000 }, () => {
    for (const source of [
      '\u0000'.repeat(1000),
      '['.repeat(1000),
      '{'.repeat(1000),
      '---\n'.repeat(1000),
      '> '.repeat(500),
      '|'.repeat(5000),
    ]) {
      for (const file of ['tips.yaml', sourdough]) expect(problemsOf({ [file]: source }).length).toBeGreaterThan(0);
      expect(problemsOf({ [sourdough]: `${smallFile(sourdough)}\n${source}` })).toBeDefined();
    }
  });
});
