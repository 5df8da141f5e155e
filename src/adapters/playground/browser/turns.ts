// The turns on the page, and what is stored of them.
import { type Card, createCard } from './card.js';
import { copyOf, one } from './dom.js';
import { type Position, type Remembered, readPosition, recall, remember } from './memory.js';
import { readyTools } from './tools.js';

export type ShownTurn = { readonly element: HTMLElement; readonly card: Card; readonly record: Remembered };

export type ShownTurns = {
  /** Adds a turn at the end; `element` is one that came with the page. */
  readonly begin: (record: Remembered, element?: HTMLElement) => ShownTurn;
  readonly of: (article: HTMLElement) => ShownTurn | undefined;
  readonly at: (index: number) => ShownTurn | undefined;
  readonly change: (article: HTMLElement, changes: Partial<Remembered>) => void;
  readonly save: () => void;
  /** The page's current position in the conversation, for the browser's history. */
  readonly position: () => Position;
  /** How many turns come before a history entry; undefined if it belongs to another conversation. */
  readonly countIn: (state: unknown) => number | undefined;
  /** The turns asked before the page loaded, and how many come before this query; undefined if the query isn't among them. */
  readonly before: (query: string) => { readonly records: readonly Remembered[]; readonly count: number } | undefined;
};

export function createTurns(): ShownTurns {
  const list = one('.turns');
  const found = readPosition(history.state);
  // Pages without TLS have no randomUUID.
  const conversation = found?.conversation ?? `${Date.now()}-${Math.random()}`;
  let turns: readonly ShownTurn[] = [];

  const save = () =>
    remember(
      conversation,
      turns.map(({ record }) => record),
    );
  return {
    begin: (record, element = copyOf('#turn')) => {
      one('.words', element).textContent = record.words;
      one('.asked', element).hidden = record.words === '';
      list.append(element);
      readyTools(one('.answer', element));
      const turn = { element, card: createCard(element), record };
      turns = [...turns, turn];
      return turn;
    },
    of: (article) => turns.find(({ card }) => card.article === article),
    at: (index) => turns.at(index),
    change: (article, changes) => {
      turns = turns.map((turn) =>
        turn.card.article === article ? { ...turn, record: { ...turn.record, ...changes } } : turn,
      );
      save();
    },
    save,
    position: () => ({ conversation, turns: turns.length }),
    countIn: (state) => {
      const position = readPosition(state);
      return position?.conversation === conversation ? position.turns : undefined;
    },
    before: (query) => {
      const records = found === undefined ? [] : recall(conversation);
      const count = found?.turns ?? 0;
      const expected = count === 0 ? '' : records[count - 1]?.query;
      return records.length === 0 || expected !== query ? undefined : { records, count };
    },
  };
}
