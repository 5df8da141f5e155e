// Tips as one part of the bot: the command and the delivery, on the same schedules.
import type { Document } from '../document/nodes.js';
import type { Clock, Logger, Poster, TipStore } from '../ports.js';
import { type CatalogEntry, type CatalogTip, createCatalog } from './catalog.js';
import { chooseTip } from './choose.js';
import { createTipCommands, type TipCommands } from './command.js';
import { createDelivery, type Delivery } from './delivery.js';

export type TipsParts = {
  readonly store: TipStore;
  readonly tips: readonly CatalogTip[];
  readonly entries: readonly CatalogEntry[];
  readonly show: (tip: string) => Document;
  readonly adminUsers: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Numbers from 0 to below 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or when the signal is given. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};

export type Tips = {
  readonly commands: TipCommands;
  readonly delivery: Delivery;
  /** Where tips are posted from now on. */
  readonly connect: (platform: string, poster: Poster) => void;
};

export function createTips({
  store,
  tips,
  entries,
  adminUsers,
  clock,
  logger,
  random,
  wait,
  ...parts
}: TipsParts): Tips {
  const ids = new Set(tips.map(({ id }) => id));
  // One that was chosen before a restart may be gone since.
  const show = (tip: string): Document => parts.show(ids.has(tip) ? tip : (tips[0]?.id ?? tip));
  const posters = new Map<string, Poster>();
  const catalog = createCatalog(tips, entries);
  const delivery = createDelivery({
    store,
    posters,
    choose: ({ topics }, used) => chooseTip(catalog.idsOf(topics), used, random),
    show,
    clock,
    logger,
    wait,
  });
  const { wake } = delivery;
  return {
    commands: createTipCommands({ store, posters, catalog, show, adminUsers, clock, random, wake }),
    delivery,
    connect: (platform, poster) => {
      posters.set(platform, poster);
      wake();
    },
  };
}
