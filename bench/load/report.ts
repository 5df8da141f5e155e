// The outcomes of a load test as tables.
import { type Kind, kinds, type Question } from './ledger.js';

/** Both platforms drop, or show as failed, whatever was not acknowledged by then. */
export const platformMs = 3_000;

export type Row = {
  readonly name: string;
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  readonly refusedLate: number;
  readonly late: number;
  readonly lost: number;
  readonly twice: number;
  readonly cutOff: number;
  readonly times: readonly number[];
  readonly refusals: readonly number[];
};

const isMention = (kind: Kind): boolean => kind.endsWith('mention');

function became({ kind, askedAt, acknowledgedAt, answeredAt, refusedAt, replies, cutOff }: Question): keyof Row {
  if (replies > 1) return 'twice';
  // A mention needs no acknowledgement: the platform has delivered it and shows no failure.
  const isLate = !isMention(kind) && (acknowledgedAt ?? Number.POSITIVE_INFINITY) - askedAt > platformMs;
  if (cutOff && (replies === 0 || isLate)) return 'cutOff';
  if (refusedAt !== undefined) return refusedAt - askedAt > platformMs ? 'refusedLate' : 'refused';
  if (isLate) return 'late';
  return answeredAt === undefined ? 'lost' : 'answered';
}

/** A row per kind of question, and one per platform. */
export function sumUp(questions: readonly Question[]): readonly Row[] {
  const rowOf = (name: string, of: readonly Question[]): Row => {
    const counts: Record<string, number> = {};
    for (const question of of) counts[became(question)] = (counts[became(question)] ?? 0) + 1;
    const since = (at: (question: Question) => number | undefined) =>
      of
        .flatMap((question) => {
          const then = at(question);
          return then === undefined ? [] : [then - question.askedAt];
        })
        .sort((a, b) => a - b);
    const count = (name: string) => counts[name] ?? 0;
    return {
      name,
      asked: of.length,
      answered: count('answered'),
      refused: count('refused'),
      refusedLate: count('refusedLate'),
      late: count('late'),
      lost: count('lost'),
      twice: count('twice'),
      cutOff: count('cutOff'),
      times: since(({ answeredAt }) => answeredAt),
      refusals: since(({ refusedAt }) => refusedAt),
    };
  };
  return [
    ...kinds.map((kind) =>
      rowOf(
        kind,
        questions.filter((question) => question.kind === kind),
      ),
    ),
    ...['Discord', 'Slack'].map((platform) =>
      rowOf(
        `**${platform}**`,
        questions.filter(({ kind }) => kind.startsWith(platform)),
      ),
    ),
  ];
}

/** Failures by the second in which they were asked: kind, outcome and count. */
export function renderFailures(questions: readonly Question[], began: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const question of questions) {
    const what = became(question);
    if (what === 'answered' || what === 'refused' || what === 'cutOff') continue;
    const line = `${Math.floor((question.askedAt - began) / 1_000)} s: ${question.kind} ${what}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${line} ${count}`);
}

/** Whether each question was answered once, or turned away in time. */
export function holds(rows: readonly Row[]): boolean {
  return rows.every(({ refusedLate, late, lost, twice }) => refusedLate + late + lost + twice === 0);
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const ms = (value: number): string => (Number.isNaN(value) ? '-' : `${Math.round(value).toLocaleString('en')} ms`);

export function renderRows(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { name, asked, answered, refused, refusedLate, late, lost, twice, cutOff, times, refusals } = row;
    const counts = [asked, answered, refused, refusedLate, late, lost, twice, cutOff].map((count) =>
      count.toLocaleString('en'),
    );
    const spans = [quantile(times, 0.5), quantile(times, 0.99), quantile(refusals, 0.99)].map(ms);
    return `| ${[name, ...counts, ...spans].join(' | ')} |`;
  });
  return [
    '| | asked | answered once | refused within 3 s | refused later | late | lost | twice | cut off | answer p50 | p99 | refusal p99 |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
