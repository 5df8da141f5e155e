// How a workspace's settings change answers: whether the bot speaks in a channel, who sees the answer, and how long it is.
import { choice, choices } from '../document/build.js';
import type { Block, Document } from '../document/nodes.js';
import type { Incoming } from '../ports.js';
import { type Served, workspaceOf } from './served.js';
import { helpsIn, noSettings, speaksIn, surenesses } from './settings.js';

export type Manners = {
  /** Whether the bot may post publicly there. */
  readonly speaks: boolean;
  /** Whether an answer is for its asker alone, if the platform can do that. */
  readonly isPrivate: boolean;
  readonly shape: (document: Document) => Document;
  /** How certain an answer to an unaddressed post must be; undefined if none is wanted. */
  readonly sureFrom?: number;
};

/** The manners for an incoming event. Never rejects. */
export type MannersOf = (incoming: Incoming) => Promise<Manners>;

const whole = (same: Document): Document => same;

export function createManners(served: Served): MannersOf {
  return async ({ from, type, seenBy }) => {
    const isShared = seenBy === 'everybody' && from.direct !== true;
    const workspace = workspaceOf(from);
    const settings = workspace === undefined ? noSettings : (await served.of(workspace)).settings;
    const isAnswer = type !== 'press' && type !== 'help';
    return {
      speaks: from.direct === true || speaksIn(settings, from),
      isPrivate: settings.private && isShared,
      shape: settings.short && isAnswer ? shorten : whole,
      ...(helpsIn(settings, from) ? { sureFrom: surenesses[settings.certainty] } : {}),
    };
  };
}

const content: ReadonlySet<Block['type']> = new Set(['paragraph', 'view', 'table', 'list', 'code', 'disagreement']);

/** An answer's title, first part and sources, with a button to all of it. An answer that can't be recreated stays whole. */
function shorten(full: Document): Document {
  const { about, children } = full;
  const first = children.find(({ type }) => content.has(type));
  const kept = children.filter((block) => block === first || !content.has(block.type));
  if (about === undefined || kept.length === children.length) return full;
  return { ...full, children: [...kept, ...choices('more', [choice('Full answer', about)])] };
}
