// What teaching needs, and who teaches. Types only.
import type { Engine } from '../engine/engine.js';
import type { Gaps } from '../gaps/ports.js';
import type { Clock, Origin } from '../ports.js';
import type { TaughtStore, Workspace } from './ports.js';
import type { Local, Served } from './served.js';

export type TeachParts = {
  readonly store: { readonly taught: TaughtStore; readonly gaps: Gaps };
  readonly served: Served;
  /** What the bot says without taught answers. */
  readonly shipped: () => Pick<Engine, 'ask' | 'keyOf' | 'show'>;
  readonly adminUsers: readonly string[];
  /** Who installed the bot, if the platform says. */
  readonly installer: (workspace: Workspace) => Promise<string | undefined>;
  readonly clock: Clock;
  /** Ten unguessable characters. */
  readonly newId: () => string;
};

/** Somebody who may teach, and where. */
export type Here = { readonly from: Origin; readonly workspace: Workspace; readonly local: Local };
