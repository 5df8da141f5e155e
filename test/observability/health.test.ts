import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createHealthRoutes, lostAfterMs, silentAfterMs } from '../../src/observability/health.js';
import type { Adapter, Health } from '../../src/ports.js';
import { root } from '../fixtures/shipped.js';

const adapter = (name: string, health: Health): Adapter => ({
  name,
  start: async () => {},
  stop: async () => {},
  health: () => health,
});

const well = { health: async () => ({ ok: true }) };
const startedAt = 1_000_000;
/** The status of a path, `after` milliseconds after the start. */
async function statusOf(path: string, adapters: readonly Adapter[], after = 0) {
  let time = startedAt;
  const routes = createHealthRoutes(adapters, well, { now: () => time });
  time += after;
  return (await routes(new Request(`http://localhost${path}`)))?.status;
}

describe('health', () => {
  const heard = (connected: boolean, after = 0): Health => ({ connected, lastHeard: startedAt + after });

  test.each<[string, readonly Adapter[], number, number]>([
    ['is good without any platform', [], 3_600_000, 200],
    ['is good between two heartbeats', [adapter('discord', heard(true))], 45_000, 200],
    ['is good for a while after the start', [adapter('discord', { connected: false })], 45_000, 200],
    ['is bad where a platform was never heard of', [adapter('discord', { connected: false })], 61_000, 503],
    ['is good while a lost connection is made again', [adapter('slack', heard(false))], 11_000, 200],
    ['is bad within half a minute where it is not', [adapter('slack', heard(false))], 13_000, 503],
    ['is bad where a platform fell silent, whatever its flag says', [adapter('slack', heard(true))], 61_000, 503],
    [
      'is bad where one of two fell silent',
      [adapter('slack', heard(true)), adapter('discord', heard(true, 61_000))],
      61_000,
      503,
    ],
  ])('%s', async (_, adapters, after, status) => {
    expect(await statusOf('/healthz', adapters, after)).toBe(status);
  });

  test('is ready once every platform is connected', async () => {
    const connected = adapter('discord', { connected: true });
    expect(await statusOf('/readyz', [])).toBe(200);
    expect(await statusOf('/readyz', [connected])).toBe(200);
    expect(await statusOf('/readyz', [connected, adapter('slack', { connected: false })])).toBe(503);
  });

  test('shows how the database is doing, and is good without it', async () => {
    const store = { health: async () => ({ ok: false, problem: 'it is full' }) };
    const response = await createHealthRoutes([], store, { now: () => 0 })(new Request('http://localhost/healthz'));
    expect(response?.status).toBe(200);
    expect(await response?.json()).toEqual({ ok: true, platforms: [], store: { ok: false, problem: 'it is full' } });
  });

  test('leaves other paths to others', async () => {
    for (const path of ['/', '/healthz/', '/HEALTHZ', '/healthzz']) expect(await statusOf(path, [])).toBeUndefined();
  });

  test('has the patience that docs/operations.md tells', () => {
    const document = readFileSync(`${root}docs/operations.md`, 'utf8');
    expect(document).toContain(`not heard for ${silentAfterMs / 1000} s while connected`);
    expect(document).toContain(`for ${lostAfterMs / 1000} s after its connection was lost`);
  });
});
