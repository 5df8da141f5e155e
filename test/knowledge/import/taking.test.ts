// What is taken from articles of every kind, and what is left out and why, on texts written for these tests.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteAt } from '../../../src/knowledge/quote.js';
import { asArticle, foundIn, leftOutOf, quotesOf, readFixture } from './importing.js';

const fixtures = [
  'kiln.txt',
  'tide.txt',
  'wrapped.txt',
  'grinder.txt',
  'bees.md',
  'vpn.md',
  'soil.html',
  'barrels.html',
];

describe('questions with their answers', () => {
  test.each([
    [
      'kiln.txt',
      'Can I put slip over glaze?',
      'No. Slip shrinks as it dries and flakes off a glazed surface. Brush it on before the first firing instead.',
    ],
    [
      'kiln.txt',
      'Which fires hotter in practice?',
      'Stoneware glazes mature near 1,250 degrees. Slips go along with whatever the clay needs.',
    ],
    // With neither a question mark nor a full stop.
    [
      'kiln.txt',
      'How long does a glaze keep',
      'Mixed glaze keeps for years in a closed bucket, as long as it is stirred now and then',
    ],
    // Lines without blank ones in between, and a question of two sentences.
    [
      'tide.txt',
      'I only have one free day. Should I follow the tide table or the wind?',
      'Follow the tide table for walks, and the wind for surfing.',
    ],
    ['tide.txt', 'Can a tide be predicted?', 'Yes. Tables are computed for years ahead.'],
    // Q and A, hard-wrapped.
    ['wrapped.txt', 'When is the best time to look?', 'An hour after sunset, on a night without a moon.'],
    ['wrapped.txt', 'Do I need a telescope?', 'No. A pair of binoculars shows the moons of Jupiter.'],
    // In bold, in a fold.
    ['bees.md', 'Is a roof too hot for bees?', 'Not where there is shade at noon. Bees cool the hive with water.'],
    ['bees.md', 'Do I need a permit?', 'In most towns you have to register the hive.'],
    // A fold, a list of terms, an accordion, bold before the answer.
    ['soil.html', 'How often should I change the soil?', 'Every two years is enough for most pots on a balcony.'],
    ['soil.html', 'Can I reuse old soil?', 'Yes, with a third of fresh compost mixed in.'],
    ['soil.html', 'Is peat bad for the climate?', 'Digging it up sets carbon free, so choose mixes without it.'],
    [
      'soil.html',
      'Does soil go bad?',
      'A closed bag keeps for a year; after that its nutrients are gone. Unclosed bold and italic text stay readable in what follows them.',
    ],
    // Numbered, on one line, with a list or a single word as the answer, after other things.
    ['grinder.txt', 'How often should I clean it?', 'Once a week, with a dry brush.'],
    ['grinder.txt', 'Does it need oil?', 'No. Oil makes grounds stick.'],
    ['grinder.txt', 'Can I wash the burrs?', 'No water on steel burrs. - Ceramic burrs may be washed.'],
    ['grinder.txt', 'What is the best size for espresso?', 'Fine, like table salt.'],
    ['grinder.txt', 'Is it loud?', 'Yes'],
    // With "Q:" in the heading, and in list items.
    ['vpn.md', 'How do I connect?', 'Start the client and sign in.'],
    ['vpn.md', 'Is it slow?', 'Only on Monday mornings.'],
    ['vpn.md', 'Does it work on phones?', 'Yes, on iOS and Android.'],
    // In elements without meaning.
    ['barrels.html', 'How big should it be?', 'About 200 liters for a small roof.'],
    ['barrels.html', 'Does it freeze?', 'Empty it before the first frost.'],
    ['barrels.html', 'Can I drink the water?', 'No, it is not clean enough.'],
  ])('in %s: %s', (file, question, answer) => {
    expect(foundIn(readFixture(file))[question]).toBe(answer);
  });

  test('in a table of two columns named so are as many questions', () => {
    const found = foundIn(
      asArticle(
        'a.md',
        '# T\n\n| Question | Answer |\n|---|---|\n| How old? | Ten years. |\n| How wide? | A mile. |\n',
      ),
    );
    expect(found).toEqual({ 'How old?': 'Ten years.', 'How wide?': 'A mile.' });
  });
});

