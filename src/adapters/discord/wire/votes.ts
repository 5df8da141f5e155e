// Votes, their reasons, and the removal of answers.
import type { TakeVote } from '../../shared/ports.js';
import { encodeButton, type Press } from '../buttons.js';
import type { Interaction } from '../in/interaction.js';
import { maxReason } from '../out/limits.js';
import type { Modal } from '../out/payload.js';
import type { Api } from './api.js';
import { type DeliverReply, notice, type Say } from './deliver.js';
import type { PressInteraction } from './opening.js';
import { toOne } from './replies.js';
import { callbackTypes } from './requests.js';

type VotesParts = {
  readonly api: Api;
  readonly deliver: DeliverReply;
  readonly say: Say;
  readonly feedback: TakeVote | undefined;
};

export function createVotes({ api, deliver, say, feedback }: VotesParts) {
  const dismiss = async (interaction: PressInteraction, asker: string): Promise<void> => {
    if (interaction.user !== asker && !interaction.managesMessages) {
      await say(
        interaction,
        'Only the person who asked, or somebody who manages messages here, can remove this answer.',
      );
      return;
    }
    const { type } = await api.callback(interaction.call, callbackTypes.deferredUpdate);
    if (type === 'sent' || type === 'landed') await api.deleteOriginal(interaction.call);
  };

  const unmeant = async (interaction: PressInteraction, press: Extract<Press, { type: 'unmeant' }>): Promise<void> => {
    await dismiss(interaction, press.asker);
    if (interaction.user === press.asker)
      await feedback?.({ from: interaction.from, about: press.about, helpful: false });
  };

  // Thank only once the vote is stored: a failed one must not be thanked for.
  const thank = (interaction: Interaction, keep: () => Promise<unknown>): Promise<void> =>
    deliver(interaction.call, { kind: 'new', private: true }, async () => {
      await keep();
      return toOne(notice('Thanks, noted.'));
    });

  const vote = async (interaction: PressInteraction, press: Extract<Press, { type: 'vote' }>): Promise<void> => {
    const { about, helpful } = press;
    const reasonId = helpful ? undefined : encodeButton({ type: 'reason', about });
    const keep = async () => feedback?.({ from: interaction.from, about, helpful });
    if (reasonId === undefined) return thank(interaction, keep);
    // The form is the acknowledgement: closing it still counts as a vote.
    await api.callback(interaction.call, callbackTypes.modal, reasonForm(reasonId));
    await keep();
  };

  // What was wrong with an answer, in somebody's own words.
  const reason = (interaction: Extract<Interaction, { readonly type: 'reason' }>): Promise<void> => {
    const { from, press: form } = interaction;
    const words = interaction.reason.slice(0, maxReason);
    return thank(interaction, async () => {
      if (form.type !== 'reason' || words === '') return;
      await feedback?.({ from, about: form.about, helpful: false, reason: words });
    });
  };

  return { vote, reason, dismiss, unmeant };
}

function reasonForm(id: string): Modal {
  const component = { type: 4, custom_id: 'reason', style: 2, required: false, max_length: maxReason } as const;
  return {
    custom_id: id,
    title: 'Not helpful',
    components: [{ type: 18, label: 'What was missing or wrong? (optional)', component }],
  };
}
