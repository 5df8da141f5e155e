// An entry as it answers one question: what is asked for comes first, along with what the articles don't tell.
import type { Ranker } from '../find/rank.js';
import { isIntent, isName } from '../read/lexicon.js';
import type { Segment } from '../read/parts.js';
import type { Shown } from './decide.js';
import type { FoundFact } from './facts.js';
import { leastExplained, shareOf } from './share.js';
import { createViewOrder } from './view-order.js';

/** Makes the function that fits what would be shown to the question; tables stay as they are. */
export function createFitter(
  ranker: Ranker,
  findFact: (segment: Segment) => FoundFact | undefined,
): (shown: Shown, segment: Segment) => Shown {
  const viewOrder = createViewOrder(ranker);
  const asksOnlyMaker = (segment: Segment) =>
    segment.intents.has('maker') &&
    shareOf(segment, ranker, (concept) => isName(concept) || isIntent(concept)) >= leastExplained;
  return (shown, segment) => {
    if (shown.type !== 'entry' || shown.entry.table !== undefined) return shown;
    const { entry } = shown;
    const views = viewOrder(entry, segment);
    const isProduct = entry.kind === 'product';
    const told = isProduct && shown.fact === undefined ? findFact(segment) : undefined;
    const isTold = told !== undefined && told.entry === entry && told.explained >= leastExplained;
    const noMaker = isProduct && asksOnlyMaker(segment) && !entry.facts.some(({ aspect }) => aspect === 'Maker');
    return {
      ...shown,
      ...(isTold ? { fact: told.fact } : {}),
      ...(views === undefined ? {} : { views }),
      ...(noMaker ? { noMaker } : {}),
    };
  };
}
