// Who asks for scheduled tips, what for, and what that takes. Types only.
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
  /** Told that there may be something new to deliver. */
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

/** The schedule that is wanted; in the call's channel unless another is named. */
export type Wanted = ReadRule & { readonly channel?: string };
