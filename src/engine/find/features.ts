// What the belief in an entry is learned from and asked by: the concepts of a text, and which of them follow one another.
import type { Concept } from '../read/lexicon.js';

/** A feature and how strongly a text has it. The squares of the strengths of a text sum to `scale` squared. */
export type Feature = { readonly name: string; readonly strength: number };

// Function words tell little, but "how is" is not "how to".
const leastWeight = 0.05;
// Where a text begins and ends; they weigh as little as function words.
const start: Concept = '^';
const end: Concept = '$';
const edgeWeight = 0.1;
// What two concepts in a row count beside each of them.
const pairShare = 0.8;
// Texts of any length are as strong; larger numbers would make learning go in larger steps.
const scale = 2;

/** The features of a text: its concepts, each once, in order; `weightAt` tells how much the one at a place tells, 0 to 1. */
export function featuresOf(concepts: readonly Concept[], weightAt: (at: number) => number): Feature[] {
  const found: { name: string; strength: number }[] = [];
  let before = start;
  let weightBefore = edgeWeight;
  let squares = 0;
  const add = (name: string, strength: number) => {
    found.push({ name, strength });
    squares += strength ** 2;
  };
  concepts.forEach((concept, at) => {
    const weight = Math.max(leastWeight, weightAt(at));
    add(concept, weight);
    add(`${before}|${concept}`, pairShare * Math.sqrt(weightBefore * weight));
    before = concept;
    weightBefore = weight;
  });
  add(`${before}|${end}`, pairShare * Math.sqrt(weightBefore * edgeWeight));
  const length = Math.sqrt(squares) / scale;
  return found.map(({ name, strength }) => ({ name, strength: strength / length }));
}
