// Loads and shows a turn: the answer, a part of it, or an error with a retry button.
import type { Answer } from '../ports.js';
import { fetchAnswer } from './answers.js';
import type { Card } from './card.js';
import { copyOf, one } from './dom.js';
import type { Panel } from './panel.js';
import { markVote } from './tools.js';
import type { ShownTurn, ShownTurns } from './turns.js';

/** Where the focus goes: typing continues in the box, a press continues at the answer, and a restored turn moves nothing. */
export type Manner = 'typed' | 'pressed' | 'restored';

export type LoadParts = {
  readonly turns: ShownTurns;
  readonly panel: Panel;
  /** Told what the next question continues from. */
  readonly goOnFrom: (context: string) => void;
  /** Announces to screen readers. */
  readonly say: (words: string) => void;
};

export type Loading = {
  /** Fetches and shows a turn's answer. Never rejects. */
  readonly load: (turn: ShownTurn, manner: Manner) => Promise<void>;
  readonly showPart: (card: Card, part: Answer) => void;
};

export function createLoading({ turns, panel, goOnFrom, say }: LoadParts): Loading {
  const showPart = (card: Card, part: Answer): void => {
    card.open(part);
    panel.keepPart(card.article, part);
  };

  const showAnswer = async ({ card, record }: ShownTurn, answer: Answer, manner: Manner): Promise<void> => {
    card.show(answer, record.query);
    panel.keep(card.article, answer);
    markVote(card.article, record.vote);
    if (turns.at(-1)?.card === card) {
      goOnFrom(answer.context);
      panel.inspect(card.article);
      nameTab(answer.title);
    }
    if (record.open !== undefined) {
      const part = await fetchAnswer(record.open);
      if (part.type === 'answer') showPart(card, part.answer);
    }
    if (manner !== 'restored') say(card.firstLine());
    if (manner === 'pressed') card.article.focus({ preventScroll: true });
  };

  const showFailure = (turn: ShownTurn, message: string, manner: Manner): void => {
    const { article } = turn.card;
    const failure = copyOf('#failure');
    one('p', failure).textContent = message;
    const retry = one('.retry', failure);
    retry.hidden = false;
    retry.addEventListener('click', () => {
      failure.remove();
      void load(turn, manner);
    });
    one('.document', article).replaceChildren(failure);
    one('.tools', article).hidden = true;
    if (manner === 'pressed') retry.focus({ preventScroll: true });
  };

  const load = async (turn: ShownTurn, manner: Manner): Promise<void> => {
    const { article } = turn.card;
    article.classList.add('pending');
    const found = await fetchAnswer(turn.record.query);
    if (found.type === 'answer') await showAnswer(turn, found.answer, manner);
    else showFailure(turn, found.message, manner);
    article.classList.remove('pending');
  };

  return { load, showPart };
}

const pageTitle = 'AI Diff playground';

/** Names the page after an answer. */
export function nameTab(title: string): void {
  document.title = title === '' ? pageTitle : `${title} · ${pageTitle}`;
}
