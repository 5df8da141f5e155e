// Which entries a question may ask for, and with what certainty, on knowledge made for the purpose.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Knowledge } from '../../src/engine/entry.js';
import { createRanker } from '../../src/engine/find/rank.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { readTokens } from '../../src/engine/read/parts.js';
import { readEnglish } from '../../src/language/english.js';
import { entryOf, knowing } from '../fixtures/entries.js';

const english = readEnglish();
const entries = [
  entryOf({
    title: 'How does bread rise?',
    id: 'bread',
    related: ['oven'],
    questions: ['why does dough rise', 'yeast in dough', 'bread stays flat', 'how long must dough rest'],
  }),
  entryOf({
    title: 'How hot must the oven be?',
    id: 'oven',
    questions: ['oven temperature for bread', 'how hot for a loaf', 'degrees for baking', 'preheat the oven'],
  }),
  entryOf({
    title: 'How is beer brewed?',
    id: 'beer',
    questions: ['brewing beer at home', 'hops and malt', 'how do brewers make beer', 'fermenting beer'],
    answer: [{ type: 'text', value: 'Malt is mashed. The wort is boiled with hops, cooled, and pitched.' }],
  }),
];
const outside = ['who won the match', 'weather in Malta', 'fix my bicycle', 'train to Lisbon', 'buy a violin'];
const asking = (knowledge: Knowledge) => {
  const ranker = createRanker(knowledge, english);
  return {
    rank: (question: string) => ranker.rank(readTokens(tokenize(question), ranker.lexicon)),
    outside: (question: string) => ranker.beside(readTokens(tokenize(question), ranker.lexicon)).outside,
  };
};
const knowledge = knowing(entries);
const plain = asking(knowledge);
const learned = asking({ ...knowledge, beside: { outside, smallTalk: ['hello there', 'thanks a lot'] } });

describe('the entries that a question may ask for', () => {
  test.each([
    ['why is my dough not rising', 'bread'],
    ['temperature of the oven', 'oven'],
    ['brew beer with hops', 'beer'],
    ['breweries', 'beer'],
  ])('%j: first %s', (question, id) => {
    expect(plain.rank(question)[0]?.entry.id).toBe(id);
    expect(learned.rank(question)[0]?.entry.id).toBe(id);
  });

  test('are found by what an entry with few ways of asking says', () => {
    expect(plain.rank('when is the wort cooled')[0]?.entry.id).toBe('beer');
  });

  test('are found by the subject of their article, which one heading alone names', () => {
    const citations = [{ article: 'frobnik-faq', name: 'Questions', heading: 'Questions' }];
    const views = [{ type: 'view' as const, verbatim: true, children: [], citations }];
    const titles = ['Is there an interface for scripts?', 'Can I watch a Frobnik at work?', 'What does the lamp mean?'];
    const page = asking(knowing(titles.map((title, at) => entryOf({ title, id: `page-${at}`, views }))));
    expect(page.rank('is there a scripting interface for frobnik')[0]?.entry.id).toBe('page-0');
    expect(page.rank('what does the frobnik lamp mean')[0]?.entry.id).toBe('page-2');
    expect(page.rank('watch my frobnik at work')[0]?.entry.id).toBe('page-1');
    // The subject covers the same amount for every entry.
    const spread = page.rank('frobnik').map(({ measures }) => measures.covered);
    expect(Math.max(...spread) - Math.min(...spread)).toBeLessThan(0.02);
  });

  test('come with the way of asking that is nearest', () => {
    expect(plain.rank('yeast in my dough')[0]?.asked).toBe('yeast in dough');
  });

  test('are the same if nothing could be learned, by similarity alone', () => {
    const many = Array.from({ length: 9000 }, (_, at) =>
      entryOf({ title: `Thing number ${at} of shelf w${at}`, id: `thing-${at}`, questions: [`word${at} other${at}`] }),
    );
    const large = asking(knowing([...entries, ...many]));
    expect(large.rank('yeast in dough')[0]?.entry.id).toBe('bread');
    expect(large.rank('yeast in dough')[0]?.certainty).toBeGreaterThan(
      large.rank('football results')[0]?.certainty ?? 1,
    );
  });
});

