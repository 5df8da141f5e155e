// Chooses the next tip. Pure.

/**
 * `used` are the ids that the channel has had in the current round, oldest first; `candidates` those of the schedule's topics. An unused one
 * is drawn, all with equal chance, so that a round is a shuffle to which tips can be added. If all were used, a new round begins for these
 * topics, but not with the tip that ended the last one. `random` returns numbers from 0 to below 1.
 * Undefined if there are no candidates.
 */
export function chooseTip(
  candidates: readonly string[],
  used: readonly string[],
  random: () => number,
): { readonly tip: string; readonly used: readonly string[] } | undefined {
  const fresh = candidates.filter((each) => !used.includes(each));
  if (fresh.length > 0) return draw(fresh, used, random);
  const others = used.filter((each) => !candidates.includes(each));
  const last = used.findLast((each) => candidates.includes(each));
  const again = candidates.length > 1 ? candidates.filter((each) => each !== last) : candidates;
  return draw(again, others, random);
}

function draw(from: readonly string[], used: readonly string[], random: () => number) {
  const tip = from[Math.floor(random() * from.length)];
  return tip === undefined ? undefined : { tip, used: [...used, tip] };
}
