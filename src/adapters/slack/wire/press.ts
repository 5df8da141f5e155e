// What a press on one of our buttons does.
import { document, heading } from '../../../document/build.js';
import { assertNever, type Document } from '../../../document/nodes.js';
import type { Target } from '../../../document/target.js';
import type { Handle, Logger, Origin } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import type { TakeVote } from '../../shared/ports.js';
import { type Button, encodeButton, reasons, type VoteReason } from '../buttons.js';
import type { Pressed } from '../in/press.js';
import { allCommands } from '../out/help.js';
import type { SlackMessage } from '../out/limits.js';
import { renderMessage, renderNotice } from '../out/render.js';
import { button } from '../out/sections.js';
import type { Conversation } from './conversation.js';
import { callResponse, type DeliverMessage, type Remove, type SlackPlace, type Tools } from './deliver.js';
import type { Memory } from './memory.js';
import { createOpening, type ShowToPresser } from './opening.js';
import { hereSeat, privateSeat, publicSeat } from './seats.js';

type PressParts = {
  readonly handle: Handle;
  readonly memory: Memory;
  readonly conversation: Conversation;
  readonly deliver: DeliverMessage;
  readonly remove: Remove;
  readonly logger: Logger;
  readonly feedback?: TakeVote;
};

export type HandlePress = (tools: Tools, pressed: Pressed) => Promise<void>;

const notices = {
  unknown: 'This button is from another version of the bot. Ask again in your own words.',
  notNow: 'Slack does not let me remove it just now. Try again in a minute.',
  notYours: 'Only the person who asked can remove this answer.',
  thanks: 'Thank you, noted.',
  whatWasWrong: 'Thank you, noted. What was wrong with it?',
} as const;

export function createPress(parts: PressParts): HandlePress {
  const { memory, conversation, logger } = parts;
  const { show, why, sources } = createOpening(parts);
  const share = createShare(parts);
  const dismiss = createDismiss(parts, show);

  const vote = async (from: Origin, helpful: boolean, about: Target, reason?: VoteReason): Promise<void> => {
    logger.info('slack_vote', { helpful, ...(reason === undefined ? {} : { reason }) });
    await parts.feedback?.({ from, about, helpful, ...(reason === undefined ? {} : { reason: reasons[reason] }) });
  };

  const act = async (tools: Tools, pressed: Pressed, pressedButton: Button): Promise<void> => {
    const { from, seat } = pressed;
    switch (pressedButton.type) {
      case 'press': {
        const { target } = pressedButton;
        // If only one person sees them, the steps of the guided choice replace each other; so does anything that isn't an answer.
        const place =
          target.type === 'action' ? privateSeat(pressed, true) : publicSeat(pressed, target.type === 'guide');
        await conversation.answer(tools, { type: 'press', target }, from, place, {
          shareable: seat.type === 'ephemeral',
        });
        return;
      }
      case 'here':
        await conversation.answer(
          tools,
          pressedButton.ask,
          from,
          hereSeat(pressed),
          { shareable: seat.type === 'ephemeral' },
          true,
        );
        return;
      case 'sources':
        return sources(tools, pressed, pressedButton.ask);
      case 'why':
        return why(tools, pressed, pressedButton.ask);
      case 'commands':
        return show(tools, pressed, renderMessage(allCommands()));
      case 'share':
        return share(tools, pressed, pressedButton.ask);
      case 'dismiss':
        return dismiss(tools, pressed, pressedButton.by);
      case 'unmeant':
        if (pressedButton.by === from.user) await vote(from, false, pressedButton.about);
        return dismiss(tools, pressed, pressedButton.by);
      case 'vote':
        await vote(from, pressedButton.helpful, pressedButton.about);
        return show(
          tools,
          pressed,
          pressedButton.helpful ? renderNotice(notices.thanks) : askReason(pressedButton.about),
        );
      case 'reason':
        await vote(from, false, pressedButton.about, pressedButton.reason);
        return callResponse(tools.respond, { replace_original: true, ...renderThanks() });
      default:
        return assertNever(pressedButton);
    }
  };

  return async (tools, pressed) => {
    if (!memory.claim([pressed.key])) return;
    if (pressed.button === undefined) return show(tools, pressed, renderNotice(notices.unknown));
    await act(tools, pressed, pressed.button);
  };
}

function createShare({ memory, conversation }: PressParts) {
  return async (tools: Tools, { from, seat }: Pressed, ask: Asked): Promise<void> => {
    // Only once, however often it is pressed.
    if (seat.type === 'home' || !memory.claim([`share:${seat.channel}:${seat.ts}`])) return;
    const place: SlackPlace = { type: 'response', to: 'channel', replace: false };
    await conversation.answer(tools, ask, from, place, { sharedBy: from.user, explained: false }, true);
  };
}

function createDismiss({ remove }: PressParts, show: ShowToPresser) {
  return async (tools: Tools, pressed: Pressed, by: string | undefined): Promise<void> => {
    const { from, seat } = pressed;
    if (by !== undefined && by !== from.user) return show(tools, pressed, renderNotice(notices.notYours));
    if (seat.type === 'ephemeral') return callResponse(tools.respond, { delete_original: true });
    if (seat.type !== 'message') return;
    const removed = await remove(tools, seat.channel, seat.ts);
    if (removed.type !== 'sent') await show(tools, pressed, renderNotice(notices.notNow));
  };
}

function askReason(about: Target): SlackMessage {
  const { text, blocks } = renderMessage(question(notices.whatWasWrong));
  const buttons = (Object.keys(reasons) as readonly VoteReason[]).flatMap((reason) => {
    const value = encodeButton({ type: 'reason', reason, about });
    return value === undefined ? [] : [button(`reason_${reason}`, reasons[reason], value)];
  });
  return { text, blocks: [...blocks, { type: 'actions', elements: buttons }] };
}

function question(words: string): Document {
  return document([heading(words)]);
}

function renderThanks() {
  const { text, blocks } = renderNotice(notices.thanks);
  return { text, blocks: [...blocks] };
}