describe('quotes next to entries of ours', () => {
  const quote = (id: string, title: string, said: string) =>
    entryOf({
      id,
      title,
      views: [{ type: 'view', verbatim: true, children: [{ type: 'text', value: said }], citations: [] }],
    });
  const imported = [
    quote('vat', 'How do I clean the copper vat?', 'Rinse it with citric acid, then dry it.'),
    quote('valve', 'Where is the relief valve?', 'Behind the lid, under the gauge.'),
  ];
  const ways = (word: string) => Array.from({ length: 80 }, (_, at) => `${word} ${'abcdefgh'[at % 8]}${at}`);
  const ours = entries.map((entry) => entryOf({ ...entry, questions: [...entry.questions, ...ways(entry.id)] }));
  const [alone, beside, without] = [imported, [...ours, ...imported], ours].map((of) => asking(knowing(of)));
  // To within a twentieth: without the others, their names are ordinary words.
  const first = (of: typeof alone, question: string) => {
    const [best] = of?.rank(question) ?? [];
    return { id: best?.entry.id, sure: best?.certainty ?? 0 };
  };

  test('are believed in as they are alone, and so are those', () => {
    const expectSame = (question: string, by: typeof alone) => {
      const { id, sure } = first(by, question);
      expect(first(beside, question)).toEqual({ id, sure: expect.closeTo(sure, 1) });
    };
    for (const question of ['cleaning a copper vat', 'where do I find the relief valve']) expectSame(question, alone);
    for (const question of ['why does dough rise', 'brewing beer']) expectSame(question, without);
  });

  test('stand in one order with them, the surest first', () => {
    const ranked = beside?.rank('brewing beer in the copper vat').map(({ certainty }) => certainty) ?? [];
    expect(ranked).toEqual([...ranked].sort((a, b) => b - a));
    expect(ranked.length).toBeLessThanOrEqual(6);
  });
});

describe('certainty', () => {
  test('falls with everything that is asked and not covered', () => {
    const sure = plain.rank('why does dough rise')[0]?.certainty ?? 0;
    const less = plain.rank('why does dough rise in Portugal')[0]?.certainty ?? 1;
    const least = plain.rank('why does Portugal win so many yacht races')[0]?.certainty ?? 1;
    expect(sure).toBeGreaterThan(less);
    expect(less).toBeGreaterThan(least);
  });

  test('falls where questions like it are known to be outside', () => {
    expect(learned.outside('who won the bicycle race')).toBeGreaterThan(learned.outside('how long must dough rest'));
    expect(learned.rank('weather in Malta')[0]?.certainty).toBeLessThan(0.2);
  });

  test('never rises with words that no entry knows', () => {
    const word = fc.stringMatching(/^[bcdfgjkpqvwxz]{4,8}$/);
    const known = [
      'why does dough rise',
      'temperature of the oven',
      'hops and malt for beer',
      'when is the wort cooled',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), (question, more) => {
        const similarity = plain.rank(question)[0]?.measures.similarity ?? 0;
        expect(plain.rank(`${question} ${more.join(' ')}`)[0]?.measures.similarity ?? 1).toBeLessThan(similarity);
      }),
    );
  });

  test('counts from what is usual in the knowledge: words that all of its entries share prove nothing there', () => {
    const word = (text: string) =>
      entries.map((entry) => ({ ...entry, questions: entry.questions.map((way) => `${text} ${way}`) }));
    const close = createRanker(knowing(word('my kitchen and its tools:')), english).index.usual;
    const apart = createRanker(knowledge, english).index.usual;
    expect(close.similarity).toBeGreaterThan(apart.similarity + 0.1);
  });
});
