// Articles as teams have them: a handbook, a help page, a policy, a glossary, a documentation page, spreadsheets, Word, PDF.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importArticle } from '../../../src/knowledge/import/article.js';
import { shareOf } from '../../../src/knowledge/import/share.js';
import { root } from '../../fixtures/shipped.js';
import { type Article, asArticle, foundIn, leftOutOf, quotesOf, readFixture } from './importing.js';
import { pdfFile, wordFile } from './office-files.js';

const fixtures = readdirSync(`${root}test/fixtures/articles`);

describe('of every article', () => {
  test.each(fixtures)('%s: every letter is in an entry or in the review', (file) => {
    const { text, found } = readFixture(file);
    const { taken, leftOut, lost } = shareOf(text, found);
    expect(lost).toBe(0);
    expect(taken + leftOut).toBeCloseTo(1);
  });

  test('a letter that is nowhere is counted as lost', () => {
    const { text, found } = readFixture('benefits.md');
    const { lost } = shareOf(text, { ...found, findings: found.findings.slice(1) });
    expect(lost).toBeGreaterThan(0.01);
  });

  test('a long part is quoted to its end, in pieces that each fit a chat', () => {
    const sentence =
      'The ferry leaves at dawn and comes back when the last net is in, whatever the weather says about it. ';
    const paragraphs = Array.from({ length: 30 }, (_, at) => `Paragraph ${at} begins. ${sentence.repeat(2)}`);
    const article = asArticle('a.md', `# Ferries\n\n## Timetable\n\n${paragraphs.join('\n\n')}`);
    const quotes = quotesOf(article);
    for (const [at] of paragraphs.entries()) expect(quotes.join(' ')).toContain(`Paragraph ${at} begins.`);
    for (const quote of quotes) expect(quote.length).toBeLessThanOrEqual(1200);
    expect(article.found.findings.map(({ title }) => title).slice(0, 2)).toEqual([
      'Timetable',
      'Timetable: Paragraph 9 begins',
    ]);
  });

  test.each([
    ['a sentence', `${'word '.repeat(2000)}end.`],
    ['a piece of code', `\n\`\`\`\n${'run --with=this\n'.repeat(300)}\`\`\`\n`],
    ['a word', 'x'.repeat(5000)],
  ])('%s that is longer than a quote is parted', (_, long) => {
    const { text, found } = asArticle('a.md', `# Ferries\n\n## Notes\n\nFirst this. ${long}\n`);
    expect(shareOf(text, found).lost).toBe(0);
    expect(found.leftOut).toEqual([]);
  });
});

describe('a handbook', () => {
  const handbook = readFixture('benefits.md');

  test('on pet insurance and discounts is no promotion', () => {
    const found = foundIn(handbook);
    expect(found['Pet insurance']).toContain('Contact our team in the people office');
    expect(found['Discounts']).toContain('Staff get 20 % off');
    expect(leftOutOf(handbook)).toEqual([]);
  });

  test('is asked for what its lists name', () => {
    const contacts = handbook.found.findings.find(({ title }) => title === 'Who to ask');
    expect(contacts?.questions).toEqual(['Who to ask', 'Leave', 'Pay slips', 'Everything else']);
  });
});

describe('a policy', () => {
  const found = foundIn(readFixture('policy.md'));

  test('on cookies and copyright keeps its words', () => {
    expect(found['Cookies and data']).toMatch(/^We use cookies .* press office\.$/);
  });

  test('has parts that begin with their name in bold', () => {
    expect(found['Hotels']).toMatch(/^Hotels - Up to 140 euros/);
    expect(Object.keys(found)).toContain('Who it is for');
  });
});

describe('a page of a help centre', () => {
  const page = readFixture('helpdesk.html');
  const found = foundIn(page);

  test('has answers that are hidden until they are asked for', () => {
    expect(found['Why is it slow in the evening?']).toMatch(/^From five to eight/);
    expect(found['Can I print from my laptop?']).toBe('Yes, at print.quill.example with your card.');
  });

  test('has steps with their code', () => {
    expect(found['Join the network']).toBe(
      '1. Pick quill-guest in the list of networks. 2. Open any page and agree to the rules. ◦ On a phone the page opens by itself. 3. Type the code from your receipt. nmcli dev wifi connect quill-guest nmcli dev show',
    );
  });

  test('has a table that is too long for a chat as text, and the terms of a list', () => {
    expect(found['Limits']).toMatch(/Time \| A session ends .* Two gigabytes a day\./);
    expect(found['Captive page']).toBe('The page that opens before anything else does.');
  });

  test('is without its menu and its contents, which the review names', () => {
    expect(leftOutOf(page).map(({ words }) => words)).toEqual([
      'Join Slow',
      'Home Cards',
      'Quill Library, Mill Lane 4',
    ]);
  });
});

describe('a glossary', () => {
  test('is a definition for each term, by dash or by heading', () => {
    const { found } = readFixture('glossary.html');
    expect(found.findings.map(({ type, title }) => `${type} ${title}`)).toEqual([
      'definition Signature',
      'definition Spine',
      'definition Endpaper',
      'definition Headband',
    ]);
  });
});

