import { describe, expect, test } from 'vitest';
import { decodeButton } from '../../../src/adapters/discord/buttons.js';
import type { Payload } from '../../../src/adapters/discord/out/payload.js';
import { type DiscordRenderOptions, renderDocument } from '../../../src/adapters/discord/out/render.js';
import { sourcesDocument } from '../../../src/adapters/shared/sources.js';
import { document, heading, paragraph, tableRow, text } from '../../../src/document/build.js';
import type { Citation, Document, Inline, View } from '../../../src/document/nodes.js';
import { documents } from '../../fixtures/documents.js';
import { app, componentsOf, wordsOf } from './running.js';

const asker = '811111111111111111';
const asked = { type: 'question', text: 'what is RAG' } as const;
const linesOf = (source: Document, options: DiscordRenderOptions = {}) =>
  wordsOf(renderDocument(source, options).pages[0] ?? {}).split('\n');
/** The labels of buttons and menu options. */
const labelsOf = (payload: Payload | undefined) =>
  componentsOf(payload ?? {}).flatMap(({ label, options }) => [
    ...(label === undefined ? [] : [label]),
    ...(Array.isArray(options) ? options.map((option: { label: string }) => option.label) : []),
  ]);
const view = (said: string): View => ({ type: 'view', verbatim: false, children: [text(said)], citations: [citation] });
const citation: Citation = { article: 'a', name: 'Fiverr', heading: 'Scope', date: '2026-01-01' };

test.each(Object.entries(documents))('%s has for each person what a document of their own would have', (_, each) => {
  const options = [
    {},
    { asked, asker, feedback: true },
    { asked: { type: 'question', text: 'and what else is RAG' }, asker: '822222222222222222', feedback: true } as const,
    { asked, tables: 'block' } as const,
    { asked, tables: 'records' } as const,
  ];
  for (const own of [...options, ...options])
    expect(renderDocument(each, own)).toEqual(renderDocument(structuredClone(each), own));
});

describe('an answer', () => {
  test('is a container: title, answer, views, sources, what to press', () => {
    const { pages } = renderDocument(documents.definition, { asked, asker, context: { type: 'entry', id: 'rag' } });
    expect(pages).toMatchInlineSnapshot(`
      [
        {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## Retrieval-augmented generation (RAG)",
                  "type": 10,
                },
                {
                  "content": "RAG fetches facts from a knowledge base first and lets the model answer from them, so answers rest on sources.",
                  "type": 10,
                },
                {
                  "content": "> **Fiverr, 2026** › The Future of LLMs and Generative AI
      > One of the ways to make an LLM's answers more accurate, beside fine-tuning and guardrails.",
                  "type": 10,
                },
                {
                  "content": "> **elloAI** › How Generative AI Works, Cross-Pollination of Techniques
      > Outside information joins the model's reply as it is written, in text and in other media.",
                  "type": 10,
                },
                {
                  "content": "> **Builder's guide** › Answers to Common Builder Questions
      > Grounding in trusted sources is the remedy against invented facts.",
                  "type": 10,
                },
                {
                  "divider": true,
                  "spacing": 1,
                  "type": 14,
                },
                {
                  "content": "-# Fiverr, 2026 › The Future of LLMs and Generative AI; elloAI › How Generative AI Works, Cross-Pollination of Techniques; Builder's guide › Answers to Common Builder Questions · retold in our own words",
                  "type": 10,
                },
                {
                  "components": [
                    {
                      "custom_id": "v1:u:e:rag:views",
                      "label": "All views",
                      "style": 2,
                      "type": 2,
                    },
                    {
                      "custom_id": "v1:t:e:fine-tuning-vs-rag-vs-prompting",
                      "label": "RAG or fine-tuning?",
                      "style": 2,
                      "type": 2,
                    },
                    {
                      "custom_id": "v1:t:e:hallucination",
                      "label": "What is hallucination?",
                      "style": 2,
                      "type": 2,
                    },
                  ],
                  "type": 1,
                },
                {
                  "components": [
                    {
                      "custom_id": "v1:k:20",
                      "options": [
                        {
                          "label": "What are guardrails?",
                          "value": "v1:t:e:guardrails",
                        },
                        {
                          "label": "Why this answer",
                          "value": "v1:w:qwhat is RAG",
                        },
                        {
                          "label": "Dismiss",
                          "value": "v1:d:C0GlQhMmccc:e:rag",
                        },
                      ],
                      "placeholder": "More",
                      "type": 3,
                    },
                  ],
                  "type": 1,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
      ]
    `);
  });

  test('shows every inline node with its own marks', () => {
    expect(linesOf(documents.everyNode)).toContain(
      'Plain, **strong**, *emphasis*, `temperature = 0`, [a link](https://example.org/rag?a=1&b=2).',
    );
  });

  test('sets an article’s own words in quotation marks, and no others', () => {
    expect(linesOf(documents.everyNode)).toContain('> “These are its own words.”');
  });

  test('shows a disagreement with each side', () => {
    expect(linesOf(documents.comparison)).toEqual(
      expect.arrayContaining([
        '**Articles disagree on** code generation',
        '> **Krishang Technolab** › Generative AI vs LLM use cases',
        '> Its table gives code to LLMs only.',
        '> **elloAI** › What Can Generative AI Create?; **Fiverr, 2026** › What is Generative AI?',
        "> Code counts among generative AI's outputs.",
      ]),
    );
  });

  test('leaves many places to a list that a button opens, article by article', async () => {
    const { document: source } = await app.handle({ from: { platform: 'discord' }, type: 'diff' });
    const page = renderDocument(source, { asked }).pages[0];
    expect(wordsOf(page ?? {})).toMatch(
      /-# in quotation marks the article’s words, the rest retold$|-# retold in our own words$/,
    );
    expect(labelsOf(page)).toContain('Sources');
    expect(linesOf(sourcesDocument(documents.comparison))).toContain('- **Architecture**');
  });

  test('offers one aspect in a menu', () => {
    const menu = componentsOf(renderDocument(documents.comparison).pages[0] ?? {}).find(({ type }) => type === 3);
    expect(menu).toMatchObject({
      placeholder: 'Only one aspect',
      options: [{ label: 'Scope', value: 'v1:u:e:llm-vs-generative-ai:row:0' }, {}, {}, {}],
    });
  });
});

