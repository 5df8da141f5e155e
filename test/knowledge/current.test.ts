// Which knowledge is in use if the folder changes again while it is being read.
import { afterAll, expect, test } from 'vitest';
import { createCurrent } from '../../src/knowledge/current.js';
import { type Made, makeKnowledge } from '../../src/knowledge/load.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createFolders } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

/** Knowledge that is read when the test says so; the first time at once. */
async function open() {
  const folder = folders.small();
  const made = await makeKnowledge(folder);
  const waiting: ((made: Made) => void)[] = [];
  let reads = 0;
  const make = (): Promise<Made> => {
    reads += 1;
    return reads === 1 ? Promise.resolve(made) : new Promise((resolve) => waiting.push(resolve));
  };
  const logger = createFakeLogger();
  const { current, reload } = await createCurrent(folder, logger, make);
  const titled = (title: string): Made => {
    const knowledge = JSON.parse(new TextDecoder().decode(made.knowledge));
    const [first, ...others] = knowledge.entries;
    const changed = { ...knowledge, entries: [{ ...first, title }, ...others] };
    return { ...made, knowledge: new TextEncoder().encode(JSON.stringify(changed)) };
  };
  /** Waits until pending readings are in use, and further ones have begun. */
  const finish = async (title: string) => {
    waiting.shift()?.(titled(title));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { reload, finish, logger, reads: () => reads, title: () => current().knowledge.entries[0]?.title };
}

test('a change while the folder is read is read after that, once, however many there are', async () => {
  const { reload, finish, logger, reads, title } = await open();
  const first = reload('first');
  expect(reads()).toBe(2);
  const others = [reload('second'), reload('third')];
  expect(reads()).toBe(2);
  await finish('of the first');
  expect([title(), reads()]).toEqual(['of the first', 3]);
  await finish('of the others');
  await Promise.all([first, ...others]);
  expect([title(), reads()]).toEqual(['of the others', 3]);
  expect(logger.events()).toEqual(['knowledge_reloaded', 'knowledge_reloaded']);
  const last = reload('last');
  await finish('of the last');
  await last;
  expect([title(), reads()]).toEqual(['of the last', 4]);
});