describe('a page of a documentation site', () => {
  const page = readFixture('guide.mdx');
  const found = foundIn(page);

  test('is read through its components', () => {
    expect(found['Flatten the back']).toBe(
      'Rub the back on the coarse stone until it shines all over. echo "not for power tools"',
    );
    expect(found['Grind the bevel']).toBe('Hold it at 25 degrees. A jig helps.');
    expect(found['Strop last']).toBe('Ten strokes on leather take off the burr.');
    expect(page.text).not.toMatch(/import|export|<|title=/);
  });

  test('has text after a fold that is no part of its answer', () => {
    expect(found['Which oil do I need?']).toBe('Any light oil does; cooking oil gums up.');
    expect(found['Sharpen a chisel']).toContain('After the fold comes a word on water stones');
  });

  test('gives no formula and no pointer for an answer', () => {
    expect(quotesOf(page).join(' ')).not.toMatch(/frac|documentation/);
    expect(leftOutOf(page).map(({ why }) => why)).toEqual(['a formula', 'only points elsewhere', 'sources', 'sources']);
  });
});

describe('questions in a table', () => {
  test('of a spreadsheet are entries, with their group as a way to ask', () => {
    const { found, text } = readFixture('questions.csv');
    expect(foundIn({ found, text } as Article)).toEqual({
      'Can I change an order?': 'Yes, within an hour. Write to the shop with its number.',
      'How long does delivery take?': 'Two to four days, "as a rule".',
      'Who pays for a return?': 'We do, if the glass was broken.',
    });
    expect(found.findings[2]?.questions).toContain('Returns: Who pays for a return?');
  });

  test.each([
    ['without names', 'a.csv', 'How old is it?,Ten years.\nHow wide is it?,A mile.\n'],
    ['with semicolons', 'a.csv', 'Question;Answer\nHow old is it?;Ten years.\nHow wide is it?;A mile.\n'],
    ['with tabs', 'a.tsv', 'answer\tquestion\nTen years.\tHow old is it?\nA mile.\tHow wide is it?\n'],
    ['in JSON', 'a.json', '[{"q": "How old is it?", "a": "Ten years."}, {"q": "How wide is it?", "a": "A mile."}]'],
    ['in JSON by name', 'a.json', '{"How old is it?": "Ten years.", "How wide is it?": "A mile."}'],
  ])('%s are read', (_, name, source) => {
    expect(foundIn(asArticle(name, source))).toEqual({ 'How old is it?': 'Ten years.', 'How wide is it?': 'A mile.' });
  });

  test('of things with properties are a part for each thing', () => {
    const found = foundIn(asArticle('a.csv', 'boat,length,crew\nSkiff,4 m,2\nKetch,14 m,5\n'));
    expect(found).toEqual({ Skiff: '• length: 4 m • crew: 2', Ketch: '• length: 14 m • crew: 5' });
  });

  test.each([
    ['a.json', '{"a": 1}', /no list of questions/],
    ['a.json', '[{"question"', /is not JSON/],
    ['a.csv', Array.from({ length: 80 }, (_, at) => `c${at}`).join(','), /80 columns/],
  ])('%s: %s is refused with the reason', (name, source, why) => {
    expect(() => asArticle(name, source)).toThrow(why);
  });
});

describe('an office file', () => {
  test('of Word is read by its styles', async () => {
    const bytes = wordFile([
      ['Title', 'Rowing club'],
      ['heading 1', 'How do I join?'],
      ['Normal', 'Fill in the form at the gate.'],
      ['heading 1', 'Boats'],
      ['Normal', 'A boat is booked a day ahead.'],
    ]);
    const read = await importArticle('club.docx', bytes, { key: 'club' });
    if (read.type === 'refused') throw new Error(read.why);
    expect(read.item.title).toBe('Rowing club');
    expect(foundIn(read)).toEqual({
      'How do I join?': 'Fill in the form at the gate.',
      Boats: 'A boat is booked a day ahead.',
    });
  });

  test('of PDF is read by the size of its lines and the space between them', async () => {
    const bytes = pdfFile([
      [22, 0, 'Rowing club'],
      [15, 40, 'How do I join?'],
      [11, 24, 'Fill in the form at the gate and wait until some-'],
      [11, 14, 'body comes out to you.'],
      [11, 30, 'A second paragraph follows.'],
      [15, 40, 'Boats'],
      [11, 24, 'A boat is booked a day ahead.'],
    ]);
    const read = await importArticle('club.pdf', bytes, { key: 'club' });
    if (read.type === 'refused') throw new Error(read.why);
    expect(foundIn(read)).toEqual({
      'How do I join?':
        'Fill in the form at the gate and wait until somebody comes out to you. A second paragraph follows.',
      Boats: 'A boat is booked a day ahead.',
    });
  });

  test.each([
    ['a.pdf', pdfFile([[12, 0, 'x']]), /without text, such as a scan/],
    ['a.pdf', Buffer.from('%PDF-1.7 broken'), /cannot be read/],
    ['a.docx', Buffer.from('PK\x03\x04broken', 'latin1'), /cannot be read/],
  ])('%s without anything to read is refused with the reason', async (name, bytes, why) => {
    const read = await importArticle(name, bytes, { key: 'a' });
    expect(read.type === 'refused' ? read.why : 'taken').toMatch(why);
  });
});
