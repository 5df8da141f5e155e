import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { counters, createMetrics, gauges, histograms } from '../../src/observability/metrics.js';
import type { Adapter, Health, Logger } from '../../src/ports.js';
import { root } from '../fixtures/shipped.js';

const written: (readonly [string, string, unknown])[] = [];
const sink: Logger = {
  debug: (event, fields) => written.push(['debug', event, fields]),
  info: (event, fields) => written.push(['info', event, fields]),
  warn: (event, fields) => written.push(['warn', event, fields]),
  error: (event, fields) => written.push(['error', event, fields]),
};
const now = 1_000_000;
const adapter = (name: string, health: Health): Adapter => ({
  name,
  start: async () => {},
  stop: async () => {},
  health: () => health,
});

/** The lines of /metrics after some events. */
async function linesAfter(
  log: (logger: Logger) => void,
  adapters: readonly Adapter[] = [],
): Promise<readonly string[]> {
  const metrics = createMetrics();
  log(metrics.watch(sink));
  const response = await metrics.routes(adapters, { now: () => now })(new Request('http://localhost/metrics'));
  expect(response?.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return (await response?.text())?.split('\n') ?? [];
}

describe('metrics', () => {
  test('count questions by platform, intent and outcome, and time their answers', async () => {
    const lines = await linesAfter(({ debug }) => {
      debug('answered', { platform: 'slack', intent: 'define', outcome: 'answered', ms: 2 });
      debug('answered', { platform: 'slack', intent: 'define', outcome: 'answered', ms: 40 });
      debug('answered', { platform: 'discord', intent: 'press', outcome: 'unanswered', ms: 0.5 });
    });
    expect(lines).toContain('ai_diff_questions_total{platform="slack",intent="define",outcome="answered"} 2');
    expect(lines).toContain('ai_diff_questions_total{platform="discord",intent="press",outcome="unanswered"} 1');
    expect(lines).toContain('ai_diff_answer_seconds_bucket{le="0.0025",platform="slack"} 1');
    expect(lines).toContain('ai_diff_answer_seconds_bucket{le="0.05",platform="slack"} 2');
    expect(lines).toContain('ai_diff_answer_seconds_count{platform="discord"} 1');
  });

  test.each<[string, (logger: Logger) => void, string]>([
    [
      'a lost connection to Discord',
      ({ warn }) => warn('discord_reconnecting', { shard: 0 }),
      'ai_diff_reconnects_total{platform="discord"} 1',
    ],
    [
      'a lost connection to Slack',
      ({ info }) => info('slack_reconnecting'),
      'ai_diff_reconnects_total{platform="slack"} 1',
    ],
    [
      'a rate limit of Discord',
      ({ warn }) => warn('discord_rate_limited'),
      'ai_diff_rate_limits_total{platform="discord"} 1',
    ],
    [
      'a rate limit of Slack',
      ({ warn }) => warn('slack_waits', { code: 'ratelimited', ms: 1 }),
      'ai_diff_rate_limits_total{platform="slack"} 1',
    ],
    [
      'no rate limit where Slack was out of reach',
      ({ warn }) => warn('slack_waits', { code: 'unreachable' }),
      'ai_diff_rate_limits_total{platform="slack"} 0',
    ],
    [
      'a payload that Discord refused',
      ({ error }) => error('discord_request_failed', { type: 'refused' }),
      'ai_diff_refused_payloads_total{platform="discord"} 1',
    ],
    [
      'no refusal where a message was gone',
      ({ info }) => info('discord_request_failed', { type: 'gone' }),
      'ai_diff_refused_payloads_total{platform="discord"} 0',
    ],
    [
      'a payload that Slack refused',
      ({ error }) => error('slack_blocks_refused'),
      'ai_diff_refused_payloads_total{platform="slack"} 1',
    ],
    [
      'every warning and error by its event',
      ({ error }) => error('slack_failed'),
      'ai_diff_problems_total{level="error",event="slack_failed"} 1',
    ],
    [
      'a tip by what became of it',
      ({ warn }) => warn('tip_missed', { schedule: 's' }),
      'ai_diff_tips_total{outcome="missed"} 1',
    ],
    [
      'an acknowledgement',
      ({ debug }) => debug('acknowledged', { platform: 'slack', ms: 4 }),
      'ai_diff_acknowledgement_seconds_bucket{le="0.005",platform="slack"} 1',
    ],
    [
      'a reply',
      ({ debug }) => debug('replied', { platform: 'discord', ms: 700 }),
      'ai_diff_reply_seconds_bucket{le="1",platform="discord"} 1',
    ],
    ['the entries of the knowledge', ({ info }) => info('started', { entries: 150 }), 'ai_diff_entries 150'],
    [
      'the entries of the knowledge that was read anew',
      ({ info }) => {
        info('started', { entries: 150 });
        info('knowledge_reloaded', { entries: 151 });
      },
      'ai_diff_entries 151',
    ],
    ['a database that is well', () => {}, 'ai_diff_database_ok 1'],
    ['a database that failed', ({ error }) => error('store_failed'), 'ai_diff_database_ok 0'],
    [
      'a database that is back',
      ({ error, info }) => {
        error('store_failed');
        info('store_recovered');
      },
      'ai_diff_database_ok 1',
    ],
    ['no missed tip, so that the first one is a rise', () => {}, 'ai_diff_tips_total{outcome="missed"} 0'],
  ])('count %s', async (_, log, line) => {
    const platforms = ['discord', 'slack'].map((name) => adapter(name, { connected: true }));
    expect(await linesAfter(log, platforms)).toContain(line);
  });

  test('show how each platform does at the moment they are read', async () => {
    const lines = await linesAfter(() => {}, [
      adapter('discord', { connected: true, lastHeard: now - 2_500 }),
      adapter('slack', { connected: false }),
    ]);
    expect(lines).toContain('ai_diff_connected{platform="discord"} 1');
    expect(lines).toContain('ai_diff_connected{platform="slack"} 0');
    expect(lines).toContain('ai_diff_silent_seconds{platform="discord"} 2.5');
  });

  test("show Node's own: memory and the lag of the event loop", async () => {
    const lines = await linesAfter(() => {});
    for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'])
      expect(lines.some((line) => line.startsWith(`${name} `))).toBe(true);
  });

  test('hand every event on as it was', () => {
    written.length = 0;
    createMetrics().watch(sink).warn('slack_waits', { code: 'ratelimited' });
    expect(written).toEqual([['warn', 'slack_waits', { code: 'ratelimited' }]]);
  });

  test('are for reading only, at their own path', async () => {
    const routes = createMetrics().routes([], { now: () => now });
    expect((await routes(new Request('http://localhost/metrics', { method: 'POST' })))?.status).toBe(405);
    expect(await routes(new Request('http://localhost/metricsx'))).toBeUndefined();
  });
});

describe('the tables of metrics', () => {
  const source = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('metrics.ts'))
    .map((file) => readFileSync(`${root}src/${file}`, 'utf8'))
    .join('\n');
  const events = [
    ...[...Object.values(counters), ...Object.values(histograms)].flatMap(({ from }) => from.map(({ event }) => event)),
    ...Object.values(gauges).flatMap(({ from }) => from.map(({ event }) => event)),
  ];

  test.each([...new Set(events)])('name %s, which is logged somewhere', (event) => {
    expect(source).toContain(`'${event}'`);
  });

  const document = readFileSync(`${root}docs/operations.md`, 'utf8');

  test('are what docs/operations.md tells, name by name', async () => {
    const lines = await linesAfter(() => {});
    const served = lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
    const told = [...document.matchAll(/\b(?:ai_diff|nodejs|process)_[a-z\d_]+/g)].map(([name]) => name);
    expect(told.filter((name) => !served.includes(name))).toEqual([]);
    expect(served.filter((name) => name.startsWith('ai_diff_') && !told.includes(name))).toEqual([]);
  });

  test('and the events that docs/operations.md names are logged somewhere', () => {
    const told = [...document.matchAll(/`((?:discord|slack|store|knowledge|tips?)_[a-z_]+)`/g)].map(([, name]) => name);
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });
});
