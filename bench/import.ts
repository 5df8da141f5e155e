// How the time of an import grows: each text is doubled twice, and may take no more than about twice as long each time.
//   node --import tsx bench/import.ts
import { readArticle } from '../src/knowledge/import/article.js';
import { toEntryFiles } from '../src/knowledge/import/entries.js';

const texts: readonly (readonly [name: string, file: string, part: string])[] = [
  ['prose', 'a.txt', 'A kiln is a hot box for clay. It takes a day to heat, and longer to cool.\n\n'],
  ['emphasis', 'a.md', '*a_ '],
  ['numbers', 'a.md', '1) '],
  ['quotes', 'a.md', '> '],
  ['links', 'a.md', '[a]('],
  ['bold paragraphs', 'a.md', '<b>x</b>\n\n'],
  ['bold paragraphs of a page', 'a.html', '<p><b>x</b></p>'],
  ['definitions with references', 'a.md', '**Kiln** - A box [1].\n\n'],
  ['link definitions', 'a.md', '[x]: /u\n\n[x]\n\n'],
  ['short sentences', 'a.txt', 'A.B. '],
  ['questions', 'a.md', '## Is it hot?\n\nYes.\n\n'],
  ['items', 'a.md', '- **Kiln**: hot\n'],
  ['nested elements', 'a.html', '<div>'],
  ['folds', 'a.html', '<details><summary>Is it hot?</summary>Yes.</details>'],
  ['rows', 'a.csv', 'Is it hot?,Yes.\n'],
  ['short lines', 'a.txt', 'Kiln\n'],
];
const kilobytes = [16, 32, 64];
const nothingTaken = {
  known: [],
  isTakenId: () => false,
  isTakenTitle: () => false,
  isServedName: () => false,
  sameAs: () => undefined,
};

function timeOf(file: string, source: string): { readonly ms: number; readonly became: string } {
  const start = performance.now();
  const read = readArticle(file, Buffer.from(source), { key: 'a' });
  if (read.type === 'article') toEntryFiles(read.text, read.item, read.found, nothingTaken);
  return {
    ms: performance.now() - start,
    became: read.type === 'article' ? `${read.found.findings.length} entries` : read.why.slice(0, 50),
  };
}

timeOf('a.md', 'A kiln is a box.\n'.repeat(200));
for (const [name, file, part] of texts) {
  const times = kilobytes.map((kilobyte) => timeOf(file, part.repeat(Math.ceil((kilobyte * 1024) / part.length))));
  const shown = times.map(({ ms }, at) => `${kilobytes[at]} kB ${Math.round(ms)} ms`).join(', ');
  console.log(`${name.padEnd(28)} ${shown} (${times.at(-1)?.became ?? ''})`);
}
