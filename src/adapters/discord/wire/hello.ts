// The first word to a server that has added the bot, in a channel of it: Discord does not tell a bot who added it, and a conversation knows
// nobody's rights (decision 0156).
import type { Document } from '../../../document/nodes.js';
import type { Clock, Logger } from '../../../ports.js';
import type { Poster } from '../../../tips/ports.js';
import type { Arrival } from '../in/receive.js';

type HelloParts = {
  readonly poster: Pick<Poster, 'post'>;
  /** What to say to a server that is new; undefined, from then on, where it was said in whatever process. */
  readonly welcome?: ((server: string) => Promise<Document | undefined>) | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
};

// Discord tells of every server at each connection. Whoever added the bot while it was away is still greeted, and servers that have had
// it for longer than there is a greeting are not.
const newForMs = 24 * 60 * 60_000;

/** Greets a server once, where it may be new. Never rejects. */
export function createHello({ poster, welcome, clock, logger }: HelloParts) {
  return async ({ server, joinedAt, channels }: Arrival): Promise<void> => {
    if (welcome === undefined || channels.length === 0 || clock.now() - joinedAt > newForMs) return;
    try {
      const words = await welcome(server);
      if (words === undefined) return;
      for (const channel of channels) {
        const place = { platform: 'discord', workspace: server, channel };
        const posted = await poster.post(place, words, `hello:${server}`);
        // What may be there is not said again elsewhere.
        if (posted.type !== 'refused') return;
      }
      logger.info('greeting_unplaced', { server });
    } catch (error) {
      logger.warn('greeting_failed', { problem: error instanceof Error ? error.message : String(error) });
    }
  };
}
