// The figures of the cost as Markdown.
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

/** Tables of what was measured, how it stands to the bare bots, and where the time goes. */
export function renderCost({ asked, costs }: CostReport): string {
  return [
    `${asked.toLocaleString('en')} questions to each, 16 at once; times one by one.`,
    ...['Discord', 'Slack'].flatMap((platform) => {
      const [ours, bare] = [true, false].map((isOurs) =>
        costs.find((cost) => cost.platform === platform && cost.isOurs === isOurs),
      );
      return ours === undefined || bare === undefined ? [] : [renderComparison(ours, bare), renderParts(ours, bare)];
    }),
  ].join('\n\n');
}

function renderComparison(ours: Cost, bare: Cost): string {
  const rows = measures.map(({ title, of, show, moreIsBetter }) => {
    const times = moreIsBetter === true ? of(bare) / of(ours) : of(ours) / of(bare);
    return `| ${title} | ${show(of(ours))} | ${show(of(bare))} | ${times.toFixed(2)} | ${times <= wanted ? 'yes' : '**no**'} |`;
  });
  return [
    `| | ${ours.name} | ${bare.name} | times the bare bot | within ${wanted} |`,
    '| --- | ---: | ---: | ---: | --- |',
    ...rows,
  ].join('\n');
}

function renderParts(ours: Cost, bare: Cost): string {
  const names = [...new Set([...Object.keys(ours.parts), ...Object.keys(bare.parts)])];
  const sorted = names.sort(
    (a, b) => (ours.parts[b] ?? 0) + (bare.parts[b] ?? 0) - (ours.parts[a] ?? 0) - (bare.parts[a] ?? 0),
  );
  const show = (value: number | undefined) => (value === undefined ? '-' : `${Math.round(value)} µs`);
  const rest = (parts: Cost['parts']) => sorted.slice(mostParts).reduce((sum, name) => sum + (parts[name] ?? 0), 0);
  return [
    `| processor time of a question, by code of | ${ours.name} | ${bare.name} |`,
    '| --- | ---: | ---: |',
    ...sorted.slice(0, mostParts).map((name) => `| ${name} | ${show(ours.parts[name])} | ${show(bare.parts[name])} |`),
    `| the rest | ${show(rest(ours.parts))} | ${show(rest(bare.parts))} |`,
  ].join('\n');
}
