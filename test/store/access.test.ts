// Which call shows that a database fault is over: if a read were enough, a read-only database would count as healthy again.
import { expect, onTestFinished, test } from 'vitest';
import { createAccess } from '../../src/store/access.js';
import { createFakeLogger } from '../fakes/logger.js';

const failing = (code: string) => () => Promise.reject(Object.assign(new Error('no'), { code }));
const well = async () => undefined;

function open() {
  const clock = { time: 1_000_000 };
  const logger = createFakeLogger();
  const now = () => clock.time;
  const access = createAccess({ options: { url: 'sqlite::memory:' }, logger, clock: { now }, lockWaitsMs: [] });
  onTestFinished(() => access.close());
  const isWell = async () => (await access.health()).ok;
  return { access, clock, logger, isWell };
}

test.each([
  ['read-only', 'SQLITE_READONLY'],
  ['full', 'SQLITE_FULL'],
  ['locked', 'SQLITE_BUSY'],
  ['forbidden', '42501'],
  ['incomplete', '42P01'],
])('if it is %s, a read does not end the fault, but a write does', async (_, code) => {
  const { access, logger, isWell } = open();
  // The health check writes, at most every ten seconds.
  expect(await isWell()).toBe(true);
  await expect(access.write(failing(code))).rejects.toMatchObject({ code: 'store' });
  await access.read(well);
  expect(await isWell()).toBe(false);
  await access.write(well);
  expect(await isWell()).toBe(true);
  expect(logger.events()).toEqual(['store_failed', 'store_recovered']);
});

test.each([
  ['read-only', 'SQLITE_READONLY', true],
  // The check is small enough for a full disk.
  ['full', 'SQLITE_FULL', false],
])('if it is %s, whether the check ends the fault: %#', async (_, code, ends) => {
  const { access, clock, isWell } = open();
  await isWell();
  await expect(access.write(failing(code))).rejects.toThrow();
  clock.time += 10_000;
  expect(await isWell()).toBe(ends);
});

test('if it could not be reached, a read ends the fault', async () => {
  const { access, isWell } = open();
  await isWell();
  await expect(access.write(failing('ECONNREFUSED'))).rejects.toThrow();
  expect(await isWell()).toBe(false);
  await access.read(well);
  expect(await isWell()).toBe(true);
});
