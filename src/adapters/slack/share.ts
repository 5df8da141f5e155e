// Several processes, one Slack: what Slack sends again may come to another process than the first time, and is answered by one of them.
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger, SharedEvents } from '../../ports.js';

/** The same receiver; an event that comes again is handed on only where no process has taken it. */
export function shared(receiver: Receiver, events: SharedEvents, logger: Logger): Receiver {
  return {
    init: (app) => receiver.init(sharingApp(app, events, logger)),
    start: (...parts) => receiver.start(...parts),
    stop: (...parts) => receiver.stop(...parts),
  };
}

// Whatever a receiver has of an app is the app's, but for what it hands events to.
function sharingApp(app: App, events: SharedEvents, logger: Logger): App {
  // Where the database cannot tell, an answer too many is better than none.
  const take = (id: string): Promise<boolean> =>
    events.take(id).catch((error: unknown) => {
      logger.warn('slack_event_unshared', { error: error instanceof Error ? error.message : String(error) });
      return true;
    });
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const { event_id: id } = event.body;
    if (typeof id === 'string') {
      const isFirst = take(`slack:${id}`);
      // The first time nobody waits for the database; Slack comes again after three seconds at the soonest.
      if (event.retryNum !== undefined && !(await isFirst)) return event.ack();
    }
    return app.processEvent(event);
  };
  return Object.create(app, { processEvent: { value: processEvent } });
}
