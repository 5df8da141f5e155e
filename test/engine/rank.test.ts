// What the ranker makes of words and of a segment: what is misspelt, the gain of what is asked for by name, the measures with their
// bounds, what was learned.
import { describe, expect, test } from 'vitest';
import type { Entry, Knowledge, Vocabulary } from '../../src/engine/entry.js';
import { probabilityOf, withBeliefs, withoutBeliefs } from '../../src/engine/find/confidence.js';
import { createRanker } from '../../src/engine/find/rank.js';
import { readSegments, type Segment } from '../../src/engine/read/parts.js';
import { readEnglish } from '../../src/language/english.js';
import { entryOf, type GivenEntry, knowing } from '../fixtures/entries.js';
import { readSmall } from '../fixtures/shipped.js';

const english = readEnglish();
const small = readSmall();
const asProduct: Knowledge = {
  ...small,
  entries: small.entries.map((entry) => (entry.id === 'sourdough' ? { ...entry, kind: 'product' } : entry)),
};

// A ranker is made within each test: what a test does not run, no mutant of it can fail (docs/mutation.md).
function prepare(knowledge: Knowledge = small) {
  const ranker = createRanker(knowledge, english);
  return {
    ranker,
    read: (text: string): Segment => {
      const [[segment] = []] = readSegments(text, ranker.lexicon, ranker.correct);
      if (segment === undefined) throw new Error(`nothing in ${text}`);
      return segment;
    },
    find: (segment: Segment, id: string) => ranker.rank(segment, 10).find(({ entry }) => entry.id === id),
    all: (segment: Segment) => ranker.rank(segment, 10),
  };
}

const times = (count: number, text: string) => Array.from({ length: count }, () => text);

describe('a misspelt word', () => {
  const correct = (word: string, entries: readonly Entry[], vocabulary?: Partial<Vocabulary>) =>
    createRanker(knowing(entries, vocabulary), english).correct([word])[0];

  test.each<[string, string, string, GivenEntry]>([
    ['a word of a title', 'zolvk', 'zolvik', { title: 'Zolvik' }],
    ['a word of a label', 'brandil', 'brandell', { title: 'Zolvik', label: 'Brandell' }],
    ['a word of English that the knowledge has', 'trelis', 'trellis', { title: 'Zolvik', questions: ['a trellis'] }],
    ['one of the commonest words of English', 'peple', 'people', { title: 'Zolvik' }],
    ['a word that is used often', 'zarqun', 'zarquon', { title: 'Zolvik', questions: times(12, 'the zarquon') }],
  ])('is taken for %s: %s', (_, written, meant, entry) => {
    expect(correct(written, [entryOf(entry)])).toBe(meant);
  });

  test('is taken for a word of the vocabulary', () => {
    expect(correct('glimet', [entryOf({ title: 'Zolvik' })], { synonyms: [['glimmet', 'zolvik']] })).toBe('glimmet');
  });

  test.each<[string, string, GivenEntry]>([
    ['a short word of a title, which is near to too much', 'morvvi', { title: 'Morvi' }],
    ['an alias, which may be a misspelling itself', 'tarvenl', { title: 'Zolvik', aliases: ['tarvenol'] }],
    ['a word that is used seldom', 'zarqun', { title: 'Zolvik', questions: times(11, 'the zarquon') }],
    ['a word of English, seldom as it is, that the knowledge lacks', 'trelis', { title: 'Zolvik' }],
  ])('is not taken for %s: %s', (_, written, entry) => {
    expect(correct(written, [entryOf(entry)])).toBe(written);
  });

  test('is none where English has it, near as it is to a title', () => {
    const title = [entryOf({ title: 'Whissper' })];
    expect(correct('whispper', title)).toBe('whissper');
    expect(correct('whisper', title)).toBe('whisper');
  });

  test('is none where the vocabulary has it, near as it is to a title', () => {
    expect(correct('zolvic', [entryOf({ title: 'Zolvik' })])).toBe('zolvik');
    expect(correct('zolvic', [entryOf({ title: 'Zolvik' })], { filler: ['zolvic'] })).toBe('zolvic');
  });

  test('is none where it has a digit', () => {
    expect(correct('zolv1k', [entryOf({ title: 'Zolvik' })])).toBe('zolv1k');
  });

  test('that people often write is one where the right one is written eight times as often', () => {
    const entry = (right: number) =>
      entryOf({ title: 'Morvi', questions: [...times(right, 'the zarquon'), ...times(2, 'the zarqun')] });
    expect(correct('zarqun', [entry(16)])).toBe('zarquon');
    expect(correct('zarqun', [entry(15)])).toBe('zarqun');
  });

  test('within a name that is misspelt on purpose stays as it is', () => {
    const entries = [entryOf({ title: 'Zolvik', kind: 'definition', aliases: ['zolvk engine'] })];
    const { correct: correctAll } = createRanker(knowing(entries), english);
    expect(correctAll(['the', 'zolvk', 'engine', 'or', 'zolvic'])).toEqual(['the', 'zolvk', 'engine', 'or', 'zolvik']);
  });
});

