import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeText, tokenize } from '../../src/engine/read/normalize.js';

describe('the tokens of a text', () => {
  test.each([
    ['What is RAG?', 'what is rag'],
    ['WHAT IS RAG', 'what is rag'],
    ['  what \t is\nrag ', 'what is rag'],
    ['GPT-4o', 'gpt 4o'],
    ['gpt4', 'gpt 4'],
    ['GPT-4.5', 'gpt 4.5'],
    ['DALL·E', 'dall e'],
    ['DALL-E 3', 'dall e 3'],
    ['café naïve', 'cafe naive'],
    ['ﬁne‑tuning', 'fine tuning'],
    ['ＲＡＧ', 'rag'],
    ['R&D', 'r and d'],
    ['LLM v.s. GAN', 'llm vs gan'],
    ['“LLM” (model)', 'llm model'],
    ['pleeeease', 'please'],
    ['sooooo coool', 'so col'],
    ['a 🤖 robot 👨‍👩‍👧', 'a robot'],
    ['大規模言語モデル とは', '大規模言語モテル とは'],
    ['\u0000\u0007', ''],
    ['?!…', ''],
    ['', ''],
  ])('of %j are %j', (written, tokens) => {
    expect(normalizeText(written)).toBe(tokens);
  });

  test.each([
    ["what's RAG", 'what is rag'],
    ['what’s RAG', 'what is rag'],
    ['what`s RAG', 'what is rag'],
    ["don't", 'do not'],
    ["doesn't", 'does not'],
    ["isn't", 'is not'],
    ["can't", 'can not'],
    ["won't", 'will not'],
    ["they're", 'they are'],
    ["we've", 'we have'],
    ["it'll", 'it will'],
    ["I'm", 'i am'],
    ["OpenAI's model", 'openai model'],
    ["rock 'n' roll", 'rock n roll'],
  ])('of the contraction %s are written out: %s', (written, tokens) => {
    expect(normalizeText(written)).toBe(tokens);
  });

  test.each([
    ['a Discord mention', '<@123456789> what is RAG', 'what is rag'],
    ['a Discord nickname mention', '<@!123456789> what is RAG', 'what is rag'],
    ['a role', '<@&42> what is RAG', 'what is rag'],
    ['a Slack mention', '<@U024BE7LH> what is RAG', 'what is rag'],
    ['a Slack mention with a name', '<@U024BE7LH|bot> what is RAG', 'what is rag'],
    ['a channel', 'in <#C024BE7LR|general>: what is RAG', 'in what is rag'],
    ['a custom emoji', 'what is RAG <:think:42>', 'what is rag'],
    ['a moving emoji', 'what is RAG <a:think:42>', 'what is rag'],
    ['everybody', '<!here> what is RAG', 'what is rag'],
    ['a Slack link', 'what is RAG <https://example.org/rag|here>', 'what is rag'],
    ['an address', 'what is RAG https://example.org/a?b=c#d', 'what is rag'],
  ])('leave out %s', (_, written, tokens) => {
    expect(normalizeText(written)).toBe(tokens);
  });

  test('keep a comparison sign', () => {
    expect(normalizeText('1 < 2 > 0')).toBe('1 2 0');
  });

  const alphabet = fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    {
      weight: 2,
      arbitrary: fc
        .array(
          fc.constantFrom(
            "'",
            '’',
            '&',
            'a',
            'A',
            'aa',
            'n',
            "n't",
            'what',
            "'s",
            's',
            '.',
            '4',
            'İ',
            'ß',
            '́',
            ' ',
            '<',
            '>',
            '@',
            '日',
            '🤖',
          ),
          { maxLength: 20 },
        )
        .map((parts) => parts.join('')),
    },
  );

  test('are the same when normalised twice', () => {
    fc.assert(
      fc.property(alphabet, (written) => {
        const once = normalizeText(written);
        expect(normalizeText(once)).toBe(once);
      }),
      { numRuns: 500, examples: [["aa'aa"]] },
    );
  });

  test('are lower-case runs of letters and digits, nothing else', () => {
    fc.assert(
      fc.property(alphabet, (written) => {
        for (const token of tokenize(written)) {
          expect(token).toMatch(/^[\p{L}\p{N}.]+$/u);
          expect(token).toBe(token.toLowerCase());
        }
      }),
    );
  });

  test('do not depend on capitals', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 .'?-]{0,40}$/), (written) => {
        expect(normalizeText(written.toUpperCase())).toBe(normalizeText(written));
      }),
    );
  });
});

describe('a huge text', () => {
  test('is read at its beginning and its end', () => {
    const tokens = tokenize(`start ${'x y '.repeat(50_000)} finish`);
    expect(tokens[0]).toBe('start');
    expect(tokens.at(-1)).toBe('finish');
    expect(tokens.length).toBeLessThan(4000);
  });

  test.each([
    ['letters', 'a'],
    ['markup that never ends', '<@'],
    ['markup that ends', '<@a>'],
    ['addresses', 'https://'],
    ['apostrophes', "'"],
    ['contractions', "don't "],
    ['signs', '&'],
    ['numbers', '1.'],
    ['accents', '\u0301'],
    ['expanding letters', 'ﷺ'],
    ['half letters', '\ud800'],
    ['null', '\u0000'],
  ])('of %s is read in no time', { timeout: 1000 }, (_, piece) => {
    expect(tokenize(piece.repeat(100_000)).join('').length).toBeLessThan(100_000);
  });
});
