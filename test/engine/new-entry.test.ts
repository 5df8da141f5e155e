// An entry added tomorrow is found without touching code, and so is a whole other subject.
import { describe, expect, test } from 'vitest';
import type { Table } from '../../src/document/nodes.js';
import { inlineText, renderPlain } from '../../src/document/plain.js';
import { type Answer, createEngine } from '../../src/engine/answer.js';
import type { Entry, Knowledge } from '../../src/engine/entry.js';
import { readShipped, readSmall } from '../fixtures/shipped.js';

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
  const { ask, complete, explain, show } = createEngine(knowledge);

  test.each(added.questions)('is found by the way of asking %j', (question) => {
    expect(brief(ask(question))).toBe('answered quantum-annealer');
  });

  test.each([added.title, added.label, ...added.aliases, 'QA-7'])('is found by its name %j', (name) => {
    expect(brief(ask(name))).toBe('answered quantum-annealer');
  });

  test.each([
    'WHAT IS A QUANTUM ANNEALER',
    'hi! can you explain quantum annealers please? thanks',
    'quantum anealer',
    'superconducting loops for timetables',
    'which hardware settles into the lowest energy?',
  ])('is found by words that nobody wrote: %j', (question) => {
    expect(brief(ask(question))).toBe('answered quantum-annealer');
  });

  test('can be compared with what was there before', () => {
    const compared = ask('quantum annealer vs GAN');
    expect(compared.entries).toEqual(['quantum-annealer', 'gan']);
    expect(headerOf(compared)).toEqual(['Aspect', 'Quantum annealer', 'GAN']);
    expect(renderPlain(compared.document)).toContain('cools qubits slowly');
  });

  test('can be pressed, completed and explained', () => {
    expect(brief(show({ type: 'entry', id: 'quantum-annealer' }))).toBe('answered quantum-annealer');
    expect(complete('quantum', 5)[0]?.id).toBe('quantum-annealer');
    expect(explain('we bought an annealing machine').entries).toEqual(['quantum-annealer']);
  });

  test('takes nothing from its neighbours', () => {
    for (const question of ['what is RAG?', 'GAN vs diffusion', 'who makes Claude?', 'best pizza in Rome'])
      expect(brief(ask(question))).toBe(brief(createdBefore.ask(question)));
  });

  const createdBefore = createEngine(shipped);
});

describe('the engine on another subject', () => {
  const { ask, show, complete, choose, compare, define, explain } = createEngine(readSmall());

  test.each([
    ['what is sourdough?', 'sourdough'],
    ['sour dough', 'sourdough'],
    ['what is a levain', 'sourdough'],
    ['what is sourdogh', 'sourdough'],
    ['how do I keep a jar alive on the kitchen counter', 'sourdough'],
    ["what is baker's yeast", 'bakers-yeast'],
    ['what is baker’s yeast', 'bakers-yeast'],
    ['the stuff in the little packet', 'bakers-yeast'],
    ['sourdough vs yeast', 'sourdough-vs-yeast'],
    ["what's the difference between sourdough and baker's yeast?", 'sourdough-vs-yeast'],
  ])('answers %j', (question, id) => {
    expect(brief(ask(question))).toBe(`answered ${id}`);
  });

  test('narrows a comparison to the order and the aspect that are asked for', () => {
    expect(headerOf(ask('yeast vs sourdough'))).toEqual(['Aspect', "Baker's yeast", 'Sourdough']);
    expect(renderPlain(ask('sourdough vs yeast: taste').document)).toContain('mild');
  });

  test.each([
    'what is RAG?',
    'best pizza in Rome',
    'LLM vs generative AI',
    'is Midjourney an LLM?',
    'xyzzy',
    '???',
  ])('does not answer %j', (question) => {
    expect(['unanswered', 'suggested']).toContain(ask(question).type);
  });

  test('helps in the words of its own messages', () => {
    expect(ask('hello').type).toBe('help');
    expect(renderPlain(show({ type: 'help' }).document)).toContain('Mill handbook');
    expect(renderPlain(ask('what is RAG?').document)).toContain('These notes are on bread only.');
  });

  test('does without a guide, a default comparison and whatever else this subject does not have', () => {
    expect(choose().document.type).toBe('root');
    expect(choose('rye bread').document.type).toBe('root');
    expect(compare({}).document.type).toBe('root');
    expect(define('sourdough').entries).toEqual(['sourdough']);
    expect(explain('levain or dry yeast').entries).toEqual(['sourdough', 'bakers-yeast']);
    expect(complete('', 25)).toHaveLength(3);
    expect(show({ type: 'guide', step: 'output' }).type).toBe('unanswered');
  });

  test('does not throw without any entry at all', () => {
    const empty = createEngine({ ...readSmall(), entries: [], tips: [] });
    for (const question of ['', 'what is sourdough?', 'a vs b', 'which AI for a logo'])
      expect(empty.ask(question).document.type).toBe('root');
    expect(empty.complete('x', 5)).toEqual([]);
  });
});
