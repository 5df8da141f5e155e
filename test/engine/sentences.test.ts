// The engine retrieves and never generates: whatever it says is in the knowledge, except short labels.
import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/document/nodes.js';
import { createShippedEngine, readShipped } from '../fixtures/shipped.js';
import { saidIn, textsIn } from './texts.js';

const knowledge = readShipped();
const { entries, guide } = knowledge;
const engine = createShippedEngine();
const known = textsIn(knowledge);
const everything = [...known].join('\n');

// Everything that the engine words itself.
const labels = new Set([
  'Aspect',
  'Fact',
  'Figure',
  'Value',
  'Year',
  'Published by',
  'Maker',
  'Kind',
  'Medium',
  'Your answer',
  'Start again',
  'One aspect',
  'What can I ask?',
  'Fewer views',
  'Fewer rows',
  'Whole table',
  'The view behind it',
  'Who says what',
]);
const countLabel = /^(All \d+ (views|rows)|\d+ more (views?|rows?))$/;
// A verdict in its article's name, assembled from the table.
const verdictLabel = /^In .+[’']s? table: /;
// The reply to a question about a maker that no article names.
const noMaker = /^None of the articles names the maker of .+\.$/;
const everyWord = new Set(wordsOf(everything));

function isKnown(text: string): boolean {
  const bare = text.replace(/:$/, '').replace(/^· ?| ?·$/g, '');
  return (
    bare === '' ||
    labels.has(bare) ||
    countLabel.test(bare) ||
    verdictLabel.test(bare) ||
    noMaker.test(text) ||
    known.has(bare) ||
    everything.includes(bare)
  );
}

/** The texts of a document that are neither in the knowledge nor labels. Headings and lists combine names. */
function inventedIn(document: Document): string[] {
  return saidIn(document).flatMap(({ in: kind, text }) => {
    if (isKnown(text)) return [];
    const joins = kind === 'heading' || kind === 'list';
    return joins && wordsOf(text).every((word) => everyWord.has(word)) ? [] : [text];
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

describe('no sentence is made up', () => {
  test('in the answer, the parts and the rows of any entry', () => {
    const invented = entries.flatMap(({ id, table }) =>
      [
        engine.show({ type: 'entry', id }),
        ...(['views', 'rows', 'aspects'] as const).map((part) => engine.show({ type: 'entry', id, part })),
        ...(table?.rows ?? []).map((_, row) => engine.show({ type: 'entry', id, row })),
      ].flatMap(({ document }) => inventedIn(document)),
    );
    expect([...new Set(invented)]).toEqual([]);
  });

  test('in the comparison of any two neighbours', () => {
    const comparable = entries.filter(({ facts }) => facts.length > 0);
    const invented = comparable.flatMap(({ id }, at) => {
      const other = comparable[(at + 1) % comparable.length]?.id ?? id;
      return inventedIn(engine.show({ type: 'comparison', ids: [id, other] }).document);
    });
    expect([...new Set(invented)]).toEqual([]);
  });

  test('in the guide, the help, and if nothing is found', () => {
    const invented = [
      ...[...guide.steps, ...guide.verdicts].map(({ id }) => engine.show({ type: 'guide', step: id })),
      engine.show({ type: 'help' }),
      engine.show({ type: 'entry', id: 'gone' }),
      engine.ask('best pizza in Rome'),
      engine.explain('RAG, GAN and fine-tuning'),
      engine.explain('lunch'),
    ].flatMap(({ document }) => inventedIn(document));
    expect([...new Set(invented)]).toEqual([]);
  });

  test('in the answer to any way of asking', () => {
    const invented = entries
      .flatMap(({ questions, label }) => [...questions.slice(0, 4), `which AI for ${label}`, `is ${label} an LLM?`])
      .flatMap((question) => inventedIn(engine.ask(question).document));
    expect([...new Set(invented)]).toEqual([]);
  });

  test('nor taken from a question: words of the asker are repeated only to say that the articles do not mention them', () => {
    for (const question of ['is zzqx an LLM?', 'zzqx vs GAN', 'which AI should I use for zzqx logos?', 'zzqx']) {
      const said = JSON.stringify(engine.ask(question).document);
      expect(said.replace('"The articles do not mention zzqx."', '')).not.toContain('zzqx');
    }
  });
});
