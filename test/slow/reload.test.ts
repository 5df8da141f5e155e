// The running bot reads its knowledge again, when the folder changes and on a signal. Nobody has to wait, and a broken folder changes nothing.
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { smallFolder } from '../fixtures/shipped.js';
import { createFolders } from '../knowledge/folder.js';
import { asArticle, writeAll } from '../knowledge/import/importing.js';
import { fetchAnew, program, type Running, start } from '../process.js';

const folders = createFolders();
afterAll(folders.remove);
const running = new Set<Running>();
afterEach(async () => {
  for (const each of running) each.kill('SIGKILL');
  await Promise.all([...running].map(({ ended }) => ended));
  running.clear();
});

async function startOn(folder: string) {
  const bot = start(program, { env: { PORT: '0', KNOWLEDGE_DIR: folder }, cwd: folders.of({}) });
  running.add(bot);
  const [address] = await bot.says(/http:\/\/127\.0\.0\.1:\d+/);
  await bot.says(/knowledge_watched/);
  const ask = async (question: string): Promise<string> => {
    const response = await fetchAnew(`${address}/answer?q=${encodeURIComponent(question)}`, {
      headers: { 'Sec-Fetch-Site': 'none' },
    });
    expect(response.status).toBe(200);
    // The text is wrapped.
    return ((await response.json()) as { text: string }).text.replace(/\s+/g, ' ');
  };
  return { bot, ask };
}
const file = 'definitions/sourdough.md';
const edit = (folder: string, from: string, to: string) => {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};

describe('an edit of an entry', () => {
  test('is served without a restart, and conversations go on', async () => {
    const folder = folders.small();
    const { bot, ask } = await startOn(folder);
    expect(await ask('what is sourdough')).toContain('tastes sour');
    edit(folder, 'tastes sour', 'tastes of rye');
    await bot.says(/"event":"knowledge_reloaded"/);
    expect(await ask('what is sourdough')).toContain('tastes of rye');
    bot.kill('SIGTERM');
    expect((await bot.ended).code).toBe(0);
  });

  test('that breaks it is reported with file and line, and the old knowledge goes on', async () => {
    const folder = folders.small();
    const { bot, ask } = await startOn(folder);
    edit(folder, 'kind: definition', 'kind: poem');
    const [said] = await bot.says(/"event":"knowledge_kept"[^\n]*/);
    expect(said).toMatch(/definitions\/sourdough\.md:3: kind: must be definition, comparison or faq/);
    expect(await ask('what is sourdough')).toContain('tastes sour');
    edit(folder, 'kind: poem', 'kind: definition');
    await bot.says(/knowledge_reloaded/);
  });
});

describe('SIGHUP', () => {
  test('reads the folder again, and stops nothing', async () => {
    const { bot, ask } = await startOn(folders.small());
    bot.kill('SIGHUP');
    const [said] = await bot.says(/"event":"knowledge_reloaded"[^\n]*/);
    expect(said).toMatch(/"why":"SIGHUP"/);
    expect(await ask('what is sourdough')).toContain('tastes sour');
  });

  test('with an empty folder keeps the old knowledge', async () => {
    const folder = folders.small();
    const { bot, ask } = await startOn(folder);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    bot.kill('SIGHUP');
    await bot.says(/knowledge_kept/);
    expect(await ask('what is sourdough')).toContain('tastes sour');
  });
});

describe('an import into the folder', () => {
  test('is served with the rest as soon as it is written', async () => {
    const folder = folders.small();
    const { bot, ask } = await startOn(folder);
    const article = asArticle(
      'rye.txt',
      'Rye\n\nWhat is pumpernickel?\n\nPumpernickel is a bread of whole rye that bakes for a day.\n',
      { key: 'rye' },
    );
    writeAll(join(folder, 'imported/rye'), [article]);
    await bot.says(/"articles":3/);
    expect(await ask('What is pumpernickel?')).toContain('“Pumpernickel is a bread');
  });
});

describe('a folder that is a link', () => {
  test('is followed when the link is set to another folder and the bot is told', async () => {
    const [first, second, place] = [folders.small(), folders.small(), folders.of({})];
    edit(second, 'tastes sour', 'tastes of tomorrow');
    const link = join(place, 'current');
    symlinkSync(first, link);
    const { bot, ask } = await startOn(link);
    symlinkSync(second, join(place, 'next'));
    renameSync(join(place, 'next'), link);
    bot.kill('SIGHUP');
    await bot.says(/knowledge_reloaded/);
    expect(await ask('what is sourdough')).toContain('tastes of tomorrow');
  });
});

describe('questions that are asked while the folder is read again and again', () => {
  test('are all answered, by the old knowledge or the new', async () => {
    const folder = folders.small();
    const { bot, ask } = await startOn(folder);
    const answers: Promise<string>[] = [];
    for (let round = 1; round <= 5; round += 1) {
      // Files are replaced whole, as by an editor.
      const next = readFileSync(join(smallFolder, file), 'utf8').replace('tastes sour', `tastes of round ${round}`);
      writeFileSync(join(folder, `${file}.part`), next);
      renameSync(join(folder, `${file}.part`), join(folder, file));
      bot.kill('SIGHUP');
      for (let question = 0; question < 40; question += 1) answers.push(ask('what is sourdough'));
      await Promise.all(answers);
    }
    const said = await Promise.all(answers);
    expect(said).toHaveLength(200);
    for (const answer of said) expect(answer).toMatch(/tastes (?:sour|of round \d)/);
    // The last reading is soon in use. Asking without a pause would be limited as a flood.
    await expect
      .poll(() => ask('what is sourdough'), { interval: 200, timeout: 20_000 })
      .toContain('tastes of round 5');
  });

  test('a copy over the whole folder leads to one sound state', async () => {
    const folder = folders.small();
    const { bot, ask } = await startOn(folder);
    cpSync(smallFolder, folder, { recursive: true });
    edit(folder, 'tastes sour', 'tastes of copies');
    await bot.says(/knowledge_reloaded/);
    expect(await ask('what is sourdough')).toContain('tastes of copies');
  });

  test.each([
    ['removed and copied anew', (folder: string) => rmSync(folder, { recursive: true })],
    ['moved away and another one put there', (folder: string) => renameSync(folder, `${folder}-old`)],
  ])('that is %s is read, and so is every later edit', async (_, remove) => {
    const folder = folders.small();
    const { bot, ask } = await startOn(folder);
    remove(folder);
    await bot.says(/knowledge_kept/);
    cpSync(smallFolder, folder, { recursive: true });
    edit(folder, 'tastes sour', 'tastes of a copy');
    await expect.poll(() => ask('what is sourdough'), { timeout: 20_000 }).toContain('tastes of a copy');
    edit(folder, 'tastes of a copy', 'tastes of an edit');
    await expect.poll(() => ask('what is sourdough'), { timeout: 20_000 }).toContain('tastes of an edit');
    rmSync(`${folder}-old`, { recursive: true, force: true });
  });
});
