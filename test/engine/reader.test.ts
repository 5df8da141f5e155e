// A question is read once, whatever is asked of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLexicon } from '../../src/engine/read/lexicon.js';
import { createReader } from '../../src/engine/read/reader.js';
import { readShipped } from '../fixtures/shipped.js';

const { entries, vocabulary } = readShipped();
const lexicon = createLexicon(entries, vocabulary, []);
const questions = [
  'what is RAG?',
  'Hi! My boss asks: is ChatGPT an LLM, vs. a GAN?',
  'GAN vs.diffusion',
  `${'so many words '.repeat(30)} what is a token?`,
  `what is ${'x'.repeat(5_000)}, RAG?`,
  '',
];

function watched() {
  const read: string[] = [];
  const reader = createReader(lexicon, (tokens) => {
    read.push(tokens.join(' '));
    return tokens;
  });
  return { reader, read };
}

test('of a question whose parts were read nothing is read again', () => {
  const { reader, read } = watched();
  reader.parts('Hi! What is RAG?');
  read.length = 0;
  expect([...reader.words('Hi! What is RAG?').keys()]).toContain('@rag');
  expect(read).toEqual([]);
  expect([...reader.words('what is a GAN?').keys()]).toContain('@gan');
  expect(read).toEqual(['what is a gan']);
});

test('the words of a question are the same, whether its parts were read before or those of another', () => {
  const { reader } = watched();
  const isSame = (question: string) => {
    const alone = watched().reader.words(question);
    reader.parts(question);
    expect(reader.words(question)).toEqual(alone);
    reader.parts('what is a GAN?');
    expect(reader.words(question)).toEqual(alone);
  };
  for (const question of questions) isSame(question);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), isSame), { numRuns: 50 });
});
