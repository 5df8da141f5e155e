// Metrics in Prometheus's format, derived from the log: the tables here map events to metrics. To count something, log an event and add a
// line to a table; no part of the bot knows about metrics.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Adapter, Clock, HttpRoutes, Logger } from '../ports.js';

type LogFields = Readonly<Record<string, unknown>>;
/** An event by name, optionally only with certain field values (`with`), or with labels that its name implies (`as`). */
type Source = { readonly event: string; readonly with?: LogFields; readonly as?: Readonly<Record<string, string>> };
type Metric = { readonly help: string; readonly labels: readonly string[]; readonly from: readonly Source[] };

/** What increments each counter. Labels are fields of the event; the platform may also be the first word of its name. */
export const counters: Readonly<Record<string, Metric>> = {
  ai_diff_questions_total: {
    help: 'Questions, commands and presses by platform, kind of question and outcome',
    labels: ['platform', 'intent', 'outcome'],
    from: [{ event: 'answered' }],
  },
  ai_diff_replies_total: {
    help: 'Answers by outcome: arrived, lost (the platform did not accept it), unknown (it did not say)',
    labels: ['platform', 'became'],
    from: [{ event: 'delivered' }],
  },
  ai_diff_reconnects_total: {
    help: 'Lost connections to a platform that are being made again',
    labels: ['platform'],
    from: [{ event: 'discord_reconnecting' }, { event: 'slack_reconnecting' }],
  },
  ai_diff_rate_limits_total: {
    help: 'Requests that had to wait, or were given up, because of a rate limit of the platform',
    labels: ['platform'],
    from: [
      { event: 'discord_rate_limited' },
      { event: 'slack_waits', with: { code: 'ratelimited' } },
      { event: 'slack_waits', with: { code: 'status_429' } },
    ],
  },
  ai_diff_refused_payloads_total: {
    help: 'Messages that a platform, or our own check before it, refused',
    labels: ['platform'],
    from: [
      { event: 'discord_payload_invalid' },
      { event: 'discord_request_failed', with: { type: 'refused' } },
      { event: 'discord_callback_failed', with: { type: 'refused' } },
      { event: 'slack_message_unfit' },
      { event: 'slack_blocks_refused' },
    ],
  },
  ai_diff_tips_total: {
    help: 'Scheduled tips by outcome',
    labels: ['outcome'],
    from: [
      { event: 'tip_sent', as: { outcome: 'sent' } },
      { event: 'tip_retried_later', as: { outcome: 'retried' } },
      { event: 'tip_missed', as: { outcome: 'missed' } },
      { event: 'tip_failed', as: { outcome: 'failed' } },
      { event: 'tip_refused', as: { outcome: 'refused' } },
      { event: 'tip_unconfirmed', as: { outcome: 'unconfirmed' } },
    ],
  },
};

// Discord and Slack wait three seconds for an acknowledgement; answers take milliseconds.
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10];

/** Durations, from an event's field `ms`. */
export const histograms: Readonly<Record<string, Metric>> = {
  ai_diff_answer_seconds: {
    help: 'From a question to its document, in the process',
    labels: ['platform'],
    from: [{ event: 'answered' }],
  },
  ai_diff_acknowledgement_seconds: {
    help: 'From receiving an event that must be acknowledged to its acknowledgement',
    labels: ['platform'],
    from: [{ event: 'acknowledged' }],
  },
  ai_diff_reply_seconds: {
    help: 'From receiving an event until everything it led to is done and the platform has accepted the last message',
    labels: ['platform'],
    from: [{ event: 'replied' }],
  },
};

/** Current values, from a field of an event or from its name. */
export const gauges: Readonly<
  Record<
    string,
    {
      readonly help: string;
      /** Before the first event. */
      readonly initial?: number;
      readonly from: readonly ({ readonly event: string } & (
        | { readonly field: string }
        | { readonly value: number }
      ))[];
    }
  >
> = {
  ai_diff_entries: {
    help: 'Entries of the knowledge in use',
    from: [
      { event: 'started', field: 'entries' },
      { event: 'knowledge_reloaded', field: 'entries' },
    ],
  },
  ai_diff_database_ok: {
    help: '0 while the database cannot be used',
    initial: 1,
    from: [
      { event: 'store_failed', value: 0 },
      { event: 'store_recovered', value: 1 },
    ],
  },
};

type Metrics = {
  /** The same logger; whatever is written to it is also counted, at any level. */
  readonly watch: (logger: Logger) => Logger;
  /** Serves `GET /metrics`, including the platforms' health and how many lines the log dropped. */
  readonly routes: (adapters: readonly Adapter[], clock: Clock, droppedLines?: () => number) => HttpRoutes;
};