describe('a word', () => {
  const entries = [entryOf({ title: 'Zolvik', questions: ['a whisper'] })];
  const { tellsNothing, knows, lexicon } = createRanker(knowing(entries, { filler: ['glimmet'] }), english);

  test('tells nothing where everybody says it, or where the vocabulary says so', () => {
    expect(['the', 'glimmet', 'whisper', 'zolvik'].filter(tellsNothing)).toEqual(['the', 'glimmet']);
  });

  test('is known where an entry is asked for by it', () => {
    const [whisper, trellis] = lexicon.scan(['whisper', 'trellis']);
    expect(knows(whisper?.concept ?? '')).toBe(true);
    expect(knows(trellis?.concept ?? '')).toBe(false);
  });
});

describe('an entry that is asked for by its name', () => {
  const question = 'what is sourdough smelling of';
  const similarityIn = (knowledge: Knowledge, change: Partial<Segment>) => {
    const { read, find } = prepare(knowledge);
    return find({ ...read(question), ...change }, 'sourdough')?.similarity ?? Number.NaN;
  };
  const plainIn = (knowledge: Knowledge) => similarityIn(knowledge, { intents: new Set() });
  const gain = (similarity: number) => similarity + (1 - similarity) * 0.4;

  test('is read so', () => {
    const asked = prepare().read(question);
    expect([asked.names, [...asked.intents]]).toEqual([['sourdough'], ['define']]);
    expect(plainIn(small)).toBeGreaterThan(0);
    expect(plainIn(small)).toBeLessThan(1);
  });

  const gained = () => gain(plainIn(small));
  const plain = () => plainIn(small);
  test.each<[string, Partial<Segment>, () => number]>([
    ['gains where it is to be defined', {}, gained],
    ['gains nothing where nothing is asked of it', { intents: new Set() }, plain],
    ['gains nothing where something else is asked', { intents: new Set(['figure']) }, plain],
    ['gains nothing as the maker of what is no product', { intents: new Set(['maker']) }, plain],
    ['gains nothing beside another name', { names: ['sourdough', 'bakers-yeast'] }, plain],
    ['gains nothing where another one is named', { names: ['bakers-yeast'] }, plain],
    ['gains nothing where none is named', { names: [] }, plain],
  ])('%s', (_, change, wanted) => {
    expect(similarityIn(small, change)).toBeCloseTo(wanted(), 10);
  });

  test('gains as a product whose maker is asked for', () => {
    expect(similarityIn(asProduct, { intents: new Set(['maker']) })).toBeCloseTo(gain(plainIn(asProduct)), 10);
    expect(similarityIn(asProduct, { intents: new Set(['figure']) })).toBeCloseTo(plainIn(asProduct), 10);
  });
});

