// Quiz questions: each has exactly one right choice, checked against the knowledge by different rules from those that made it.
import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../src/adapters/discord/out/limits.js';
import { renderDocument } from '../../src/adapters/discord/out/render.js';
import { checkMessage as checkSlack } from '../../src/adapters/slack/out/limits.js';
import { renderMessage } from '../../src/adapters/slack/out/render.js';
import { inlineText } from '../../src/document/plain.js';
import type { Entry } from '../../src/engine/entry.js';
import { isTelling, kinds, makeQuestions, makerName } from '../../src/quiz/questions.js';
import { questionDocument } from '../../src/quiz/quiz.js';
import { entryOf as makeEntry } from '../fixtures/entries.js';
import { readShipped } from '../fixtures/shipped.js';

const knowledge = readShipped();
const questions = makeQuestions(knowledge);
const entryOf = (id: string): Entry => {
  const entry = knowledge.entries.find((each) => each.id === id);
  if (entry === undefined) throw new Error(`no entry ${id}`);
  return entry;
};

/** Whether a choice answers a question, according to the entry. */
function holds(asked: string, entry: Entry, label: string): boolean {
  const said = /^From the table “.*”, row “(.*)”: which of these is this said of\? “(.*)”$/.exec(asked);
  if (said !== null) {
    const row = entry.table?.rows.find((each) => each.label === said[1]);
    const sides = entry.table?.columns.filter((_, at) => inlineText(row?.cells[at] ?? []) === said[2]) ?? [];
    if (label === 'Both alike' || label === 'All of them alike') return sides.length === entry.table?.columns.length;
    if (label === 'Neither of them') return sides.length === 0;
    return sides.some((side) => side.label === label);
  }
  if (asked.startsWith('Who makes ')) {
    const maker = entry.facts.find(({ aspect }) => aspect === 'Maker');
    return inlineText(maker?.text ?? []).startsWith(label);
  }
  return kinds[entry.classification?.verdict ?? 'neither'] === label;
}

test('there are more than 150, each with four different choices of which one is right', () => {
  expect(questions.length).toBeGreaterThanOrEqual(150);
  expect(new Set(questions.map(({ asked }) => asked)).size).toBe(questions.length);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  const wrong = questions.filter(({ asked, entry, choices, right }) => {
    const labels = new Set(choices.map(({ label }) => label));
    const holding = choices.filter(({ label }) => holds(asked, entryOf(entry), label));
    return labels.size !== 4 || holding.length !== 1 || holding[0]?.id !== right;
  });
  expect(wrong.map(({ asked }) => asked)).toEqual([]);
});

test('each says what the articles say, with its places', () => {
  for (const { asked, because, citations } of questions)
    expect([asked, inlineText(because) !== '', citations.length > 0]).toEqual([asked, true, true]);
});

test('the right choice stands in every place about as often', () => {
  const places = [0, 0, 0, 0];
  for (const { choices, right } of questions) {
    const at = choices.findIndex(({ id }) => id === right);
    places[at] = (places[at] ?? 0) + 1;
  }
  for (const count of places) expect(count).toBeGreaterThan(questions.length / 8);
});

test('each fits every platform, with its four choices as buttons', () => {
  for (const question of questions) {
    const document = questionDocument(question);
    const { pages } = renderDocument(document, {});
    expect(pages.flatMap(checkMessage)).toEqual([]);
    const { blocks, text } = renderMessage(document);
    expect(checkSlack({ blocks, text })).toEqual([]);
    for (const { label } of question.choices) {
      expect(JSON.stringify(pages)).toContain(`"label":${JSON.stringify(label)}`);
      expect(JSON.stringify(blocks)).toContain(JSON.stringify(label));
    }
  }
});

describe('no question is made', () => {
  const classified = (verdict: 'yes' | 'no' | 'both', text: string) =>
    makeQuestions({
      entries: [
        makeEntry({ title: 'X', classification: { verdict, text: [{ type: 'text', value: text }], citations: [] } }),
      ],
    });

  test.each([
    ['no', 'No, X is an AI coding tool.'],
    ['both', 'Both: X is an LLM in one article and none in another.'],
    ['yes', 'Yes, according to Fiverr, X is an LLM.'],
  ] as const)('of a product said to be %s if the articles leave it open: %s', (verdict, text) => {
    expect(classified(verdict, text)).toEqual([]);
  });

  test('but of one that is said plainly', () => {
    expect(classified('no', 'No, X is generative AI for images, not an LLM.')).toHaveLength(1);
  });

  test.each([
    ['is the same on both sides', 'text', ['text', 'text']],
    ['is within the other', 'text', ['text', 'text and images']],
    ['says nothing', 'not stated', ['not stated', 'images']],
    ['only has a meaning beside the other', 'images too', ['images too', 'text']],
    ['names its side', 'an open model', ['an open model', 'an API']],
  ])('of a cell that %s', (_, cell, row) => {
    expect(isTelling(cell, row, ['Open', 'Closed'])).toBe(false);
  });
});

test('the name of a maker is without what is said of it', () => {
  expect(['Google (SEO guide: Google DeepMind)', 'Luma AI, a startup', 'xAI'].map(makerName)).toEqual([
    'Google',
    'Luma AI',
    'xAI',
  ]);
});