describe('definitions', () => {
  test.each([
    ['kiln.txt', 'Glaze', /^A glaze is a thin layer of glass/],
    ['kiln.txt', 'Flux', /^Flux \(melting agent\): A substance/],
    ['tide.txt', 'Waves', /^Waves are ripples .* They follow no table\.$/],
    ['wrapped.txt', 'Planet', /^A planet is a body that circles a star .* its own\.$/],
    ['bees.md', 'Hive', /^A hive is a box .* brood and honey\.$/],
    ['bees.md', 'Swarm', /^A swarm is a colony on the move/],
    ['grinder.txt', 'Burr grinder', /^A burr grinder crushes beans .* The grind is even\.$/],
    ['vpn.md', 'Multi-factor authentication (MFA)', /^MFA \(multi-factor authentication\): A method/],
    ['vpn.md', 'Tunnel', /^Tunnel - an encrypted path/],
    ['vpn.md', 'Kill switch', /^kill switch: A setting/],
    ['barrels.html', 'Rain barrel', /^A rain barrel is a container .* tap water\.$/],
    ['soil.html', 'Potting soil', /^Potting soil is a mix of peat, compost and sand that holds water & air\./],
  ])('in %s: %s', (file, term, quote) => {
    expect(foundIn(readFixture(file))[term]).toMatch(quote);
  });

  test('know a term by its abbreviation and by its full name', () => {
    const { found } = asArticle(
      'a.txt',
      'Notes\n\nA point of sale (POS) is a till with a network.\n\nWhat is a POS?\n\nA POS is a till. It prints.\n',
    );
    const definitions = found.findings.filter(({ type }) => type === 'definition');
    expect(definitions).toMatchObject([
      { title: 'Point of sale (POS)', questions: expect.arrayContaining(['What is a POS?']) },
    ]);
  });

  test.each([
    'It is a box.',
    'This is the answer.',
    'The goal is a better world.',
    'Many people are a little late.',
    'One reason is a lack of time.',
    'Rain is the best example of that.',
  ])('are not made of %s', (sentence) => {
    const { found } = asArticle(
      'a.txt',
      `Notes on the weather\n\nSome things\n\n${sentence} Nothing more is said here.\n`,
    );
    expect(found.findings.filter(({ type }) => type === 'definition')).toEqual([]);
  });
});

describe('tables', () => {
  test.each([
    [
      'tide.txt',
      'How they are measured',
      [
        ['Cause', 'Moon & Sun', 'Wind'],
        ['Period', '12.4 hours', '5 to 20 seconds'],
        ['Forecast for', 'years', 'a week'],
      ],
    ],
    [
      'tide.txt',
      'Choosing a day',
      [
        ['Mudflat walk', 'Tide table'],
        ['Surfing', 'Wave | swell forecast'],
      ],
    ],
    // Tabs.
    [
      'wrapped.txt',
      'Magnitude vs Visible, by body',
      [
        ['Sirius', '-1.5', 'winter'],
        ['Venus', '-4.4', 'dusk, dawn'],
        ['Neptune', '7.8', 'never by eye'],
      ],
    ],
    [
      'bees.md',
      'Work vs Sugar|honey, by month',
      [
        ['March', 'check stores', '2 kg'],
        ['July', 'harvest', ''],
      ],
    ],
    // Cells spanning rows and columns.
    [
      'soil.html',
      'Which soil for which plant',
      [
        ['Tomato', 'rich', 'daily'],
        ['Basil', 'loose', 'daily'],
        ['Thyme', 'poor and dry', 'poor and dry'],
      ],
    ],
  ])('in %s: %s', (file, title, cells) => {
    expect(foundIn(readFixture(file))[title]).toEqual(cells);
  });

  test.each([
    ['cells that run together', readFixture('kiln.txt'), /borders/, /^FeatureGlazeSlip/],
    ['columns of spaces', readFixture('wrapped.txt'), /borders/, /^Planet {5}Moons/],
    ['rows of different lengths', readFixture('soil.html'), /differ/, /^Season \| Feed/],
    [
      'rows of different lengths in text',
      asArticle('a.txt', 'T\n\nText of it.\n\n| A | B |\n| 1 | 2 |\n| 3 |\n| 4 | 5 | 6 |\n'),
      /differ/,
      /^\| A/,
    ],
    [
      'column names above cells in a row',
      asArticle(
        'a.txt',
        'T\n\nText of it.\n\nAspect Oak Wood Pine Wood\nWeight Heavy and dense. Light and soft.\nPrice High for planks. Low for planks.\n\nMore text.\n',
      ),
      /borders/,
      /^Aspect Oak/,
    ],
    [
      'a cell on each line',
      asArticle(
        'a.txt',
        'T\n\nText of it.\n\nName\nOak\nPine\nWeight\nHeavy\nLight\nPrice\nHigh\nLow\n\nNext part\n\nMore text.\n',
      ),
      /own/,
      /^Name\nOak/,
    ],
  ])('that cannot be read with certainty are left to a person: %s', (_, article, why, words) => {
    const [unclear] = article.found.unclear;
    expect(unclear?.why).toMatch(why);
    expect(article.text.slice(unclear?.start)).toMatch(words);
    const guessed = article.found.findings.filter(
      (finding) =>
        finding.type === 'table' &&
        finding.rows.some(({ start }) => start >= (unclear?.start ?? 0) && start < (unclear?.end ?? 0)),
    );
    expect(guessed).toEqual([]);
  });

  test('are not seen if a pipe is only a character', () => {
    const { found } = asArticle(
      'a.txt',
      'Shells\n\nPiping\n\nUse a | b to join two commands.\n\nHome | Blog | Contact\n\nThat was all of it.\n',
    );
    expect(found.findings.filter(({ type }) => type === 'table')).toEqual([]);
  });
});

