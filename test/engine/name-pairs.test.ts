// Two words of a title that are recognised by each other.
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { createNamePairs } from '../../src/engine/read/name-pairs.js';
import { firstFiles } from '../../src/knowledge/begin.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { createFolders } from '../knowledge/folder.js';

const titles = ['plasma cutter', 'steam press', 'where is the scale room', 'oil pump'];
const english = new Set(['cuter', 'steam', 'dress', 'scale', 'press', 'cutter', 'groom', 'rooms', 'steal']);
const used = new Set(['plasma', 'cutter', 'steam', 'press', 'scale']);
const correct = createNamePairs(
  () => titles.map((title) => title.split(' ')),
  (word) => english.has(word),
  (word) => used.has(word),
);
const corrected = (said: string) => correct(said.split(' ')).join(' ');

describe('two words', () => {
  test.each([
    ['of which one is no word', 'book the plazma cutter now', 'book the plasma cutter now'],
    ['of which one is no word, and the other another word', 'plazma cuter', 'plasma cutter'],
    ['that are both no words', 'stteam presss', 'steam press'],
    ['with swapped letters', 'setam press', 'steam press'],
    ['of the same first letters', 'staem pross', 'steam press'],
  ])('%s stand for those of a title', (_, said, meant) => {
    expect(corrected(said)).toBe(meant);
  });

  test.each([
    ['of the language', 'steal press'],
    ['of the language, one of them in the title', 'plasma cuter'],
    ['with another first letter', 'blasma cutter'],
    ['that differ by two letters', 'plozmo cutter'],
    ['with a digit', 'plasm4 cutter'],
    ['in another order', 'cutter plazma'],
    ['with a word between them', 'plazma and cutter'],
    ['too short to be told from others', 'oyl pump'],
    ['next to a word of the title that is another', 'plazma paper'],
    ['one of which is asked about under its own name', 'plazma cutter or plasma cutter'],
  ])('%s stay as they are', (_, said) => {
    expect(corrected(said)).toBe(said);
  });

  test('close to two titles stay as they are', () => {
    const near = createNamePairs(
      () => [
        ['petrol', 'mower'],
        ['patrol', 'mower'],
      ],
      () => false,
      () => false,
    );
    expect(near(['pitrol', 'mower'])).toEqual(['pitrol', 'mower']);
  });
});

test('a small folder finds its entry by a title with both words misspelt', () => {
  const folders = createFolders();
  const entry = `---
id: solar-panel
kind: definition
title: Solar panel
questions:
  - what is the solar panel
related: [laptop]
---

The solar panel is on the shed.

> It is on the shed.
>
> handbook > Equipment
`;
  const folder = folders.of({ ...firstFiles, 'definitions/solar-panel.md': entry });
  const engine = createEngine(readKnowledge(folder).knowledge);
  folders.remove();
  expect(engine.ask('where is the soler pannel')).toMatchObject({ type: 'answered', entries: ['solar-panel'] });
});