describe('the measures of a match', () => {
  const questions = [
    'what is sourdough',
    'flour and water left to ferment for days on the kitchen counter',
    'sourdough or yeast for a jar of flour that is alive and turns lively within a week if it is fed daily',
    'sourdough quantum chromodynamics neutrino telescope',
    'who wrote sourdough yesterday',
  ];
  const readFound = () => {
    const { read, all } = prepare();
    return questions
      .map(read)
      .flatMap((segment) => all(segment).map((ranked) => ({ segment, ranked, ...ranked.measures })));
  };

  test('reach their bounds, pass them never, and stay below them where there is little', () => {
    const found = readFound();
    for (const [name, most] of [
      ['evidence', 3],
      ['contentEvidence', 2],
      ['uncovered', 2],
      ['unknown', 2],
    ] as const) {
      const values = found.map((each) => each[name]);
      expect(Math.max(...values), name).toBeLessThanOrEqual(most);
      expect(Math.min(...values), name).toBeLessThan(most);
    }
    expect(Math.max(...found.map(({ uncovered }) => uncovered))).toBe(2);
    expect(Math.max(...found.map(({ unknown }) => unknown))).toBe(2);
  });

  test('tell what is left over of a question only of the entry that it names', () => {
    const found = readFound();
    expect(found.length).toBeGreaterThan(questions.length);
    for (const { segment, ranked, namedUncovered, uncovered } of found)
      expect(namedUncovered).toBe(segment.names.includes(ranked.entry.id) ? uncovered : 0);
    expect(found.some(({ namedUncovered }) => namedUncovered > 0)).toBe(true);
  });

  test('are ordered by preference, best first, with how sure each is between 0 and 1', () => {
    const { read, all } = prepare();
    for (const question of questions) {
      const ranked = all(read(question));
      expect(ranked.map(({ preference }) => preference)).toEqual(
        ranked.map(({ preference }) => preference).sort((a, b) => b - a),
      );
      for (const share of ranked.flatMap(({ preference, confidence }) => [preference, confidence]))
        expect(share > 0 && share < 1).toBe(true);
    }
  });

  test('name the way of asking that is nearest', () => {
    const { read, all } = prepare();
    const [best] = all(read('keep a jar alive on the kitchen counter'));
    expect(best?.asked).toBe('keep a jar alive on the kitchen counter');
  });

  test('tell whether a word of the question is outside, whatever else it has', () => {
    const findIn = (outside: readonly string[], question: string) => {
      const { read, find } = prepare({ ...small, vocabulary: { ...small.vocabulary, outside } });
      return find(read(question), 'sourdough');
    };
    const asked = findIn(['bagel'], 'sourdough for a bagel');
    expect(asked?.measures.outside).toBe(1);
    expect(findIn(['bagel'], 'sourdough for a roll')?.measures.outside).toBe(0);
    // The same question is less surely one on the entry.
    expect(asked?.confidence).toBeLessThan(findIn([], 'sourdough for a bagel')?.confidence ?? 0);
  });
});

describe('what was learned of the ways people ask', () => {
  const wordsOf = (text: string) => text.split(' ');
  const learned = (title: string, words: string) =>
    entryOf({
      title,
      questions: wordsOf(words).flatMap((word) => [`the ${word}`, `${word} of it`, `my ${word} here`]),
    });
  const entries = [
    learned('Bread', 'crust crumb loaf oven flour dough wheat yeast'),
    learned('Beer', 'hops malt pint barrel brewer foam keg lager'),
    entryOf({ title: 'Cheese', questions: ['the rind'] }),
  ];
  const beside = {
    outside: wordsOf('wrench engine brake tyre gear clutch').map((word) => `the ${word}`),
    smallTalk: [],
  };
  const prepared = () => prepare({ ...knowing(entries), beside });

  test('is measured by how much it is believed, how far behind the first it is, and by how much nothing is', () => {
    const { ranker, read, find } = prepared();
    const segment = read('foam and malt on a loaf');
    const { of } = ranker.beliefIn(segment);
    const [bread = Number.NaN, beer = Number.NaN, outside = Number.NaN] = [of(0), of(1), of('outside')];
    expect(beer).toBeGreaterThan(bread);
    const { belief, disbelief, behind, outsideBelief, outsideDisbelief } = find(segment, 'bread')?.measures ?? {};
    expect(belief).toBe(bread);
    expect(disbelief).toBeCloseTo(-Math.log(bread), 10);
    expect(behind).toBeCloseTo(Math.log(beer / bread), 10);
    expect(outsideBelief).toBe(outside);
    expect(outsideDisbelief).toBeCloseTo(-Math.log(outside), 10);
    expect(find(segment, 'beer')?.measures.behind).toBeCloseTo(0, 10);
  });

  test('is bounded: what is hardly believed at all is six times e away', () => {
    const { read, find } = prepared();
    const segment = read('hops malt pint barrel brewer foam keg lager crust');
    expect(find(segment, 'bread')?.measures).toMatchObject({ disbelief: 6, behind: 6 });
  });

  test('orders and judges what it was learned of, and nothing else', () => {
    const { read, find, all } = prepared();
    const segment = read('the rind of a loaf');
    for (const { entry, measures, preference, confidence } of all(segment)) {
      const models = entry.id === 'cheese' ? withoutBeliefs : withBeliefs;
      expect(preference).toBe(probabilityOf(measures, models.preference));
      expect(confidence).toBe(probabilityOf(measures, models.certainty));
    }
    expect(find(segment, 'bread')?.measures.belief).toBeGreaterThan(0.5);
    expect(find(segment, 'cheese')?.measures).toMatchObject({
      belief: 0,
      disbelief: 0,
      behind: 0,
      outsideBelief: 0,
      outsideDisbelief: 0,
    });
  });

  test('is believed the more the less else is said: a common word beside it is less than one that nobody says', () => {
    const { ranker, read } = prepared();
    const beliefIn = (text: string) => ranker.beliefIn(read(text)).of(0) ?? 0;
    expect(beliefIn('loaf people')).toBeGreaterThan(beliefIn('loaf xyzzyx'));
  });
});
