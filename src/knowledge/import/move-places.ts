// Entries that somebody has edited keep their words when their article changes; only the places of their quotes move.
import type { Span } from '../../document/nodes.js';

/** An edited file with the places of its quotes in the new text; undefined if one is no longer there. */
export function movePlaces(
  disk: string,
  key: string,
  oldText: string | undefined,
  newText: string,
): string | undefined {
  if (oldText === newText) return disk;
  if (oldText === undefined) return undefined;
  let isLost = false;
  const move = (place: string): string => {
    const [start = 0, end = 0] = place.split('-').map(Number);
    const [from, to] = nearest(newText, oldText.slice(start, end), start) ?? [];
    if (from === undefined || to === undefined) isLost = true;
    return `${from}-${to}`;
  };
  const moved = disk
    .split('\n')
    .map((line) =>
      line.includes(`${key} > `) || line.includes(`${key} \\> `)
        ? line.replace(
            / @ (\d+-\d+(?:, \d+-\d+)*)/g,
            (_, places: string) => ` @ ${places.split(', ').map(move).join(', ')}`,
          )
        : line,
    )
    .join('\n');
  return isLost ? undefined : moved;
}

function nearest(text: string, words: string, wanted: number): Span | undefined {
  let best: number | undefined;
  for (let at = words === '' ? -1 : text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (best === undefined || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
  }
  return best === undefined ? undefined : [best, best + words.length];
}
