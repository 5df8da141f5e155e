// The sources of an answer, as small print under it.
import { text } from '../../../document/build.js';
import type { Sources } from '../../../document/nodes.js';
import { placesOf, sourceManner, sourcesLine } from '../../../document/plain.js';
import { hasList, isLong } from '../../shared/sources.js';
import { maxLine } from './pages.js';
import type { Lines } from './table.js';
import { escapeText, renderLink, splitInlines } from './text.js';

/** `foot` is the line under the answer; `later` replaces it if it is too long. `shortened`: the list has more. */
export type Foot = { readonly foot: readonly string[]; readonly later: readonly Lines[]; readonly shortened: boolean };

const maxFootLine = 700;

/** The sources of an answer; places may be left out if a button can open them. */
export function renderSources(sources: Sources, canOpen: boolean): Foot {
  const { manner, citations, named = citations } = sources;
  const linked = named.some(({ url }) => url !== undefined);
  if (!isLong(sources) && !linked)
    return { foot: [`-# ${escapeText(sourcesLine(sources))}`], later: [], shortened: hasList(sources) };
  const articles = placesOf(named)
    .map(({ name, url }) => (url === undefined ? escapeText(name) : renderLink(name, url)))
    .join(' · ');
  const names = `-# ${articles} · ${escapeText(sourceManner[manner])}`;
  if (canOpen && names.length <= maxFootLine) return { foot: [names], later: [], shortened: true };
  const lines = splitInlines([text(sourcesLine(sources))], maxLine - 3);
  return { foot: [], later: [{ before: '', after: '', lines: lines.map((line) => `-# ${line}`) }], shortened: false };
}
