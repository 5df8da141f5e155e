// What holds for any document, and for every answer of the shipped knowledge.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeButton } from '../../../src/adapters/discord/buttons.js';
import { checkMessage, maxText } from '../../../src/adapters/discord/out/limits.js';
import type { Payload } from '../../../src/adapters/discord/out/payload.js';
import { type DiscordRenderOptions, renderDocument } from '../../../src/adapters/discord/out/render.js';
import { escapeText } from '../../../src/adapters/discord/out/text.js';
import { sourcesDocument } from '../../../src/adapters/shared/sources.js';
import { choice, choices, document, heading, paragraph, tableRow, text } from '../../../src/document/build.js';
import type { Document, Inline } from '../../../src/document/nodes.js';
import type { Target } from '../../../src/document/target.js';
import type { Reply } from '../../../src/ports.js';
import { createSpecificationCheck } from '../../fakes/discord/specification.js';
import { anyDocument, anyOptions, block, hostile, words } from './arbitraries.js';
import { app, componentsOf, knowledge, wordsOf } from './running.js';

const asker = '811111111111111111';
const asked = { type: 'question', text: 'what is RAG' } as const;
const labelsOf = (payload: Payload | undefined) => componentsOf(payload ?? {}).flatMap(({ label }) => label ?? []);
const payloadsOf = (source: Document, options: DiscordRenderOptions) => {
  const { pages, text: plain, simple } = renderDocument(source, options);
  return [...pages, plain, simple];
};

describe('the shipped knowledge', () => {
  const check = createSpecificationCheck();
  const targets: readonly Target[] = [
    { type: 'help' },
    ...knowledge.entries.flatMap(({ id }): Target[] => [
      { type: 'entry', id },
      { type: 'entry', id, part: 'views' },
      { type: 'entry', id, part: 'rows' },
      { type: 'entry', id, part: 'aspects' },
      { type: 'entry', id, row: 0 },
    ]),
    ...[...knowledge.guide.steps, ...knowledge.guide.verdicts].map(({ id }): Target => ({ type: 'guide', step: id })),
    ...knowledge.entries
      .slice(1)
      .map(({ id }, index): Target => ({ type: 'comparison', ids: [knowledge.entries[index]?.id ?? '', id] })),
  ];

  test('is within all limits and Discord’s specification, every answer and every layout', async () => {
    for (const target of targets) {
      const reply: Reply = await app.handle({ from: { platform: 'discord' }, type: 'press', target });
      const base = {
        asked: { type: 'press', target },
        asker,
        feedback: true,
        ...(reply.context === undefined ? {} : { context: reply.context }),
      } as const;
      for (const tables of [undefined, 'block', 'records'] as const) {
        const payloads = payloadsOf(reply.document, tables === undefined ? base : { ...base, tables });
        expect(payloads.flatMap(checkMessage)).toEqual([]);
        if (tables === undefined)
          expect(payloads.flatMap((each) => check('POST', '/channels/844444444444444444/messages', each))).toEqual([]);
      }
      for (const extra of [sourcesDocument(reply.document), reply.why])
        expect(payloadsOf(extra, {}).flatMap(checkMessage)).toEqual([]);
    }
  });

  test('has an answer behind every button', async () => {
    const ids = new Set<string>();
    for (const target of targets.slice(0, 250)) {
      const reply = await app.handle({ from: { platform: 'discord' }, type: 'press', target });
      for (const { custom_id, options = [] } of renderDocument(reply.document, {
        asked: { type: 'press', target },
        asker,
      }).pages.flatMap(componentsOf)) {
        for (const id of [custom_id, ...options.map(({ value }) => value)]) if (id !== undefined) ids.add(id);
      }
    }
    for (const id of ids) {
      const pressed = decodeButton(id);
      expect(pressed, id).toBeDefined();
      if (pressed?.type !== 'show') continue;
      const { document: found } = await app.handle({
        from: { platform: 'discord' },
        type: 'press',
        target: pressed.target,
      });
      expect(JSON.stringify(found), id).not.toContain('No longer here');
    }
  });
});

// How Discord shows escaped text: a backslash before punctuation disappears.
const unescaped = (shown: string) => shown.replace(/\\([^0-9A-Za-z\s])/g, '$1');
const squeeze = (value: string) => value.replace(/\s+/g, '');

