// Which key an imported article gets: never that of another article.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { firstFiles } from '../../../src/knowledge/begin.js';
import { besideNothing } from '../../../src/knowledge/import/beside.js';
import { openImportFolder } from '../../../src/knowledge/import/folder.js';
import { chooseKey, type KeyOwner } from '../../../src/knowledge/import/keys.js';
import { readKnowledge } from '../../../src/knowledge/read.js';
import { findWarnings } from '../../../src/knowledge/warnings.js';
import { createFolders } from '../folder.js';
import { asArticle, writeAll } from './importing.js';

const folders = createFolders();
afterAll(folders.remove);

const bees = 'Keeping bees\n\nA hive needs shade at noon and a dry floor all winter long.\n';
const wasps = 'Driving off wasps\n\nNever block the way out of a nest; call the town hall.\n';
const imported = (title: string, text: string): KeyOwner => ({ title, isImported: true, text });
const written = (title: string): KeyOwner => ({ title, isImported: false, text: undefined });

describe('a key', () => {
  const choose = (
    owners: Readonly<Record<string, KeyOwner>>,
    [title, text]: readonly [string, string],
    isStated = false,
    wanted = 'garden',
  ) => {
    const chosen = chooseKey(wanted, isStated, { title, text }, (key) => owners[key]);
    return chosen.type === 'key' ? chosen.key : chosen.why;
  };

  test.each([
    ['that nobody has is given', {}, 'garden'],
    ['of the same text is given again, whatever its title', { garden: imported('Hives', bees) }, 'garden'],
    [
      'of a text changed here and there is given again',
      { garden: imported('Hives', bees.replace('dry', 'swept')) },
      'garden',
    ],
    [
      'of the same title is given again, however it was rewritten',
      { garden: imported('keeping Bees', wasps) },
      'garden',
    ],
    ['of another article is not given', { garden: imported('Driving off wasps', wasps) }, 'garden-2'],
    [
      'of an article that was not imported is not given, not even with its title',
      { garden: written('Keeping bees') },
      'garden-2',
    ],
    [
      'chosen instead is found again',
      {
        garden: written('Garden book'),
        'garden-2': imported('Driving off wasps', wasps),
        'garden-3': imported('Keeping bees', bees),
      },
      'garden-3',
    ],
  ])('%s', (_, owners, key) => {
    expect(choose(owners, ['Keeping bees', bees])).toBe(key);
  });

  test('of a title that only repeats the name of the file is given again for its text alone', () => {
    expect(choose({ garden: imported('Garden', wasps) }, ['Garden', bees])).toBe('garden-2');
    expect(choose({ garden: imported('Garden', bees) }, ['Garden', `${bees}More.`])).toBe('garden');
  });

  test('that a person states is that of the same article, unless it was never imported', () => {
    expect(choose({ garden: imported('Driving off wasps', wasps) }, ['Keeping bees', bees], true)).toBe('garden');
    expect(choose({ garden: written('Garden book') }, ['Keeping bees', bees], true)).toMatch(
      /"garden" is that of “Garden book” .* choose another --key/,
    );
  });

  test('is never longer than a key may be', () => {
    const wanted = 'a-garden-of-forty-letters-for-a-long-key';
    expect(wanted).toHaveLength(40);
    const key = choose({ [wanted]: written('Garden book') }, ['Keeping bees', bees], false, wanted);
    expect(key).toMatch(/^a-garden-.*-2$/);
    expect(key.length).toBeLessThanOrEqual(40);
  });
});

describe('a folder of one’s own', () => {
  const tools = '# Workshop rules\n\n## Band saw\n\nThe band saw needs a second person in the room.\n';

  test('takes an article of the same file name as another one, under its own name', () => {
    const out = folders.of(firstFiles);
    const before = readFileSync(join(out, 'articles.yaml'), 'utf8');
    for (const _ of ['first', 'again']) {
      const folder = openImportFolder(out, besideNothing);
      const article = asArticle('handbook.md', tools, { key: 'handbook' });
      const chosen = folder.keyFor('handbook', false, article);
      expect(chosen).toMatchObject({
        type: 'key',
        key: 'handbook-2',
        taken: { title: 'Team handbook, first edition' },
      });
      writeAll(out, [asArticle('handbook.md', tools, { key: 'handbook-2' })]);
    }
    const { knowledge, problems } = readKnowledge(out);
    expect(problems).toEqual([]);
    expect(readFileSync(join(out, 'articles.yaml'), 'utf8').startsWith(before)).toBe(true);
    expect(knowledge.articles.map(({ key, title }) => [key, title])).toEqual([
      ['handbook', 'Team handbook, first edition'],
      ['handbook-2', 'Workshop rules'],
    ]);
    const saw = knowledge.entries.find(({ title }) => title === 'Band saw');
    expect(saw?.views.flatMap(({ citations }) => citations.map(({ name }) => name))).toEqual(['Workshop rules']);
    expect(findWarnings(out, knowledge)).toEqual([]);
  });

  test('whose article has the text of another is warned of', () => {
    const out = folders.of(firstFiles);
    writeAll(out, [asArticle('handbook.md', tools, { key: 'handbook' })]);
    const { knowledge } = readKnowledge(out);
    expect(findWarnings(out, knowledge).map(({ file, message }) => `${file} ${message}`)).toEqual([
      expect.stringMatching(/^definition laptop cites “Equipment”, which articles\/handbook\.txt does not have/),
      expect.stringMatching(/^faq days-at-home cites “Working from home”/),
    ]);
  });
});
