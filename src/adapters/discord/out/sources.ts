// Where an answer comes from, as small print under it.
import { text } from '../../../document/build.js';
import type { Citation, Sources } from '../../../document/nodes.js';
import { citationList, sourceManner } from '../../../document/plain.js';
import { placesOf } from '../../shared/sources.js';
import { maxLine } from './pages.js';
import type { Lines } from './table.js';
import { escapeText, renderLink, splitInlines } from './text.js';

/** `foot` is the line under the answer, `later` what takes its place where it is too long; `shortened` lacks the places. */
export type Foot = { readonly foot: readonly string[]; readonly later: readonly Lines[]; readonly shortened: boolean };

// Longer than this, the small print is a wall: the articles alone stay, and a button opens the places.
const maxSources = 300;
const maxFootLine = 700;

/** The sources of an answer; the places may be left out where a button can open them. */
export function renderSources(sources: Sources, canOpen: boolean): Foot {
  const { manner, citations, asOf } = sources;
  const end = asOf === undefined ? '' : ` · as of ${asOf}`;
  const whole = `-# ${sourceManner[manner]}: ${escapeText(citationList(citations))}${end}`;
  const linked = citations.some(({ url }) => url !== undefined);
  if (whole.length <= maxSources && !linked) return { foot: [whole], later: [], shortened: false };
  const names = `-# ${sourceManner[manner]}: ${articleNames(citations)}${end}`;
  if (canOpen && names.length <= maxFootLine) return { foot: [names], later: [], shortened: true };
  const lines = splitInlines([text(`${sourceManner[manner]}: ${citationList(citations)}${end}`)], maxLine - 3);
  return { foot: [], later: [{ before: '', after: '', lines: lines.map((line) => `-# ${line}`) }], shortened: false };
}

function articleNames(citations: readonly Citation[]): string {
  return placesOf(citations)
    .map(({ name, url }) => (url === undefined ? escapeText(name) : renderLink(name, url)))
    .join(' · ');
}
