// How long Slack waits for an acknowledgement, and the people behind it for an answer: written to the log, for the metrics.
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from '../../../ports.js';

/** The same receiver; each event is told when it came, and its acknowledgement is timed. */
export function timed(receiver: Receiver, logger: Logger): Receiver {
  return {
    init: (app) => receiver.init(timedApp(app, logger)),
    start: (...parts) => receiver.start(...parts),
    stop: (...parts) => receiver.stop(...parts),
  };
}

// Whatever a receiver has of an app is the app's, but for what it hands events to.
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

/** Logs that an event has been dealt with. Bolt hands a receiver's properties on as the context of a listener. */
export function logReplied(context: { readonly [property: string]: unknown }, logger: Logger): void {
  const { received } = context;
  if (typeof received === 'number') logger.debug('replied', { platform: 'slack', ms: performance.now() - received });
}
