// Greets a server that has added the bot, in one of its channels: Discord doesn't say who added it, and permissions aren't known in a
// direct message (decision 0156).
import type { Document } from '../../../document/nodes.js';
import type { Clock, Logger } from '../../../ports.js';
import type { Poster } from '../../../tips/ports.js';
import type { Arrival } from '../in/receive.js';

type HelloParts = {
  readonly poster: Pick<Poster, 'post'>;
  /** What to say to a new server; undefined once any process has greeted it. */
  readonly welcome?: ((server: string) => Promise<Document | undefined>) | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
};

// Discord lists every server on each connection. Servers that added the bot while it was offline are still greeted, long-standing ones
// aren't.
const newForMs = 24 * 60 * 60_000;

/** Greets a server once if it may be new. Never rejects. */
export function createHello({ poster, welcome, clock, logger }: HelloParts) {
  return async ({ server, joinedAt, channels }: Arrival): Promise<void> => {
    if (welcome === undefined || channels.length === 0 || clock.now() - joinedAt > newForMs) return;
    try {
      const words = await welcome(server);
      if (words === undefined) return;
      for (const channel of channels) {
        const place = { platform: 'discord', workspace: server, channel };
        const posted = await poster.post(place, words, `hello:${server}`);
        // The post may have arrived, so it isn't repeated elsewhere.
        if (posted.type !== 'refused') return;
      }
      logger.info('greeting_unplaced', { server });
    } catch (error) {
      logger.warn('greeting_failed', { problem: error instanceof Error ? error.message : String(error) });
    }
  };
}
