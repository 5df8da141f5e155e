/**
 * The positions, of `count`, with the highest scores, at most `limit`: highest first, of equal ones the first. They are a handful of
 * many, so that sorting all would be work for nothing.
 */
export function highest(scoreAt: (at: number) => number, count: number, limit: number): number[] {
  const found: number[] = [];
  const scores: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const score = scoreAt(at);
    let place = found.length;
    if (place === limit && score <= (scores[place - 1] ?? 0)) continue;
    if (place === limit) place -= 1;
    for (; place > 0 && (scores[place - 1] ?? 0) < score; place -= 1) {
      found[place] = found[place - 1] ?? 0;
      scores[place] = scores[place - 1] ?? 0;
    }
    found[place] = at;
    scores[place] = score;
  }
  return found;
}
