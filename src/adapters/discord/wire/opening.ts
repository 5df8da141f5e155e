// What a press opens of an answer: a choice, a page, a table, its explanation, its sources.
import type { Handle, Reply } from '../../../ports.js';
import { type Asked, toIncoming } from '../../shared/asked.js';
import { openSources } from '../../shared/controls.js';
import type { Press } from '../buttons.js';
import type { Interaction } from '../in/interaction.js';
import { type Rendered, renderDocument } from '../out/render.js';
import type { DeliverReply, DiscordReply } from './deliver.js';
import { formOf, type Present } from './replies.js';

export type PressInteraction = Extract<Interaction, { readonly type: 'press' }>;

type OpeningParts = { readonly handle: Handle; readonly deliver: DeliverReply; readonly present: Present };

export function createOpening({ handle, deliver, present }: OpeningParts) {
  const show = (interaction: PressInteraction, press: Extract<Press, { type: 'show' }>): Promise<void> => {
    const { message, user, direct } = interaction;
    const own = message.private || direct || message.asker === user;
    const kind: DiscordReply['kind'] = press.place === 'here' && own ? 'update' : 'new';
    // Details, and other people's explorations of an answer, are not shown to the whole channel.
    const hidden = message.private || (press.place !== 'message' && kind === 'new' && !direct);
    const asked: Asked = { type: 'press', target: press.target };
    return deliver(interaction.call, { kind, private: hidden }, async () => {
      const seenBy = hidden || kind === 'update' ? 'asker' : 'everybody';
      const reply = await handle({ ...toIncoming(asked, interaction.from), seenBy });
      // A replacement is seen by whoever saw the original.
      const limited = reply.outcome === 'limited' || (reply.hidden === true && kind === 'new');
      const asker = kind === 'update' ? (message.asker ?? user) : user;
      const rendered = present(reply, asked, hidden || limited ? undefined : asker);
      return { rendered, kind: limited ? 'new' : kind, private: hidden || limited, ...formOf(reply) };
    });
  };

  const details = (
    interaction: PressInteraction,
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

  // The answer or its sources in place of the pressed message; as a new message if the presser may not change it.
  const inPlace = (interaction: PressInteraction, asked: Asked, part: 'answer' | 'sources'): Promise<void> => {
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

  return { show, details, inPlace };
}
