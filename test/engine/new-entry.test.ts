// A new entry is found without code changes.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Table } from '../../src/document/nodes.js';
import { inlineText, renderPlain } from '../../src/document/plain.js';
import type { Answer } from '../../src/engine/answer/answer.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import type { Entry, Knowledge } from '../../src/engine/entry.js';
import { createShippedEngine, readShipped } from '../fixtures/shipped.js';

const brief = ({ type, entries: [first] }: Answer) => `${type} ${first ?? ''}`.trim();
const headerOf = ({ document }: Answer) =>
  document.children
    .find((block): block is Table => block.type === 'table')
    ?.children[0]?.children.map((cell) => inlineText(cell.children));

describe('an entry that is added', () => {
  const shipped = readShipped();
  const citations = shipped.entries[0]?.views[0]?.citations ?? [];
  const fact = (aspect: string, said: string) => ({
    aspect,
    text: [{ type: 'text', value: said } as const],
    citations,
  });
  const added: Entry = {
    id: 'quantum-annealer',
    kind: 'definition',
    title: 'Quantum annealer (QA-7)',
    label: 'Quantum annealer',
    aliases: ['annealing machine', 'qubit cooler'],
    questions: [
      'what is a quantum annealer',
      'hardware that settles into the lowest energy',
      'how do superconducting loops help with timetables',
      'machine for knapsack problems',
    ],
    asOf: 2026,
    related: ['gan'],
    answer: [
      { type: 'text', value: 'A quantum annealer looks for the lowest energy of a system. It is built of qubits.' },
    ],
    views: [{ type: 'view', verbatim: false, children: [{ type: 'text', value: 'Cold hardware.' }], citations }],
    facts: [fact('Kind', 'hardware'), fact('How it works', 'cools qubits slowly'), fact('Medium', 'numbers')],
  };
  const knowledge: Knowledge = { ...shipped, entries: [...shipped.entries, added] };
  let engine: Engine;
  // Learning takes seconds.
  beforeAll(() => {
    engine = createEngine(knowledge);
  });

  test.each(added.questions)('is found by the way of asking %j', (question) => {
    expect(brief(engine.ask(question))).toBe('answered quantum-annealer');
  });

  test.each([added.title, added.label, ...added.aliases, 'QA-7'])('is found by its name %j', (name) => {
    expect(brief(engine.ask(name))).toBe('answered quantum-annealer');
  });

  test.each([
    'WHAT IS A QUANTUM ANNEALER',
    'hi! can you explain quantum annealers please? thanks',
    'quantum anealer',
    'which hardware settles into the lowest energy?',
  ])('is found, or at least offered first, by words that nobody wrote: %j', (question) => {
    expect(engine.ask(question).entries[0]).toBe('quantum-annealer');
  });

  test('can be compared with what was there before', () => {
    const compared = engine.ask('quantum annealer vs GAN');
    expect(compared.entries).toEqual(['quantum-annealer', 'gan']);
    expect(new Set(headerOf(compared))).toEqual(new Set(['Aspect', 'Quantum annealer', 'GAN']));
    expect(renderPlain(compared.document)).toContain('cools qubits slowly');
  });

  test('can be pressed, completed and explained', () => {
    expect(brief(engine.show({ type: 'entry', id: 'quantum-annealer' }))).toBe('answered quantum-annealer');
    expect(engine.complete('quantum', 5)[0]?.id).toBe('quantum-annealer');
    expect(engine.explain('we bought an annealing machine').entries).toEqual(['quantum-annealer']);
  });

  test('takes nothing from its neighbours', () => {
    const before = createShippedEngine();
    for (const question of ['what is RAG?', 'GAN vs diffusion', 'who makes Claude?', 'best pizza in Rome'])
      expect(brief(engine.ask(question))).toBe(brief(before.ask(question)));
  });
});
