// Logs, for the metrics, how long Slack waits for an acknowledgement and people for an answer.
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from '../../../ports.js';

/** The same receiver, which notes when each event came and times its acknowledgement. */
export function timed(receiver: Receiver, logger: Logger): Receiver {
  return {
    init: (app) => receiver.init(timedApp(app, logger)),
    start: (...parts) => receiver.start(...parts),
    stop: (...parts) => receiver.stop(...parts),
  };
}

// The receiver sees the app itself, except for where it hands over events.
function timedApp(app: App, logger: Logger): App {
  const processEvent = (event: ReceiverEvent): Promise<void> => {
    const received = performance.now();
    return app.processEvent({
      ...event,
      customProperties: { ...event.customProperties, received },
      ack: async (response) => {
        await event.ack(response);
        logger.debug('acknowledged', { platform: 'slack', ms: performance.now() - received });
      },
    });
  };
  return Object.create(app, { processEvent: { value: processEvent } });
}

/** Logs that an event has been dealt with. Bolt passes a receiver's properties to listeners as their context. */
export function logReplied(context: { readonly [property: string]: unknown }, logger: Logger): void {
  const { received } = context;
  if (typeof received === 'number') logger.debug('replied', { platform: 'slack', ms: performance.now() - received });
}
