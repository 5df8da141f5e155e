// Answers commands, presses, forms and completions, each to the right audience: everybody, or the asker or presser alone.
import { assertNever } from '../../../document/nodes.js';
import type { Handle, Origin } from '../../../ports.js';
import { toIncoming } from '../../shared/asked.js';
import type { Complete, CompleteOption, TakeVote } from '../../shared/ports.js';
import type { Interaction } from '../in/interaction.js';
import { maxChoiceName, maxChoices, maxChoiceValue } from '../out/limits.js';
import { asPrivate } from '../out/payload.js';
import type { Rendered } from '../out/render.js';
import { labelText } from '../out/text.js';
import type { Api } from './api.js';
import { apology, createDeliver, createSay } from './deliver.js';
import type { Delivered, Fail } from './failures.js';
import { createOpening } from './opening.js';
import { createPress, unknownButton } from './press.js';
import { formOf, isForAsker, isShared, type Present } from './replies.js';
import { callbackTypes } from './requests.js';
import { createVotes } from './votes.js';

type RespondParts = {
  readonly handle: Handle;
  readonly complete: Complete;
  readonly api: Api;
  readonly present: Present;
  /** Lists all commands. */
  readonly listCommands: () => Rendered;
  readonly feedback?: TakeVote;
  readonly completeOption: CompleteOption;
  /** Whether answers there are for the asker alone: the placeholder must be too. */
  readonly hides: (from: Origin) => Promise<boolean>;
  /** Whether somebody may be sent another completion; each call counts. */
  readonly allowTyping: (from: Origin) => Promise<boolean>;
  readonly ackAfterMs: number;
  readonly fail: Fail;
  readonly delivered: Delivered;
};

// How many entries are searched for terms.
const mostLookedThrough = 200;

type Of<Type extends Interaction['type']> = Extract<Interaction, { readonly type: Type }>;

/** Answers an interaction once. Never rejects. */
export function createRespond(parts: RespondParts) {
  const { complete, api, present, feedback, completeOption, hides, allowTyping, ackAfterMs, fail } = parts;
  // Discord drops an interaction after three seconds.
  const handle: Handle = (incoming) => parts.handle({ ...incoming, isHurried: true });
  const say = createSay(api);
  const deliver = createDeliver({ api, ackAfterMs, fail, delivered: parts.delivered });
  const votes = createVotes({ api, deliver, say, feedback });
  const opening = createOpening({ handle, deliver, present });
  const press = createPress({ ...parts, deliver, say, opening, votes });

  const ask = async (interaction: Of<'ask'>): Promise<void> => {
    const isPrivate = interaction.private || (await hides(interaction.from));
    return deliver(interaction.call, { kind: 'new', private: isPrivate }, async () => {
      const seenBy = interaction.private ? 'asker' : 'everybody';
      const reply = await handle({ ...toIncoming(interaction.asked, interaction.from), seenBy });
      const hidden = (interaction.private && !isShared(interaction.asked, reply)) || isForAsker(reply);
      return {
        rendered: present(reply, interaction.asked, hidden ? undefined : interaction.user),
        kind: 'new',
        private: hidden,
        ...formOf(reply),
      };
    });
  };

  // Offered before anything is typed, when an entry is meant: terms, not whole questions.
  const terms = () => complete('', mostLookedThrough).filter(({ label }) => !label.includes('?'));

  const fill = async ({ from, command, typed, ids, call, option }: Of<'complete'>): Promise<void> => {
    // Nobody types that fast, and each completion delays other people's answers.
    const isAllowed = await allowTyping(from);
    const found = isAllowed ? await completeOption({ from, command, option, typed, limit: maxChoices }) : [];
    const offered = found ?? (ids && typed.trim() === '' ? terms() : complete(typed, maxChoices));
    const choices = choicesFor(offered, found !== undefined || ids);
    await api.callback(call, callbackTypes.choices, { choices });
  };

  return async (interaction: Interaction): Promise<void> => {
    try {
      switch (interaction.type) {
        case 'ask':
          return await ask(interaction);
        case 'press':
          return await press(interaction);
        case 'complete':
          return await fill(interaction);
        case 'reason':
          return await votes.reason(interaction);
        case 'unknown':
          await say(interaction, unknownButton);
          return;
        default:
          return assertNever(interaction);
      }
    } catch (error) {
      // Whatever has been shown by now stays; if nothing has, the person gets this.
      await api.answer(interaction.call, callbackTypes.message, [asPrivate(apology(fail('interaction', error)).text)]);
    }
  };
}

function choicesFor(
  found: ReturnType<Complete>,
  ids: boolean,
): readonly { readonly name: string; readonly value: string }[] {
  return found.slice(0, maxChoices).map(({ label, id }) => ({
    name: labelText(label, maxChoiceName),
    value: ids ? id.slice(0, maxChoiceValue) : labelText(label, maxChoiceValue),
  }));
}
