// Two entries side by side that no table compares.
import { choices, document, heading, paragraph, strong, tableRow } from '../../document/build.js';
import type { Block, Document } from '../../document/nodes.js';
import type { Entry } from '../entry.js';
import { entryChoice, type FindEntry, relatedOf } from './compose.js';
import { sourcesOf, takenByAnswer, uniqueCitations } from './compose-sources.js';
import { namedLine } from './line.js';

/** Two entries side by side, on the aspects that both have facts on; the same whichever is named first. */
export function composeComparison(first: Entry, second: Entry, find: FindEntry): Document {
  const [a, b] = first.label.toLowerCase() <= second.label.toLowerCase() ? [first, second] : [second, first];
  const rows = sharedFacts(a, b).map(({ aspect, left, right }) =>
    tableRow([aspect, left.text, right.text], uniqueCitations([...left.citations, ...right.citations])),
  );
  const body: Block[] = [
    ...[a, b].flatMap((entry): Block[] =>
      entry.answer.length === 0
        ? [paragraph([strong(`${entry.label}:`)]), ...entry.views.slice(0, 1)]
        : [paragraph(namedLine(entry))],
    ),
    ...(rows.length === 0
      ? []
      : [{ type: 'table', children: [tableRow(['Aspect', a.label, b.label]), ...rows] } as const]),
  ];
  const taken = [a, b].flatMap((entry) => takenByAnswer(entry, entry.label));
  return document(
    [
      heading(`${a.label} and ${b.label}`),
      ...body,
      ...sourcesOf(body, { taken }),
      ...choices('related', [
        ...[a, b].map(entryChoice),
        ...relatedOf(a, find)
          .filter(({ label }) => label !== b.label)
          .slice(0, 1),
      ]),
    ],
    { type: 'comparison', ids: [a.id, b.id] },
  );
}

/** The aspects on which both entries have a fact, in the first one's order. */
export function sharedFacts(a: Entry, b: Entry) {
  return a.facts.flatMap((left) => {
    const right = b.facts.find(({ aspect }) => aspect.toLowerCase() === left.aspect.toLowerCase());
    return right === undefined ? [] : [{ aspect: left.aspect, left, right }];
  });
}
