// Replies to those who set and change tip schedules.
import { choice, choices, document, heading, paragraph, strong, text } from '../document/build.js';
import type { Document, Inline } from '../document/nodes.js';
import type { Clock } from '../ports.js';
import type { TipCall } from './call.js';
import type { Catalog } from './catalog.js';
import type { Schedule } from './ports.js';
import { nextDues } from './timing.js';
import { channelName, describeRule, momentList, scheduleLine } from './words.js';

// Every platform has room for this many with two buttons each.
const mostPressed = 5;

/** Draws schedules: several under a title, or one that was just set. */
export function createScheduleDocuments(catalog: Pick<Catalog, 'labelOf'>, clock: Clock) {
  const labelsOf = ({ topics }: Schedule): readonly string[] => topics.map(catalog.labelOf);

  const listed = (title: string, schedules: readonly Schedule[]): Document =>
    document([
      heading(title),
      {
        type: 'list',
        children: schedules.map((each) => ({ type: 'listItem', children: scheduleLine(each, labelsOf(each)) })),
      },
      ...choices(
        'steps',
        schedules
          .slice(0, mostPressed)
          .flatMap(({ id, next }) => [
            ...(next === undefined ? [] : [choice(`Skip next: ${id}`, { type: 'action', action: 'tip-skip', of: id })]),
            choice(`Stop: ${id}`, { type: 'action', action: 'tip-stop', of: id }),
          ]),
      ),
    ]);

  const confirmation = (title: string, each: Schedule): Document => {
    const about = each.topics.length === 0 ? '' : `, about ${labelsOf(each).join(', ')}`;
    const dues = nextDues(each, (each.next?.at ?? clock.now()) - 1, 3);
    return document([
      heading(title),
      paragraph([
        text(`${capital(describeRule(each))} in `),
        channelName(each),
        text(`${about}. The next three, in your own time:`),
      ]),
      momentList(dues, each.timezone),
      paragraph([strong('/ai-tip list'), text(' shows them, to leave out the next one or to end them later on.')]),
      ...choices('steps', [
        choice('Skip the next', { type: 'action', action: 'tip-skip', of: each.id }),
        choice('Stop', { type: 'action', action: 'tip-stop', of: each.id }),
      ]),
    ]);
  };

  return { listed, confirmation };
}

export function announcement({ user }: TipCall, what: string, schedule: Schedule): Document {
  return notice([{ type: 'mention', of: 'person', id: user }, text(` ${what}: ${describeRule(schedule)}.`)]);
}

export function notice(words: string | readonly Inline[]): Document {
  return document([paragraph(words)]);
}

/** What is wrong, and what to write instead. */
export function advice(words: string, command: string): Document {
  return notice([text(`${words} `), { type: 'inlineCode', value: command }]);
}

export function refusal({ place, tells }: TipCall): Document {
  if (tells) return notice('Tips of another channel are changed in that channel, or by whoever set them.');
  return notice(
    place.platform === 'discord'
      ? 'Only people who manage this server can change its tips. Ask one of them; /ai-tip now works for everybody.'
      : 'Only the admins of this bot can change these tips. Ask one of them; /ai-tip now works for everybody.',
  );
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