describe('a table', () => {
  const narrow = document(
    [
      heading('Narrow'),
      {
        type: 'table',
        children: [
          tableRow(['Aspect', 'LLM', 'GAN']),
          tableRow(['Output', 'text', 'images']),
          tableRow(['Kind', '`both`', 'one']),
        ],
      },
    ],
    { type: 'entry', id: 'narrow' },
  );

  test('of short cells is an aligned block of code', () => {
    expect(linesOf(narrow).slice(1)).toEqual([
      '```',
      'Aspect  LLM     GAN',
      '──────  ──────  ──────',
      'Output  text    images',
      'Kind    ˋbothˋ  one',
      '```',
    ]);
  });

  test('of long cells is a list of records, with both sides under each other', () => {
    expect(linesOf(documents.comparison)).toEqual(
      expect.arrayContaining(['**Output**', '- LLM: text and code', '- Generative AI: text, images, audio, video, 3D']),
    );
  });

  test('can be turned into the other layout', () => {
    expect(labelsOf(renderDocument(narrow).pages[0])).toContain('Table as a list');
    expect(labelsOf(renderDocument(documents.comparison).pages[0])).toContain('Table in columns');
    expect(linesOf(narrow, { tables: 'records' })).toContain('- LLM: text');
    const block = linesOf(documents.comparison, { tables: 'block' });
    const [from, to] = [block.indexOf('```'), block.lastIndexOf('```')];
    expect(block.slice(from + 1, to).every((line) => line.length <= 42)).toBe(true);
    expect(to - from).toBeGreaterThan(8);
  });

  test('with a link stays a list, in which links work', () => {
    const linked: Inline = { type: 'link', url: 'https://example.org/', children: [text('here')] };
    const source = document([{ type: 'table', children: [tableRow(['A', 'B', 'C']), tableRow(['x', [linked], 'y'])] }]);
    expect(linesOf(source)).toContain('- B: [here](https://example.org/)');
  });
});

describe('a long answer', () => {
  const long = document(
    [
      heading('Long'),
      paragraph('The direct answer.'),
      ...Array.from({ length: 40 }, (_, index) => view(`${index} ${'word '.repeat(60)}end.`)),
    ],
    { type: 'entry', id: 'long' },
  );

  test('ends between two quotes, with a button for the rest', () => {
    const { pages, linked } = renderDocument(long, { asked });
    expect(linked).toBe(true);
    expect(pages.length).toBeGreaterThan(2);
    const all = pages
      .flatMap((page) => wordsOf(page).split('\n'))
      .filter((line) => line.startsWith('> ') && !line.includes('›'));
    expect(all).toHaveLength(40);
    expect(all.every((line) => line.endsWith('end.'))).toBe(true);
    const rest = pages.map((page) => componentsOf(page).find(({ label }) => label === 'Show the rest')?.custom_id);
    expect(rest.slice(0, -1).map((id) => decodeButton(id ?? ''))).toEqual(
      rest.slice(0, -1).map((_, index) => ({ type: 'page', page: index + 1, asked })),
    );
    expect(rest.at(-1)).toBeUndefined();
    expect(wordsOf(pages[1] ?? {})).toMatch(/^## Long \(2 of \d\)\n/);
  });

  test('whose question is too long for a button is recreated from its subject', () => {
    const { pages } = renderDocument(long, { asked: { type: 'question', text: 'x'.repeat(200) } });
    expect(JSON.stringify(pages[0])).toContain('v1:p:1:pe:long');
  });

  test('that can’t be recreated comes in several messages', () => {
    const { pages, linked } = renderDocument({ type: 'root', children: long.children });
    expect(linked).toBe(false);
    expect(JSON.stringify(pages)).not.toContain('Show the rest');
  });

  test('is cut to its beginning if it must be text', () => {
    const { text: plain } = renderDocument(long);
    expect(plain.content).toMatch(
      /^## Long\nThe direct answer\.\n> \*\*Fiverr, 2026\*\* › Scope\n> 0 word[\s\S]*end\.\n…$/,
    );
  });

  test('repeats the headings of a table on each page', () => {
    const rows = Array.from({ length: 300 }, (_, index) => tableRow([`row ${index}`, 'short', 'shorter']));
    const { pages } = renderDocument(
      document([{ type: 'table', children: [tableRow(['Aspect', 'LLM', 'GAN']), ...rows] }]),
    );
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(wordsOf(page)).toMatch(/```\nAspect {3}LLM {4}GAN\n─/);
  });
});
