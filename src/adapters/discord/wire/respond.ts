// Commands, presses, forms and completions to their answers, each to the one it is for: everybody, or the one who asked or pressed.
import { assertNever } from '../../../document/nodes.js';
import type { Handle, Origin, Reply, Vote } from '../../../ports.js';
import { type Asked, toIncoming } from '../../shared/asked.js';
import { openSources } from '../../shared/controls.js';
import type { Complete, CompleteOption } from '../../shared/ports.js';
import { encodeButton, type Press } from '../buttons.js';
import type { Interaction } from '../in/interaction.js';
import { renderForm } from '../out/form.js';
import { maxChoiceName, maxChoices, maxChoiceValue, maxReason } from '../out/limits.js';
import { asPrivate, type Modal } from '../out/payload.js';
import { type Rendered, renderDocument } from '../out/render.js';
import { labelText } from '../out/text.js';
import { type Api, callbackTypes } from './api.js';
import {
  apology,
  createDeliver,
  type Delivered,
  type DiscordReply,
  type Fail,
  notice,
  type Present,
} from './deliver.js';

export type RespondParts = {
  readonly handle: Handle;
  readonly complete: Complete;
  readonly api: Api;
  readonly present: Present;
  /** All commands that there are. */
  readonly listCommands: () => Rendered;
  readonly feedback?: (vote: Vote) => Promise<void>;
  readonly completeOption: CompleteOption;
  /** Whether somebody may be offered something once more while they type; it counts. */
  /** Whether answers there are for the asker alone: a placeholder has to be so too. */
  readonly hides: (from: Origin) => Promise<boolean>;
  readonly allowTyping: (from: Origin) => Promise<boolean>;
  readonly ackAfterMs: number;
  readonly fail: Fail;
  readonly delivered: Delivered;
};

type Of<Type extends Interaction['type']> = Extract<Interaction, { readonly type: Type }>;

