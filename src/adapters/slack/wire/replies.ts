// Turns a reply into a Slack message, and decides who sees it where.
import type { Document } from '../../../document/nodes.js';
import type { Origin, Reply } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import { renderHelp } from '../out/help.js';
import type { SlackMessage } from '../out/limits.js';
import { renderMessage, type SlackRenderOptions } from '../out/render.js';
import type { SlackPlace } from './deliver.js';

export type From = Origin & { readonly user: string };

/** The message of a reply. Help, notices and the steps of a guided choice are not answers to vote on. */
export function messageOf(reply: Reply, ask: Asked, from: From, options: SlackRenderOptions = {}): SlackMessage {
  const { document, why, outcome, context } = reply;
  if (outcome === 'limited') return renderMessage(document);
  if (outcome === 'private' || ask.type === 'command') {
    // Whatever can be recreated can be voted on.
    const about = document.about === undefined ? {} : { ask: { type: 'press', target: document.about } as const };
    return renderMessage(document, about);
  }
  const isAnswer =
    outcome !== 'help' && !document.children.some((block) => block.type === 'choices' && block.role === 'steps');
  const render = outcome === 'help' && document.about?.type === 'help' ? renderHelp : renderMessage;
  return render(document, {
    by: from.user,
    explained: saysMuch(why),
    ...(isAnswer ? { ask } : {}),
    ...(context === undefined ? {} : { context }),
    ...options,
  });
}

// A button press needs no explanation.
function saysMuch({ children }: Document): boolean {
  return children.some(({ type }) => type === 'list');
}

export function seenBy(place: SlackPlace): 'everybody' | 'asker' {
  const isShared = place.type === 'thread' || (place.type === 'response' && place.to === 'channel');
  return isShared ? 'everybody' : 'asker';
}

// Small talk, and any further notice about a limit.
export function isSilent({ outcome, told }: Reply): boolean {
  return outcome === 'talk' || (outcome === 'limited' && told === true);
}

// A command of another part of the bot decides itself who sees its outcome.
export function placeFor(
  { outcome, hidden = false }: Reply,
  { type }: Asked,
  place: SlackPlace,
  from: From,
): SlackPlace {
  if (outcome === 'limited' || hidden) return inPrivate(place, from);
  const isShared = type === 'command' && outcome !== 'private' && place.type === 'response';
  return isShared ? { ...place, to: 'channel' } : place;
}

/** The same place, for the asker only. A thread without replies can't show anything private. */
export function inPrivate(place: SlackPlace, { user }: From): SlackPlace {
  if (place.type === 'thread') {
    const { channel, threadTs, begun } = place;
    return { type: 'private', channel, user, ...(begun ? { threadTs } : {}) };
  }
  return place.type === 'response' ? { ...place, to: 'asker' } : place;
}
