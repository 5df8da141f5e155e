// The figures of a run as Markdown: the measurements, the engine compared with its peers, and which goals it meets.
import type { Corpus } from './corpus.js';
import type { Count, Measured, Outcome } from './measure.js';
import type { Start } from './start.js';

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** The load average of the last minute before the run; other jobs make the times worse. */
  readonly load: number;
};
export type Result = {
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly outcome: Outcome;
};
export type Report = {
  readonly date: string;
  readonly machine: Machine;
  readonly leftOut: Corpus['leftOut'];
  readonly results: readonly Result[];
  readonly start: Start | undefined;
};

const engineName = 'engine';

/** The whole report, without the surrounding prose. */
export function renderReport(report: Report): string {
  const sizes = [...new Set(report.results.map(({ size }) => size))];
  return [
    describeMachine(report),
    '### All contenders',
    ...sizes.map((size) => renderSize(report.results.filter((result) => result.size === size))),
    '### The engine against its peers',
    renderRatios(report.results, sizes),
    ...(report.start === undefined ? [] : ['### Start', renderStart(report.start)]),
    '### Wishes',
    renderWishes(report, sizes),
  ].join('\n\n');
}

/** When and where a run was. */
export function describeRun(date: string, { cpu, cores, memoryGb, node, load }: Machine): string {
  return `Run on ${date}: ${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}; load average before the run ${load.toFixed(1)}.`;
}

function describeMachine({ date, machine, leftOut }: Report): string {
  return `${describeRun(date, machine)} \
Left out, because an entry has them word for word: ${leftOut.heldBack.count} of ${leftOut.heldBack.of} answerable questions held back, \
${leftOut.tuning.count} of ${leftOut.tuning.of} of the tuning set.`;
}

function renderSize(results: readonly Result[]): string {
  const entries = results[0]?.outcome.entries ?? 0;
  const rows = results.map(({ title, outcome }) =>
    outcome.type === 'failed'
      ? [title, ...Array.from({ length: 9 }, () => '-'), outcome.reason]
      : [
          title,
          share(outcome.heldBack),
          share(outcome.tuning),
          share(outcome.generated),
          share(outcome.rankedFirst),
          share(outcome.all),
          ms(outcome.p50),
          ms(outcome.p99),
          ms(outcome.buildMs),
          megabytes(outcome.bytes),
          outcome.asked === outcome.of ? `${outcome.asked}` : `${outcome.asked} of ${outcome.of}`,
        ],
  );
  const header = ['', 'held back', 'tuning', 'generated', 'first', 'all', 'p50', 'p99', 'build', 'memory', 'asked'];
  return `${entries.toLocaleString('en')} entries\n\n${table(header, rows)}`;
}

function renderRatios(results: readonly Result[], sizes: readonly number[]): string {
  const rows = sizes.flatMap((size) => {
    const { engine, peers } = standing(results, size);
    if (engine === undefined) return [];
    const ratio = (of: (measured: Measured) => number | undefined) => {
      const rivals = peers.flatMap(({ title, measured }) => {
        const value = of(measured);
        return value === undefined || value <= 0 ? [] : [{ title, value }];
      });
      const best = rivals.sort((a, b) => a.value - b.value)[0];
      const own = of(engine);
      return best === undefined || own === undefined ? '-' : `${(own / best.value).toFixed(2)} × ${best.title}`;
    };
    const most = (by: (measured: Measured) => number) => {
      const best = mostAccurate(peers, by);
      return best === undefined ? '-' : `${points(by(engine) - by(best.measured))} to ${best.title}`;
    };
    return [
      [
        engine.entries.toLocaleString('en'),
        ratio(({ p50 }) => p50),
        ratio(({ p99 }) => p99),
        ratio(({ buildMs }) => buildMs),
        ratio(({ bytes }) => bytes),
        most(accuracyOf),
        most(firstOf),
      ],
    ];
  });
  return table(['entries', 'p50', 'p99', 'build', 'memory', 'right and given', 'right entry first'], rows);
}

function renderStart({ whole, node, parts: { open, first, read, build } }: Start): string {
  const modules = Math.max(0, whole - node - open - first);
  return table(
    ['step', 'median'],
    [
      ['whole process, `node dist/bin/ask.js "what is RAG?"`', ms(whole)],
      ['Node itself, `node -e 0`', ms(node)],
      ['knowledge and engine, from the snapshot', ms(open)],
      ['first answer', ms(first)],
      ['the rest: loading modules, printing, exit', ms(modules)],
      ['without a snapshot: read the knowledge', ms(read)],
      ['without a snapshot: build the engine', ms(build)],
    ],
  );
}

const wishedP99Ms = 1;
const wishedStartMs = 300;
const fasterFrom = 10_000;

