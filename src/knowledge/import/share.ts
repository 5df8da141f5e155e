// How much of an article ends up where: in an entry, in the review, or nowhere. Only letters and digits count.
import type { TextRange } from './blocks.js';
import type { Extract } from './extract.js';

/** Shares of an article's letters and digits, adding up to 1. `lost` is in no entry and not in the review. */
type Share = { readonly taken: number; readonly leftOut: number; readonly lost: number };

export function shareOf(text: string, { findings, leftOut, unclear, headingPlaces }: Extract): Share {
  const taken: TextRange[] = [...headingPlaces];
  for (const finding of findings) {
    for (const [start, end] of [finding.spans ?? [], ...(finding.more ?? [])].flat()) taken.push({ start, end });
    if (finding.type === 'table') {
      const last = finding.rows.at(-1);
      // The column names are in the line before the first row.
      if (last !== undefined) taken.push({ start: finding.at, end: last.end });
    }
  }
  const all = lettersIn(text);
  const inEntries = lettersIn(text) - lettersIn(...gapsOf(text, taken));
  const lost = lettersIn(...gapsOf(text, [...taken, ...leftOut, ...unclear]));
  const share = (letters: number) => (all === 0 ? 0 : letters / all);
  return { taken: share(inEntries), leftOut: share(all - inEntries - lost), lost: share(lost) };
}

const lettersIn = (...texts: readonly string[]) =>
  texts.reduce((sum, each) => sum + (each.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);

// Uncovered text, except list marks and question marks such as "2." and "A:".
function gapsOf(text: string, places: readonly TextRange[]): string[] {
  const gaps: string[] = [];
  let reach = 0;
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    if (start > reach) gaps.push(text.slice(reach, start));
    reach = Math.max(reach, end);
  }
  gaps.push(text.slice(reach));
  return gaps.filter((gap) => !mark.test(gap.trim().slice(0, longestMark + 1)));
}
const longestMark = 20;
const mark = /^[^\p{L}\p{N}]{0,10}(?:q|a|question|answer)?[^\p{L}\p{N}]{0,3}\d{0,3}[^\p{L}\p{N}]{0,10}$/iu;

export function writeShare({ taken, leftOut, lost }: Share): string {
  const percent = (part: number) => `${(part * 100).toFixed(part > 0 && part < 0.001 ? 2 : 1)} %`;
  return `${percent(taken)} in entries, ${percent(leftOut)} left out with a reason${lost > 0 ? `, ${percent(lost)} in neither` : ''}`;
}
