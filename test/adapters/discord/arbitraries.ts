// Documents of every kind with hostile words, for properties that must hold for all of them.
import fc from 'fast-check';
import type { DiscordRenderOptions } from '../../../src/adapters/discord/out/render.js';
import { choice, document, heading, tableRow, text } from '../../../src/document/build.js';
import type { Block, Choices, Citation, Inline, View } from '../../../src/document/nodes.js';
import type { Target } from '../../../src/document/target.js';

const hostileWords = fc.oneof(
  fc.constantFrom(
    '@everyone',
    '@here',
    '<@123456789012345678>',
    '<@&123456789012345678>',
    '<#123456789012345678>',
    '</ask:123456789012345678>',
    '<t:1700000000:R>',
    '<a:x:123456789012345678>',
    '```',
    '`',
    '**',
    '||',
    '~~',
    '\\',
    '\\*',
    '[x](https://evil.example)',
    '<https://evil.example>',
    'https://evil.example/x',
    '# big',
    '-# small',
    '> quote',
    '>>> quote',
    '- item',
    '1. item',
    '\u202Eabc',
    '\u200B',
    '\n\n# x',
    '```js\n@everyone\n```',
    '💥',
    '漢字',
    '\uD800',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 60 }),
);
export const hostile = fc.array(hostileWords, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));
const long = fc
  .tuple(hostile, fc.integer({ min: 1, max: 400 }))
  .map(([words, times]) => words.repeat(times).slice(0, 6000));
export const words = fc.oneof({ weight: 9, arbitrary: hostile }, { weight: 1, arbitrary: long });

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words.map(text),
  words.map((value): Inline => ({ type: 'strong', children: [text(value)] })),
  words.map((value): Inline => ({ type: 'emphasis', children: [text(value)] })),
  words.map((value): Inline => ({ type: 'inlineCode', value })),
  fc
    .tuple(words, words)
    .map(([url, value]): Inline => ({ type: 'link', url: `https://example.org/${url}`, children: [text(value)] })),
  fc.tuple(words, words).map(([url, value]): Inline => ({ type: 'link', url, children: [text(value)] })),
  words.map((value): Inline => ({ type: 'moment', at: 1_795_000_000_000, text: value })),
  fc
    .tuple(fc.constantFrom('person' as const, 'channel' as const), fc.oneof(fc.constant('844444444444444444'), words))
    .map(([of, id]): Inline => ({ type: 'mention', of, id })),
);
const inlines = fc.array(inline, { maxLength: 4 });
const someId = fc.constantFrom('rag', 'a'.repeat(40), 'llm-vs-generative-ai');
const target: fc.Arbitrary<Target> = fc.oneof(
  someId.map((id): Target => ({ type: 'entry', id })),
  fc.tuple(someId, someId).map(([a, b]): Target => ({ type: 'comparison', ids: [a, b] })),
  words.map((question): Target => ({ type: 'question', question })),
);
const citations = fc.array(
  fc.tuple(words, words, fc.option(words, { nil: undefined })).map(
    ([name, place, url]): Citation => ({
      article: name,
      name,
      heading: place,
      ...(url === undefined ? {} : { url: `https://e.org/${url}` }),
    }),
  ),
  { maxLength: 3 },
);
const anyView = fc
  .tuple(inlines, citations, fc.boolean())
  .map(([children, cited, verbatim]): View => ({ type: 'view', verbatim, children, citations: cited }));
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) => fc.array(fc.array(inlines, { minLength: columns, maxLength: columns }), { maxLength: 12 }))
  .map((rows): Block => ({ type: 'table', children: rows.map((cells) => tableRow(cells)) }));
export const block: fc.Arbitrary<Block> = fc.oneof(
  inlines.map((children): Block => ({ type: 'paragraph', children })),
  anyView,
  table,
  fc.array(words, { minLength: 1, maxLength: 8 }).map((lines): Block => ({ type: 'code', value: lines.join('\n') })),
  fc.array(fc.tuple(inlines, fc.option(target, { nil: undefined })), { maxLength: 20 }).map(
    (items): Block => ({
      type: 'list',
      children: items.map(([children, to]) => ({
        type: 'listItem',
        children,
        ...(to === undefined ? {} : { target: to }),
      })),
    }),
  ),
  fc
    .tuple(inlines, fc.array(anyView, { maxLength: 3 }))
    .map(([children, views]): Block => ({ type: 'disagreement', children, views })),
  fc
    .tuple(citations, fc.constantFrom('retold', 'quoted', 'both'))
    .map(([cited, manner]): Block => ({ type: 'sources', manner, citations: cited })),
  fc
    .tuple(
      fc.constantFrom<Choices['role'][]>('related', 'suggestions', 'more', 'aspects', 'steps', 'examples'),
      fc.array(fc.tuple(words, target), { maxLength: 40 }),
    )
    .map(([role, list]): Block => ({ type: 'choices', role, children: list.map(([label, to]) => choice(label, to)) })),
);
export const anyDocument = fc
  .tuple(inlines, fc.array(block, { maxLength: 12 }), fc.option(target, { nil: undefined }))
  .map(([title, blocks, about]) => document([heading(title), ...blocks], about));
export const anyOptions: fc.Arbitrary<DiscordRenderOptions> = fc.record(
  {
    asked: words.map((value) => ({ type: 'question', text: value }) as const),
    asker: fc.constant('811111111111111111'),
    context: target,
    feedback: fc.boolean(),
    tables: fc.constantFrom('block', 'records'),
  },
  { requiredKeys: [] },
);