function renderWishes({ results, start }: Report, sizes: readonly number[]): string {
  const [smallest = 0] = sizes;
  const shipped = standing(results, smallest).engine;
  const rows = [
    ...(shipped?.p99 === undefined
      ? []
      : [wish(`p99 under ${wishedP99Ms} ms on the shipped knowledge`, ms(shipped.p99), shipped.p99 < wishedP99Ms)]),
    ...growthWish(results, sizes),
    ...sizes.filter((size) => size >= fasterFrom).flatMap((size) => peerWish(results, size)),
    ...(start === undefined
      ? []
      : [wish(`start to first answer under ${wishedStartMs} ms`, ms(start.whole), start.whole < wishedStartMs)]),
  ];
  return table(['wish', 'measured', 'met'], rows);
}

const wish = (wanted: string, measured: string, met: boolean) => [wanted, measured, met ? 'yes' : '**no**'];

// The exponent of n between neighbouring sizes: 1 is linear, less is sub-linear.
function growthWish(results: readonly Result[], sizes: readonly number[]): string[][] {
  const measured = sizes.flatMap((size) => standing(results, size).engine ?? []);
  const exponents = measured.slice(1).map((after, at) => {
    const before = measured[at] ?? after;
    return Math.log(after.p50 / before.p50) / Math.log(after.entries / before.entries);
  });
  if (exponents.length === 0) return [];
  const missing = sizes.length - measured.length;
  const said = exponents.map((exponent) => exponent.toFixed(2)).join(', ');
  return [
    wish(
      'sub-linear growth of p50',
      `exponent ${said} from size to size${missing === 0 ? '' : `; ${missing} sizes not measured`}`,
      missing === 0 && exponents.every((exponent) => exponent < 1),
    ),
  ];
}

function peerWish(results: readonly Result[], size: number): string[][] {
  const { engine, peers } = standing(results, size);
  const wanted = `faster than every peer, with the right entry first at least as often, at ${size.toLocaleString('en')} entries`;
  if (engine === undefined) return [wish(wanted, 'the engine did not get through', false)];
  const quicker = peers.filter(({ measured }) => measured.p50 <= engine.p50).map(({ title }) => `p50 of ${title}`);
  const steadier = peers
    .filter(({ measured }) => measured.p99 !== undefined && measured.p99 <= (engine.p99 ?? Number.POSITIVE_INFINITY))
    .map(({ title }) => `p99 of ${title}`);
  const righter = peers
    .filter(({ measured }) => isComplete(measured) && firstOf(measured) > firstOf(engine))
    .map(({ title }) => `accuracy of ${title}`);
  const better = [...quicker, ...steadier, ...righter];
  return [
    wish(wanted, better.length === 0 ? 'no peer is better' : `better: ${better.join('; ')}`, better.length === 0),
  ];
}

type Peer = { readonly title: string; readonly measured: Measured };

function standing(results: readonly Result[], size: number): { engine: Measured | undefined; peers: readonly Peer[] } {
  const measured = results.flatMap(({ name, title, size: at, outcome }) =>
    at === size && outcome.type === 'measured' ? [{ name, title, measured: outcome }] : [],
  );
  return {
    engine: measured.find(({ name }) => name === engineName)?.measured,
    peers: measured.filter(({ name }) => name !== engineName),
  };
}

// Accuracies are comparable only if all questions were asked.
const isComplete = ({ asked, of }: Measured) => asked === of;
const mostAccurate = (peers: readonly Peer[], by: (measured: Measured) => number): Peer | undefined =>
  peers.filter(({ measured }) => isComplete(measured)).sort((a, b) => by(b.measured) - by(a.measured))[0];

const firstOf = ({ rankedFirst: { right, of } }: Measured): number => (of === 0 ? 0 : right / of);

/** Right first hits, given as an answer, among the answerable questions that the engine wasn't tuned on, 0 to 1. */
export function accuracyOf({ heldBack, generated }: Measured): number {
  const of = heldBack.of + generated.of;
  return of === 0 ? 0 : (heldBack.right + generated.right) / of;
}

/** One line about a result, for a run's progress. */
export function summarize(outcome: Outcome): string {
  if (outcome.type === 'failed') return `- (${outcome.reason})`;
  const { p50, p99, buildMs, bytes, asked, of } = outcome;
  const right = `${(accuracyOf(outcome) * 100).toFixed(1)} % right of held back and generated`;
  return `${right}, p50 ${ms(p50)}, p99 ${ms(p99)}, build ${ms(buildMs)}, ${megabytes(bytes)}, asked ${asked} of ${of}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const share = ({ right, of }: Count) => (of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} % of ${of}`);
const points = (difference: number) => `${difference >= 0 ? '+' : '−'}${Math.abs(100 * difference).toFixed(1)} points`;
// What a build takes is measured between two collections, of which the second may free more.
const megabytes = (bytes: number) =>
  bytes < 2 ** 20 ? '< 1 MB' : `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MB`;

function ms(value: number | undefined): string {
  if (value === undefined) return '-';
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
