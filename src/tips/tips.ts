// Assembles tips: the command and the delivery, on the same schedules.
import type { Document } from '../document/nodes.js';
import type { Clock, Logger } from '../ports.js';
import { type Catalog, type CatalogEntry, type CatalogTip, createCatalog } from './catalog.js';
import { chooseTip } from './choose.js';
import { createTipCommands, type TipCommandParts, type TipCommands } from './command.js';
import { createDelivery, type Delivery } from './delivery.js';
import type { Poster, Schedule, TipStore, WeeklyKind } from './ports.js';
import { createWeekly, type Weekly } from './weekly.js';

type CatalogSource = { readonly tips: readonly CatalogTip[]; readonly entries: readonly CatalogEntry[] };

type TipsParts = {
  readonly store: TipStore;
  /** The tips of the knowledge in use. */
  readonly knowledge: () => CatalogSource;
  readonly show: (tip: string) => Document;
  /** Other kinds of scheduled posts: their candidates, and how they look. */
  readonly others?: Partial<Readonly<Record<WeeklyKind, WeeklySource>>>;
  /** Each platform's poster; shared with other unprompted posts. */
  readonly posters?: Map<string, Poster>;
  readonly adminUsers: readonly string[];
  readonly zoneOf?: TipCommandParts['zoneOf'];
  readonly clock: Clock;
  /** `clock` if not given. */
  readonly steady?: Clock;
  readonly logger: Logger;
  /** Numbers from 0 to below 1. */
  readonly random: () => number;
  /** Resolves after `ms` milliseconds, or on the signal. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};

type WeeklySource = {
  readonly ids: () => readonly string[];
  readonly show: (id: string, schedule: Schedule) => Document | Promise<Document>;
};

type Tips = {
  readonly weekly: Weekly;
  readonly commands: TipCommands;
  readonly delivery: Delivery;
  /** Adds a platform to post on. */
  readonly connect: (platform: string, poster: Poster) => void;
};

export function createTips(parts: TipsParts): Tips {
  const { store, adminUsers, clock, steady = clock, logger, random, wait } = parts;
  // A tip chosen earlier may have been removed.
  const show = (tip: string): Document => {
    const { tips } = parts.knowledge();
    return parts.show(tips.some(({ id }) => id === tip) ? tip : (tips[0]?.id ?? tip));
  };
  const { others = {}, posters = new Map<string, Poster>() } = parts;
  const catalog = createCurrentCatalog(parts.knowledge);
  const delivery = createDelivery({
    store,
    posters,
    choose: ({ topics, kind }, used) =>
      chooseTip(kind === undefined ? catalog.idsOf(topics) : (others[kind]?.ids() ?? []), used, random),
    show: (tip, schedule) =>
      schedule.kind === undefined ? show(tip) : (others[schedule.kind]?.show(tip, schedule) ?? show(tip)),
    clock,
    steady,
    logger,
    wait,
  });
  const { wake } = delivery;
  return {
    commands: createTipCommands({
      store,
      posters,
      catalog,
      show,
      adminUsers,
      clock,
      random,
      wake,
      ...(parts.zoneOf === undefined ? {} : { zoneOf: parts.zoneOf }),
    }),
    delivery,
    weekly: createWeekly({ store, posters, clock, wake }),
    connect: (platform, poster) => {
      posters.set(platform, poster);
      wake();
    },
  };
}

// Rebuilt when the tips have changed.
function createCurrentCatalog(knowledge: TipsParts['knowledge']): Catalog {
  let made: { readonly tips: CatalogSource['tips']; readonly catalog: Catalog } | undefined;
  const current = () => {
    const { tips, entries } = knowledge();
    if (made?.tips !== tips) made = { tips, catalog: createCatalog(tips, entries) };
    return made.catalog;
  };
  return {
    idsOf: (topics) => current().idsOf(topics),
    read: (written) => current().read(written),
    labelOf: (topic) => current().labelOf(topic),
    complete: (typed, limit) => current().complete(typed, limit),
  };
}
