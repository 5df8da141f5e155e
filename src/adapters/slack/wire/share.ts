// Several processes, one Slack app: Slack may resend an event to another process, but only one of them answers it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from '../../../ports.js';
import type { SharedEvents } from '../../shared/ports.js';

// A hanging database must not keep a person waiting.
const takeWithinMs = 2_000;

/** The same receiver, which hands on an event only if no process has claimed it. */
export function shared(receiver: Receiver, events: SharedEvents, logger: Logger, withinMs = takeWithinMs): Receiver {
  return {
    init: (app) => receiver.init(sharingApp(app, events, logger, withinMs)),
    start: (...parts) => receiver.start(...parts),
    stop: (...parts) => receiver.stop(...parts),
  };
}

// The receiver sees the app itself, except for where it hands over events.
function sharingApp(app: App, events: SharedEvents, logger: Logger, withinMs: number): App {
  // If the database can't tell, a duplicate answer is better than none.
  const take = async (id: string): Promise<boolean> => {
    try {
      return await Promise.race([events.take(id), refuseAfter(withinMs)]);
    } catch (error) {
      logger.warn('slack_event_unshared', { error: error instanceof Error ? error.message : String(error) });
      return true;
    }
  };
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const { event_id: id } = event.body;
    // Commands and presses are not resent.
    if (typeof id !== 'string') return app.processEvent(event);
    // Slack waits for the acknowledgement, so it comes before the database.
    await event.ack();
    if (await take(`slack:${id}`)) await app.processEvent({ ...event, ack: async () => undefined });
  };
  return Object.create(app, { processEvent: { value: processEvent } });
}

async function refuseAfter(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new Error('the database did not answer in time');
}
