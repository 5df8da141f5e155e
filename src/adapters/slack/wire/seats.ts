// Where the result of a press is shown.
import type { Pressed, Seat } from '../in/press.js';
import type { SlackPlace } from './deliver.js';

// As a message next to the pressed one, seen by the same people.
export function publicSeat(pressed: Pressed, replace: boolean): SlackPlace {
  const { seat } = pressed;
  if (seat.type !== 'message') return privateSeat(pressed, replace);
  return {
    type: 'thread',
    channel: seat.channel,
    threadTs: seat.threadTs ?? seat.ts,
    begun: seat.threadTs !== undefined,
  };
}

// In place of the answer if it is the presser's own or only they see it; otherwise to the presser alone.
export function hereSeat(pressed: Pressed): SlackPlace {
  const { seat, from, asker } = pressed;
  if (seat.type === 'message' && asker === from.user) return { type: 'edit', channel: seat.channel, ts: seat.ts };
  return privateSeat(pressed, true);
}

// A response_url writes to the channel instead of the thread, hence the Web API for threads.
export function privateSeat({ seat, from }: Pressed, replace = false): SlackPlace {
  if (seat.type === 'home') return { type: 'direct', user: from.user };
  if (seat.type === 'ephemeral' && (replace || seat.threadTs === undefined)) {
    return { type: 'response', to: 'asker', replace };
  }
  return { type: 'private', channel: seat.channel, user: from.user, ...threadOf(seat) };
}

function threadOf(seat: Exclude<Seat, { type: 'home' }>) {
  return seat.threadTs === undefined ? {} : { threadTs: seat.threadTs };
}
