// Draws the digest. Pure.
import { choice, choices, document, heading, list, paragraph, strong, text } from '../document/build.js';
import type { Document, Inline } from '../document/nodes.js';
import type { Gap } from '../gaps/ports.js';
import { drawChart, type Week } from './weeks.js';

type DigestContent = {
  /** The first and last day of the week, as YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly week: Week;
  readonly last: Week;
  readonly shown: readonly { readonly title: string; readonly count: number }[];
  readonly gaps: readonly Gap[];
};

const mostWords = 120;

export function digestDocument({ from, to, week, last, shown, gaps }: DigestContent): Document {
  return document([
    heading(`This week: ${week.asked} ${week.asked === 1 ? 'question' : 'questions'}`),
    paragraph(`${from} to ${to}. ${sharesOf(week)}`),
    { type: 'code', value: drawChart(week, last) },
    ...(shown.length === 0
      ? []
      : [paragraph([strong('Shown most')]), list(shown.map(({ title, count }) => `${title}: ${times(count)}`))]),
    ...(gaps.length === 0
      ? [paragraph('Nothing is asked in vain now.')]
      : [
          paragraph([strong('Asked in vain most')]),
          list(
            gaps.map((gap, at): readonly Inline[] => [
              text(
                `${at + 1}. ${[...gap.words].slice(0, mostWords).join('')} (${times(gap.unanswered + gap.notHelpful)})`,
              ),
            ]),
          ),
        ]),
    ...choices(
      'steps',
      gaps.map(({ id }, at) => choice(`Answer: ${at + 1}`, { type: 'action', action: 'teach-gap', of: id })),
    ),
  ]);
}

function sharesOf({ asked, answered, suggested, unanswered, helpful }: Week): string {
  if (asked === 0) return 'Nobody asked anything.';
  const share = (count: number) => `${Math.round((100 * count) / asked)} %`;
  const votes = helpful === undefined ? 'Nobody voted.' : `${Math.round(100 * helpful)} % of the votes say helpful.`;
  return `${share(answered)} answered, ${share(suggested)} offered, ${share(unanswered)} nothing. ${votes}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
