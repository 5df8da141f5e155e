// Several processes, one Slack: what Slack sends again may come to another process than the first time, and is answered by one of them.
import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from '../../../ports.js';
import type { SharedEvents } from '../../shared/ports.js';

// A database that hangs must not keep a person waiting.
const takeWithinMs = 2_000;

/** The same receiver; an event is handed on only where no process has taken it. */
export function shared(receiver: Receiver, events: SharedEvents, logger: Logger, withinMs = takeWithinMs): Receiver {
  return {
    init: (app) => receiver.init(sharingApp(app, events, logger, withinMs)),
    start: (...parts) => receiver.start(...parts),
    stop: (...parts) => receiver.stop(...parts),
  };
}

// Whatever a receiver has of an app is the app's, but for what it hands events to.
function sharingApp(app: App, events: SharedEvents, logger: Logger, withinMs: number): App {
  // Where the database cannot tell, an answer too many is better than none.
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
    // Commands and presses come once.
    if (typeof id !== 'string') return app.processEvent(event);
    // Slack waits for this, not for the database.
    await event.ack();
    if (await take(`slack:${id}`)) await app.processEvent({ ...event, ack: async () => undefined });
  };
  return Object.create(app, { processEvent: { value: processEvent } });
}

async function refuseAfter(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new Error('the database did not answer in time');
}
