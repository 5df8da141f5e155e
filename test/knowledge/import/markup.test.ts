// Lists keep their numbers, and no markup is left in the text.
import { describe, expect, test } from 'vitest';
import { asArticle, foundIn, leftOutOf } from './importing.js';

const read = (body: string) =>
  foundIn(asArticle('a.md', `# Bread\n\n## Baking\n\n${body}\n\n## Storing\n\nIn a cloth.\n`));
const inHtml = (body: string) =>
  foundIn(asArticle('a.html', `<!doctype html><body><main><h1>Bread</h1><h2>Baking</h2>${body}</main></body>`))[
    'Baking'
  ];

describe('a list', () => {
  test.each([
    [
      'of steps',
      '1. Knead it.\n2. Wait:\n   - an hour in summer\n   - two in winter\n3. Bake it.',
      '1. Knead it. 2. Wait: ◦ an hour in summer ◦ two in winter 3. Bake it.',
    ],
    ['of steps that starts later', '4. Cool it.\n5. Cut it.', '4. Cool it. 5. Cut it.'],
    ['that opens an answer', '- Rye\n- Spelt', '• Rye • Spelt'],
    ['after a sentence', 'Kinds:\n\n- Rye\n- Spelt', 'Kinds: • Rye • Spelt'],
  ])('%s keeps its marks', (_, body, said) => {
    expect(read(body)['Baking']).toBe(said);
  });

  test.each([
    ['with letters', '<ol type="a"><li>rye</li><li>spelt</li></ol>', 'a. rye b. spelt'],
    ['with values', '<ol><li value="7">rye</li><li>spelt</li></ol>', '7. rye 8. spelt'],
    [
      'with numbers of its own',
      '<ol><li><b>2.1</b> Knead it.</li><li><b>2.2</b> Bake it.</li></ol>',
      '• 2.1 Knead it. • 2.2 Bake it.',
    ],
    [
      'with paragraphs',
      '<ol><li><p>Knead it.</p><p>Well.</p></li><li><p>Bake it.</p></li></ol>',
      '1. Knead it. Well. 2. Bake it.',
    ],
  ])('of a page %s', (_, body, said) => {
    expect(inHtml(body)).toBe(said);
  });
});

describe('Markdown', () => {
  test.each([
    ['a task', '- [ ] Knead it.\n- [x] Bake it.', '• Knead it. • Bake it.'],
    ['a footnote', 'Use rye.[^1]\n\n[^1]: Or spelt.', 'Use rye. (Or spelt.)'],
    [
      'a footnote that is used twice',
      'Use rye[^a] or rye[^a].\n\n[^a]: From the mill.',
      'Use rye (From the mill.) or rye.',
    ],
    [
      'a note in a list',
      '- Bake it.\n\n  > [!WARNING]\n  > It is hot.\n- Cool it.',
      '• Bake it. It is hot. • Cool it.',
    ],
    ['an alert in a list item', '- > [!NOTE]\n  > It is hot.\n- Cool it.', '• It is hot. • Cool it.'],
    ['an admonition', '!!! tip\n    Use *rye*.\n\nBake it.', 'Use rye. Bake it.'],
  ])('leaves none of %s', (_, body, said) => {
    expect(read(body)).toEqual({ Baking: said, Storing: 'In a cloth.' });
  });

  test.each([
    ['an admonition', '!!! tip "Which flour?"\n    Use *rye*.\n\n    Or spelt.'],
    ['a fold', '??? question "Which flour?"\n    Use *rye*.\n\n    Or spelt.'],
    ['a container', ':::tip Which flour?\nUse *rye*.\n\nOr spelt.\n:::'],
  ])('with a title in %s is a part that ends with it', (_, part) => {
    expect(read(`Knead it.\n\n${part}\n\nBake it.`)).toMatchObject({
      'Which flour?': 'Use rye. Or spelt.',
      Baking: expect.stringMatching(/^Knead it\. .*Bake it\.$/),
    });
  });

  test('that only looks like an admonition is kept', () => {
    expect(read('!!! Never open the oven early')['Baking']).toBe('!!! Never open the oven early');
  });

  test('above a line that begins with a colon may be a sentence', () => {
    expect(read('The oven is hot by seven in the morning.\n\n: # Bake')['Baking']).toBe(
      'The oven is hot by seven in the morning.',
    );
  });

  test('has definitions', () => {
    expect(read('Crumb\n: The soft part of a *loaf*.\n\nCrust\n: The hard part.')).toMatchObject({
      Crumb: 'The soft part of a loaf.',
      Crust: 'The hard part.',
    });
  });
});

describe('a spreadsheet', () => {
  test('has no tags in its cells', () => {
    const found = foundIn(
      asArticle(
        'a.csv',
        'question,answer\nHow hot?,"Very: <b>230 degrees</b>.<br>Less for rye."\nIs 3 < 4?,"Yes, 3 < 4 and 5 > 4."\n',
      ),
    );
    expect(found).toEqual({ 'How hot?': 'Very: 230 degrees. Less for rye.', 'Is 3 < 4?': 'Yes, 3 < 4 and 5 > 4.' });
  });

  test('leaves out a column in one line', () => {
    const article = asArticle('a.csv', 'id,question,answer\n1,How hot?,Very hot.\n2,How long?,An hour.\n');
    expect(leftOutOf(article)).toEqual([{ why: 'a column beside question and answer', words: 'id: 1 | 2' }]);
  });
});
