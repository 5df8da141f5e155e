// The route that takes votes on answers, like the buttons on the other platforms.
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { decodeTarget } from '../../document/target.js';
import type { Vote } from '../../ports.js';
import type { PageLink } from './frame.js';
import { maxTargetLength } from './receive.js';
import { maxReason, renderThanks, thanks, votePath } from './vote-page.js';

/** Stores a vote; false if there were too many. Rejects if it can't be stored. */
export type KeepVote = (vote: Vote) => Promise<boolean>;

// A form's characters take up to nine bytes each, and the page's query is included.
const maxBytes = 64 * 1024;

/** Serves votes at `/vote`: a page for a form, JSON for the script. */
export function serveVotes(app: Hono, take: KeepVote, links: readonly PageLink[]): void {
  const limit = bodyLimit({ maxSize: maxBytes, onError: (context) => refuse(context, 'That is too long.', 413) });
  app.post(votePath, limit, async (context) => {
    const form = await context.req.parseBody().catch(() => ({}));
    const read = (name: string): string => {
      const value: unknown = Reflect.get(form, name);
      return typeof value === 'string' ? value : '';
    };
    const vote = readVote(read('about'), read('helpful'), read('reason'));
    if (vote === undefined) return refuse(context, 'That is not a vote on an answer.', 400);
    if (!(await take(vote))) return refuse(context, 'These are too many votes. Try again in a minute.', 429);
    if (wantsJson(context)) return context.json({ message: thanks });
    const voted = { about: read('about'), query: read('query') };
    return context.html(renderThanks(voted, !vote.helpful && vote.reason === undefined, links));
  });
}

export function wantsJson(context: Context): boolean {
  return context.req.header('accept') === 'application/json';
}

function readVote(code: string, helpful: string, words: string): Vote | undefined {
  const about = code.length > maxTargetLength ? undefined : decodeTarget(code);
  if (about === undefined || about.type === 'action' || !['0', '1'].includes(helpful)) return undefined;
  const reason = words.trim().slice(0, maxReason);
  // The playground has no people: all its users share one vote on an answer.
  const vote = { from: { platform: 'playground' }, about, helpful: helpful === '1' };
  return reason === '' ? vote : { ...vote, reason };
}

function refuse(context: Context, message: string, status: 400 | 413 | 429): Response {
  return wantsJson(context) ? context.json({ message }, status) : context.text(message, status);
}
