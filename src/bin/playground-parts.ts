// The optional parts of the playground: scripts, previews, the check of a list, and votes.
import { setImmediate as breathe } from 'node:timers/promises';
import type { PlaygroundParts } from '../adapters/playground/adapter.js';
import { discordPreview } from '../adapters/playground/preview-discord.js';
import { slackPreview } from '../adapters/playground/preview-slack.js';
import { coverBeside } from '../knowledge/coverage.js';
import type { Loaded } from '../knowledge/load.js';
import { createTotalLimit } from '../limits.js';
import type { Vote } from '../ports.js';
import { readBrowserScripts } from './browser-scripts.js';
import { createPreviewAside } from './preview-aside.js';

// Each list is many questions at once.
const listsPerMinute = 6;
const votesPerMinute = 30;

/** `feedback` stores a vote; it rejects if it can't. */
export function playgroundParts(
  current: () => Loaded,
  feedback: (vote: Vote) => Promise<void>,
): Omit<PlaygroundParts, 'handle' | 'host' | 'logger'> {
  const [allowList, allowVote] = [createTotalLimit(listsPerMinute), createTotalLimit(votesPerMinute)];
  return {
    scripts: readBrowserScripts(),
    previews: [discordPreview, slackPreview],
    welcome: () => current().knowledge.messages.help,
    previewImport: createPreviewAside(),
    coverQuestions: async (list, most) =>
      (await allowList({ platform: 'playground' }))
        ? coverBeside(current().engine, list, most, () => breathe())
        : undefined,
    takeVote: async (vote) => {
      const isTaken = await allowVote(vote.from);
      if (isTaken) await feedback(vote);
      return isTaken;
    },
  };
}