describe('examples and parts', () => {
  test('are taken by a sentence or by their heading', () => {
    expect(foundIn(readFixture('kiln.txt'))['Examples of glazes']).toBe(
      'Examples of glazes include celadon, tenmoku and shino.',
    );
    expect(foundIn(readFixture('soil.html'))['Examples of soil mixes']).toBe(
      '• Herb soil: thin and sandy • Citrus soil: with clay ◦ for lemons',
    );
    expect(foundIn(readFixture('kiln.txt'))['Key Differences Between Glaze and Slip: Scope']).toBe(
      'Glaze is about the surface that you touch. Slip is about the color beneath it.',
    );
  });

  test('bring the list that a sentence leads to', () => {
    const found = foundIn(
      asArticle('a.txt', 'Woods\n\nKinds\n\nPopular hard woods include:\n\n- Oak\n- Beech\n\nAll are heavy.\n'),
    );
    expect(found['Examples of hard woods']).toBe('Popular hard woods include: - Oak - Beech');
  });
});

describe('left out', () => {
  test.each([
    ['kiln.txt', 'promotion', /Potmarket Pro to rent/],
    ['kiln.txt', 'promotion', /Potmarket experts can help/],
    ['kiln.txt', 'promotion', /open an account/],
    ['kiln.txt', 'promotion', /can find helpers on Potmarket/],
    ['kiln.txt', 'about the author', /^About the author/],
    ['kiln.txt', 'comments', /Is slip edible/],
    ['kiln.txt', 'caption', /Museum shop/],
    ['kiln.txt', 'byline', /March 3, 2025/],
    ['kiln.txt', 'about the article itself', /This guide explains/],
    ['tide.txt', 'navigation', /Also Read About/],
    ['tide.txt', 'promotion', /charter consulting services/],
    ['tide.txt', 'promotion', /Contact Blue Buoy Charters today/],
    ['bees.md', 'promotion', /newsletter/],
    ['grinder.txt', 'promotion', /BeanBox/],
    ['grinder.txt', 'promotion', /affiliate links/],
    ['grinder.txt', 'caption', /Image: a burr/],
    ['barrels.html', 'promotion', /Get your barrel today/],
    ['barrels.html', 'navigation', /Five tips/],
    ['soil.html', 'cookie banner', /We use cookies/],
    ['soil.html', 'hidden on the page', /Hidden words/],
    ['soil.html', 'byline', /Noor Haddad/],
    ['soil.html', 'comments', /First!/],
    ['soil.html', 'navigation', /Ten pots/],
    ['soil.html', 'promotion', /save 20 % off/],
    ['soil.html', 'caption', /Fig\. 1/],
  ])('of %s for %s: %s', (file, why, words) => {
    const article = readFixture(file);
    expect(leftOutOf(article).some((each) => each.why === why && words.test(each.words))).toBe(true);
    expect(quotesOf(article).filter((quote) => words.test(quote))).toEqual([]);
  });

  test('are scripts, comments and markup of a page, everywhere', () => {
    for (const file of ['soil.html', 'bees.md'])
      expect(readFixture(file).text).not.toMatch(/script|alert|<\w|&amp;|onclick|JSON|nor this comment/);
  });

  test('but what a team says of its own help stays', () => {
    const kept = [
      'To get access, ask your team lead for an account on the staging server.',
      'We provide two laptops to each new engineer.',
      'The service desk helps with broken keyboards.',
      'Contact your administrator before you change the firewall.',
    ];
    const quotes = quotesOf(asArticle('a.txt', `Handbook\n\nGetting started at work\n\n${kept.join(' ')}\n`));
    for (const sentence of kept) expect(quotes.join(' ')).toContain(sentence);
  });
});

