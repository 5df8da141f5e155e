// The cost figures as Markdown.
import type { Cost, CostReport } from './cost.js';

const wanted = 1.2;
const mostParts = 12;

type Measure = {
  readonly title: string;
  readonly of: (cost: Cost) => number;
  readonly show: (value: number) => string;
  readonly moreIsBetter?: true;
};

const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const megabytes = (value: number) => `${Math.round(value / 1e6)} MB`;

const measures: readonly Measure[] = [
  { title: 'event to reply, p50', of: ({ p50 }) => p50, show: ms },
  { title: 'event to reply, p99', of: ({ p99 }) => p99, show: ms },
  {
    title: 'questions a second per core',
    of: ({ perCoreSecond }) => perCoreSecond,
    show: (value) => Math.round(value).toLocaleString('en'),
    moreIsBetter: true,
  },
  { title: 'memory at rest', of: ({ memoryAtRest }) => memoryAtRest, show: megabytes },
  { title: 'memory after all questions', of: ({ memoryAfter }) => memoryAfter, show: megabytes },
  { title: 'start to first reply', of: ({ startMs }) => startMs, show: ms },
];

/** Tables of the measurements, their ratio to the bare bots, and where the time goes. */
export function renderCost({ asked, costs }: CostReport): string {
  return [
    `${asked.toLocaleString('en')} questions to each, 16 at once; times one by one.`,
    ...['Discord', 'Slack'].flatMap((platform) => {
      const of = (kind: Cost['kind']) => costs.find((cost) => cost.platform === platform && cost.kind === kind);
      const [ours, bare, long] = [of('ours'), of('bare'), of('as long')];
      if (ours === undefined || bare === undefined || long === undefined) return [];
      return [renderComparison(ours, bare, long), renderParts([ours, bare, long])];
    }),
  ].join('\n\n');
}

function renderComparison(ours: Cost, bare: Cost, long: Cost): string {
  const rows = measures.map(({ title, of, show, moreIsBetter }) => {
    const times = (than: Cost) => (moreIsBetter === true ? of(than) / of(ours) : of(ours) / of(than));
    const within = times(bare) <= wanted ? 'yes' : '**no**';
    return `| ${title} | ${[ours, bare].map((cost) => show(of(cost))).join(' | ')} | ${times(bare).toFixed(2)} | ${within} | ${show(of(long))} | ${times(long).toFixed(2)} |`;
  });
  return [
    `| | ${ours.name} | ${bare.name} | times the bare bot | within ${wanted} | bare with an answer as long | times that |`,
    '| --- | ---: | ---: | ---: | --- | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function renderParts(all: readonly [Cost, Cost, Cost]): string {
  const sumOf = (name: string) => all.reduce((sum, { parts }) => sum + (parts[name] ?? 0), 0);
  const sorted = [...new Set(all.flatMap(({ parts }) => Object.keys(parts)))].sort((a, b) => sumOf(b) - sumOf(a));
  const show = (value: number | undefined) => (value === undefined ? '-' : `${Math.round(value)} µs`);
  const rest = (parts: Cost['parts']) => sorted.slice(mostParts).reduce((sum, name) => sum + (parts[name] ?? 0), 0);
  const row = (title: string, of: (parts: Cost['parts']) => number | undefined) =>
    `| ${title} | ${all.map(({ parts }) => show(of(parts))).join(' | ')} |`;
  return [
    `| processor time of a question, by code of | ${all[0].name} | ${all[1].name} | bare with an answer as long |`,
    '| --- | ---: | ---: | ---: |',
    ...sorted.slice(0, mostParts).map((name) => row(name, (parts) => parts[name])),
    row('the rest', rest),
  ].join('\n');
}
