import { describe, expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import { createEngine } from '../src/engine/engine.js';
import type { Incoming } from '../src/ports.js';
import { readSmall } from './fixtures/shipped.js';

const engine = createEngine(readSmall());
const { handle, complete } = createApp({ current: () => ({ engine }), allow: async () => true });
const from = { platform: 'test' };

describe('what comes in', () => {
  test.each<[Incoming, readonly string[]]>([
    [{ from, type: 'question', text: 'what is sourdough?' }, ['sourdough']],
    [
      { from, type: 'question', text: 'what about its cost?', context: { type: 'entry', id: 'sourdough' } },
      ['sourdough'],
    ],
    [{ from, type: 'press', target: { type: 'entry', id: 'bakers-yeast' } }, ['bakers-yeast']],
    [{ from, type: 'diff', a: 'sourdough', b: 'bakers-yeast' }, ['sourdough-vs-yeast']],
    [{ from, type: 'define', term: 'levain' }, ['sourdough']],
    [{ from, type: 'explain', text: 'levain or dry yeast' }, ['sourdough', 'bakers-yeast']],
  ])('%o is answered', async (incoming, entries) => {
    const reply = await handle(incoming);
    expect(reply).toMatchObject({ outcome: 'answered', entries, document: { type: 'root' }, why: { type: 'root' } });
    // Explaining somebody's message doesn't start a conversation.
    if (incoming.type !== 'explain') expect(reply.context).toBeDefined();
  });

  test.each<[Incoming, string]>([
    [{ from, type: 'help' }, 'help'],
    [{ from, type: 'question', text: '' }, 'help'],
    [{ from, type: 'question', text: 'the capital of Peru' }, 'unanswered'],
    [{ from, type: 'press', target: { type: 'entry', id: 'gone' } }, 'unanswered'],
    [{ from, type: 'explain', text: 'lunch' }, 'unanswered'],
    [{ from, type: 'choose' }, 'help'],
  ])('%o has the outcome %s, and still a document', async (incoming, outcome) => {
    const reply = await handle(incoming);
    expect(reply.outcome).toBe(outcome);
    expect(reply.document.children.length).toBeGreaterThan(0);
    expect(reply.why.children.length).toBeGreaterThan(0);
  });

  test('is completed from the entries', () => {
    expect(complete('sour', 5)[0]).toEqual({ id: 'sourdough', label: 'Sourdough' });
  });

  test('is logged with its intent and outcome, and with its words only if the settings say so', async () => {
    const events: unknown[] = [];
    const log = (event: string, fields?: object) => {
      events.push([event, fields]);
    };
    const logger = { debug: log, info: log, warn: log, error: log };
    const question: Incoming = { from, type: 'question', text: 'what is sourdough?' };
    await createApp({ current: () => ({ engine }), allow: async () => true, logger }).handle(question);
    await createApp({ current: () => ({ engine }), allow: async () => false, logger }).handle(question);
    await createApp({ current: () => ({ engine }), allow: async () => true, logger, logQuestions: true }).handle(
      question,
    );
    const ms = expect.any(Number);
    expect(events).toEqual([
      ['answered', { platform: 'test', intent: 'define', outcome: 'answered', ms }],
      ['answered', { platform: 'test', intent: 'question', outcome: 'limited', ms }],
      ['answered', { platform: 'test', intent: 'define', outcome: 'answered', ms, words: 'what is sourdough?' }],
    ]);
  });
});
