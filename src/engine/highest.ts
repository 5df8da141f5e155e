/**
 * The positions of the highest scores, at most `limit`: highest first, ties in order. Few are needed out of many, so sorting them all would
 * be a waste.
 */
export function highest(scores: Float64Array, limit: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    let place = found.length;
    if (place === limit && score <= (scores[found[place - 1] ?? 0] ?? 0)) continue;
    if (place === limit) place -= 1;
    for (; place > 0 && (scores[found[place - 1] ?? 0] ?? 0) < score; place -= 1) found[place] = found[place - 1] ?? 0;
    found[place] = at;
  }
  return found;
}
