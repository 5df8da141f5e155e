// What was asked in a conversation, kept by the browser for as long as its tab, so that the conversation is there again after a reload and
// after Back. Only what was asked: the answers are fetched anew.

/** A turn: the query that brings its answer, what was asked in words, the part of the answer that is open, and the vote on it. */
export type Remembered = {
  readonly query: string;
  readonly words: string;
  readonly open?: string | undefined;
  readonly vote?: string;
};

/** Where in which conversation an entry of the browser's history is: behind so many turns. */
export type Position = { readonly conversation: string; readonly turns: number };

const key = 'conversations';
const mostConversations = 8;

type Stored = { readonly conversation: string; readonly turns: readonly Remembered[] };

/** The turns of a conversation, or none where they are not known any more. */
export function recall(conversation: string): readonly Remembered[] {
  return read().find((each) => each.conversation === conversation)?.turns ?? [];
}

/** Keeps the turns of a conversation, in place of what was kept of it. */
export function remember(conversation: string, turns: readonly Remembered[]): void {
  const others = read().filter((each) => each.conversation !== conversation);
  const kept = [...others, { conversation, turns }].slice(-mostConversations);
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Full, or forbidden: then a reload shows the last answer alone.
  }
}

/** The position in an entry of the history, or undefined where it is none of ours. */
export function readPosition(state: unknown): Position | undefined {
  if (typeof state !== 'object' || state === null || !('conversation' in state) || !('turns' in state))
    return undefined;
  const { conversation, turns } = state;
  return typeof conversation === 'string' && typeof turns === 'number' ? { conversation, turns } : undefined;
}

function read(): readonly Stored[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    // Nobody else writes there.
    return Array.isArray(found) ? (found as readonly Stored[]) : [];
  } catch {
    return [];
  }
}
