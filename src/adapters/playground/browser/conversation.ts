// The conversation: asking, opening parts of an answer in place, and restoring it all after a reload or Back.
import { fetchAnswer } from './answers.js';
import type { Card } from './card.js';
import { all, focusOn, one, scrollToStart } from './dom.js';
import { createLoading, type Loading, type LoadParts, type Manner, nameTab } from './loading.js';
import type { Panel } from './panel.js';
import { markVote } from './tools.js';
import { createTurns, type ShownTurn, type ShownTurns } from './turns.js';

type Chat = {
  /** Adds a turn and says whether it could: one question is answered at a time. */
  readonly add: (query: string, words: string, isTyped: boolean) => boolean;
  /** Opens or closes a part of an answer in its place. */
  readonly open: (article: HTMLElement, link: HTMLAnchorElement) => Promise<void>;
  /** Remembers how an answer was voted on. */
  readonly keepVote: (article: HTMLElement, vote: string) => void;
};

type ChatParts = Omit<LoadParts, 'turns'> & {
  /** Shows a message at an answer. */
  readonly tell: (article: HTMLElement, words: string) => void;
};

type RestoreParts = {
  readonly turns: ShownTurns;
  readonly panel: Panel;
  readonly load: Loading['load'];
  readonly goTo: (turn: ShownTurn | undefined) => void;
};

export function createConversation(parts: ChatParts): Chat {
  const { panel, say, tell } = parts;
  const main = one('main');
  const turns = createTurns();
  const { load, showPart } = createLoading({ ...parts, turns });
  let isBusy = false;

  const ask = async (turn: ShownTurn, manner: Manner): Promise<void> => {
    isBusy = true;
    say('');
    main.setAttribute('aria-busy', 'true');
    scrollToStart(turn.element);
    await load(turn, manner);
    isBusy = false;
    main.removeAttribute('aria-busy');
    scrollToStart(turn.element);
  };

  const goTo = (turn: ShownTurn | undefined): void => {
    if (turn === undefined) {
      scrollTo({ top: 0 });
      return;
    }
    const { article } = turn.card;
    scrollToStart(turn.element);
    article.focus({ preventScroll: true });
    panel.inspect(article);
    nameTab(article.getAttribute('aria-label') ?? '');
  };

  const close = (card: Card, opened: string): void => {
    card.close();
    panel.keepPart(card.article, undefined);
    panel.inspect(card.article);
    (card.linkTo(opened) ?? card.article).focus();
  };

  addEventListener('popstate', ({ state }) => {
    const count = turns.countIn(state);
    // Somebody edited the URL by hand.
    if (count === undefined) location.reload();
    else goTo(count === 0 ? undefined : turns.at(count - 1));
  });
  history.scrollRestoration = 'manual';
  void restore({ turns, panel, load, goTo });

  return {
    add: (query, words, isTyped) => {
      if (isBusy) return false;
      begin(main);
      const turn = turns.begin({ query, words });
      history.pushState(turns.position(), '', `/?${query}`);
      turns.save();
      void ask(turn, isTyped ? 'typed' : 'pressed');
      return true;
    },
    open: async (article, link) => {
      const turn = turns.of(article);
      if (turn === undefined) return;
      const { card, record, element } = turn;
      if (card.leadsBack(link)) {
        turns.change(article, { open: undefined });
        close(card, record.open ?? '');
        return;
      }
      const query = new URL(link.href).search.slice(1);
      const found = await fetchAnswer(query);
      if (found.type === 'failure') {
        tell(article, found.message);
        return;
      }
      showPart(card, found.answer);
      panel.inspect(article);
      turns.change(article, { open: query });
      say(card.firstLine());
      goToPart(card, element, link.dataset['place']);
    },
    keepVote: (article, vote) => turns.change(article, { vote }),
  };
}

/** The turn of this URL came with the page; the others are restored around it. */
async function restore({ turns, panel, load, goTo }: RestoreParts): Promise<void> {
  const [shown] = all('.turn', one('.turns'));
  const query = location.search.slice(1);
  const keepShown = ({ card, record }: ShownTurn): void => {
    panel.keepShown(card.article);
    markVote(card.article, record.vote);
  };
  const before = turns.before(query);
  if (before === undefined) {
    if (shown !== undefined) keepShown(turns.begin({ query, words: one('.words', shown).textContent }, shown));
    history.replaceState(turns.position(), '');
    turns.save();
    return;
  }
  begin(one('main'));
  const current = before.count - 1;
  const back = before.records.map((record, index) => turns.begin(record, index === current ? shown : undefined));
  for (const [index, turn] of back.entries()) {
    if (index === current && shown !== undefined && turn.record.open === undefined) keepShown(turn);
    else await load(turn, 'restored');
  }
  goTo(back[current]);
}

function begin(main: HTMLElement): void {
  for (const gone of all('.welcome, .conversation > .failure')) gone.remove();
  main.classList.add('started');
  one('.bar .new').hidden = false;
}

/** Scrolls to the requested view, or else to the start of the card. */
function goToPart(card: Card, element: HTMLElement, place: string | undefined): void {
  const views = place === undefined ? [] : all('.view', card.article);
  const view = views.find(({ dataset }) => dataset['places']?.split('\n').includes(place ?? ''));
  scrollToStart(view ?? element);
  if (view !== undefined) focusOn(view);
  else (card.wayBack() ?? card.article).focus({ preventScroll: true });
}