describe('details', () => {
  test.each([
    [
      'kiln.txt',
      { title: 'Glaze or Slip: What Each One Does and When to Pick It', author: 'Mara Linden', date: '2025-03-03' },
    ],
    [
      'bees.md',
      { title: 'Keeping bees on a roof', author: 'Iva Brandt', date: '2024-06-02', url: 'https://bees.example/roof' },
    ],
    [
      'soil.html',
      {
        title: 'Soil for balconies',
        name: 'Greenpatch',
        publisher: 'Greenpatch',
        date: '2025-04-09',
        url: 'https://greenpatch.example/soil',
      },
    ],
    ['tide.txt', { title: 'Tide', name: 'Tide' }],
    ['grinder.txt', { title: 'Choosing a Coffee Grinder in 2026', author: 'Lena Ortiz', date: '2026-05-04' }],
    ['barrels.html', { title: 'Rain barrels', author: 'Tom Reed', date: '2025-03-03' }],
  ])('of %s are read', (file, item) => {
    expect(readFixture(file).item).toMatchObject(item);
  });

  test('that are given take precedence, and an invalid address is ignored', () => {
    const { item } = readFixture('soil.html', {
      title: 'Dirt',
      publisher: 'Us',
      date: '2020',
      url: 'javascript:alert(1)',
    });
    expect(item).toMatchObject({ title: 'Dirt', publisher: 'Us', date: '2020' });
    expect(item.url).toBeUndefined();
  });
});

test('nothing that is quoted is reported as left out', () => {
  for (const file of fixtures) {
    const article = readFixture(file);
    const left = leftOutOf(article).map(({ words }) => words);
    for (const quote of quotesOf(article)) expect(left).not.toContain(quote);
  }
});

describe('every quote', () => {
  test.each(fixtures)('of %s is within the text, in whole sentences, and none is empty', (file) => {
    const { text, found } = readFixture(file);
    for (const finding of found.findings) {
      for (const [start, end] of finding.spans ?? []) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
        expect(text.slice(start - 1, start)).toMatch(/^[\s]?$/);
      }
    }
  });

  test('of any text is found where it says, and nothing throws', () => {
    const word = fc.constantFrom(
      'What is',
      'a',
      'Kiln',
      'is',
      'the',
      'oven.',
      '?',
      '|',
      '\t',
      '\n',
      '\n\n',
      '- ',
      '# ',
      'Q:',
      'A:',
      'FAQ',
      '**',
      '`',
      '<b>',
      ':',
      '…',
      '1.',
      'Contact us today',
      '[x](y)',
      '😀',
      'ß',
    );
    const source = fc
      .array(word, { maxLength: 60 })
      .map((words) => `Kiln notes are here for all.\n\n${words.join(' ')}`);
    fc.assert(
      fc.property(source, fc.constantFrom('a.txt', 'a.md', 'a.html'), (words, name) => {
        const { text, found } = asArticle(name, words);
        for (const { spans } of found.findings) {
          if (spans === undefined) continue;
          expect(spans.length).toBeGreaterThan(0);
          expect(quoteAt(text, spans)).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});
