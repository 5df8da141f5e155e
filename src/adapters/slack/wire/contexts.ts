// What a thread is about, for the next question in it.
import type { Target } from '../../../document/target.js';
import type { Logger, Origin } from '../../../ports.js';
import type { SlackQuestion } from '../in/receive.js';
import type { Tools } from './deliver.js';
import type { Memory } from './memory.js';
import { readThreadContext } from './thread.js';

export type Contexts = ReturnType<typeof createContexts>;

export function createContexts(memory: Pick<Memory, 'contexts'>, logger: Logger) {
  const recall = ({ from, threadTs }: SlackQuestion): Target | undefined =>
    memory.contexts.get(threadKey(from, threadTs));

  return {
    remember: (from: Origin, threadTs: string, context: Target | undefined): void => {
      if (context !== undefined) memory.contexts.set(threadKey(from, threadTs), context);
    },
    /** What a question continues from, if known. */
    find: async (tools: Tools, asked: SlackQuestion, botUserId: string | undefined): Promise<Target | undefined> => {
      const known = recall(asked);
      if (known !== undefined || !asked.isReply || !asked.isDirect) return known;
      // Another process, or this one before a restart, may have answered: read the context from its answer.
      return readThreadContext(tools.client, asked, botUserId, logger);
    },
    /** Remembers the context a question was asked in: after the answer, the thread no longer shows it. */
    keep: (asked: SlackQuestion, context: Target | undefined): void => {
      if (context !== undefined) memory.contexts.set(contextKey(asked), context);
    },
    kept: (asked: SlackQuestion): Target | undefined => memory.contexts.get(contextKey(asked)),
  };
}

function threadKey({ workspace, channel }: Origin, threadTs: string): string {
  return `${workspace}:${channel}:${threadTs}`;
}

// Identifies the context a question was asked in.
function contextKey({ from, ts }: SlackQuestion): string {
  return `asked:${from.channel}:${ts}`;
}