/** The metrics of one process, including Node's own (memory, event loop lag, garbage collection). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const takers = new Map<string, ((fields: LogFields) => void)[]>();
  const take: Take = (event, taker) => {
    takers.set(event, [...(takers.get(event) ?? []), taker]);
  };

  const perPlatform = watchCounters(take, registers);
  watchTimes(take, registers);
  watchGauges(take, registers);
  const problems = new Counter({
    name: 'ai_diff_problems_total',
    help: 'Warnings and errors in the log by their event',
    labelNames: ['level', 'event'],
    registers,
  });

  const watched =
    (level: keyof Logger, logger: Logger) =>
    (event: string, fields: LogFields = {}): void => {
      for (const taker of takers.get(event) ?? []) taker(fields);
      if (level === 'warn' || level === 'error') problems.inc({ level, event });
      logger[level](event, fields);
    };

  return {
    watch: (logger) => ({
      debug: watched('debug', logger),
      info: watched('info', logger),
      warn: watched('warn', logger),
      error: watched('error', logger),
    }),
    routes: (adapters, clock, droppedLines = () => 0) => {
      for (const { name: platform } of adapters) for (const counter of perPlatform) counter.inc({ platform }, 0);
      watchHealth(adapters, clock, registers);
      new Counter({
        name: 'ai_diff_log_lines_dropped_total',
        help: 'Log lines dropped because of a full disk or a stalled reader',
        registers,
        collect() {
          this.reset();
          this.inc(droppedLines());
        },
      });
      return async (request) => {
        if (new URL(request.url).pathname !== '/metrics') return undefined;
        if (request.method !== 'GET' && request.method !== 'HEAD')
          return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
        const headers = { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' };
        return new Response(await registry.metrics(), { headers });
      };
    },
  };
}

/** Registers `taker` for the fields of each event with that name. */
type Take = (event: string, taker: (fields: LogFields) => void) => void;

/** Returns the counters labelled by platform alone. */
function watchCounters(take: Take, registers: Registry[]): readonly Counter[] {
  const perPlatform: Counter[] = [];
  for (const [name, { help, labels, from }] of Object.entries(counters)) {
    const counter = new Counter({ name, help, labelNames: labels, registers });
    if (labels.join() === 'platform') perPlatform.push(counter);
    for (const source of from) {
      // Start at 0: a series that begins with its first event hides that event from rates.
      if (source.as !== undefined) counter.inc(source.as, 0);
      take(source.event, (fields) => {
        if (matches(source, fields)) counter.inc(labelsOf(labels, source.event, { ...source.as, ...fields }));
      });
    }
  }
  return perPlatform;
}

function watchTimes(take: Take, registers: Registry[]): void {
  for (const [name, { help, labels, from }] of Object.entries(histograms)) {
    const histogram = new Histogram({ name, help, labelNames: labels, buckets, registers });
    // Looking up a series by its labels costs more than counting in it.
    const series = new Map<unknown, Histogram.Internal<string>>();
    const seriesOf = (event: string, fields: LogFields) => {
      const known = series.get(fields['platform']) ?? histogram.labels(labelsOf(labels, event, fields));
      series.set(fields['platform'], known);
      return known;
    };
    for (const source of from)
      take(source.event, (fields) => {
        if (typeof fields['ms'] === 'number') seriesOf(source.event, fields).observe(fields['ms'] / 1000);
      });
  }
}

function watchGauges(take: Take, registers: Registry[]): void {
  for (const [name, { help, initial, from }] of Object.entries(gauges)) {
    const gauge = new Gauge({ name, help, registers });
    if (initial !== undefined) gauge.set(initial);
    for (const source of from)
      take(source.event, (fields) => {
        const value = 'value' in source ? source.value : fields[source.field];
        if (typeof value === 'number') gauge.set(value);
      });
  }
}

function watchHealth(adapters: readonly Adapter[], clock: Clock, registers: Registry[]): void {
  const labelNames = ['platform'];
  new Gauge({
    name: 'ai_diff_connected',
    help: '1 while a platform is connected',
    labelNames,
    registers,
    collect() {
      for (const { name, health } of adapters) this.set({ platform: name }, health().connected ? 1 : 0);
    },
  });
  new Gauge({
    name: 'ai_diff_silent_seconds',
    help: 'Since a platform was last heard, by heartbeat or event',
    labelNames,
    registers,
    collect() {
      for (const { name, health } of adapters) {
        const { lastHeard } = health();
        if (lastHeard !== undefined) this.set({ platform: name }, (clock.now() - lastHeard) / 1000);
      }
    },
  });
}

function matches({ with: wanted = {} }: Source, fields: LogFields): boolean {
  return Object.entries(wanted).every(([name, value]) => fields[name] === value);
}

function labelsOf(labels: readonly string[], event: string, fields: LogFields): Record<string, string> {
  const platform = event.split('_')[0];
  return Object.fromEntries(
    labels.map((label) => [label, String(fields[label] ?? (label === 'platform' ? platform : 'none'))]),
  );
}
