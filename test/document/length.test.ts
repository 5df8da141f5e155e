// The amount of text in a document, and that no answer of the knowledge initially shows more than allowed.
import { expect, test } from 'vitest';
import { choice, choices, document, heading, paragraph, tableRow, text } from '../../src/document/build.js';
import { blockLength } from '../../src/document/length.js';
import type { Document } from '../../src/document/nodes.js';
import { composeEntry, shownText, shownViews } from '../../src/engine/answer/compose.js';
import { readShipped } from '../fixtures/shipped.js';

const textLength = ({ children }: Document): number => children.reduce((sum, block) => sum + blockLength(block), 0);

test('a length counts what is read before tables and buttons', () => {
  const cited = [{ article: 'a', name: 'Notes', heading: 'Jars' }];
  const said = document([
    heading('Jar'),
    paragraph('Kept.'),
    { type: 'view', verbatim: false, children: [text('Fed.')], citations: cited },
    { type: 'table', children: [tableRow(['long words in a table'])] },
    { type: 'sources', manner: 'retold', citations: cited, named: [] },
    ...choices('related', [choice('Another jar', { type: 'help' })]),
  ]);
  expect(textLength(said)).toBe(
    'Jar'.length + 'Kept.'.length + 'Notes › JarsFed.'.length + 'retold in our own words'.length,
  );
});

test('every answer of the shipped knowledge shows at most 700 characters and two views at first', () => {
  const { entries } = readShipped();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const long = entries.flatMap((entry) => {
    const shown = composeEntry(entry, (id) => byId.get(id));
    const views = shown.children.filter(({ type }) => type === 'view').length - (entry.exception === undefined ? 0 : 1);
    const length = textLength(shown);
    return length > shownText || views > shownViews ? [`${entry.id}: ${length} characters, ${views} views`] : [];
  });
  expect(entries.length).toBeGreaterThan(100);
  expect(long).toEqual([]);
});