/** Answers an interaction once. Never rejects. */
export function createRespond(parts: RespondParts) {
  const { complete, api, present, listCommands, feedback, completeOption, hides, allowTyping, ackAfterMs, fail } =
    parts;

  // Discord drops an interaction after three seconds.
  const handle: Handle = (incoming) => parts.handle({ ...incoming, isHurried: true });

  const say = (interaction: Interaction, words: string) =>
    api.answer(interaction.call, callbackTypes.message, [asPrivate(notice(words))]);

  const deliver = createDeliver({ api, ackAfterMs, fail, delivered: parts.delivered });

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

  const show = (interaction: Of<'press'>, press: Extract<Press, { type: 'show' }>): Promise<void> => {
    const { message, user, direct } = interaction;
    const own = message.private || direct || message.asker === user;
    const kind: DiscordReply['kind'] = press.place === 'here' && own ? 'update' : 'new';
    // Details, and what somebody else makes of an answer, are nothing for the whole channel.
    const hidden = message.private || (press.place !== 'message' && kind === 'new' && !direct);
    const asked: Asked = { type: 'press', target: press.target };
    return deliver(interaction.call, { kind, private: hidden }, async () => {
      // An edit in place is no further message.
      const seenBy = hidden || kind === 'update' ? 'asker' : 'everybody';
      const reply = await handle({ ...toIncoming(asked, interaction.from), seenBy });
      // What takes the place of an answer is seen by whoever saw that.
      const limited = reply.outcome === 'limited' || (reply.hidden === true && kind === 'new');
      const asker = kind === 'update' ? (message.asker ?? user) : user;
      const rendered = present(reply, asked, hidden || limited ? undefined : asker);
      return { rendered, kind: limited ? 'new' : kind, private: hidden || limited, ...formOf(reply) };
    });
  };

  const details = (
    interaction: Of<'press'>,
    asked: Asked,
    draw: (reply: Reply) => Rendered,
    page?: number,
  ): Promise<void> => {
    const hidden = interaction.message.private || !interaction.direct;
    return deliver(interaction.call, { kind: 'new', private: hidden }, async () => {
      const reply = await handle({ ...toIncoming(asked, interaction.from), again: true });
      return { rendered: draw(reply), kind: 'new', private: hidden, ...(page === undefined ? {} : { page }) };
    });
  };

  // The answer itself or its sources, in the place of the pressed message; beside it where it is not the presser's.
  const inPlace = (interaction: Of<'press'>, asked: Asked, part: 'answer' | 'sources'): Promise<void> => {
    const { message, user, direct } = interaction;
    const own = message.private || direct || message.asker === user;
    const kind: DiscordReply['kind'] = own ? 'update' : 'new';
    const hidden = message.private || kind === 'new';
    return deliver(interaction.call, { kind, private: hidden }, async () => {
      const reply = await handle({ ...toIncoming(asked, interaction.from), again: true });
      const asker = hidden ? undefined : (message.asker ?? user);
      const rendered =
        part === 'answer'
          ? present(reply, asked, asker)
          : renderDocument(openSources(reply.document), {
              ...(own ? { back: asked } : {}),
              ...(asker === undefined ? {} : { asker }),
              ...(reply.context === undefined ? {} : { context: reply.context }),
            });
      return { rendered, kind, private: hidden };
    });
  };

  const dismiss = async (interaction: Of<'press'>, asker: string): Promise<void> => {
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

  const unmeant = async (interaction: Of<'press'>, press: Extract<Press, { type: 'unmeant' }>): Promise<void> => {
    await dismiss(interaction, press.asker);
    if (interaction.user === press.asker)
      await feedback?.({ from: interaction.from, about: press.about, helpful: false });
  };

  // Thanks come once it is noted: what failed must not be thanked for.
  const thank = (interaction: Interaction, keep: () => Promise<void>): Promise<void> =>
    deliver(interaction.call, { kind: 'new', private: true }, async () => {
      await keep();
      const text = notice('Thanks, noted.');
      return {
        rendered: { pages: [text], linked: false, text, simple: text, plain: text },
        kind: 'new',
        private: true,
      };
    });

  const vote = async (interaction: Of<'press'>, press: Extract<Press, { type: 'vote' }>): Promise<void> => {
    const { about, helpful } = press;
    const reasonId = helpful ? undefined : encodeButton({ type: 'reason', about });
    const keep = async () => feedback?.({ from: interaction.from, about, helpful });
    if (reasonId === undefined) return thank(interaction, keep);
    // The form is the acknowledgement: whoever closes it has voted all the same.
    await api.callback(interaction.call, callbackTypes.modal, reasonForm(reasonId));
    await keep();
  };

  const press = async (interaction: Of<'press'>): Promise<void> => {
    const { press: pressed } = interaction;
    switch (pressed.type) {
      case 'show':
        return show(interaction, pressed);
      case 'page':
        return details(interaction, pressed.asked, (reply) => present(reply, pressed.asked), pressed.page);
      case 'table':
        return details(interaction, pressed.asked, (reply) =>
          renderDocument(reply.document, { asked: pressed.asked, tables: pressed.layout }),
        );
      case 'sources':
        return inPlace(interaction, pressed.asked, 'sources');
      case 'again':
        return inPlace(interaction, pressed.asked, 'answer');
      case 'why':
        return details(interaction, pressed.asked, (reply) => renderDocument(reply.why));
      case 'commands':
        return deliver(interaction.call, { kind: 'new', private: true }, async () => ({
          rendered: listCommands(),
          kind: 'new',
          private: true,
        }));
      case 'dismiss':
        return dismiss(interaction, pressed.asker);
      case 'vote':
        return vote(interaction, pressed);
      case 'unmeant':
        return unmeant(interaction, pressed);
      case 'reason':
      case 'form':
      case 'select':
        await say(interaction, unknownButton);
        return;
      default:
        return assertNever(pressed);
    }
  };

  return async (interaction: Interaction): Promise<void> => {
    try {
      switch (interaction.type) {
        case 'ask':
          return await ask(interaction);
        case 'press':
          return await press(interaction);
        case 'complete': {
          const { from, command, typed, ids, call, option } = interaction;
          // Nobody types so fast; each of these is a request that is answered while others wait.
          if (!(await allowTyping(from)))
            return await api.callback(call, callbackTypes.choices, { choices: [] }).then(() => undefined);
          const found = await completeOption({ from, command, option, typed, limit: maxChoices });
          const choices = choicesFor(found ?? complete(typed, maxChoices), found !== undefined || ids);
          await api.callback(call, callbackTypes.choices, { choices });
          return;
        }
        case 'reason': {
          const { from, press: form } = interaction;
          const reason = interaction.reason.slice(0, maxReason);
          return await thank(interaction, async () => {
            if (form.type !== 'reason' || reason === '') return;
            await feedback?.({ from, about: form.about, helpful: false, reason });
          });
        }
        case 'unknown':
          await say(interaction, unknownButton);
          return;
        default:
          return assertNever(interaction);
      }
    } catch (error) {
      // Whatever has been said by now stands; if nothing has, this is what the person gets.
      await api.answer(interaction.call, callbackTypes.message, [asPrivate(apology(fail('interaction', error)).text)]);
    }
  };
}

// Where the form's id is too long for Discord, the document stands in.
function formOf({ form }: Reply): { readonly form?: Modal } {
  const modal = form === undefined ? undefined : renderForm(form);
  return modal === undefined ? {} : { form: modal };
}

function isForAsker({ outcome, hidden = false }: Reply): boolean {
  return hidden || outcome === 'limited' || outcome === 'private';
}

// A command of another part of the bot says itself who sees what comes of it.
function isShared({ type }: Asked, { outcome }: Reply): boolean {
  return type === 'command' && outcome !== 'private';
}

const unknownButton = 'This button is of another version of me and leads nowhere. Please ask in your own words.';
function choicesFor(
  found: ReturnType<Complete>,
  ids: boolean,
): readonly { readonly name: string; readonly value: string }[] {
  return found.slice(0, maxChoices).map(({ label, id }) => ({
    name: labelText(label, maxChoiceName),
    value: ids ? id.slice(0, maxChoiceValue) : labelText(label, maxChoiceValue),
  }));
}

function reasonForm(id: string): Modal {
  const component = { type: 4, custom_id: 'reason', style: 2, required: false, max_length: maxReason } as const;
  return {
    custom_id: id,
    title: 'Not helpful',
    components: [{ type: 18, label: 'What was missing or wrong? (optional)', component }],
  };
}
