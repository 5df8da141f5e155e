// Who asks for tips on a schedule, for what, and what it takes to do that. Types only.
import type { Clock, Place } from '../ports.js';
import type { Catalog } from './catalog.js';
import type { Poster, TipStore } from './ports.js';
import type { ReadRule } from './reading.js';

export type ManageParts = {
  readonly store: TipStore;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told when there may be something new to deliver. */
  readonly wake: () => void;
};

/**
 * Who asks, and where. `mayAll`: may change every schedule of the workspace; `mayHere`: those of the channel. `tells`: the channel sees
 * who changed what. `example` shows how to write a schedule.
 */
export type TipCall = {
  readonly place: Place;
  readonly user: string;
  readonly mayAll: boolean;
  readonly mayHere: boolean;
  readonly tells: boolean;
  readonly example: string;
};

/** What a schedule is to be; in another channel than that of the call where one is named. */
export type Wanted = ReadRule & { readonly channel?: string };