describe('any document', () => {
  test('is within the limits, whatever it holds', () => {
    fc.assert(
      fc.property(anyDocument, anyOptions, (source, options) => {
        expect(payloadsOf(source, options).flatMap(checkMessage)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('loses no sentence of its direct answer', () => {
    const sentence = fc
      .array(
        fc.constantFrom(
          'word',
          'LLM',
          'a_b',
          '*',
          '1.',
          '#',
          '-',
          '[x]',
          'GPT-4o',
          '@all',
          'https://x.org',
          '`c`',
          '漢字',
        ),
        { minLength: 1, maxLength: 60 },
      )
      .map((parts) => `${parts.join(' ')}.`);
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 40 }),
        fc.array(block, { maxLength: 4 }),
        (sentences, blocks) => {
          const { pages } = renderDocument(
            document([heading('Title'), paragraph(sentences.join(' ')), ...blocks], { type: 'help' }),
            { asked },
          );
          const shown = pages.map((page) => squeeze(unescaped(wordsOf(page)))).join('');
          for (const each of sentences) expect(shown).toContain(squeeze(each));
          if (sentences.join(' ').length < 700)
            expect(squeeze(unescaped(wordsOf(pages[0] ?? {})))).toContain(squeeze(sentences.join(' ')));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('offers each target once in a message, or says it in words', () => {
    const tooLong = `Why ${'very '.repeat(30)}?`;
    const source = document([
      heading('T'),
      ...choices('related', [
        choice('A', { type: 'entry', id: 'rag' }),
        choice('B', { type: 'entry', id: 'rag' }),
        choice('C', { type: 'question', question: tooLong }),
      ]),
    ]);
    const page = renderDocument(source).pages[0];
    expect(labelsOf(page)).toEqual(['A']);
    expect(wordsOf(page ?? {})).toContain(`- C: ${tooLong.replace(/\s+/g, ' ')}`);
  });
});

describe('hostile text', () => {
  test('never mentions, links, or starts a block', () => {
    fc.assert(
      fc.property(words, (value) => {
        const shown = wordsOf(renderDocument(document([paragraph(value)])).pages[0] ?? {});
        const live = shown.replace(/\\[^0-9A-Za-z\s]/g, '');
        expect(live).not.toMatch(/[@<>`*_~|[\]\\]|:\/\/|[\u202A-\u202E\u200B]/);
        for (const line of shown.split('\n')) expect(line).not.toMatch(/^\s*(?:#|-|\+|>|\d+[.)])/);
      }),
      { numRuns: 300 },
    );
  });

  test('never breaks out of a block of code or a piece of code', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const shown = wordsOf(
          renderDocument(document([{ type: 'table', children: [tableRow(['A', 'B']), tableRow([a, b])] }]), {
            tables: 'block',
          }).pages[0] ?? {},
        );
        if (shown.includes('```')) expect(shown.match(/`/g)).toHaveLength(6);
        const code = wordsOf(renderDocument(document([paragraph([{ type: 'inlineCode', value: a }])])).pages[0] ?? {});
        expect((code.match(/`/g) ?? []).length % 2).toBe(0);
        expect((code.match(/`/g) ?? []).length).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('never leaves the address of a link', () => {
    fc.assert(
      fc.property(words, words, (url, label) => {
        const linked: Inline = { type: 'link', url: `https://example.org/${url}`, children: [text(label)] };
        const shown = wordsOf(renderDocument(document([paragraph([linked])])).pages[0] ?? {});
        const live = shown.replace(/\\[^0-9A-Za-z\s]/g, '');
        const [, rest = live] = /^\[[^\]]*\]\(https:\/\/example\.org[^()<>\s]*\)(.*)$/s.exec(live) ?? [];
        expect(rest).not.toMatch(/[@<>`*_~|[\]\\]|:\/\//);
      }),
    );
  });

  test('is escaped so that it reads as it was written', () => {
    expect(escapeText('a_b *c* <@1> https://x.org `d` \\')).toBe(
      'a\\_b \\*c\\* \\<\\@1\\> https:\\//x.org \\`d\\` \\\\',
    );
  });

  test('of any length fits', () => {
    expect(
      wordsOf(renderDocument(document([paragraph('x'.repeat(20_000))])).pages[0] ?? {}).length,
    ).toBeLessThanOrEqual(maxText);
  });
});
