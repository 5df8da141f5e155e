// The questions of a conversation, kept in the tab's session storage so that a reload or Back restores it. Only questions are stored: the
// answers are fetched again.

/** A turn: its query, the question in words, the open part of the answer, and the vote on it. */
export type Remembered = {
  readonly query: string;
  readonly words: string;
  readonly open?: string | undefined;
  readonly vote?: string;
};

/** Where an entry of the browser's history is: the conversation, and how many turns come before. */
export type Position = { readonly conversation: string; readonly turns: number };

const key = 'conversations';
const mostConversations = 8;

type Stored = { readonly conversation: string; readonly turns: readonly Remembered[] };

/** The turns of a conversation, or none if they are no longer stored. */
export function recall(conversation: string): readonly Remembered[] {
  return read().find((each) => each.conversation === conversation)?.turns ?? [];
}

/** Stores the turns of a conversation, replacing earlier ones. */
export function remember(conversation: string, turns: readonly Remembered[]): void {
  const others = read().filter((each) => each.conversation !== conversation);
  const kept = [...others, { conversation, turns }].slice(-mostConversations);
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: a reload then only shows the last answer.
  }
}

/** The position in a history entry, or undefined if the entry isn't ours. */
export function readPosition(state: unknown): Position | undefined {
  if (typeof state !== 'object' || state === null || !('conversation' in state) || !('turns' in state))
    return undefined;
  const { conversation, turns } = state;
  return typeof conversation === 'string' && typeof turns === 'number' ? { conversation, turns } : undefined;
}

function read(): readonly Stored[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    // Nobody else writes this key.
    return Array.isArray(found) ? (found as readonly Stored[]) : [];
  } catch {
    return [];
  }
}
