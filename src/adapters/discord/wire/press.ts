// What a press on one of our buttons does.
import { assertNever } from '../../../document/nodes.js';
import { type Rendered, renderDocument } from '../out/render.js';
import type { DeliverReply, Say } from './deliver.js';
import type { createOpening, PressInteraction } from './opening.js';
import type { Present } from './replies.js';
import type { createVotes } from './votes.js';

type DiscordPressParts = {
  readonly deliver: DeliverReply;
  readonly say: Say;
  readonly present: Present;
  /** Lists all commands. */
  readonly listCommands: () => Rendered;
  readonly opening: ReturnType<typeof createOpening>;
  readonly votes: ReturnType<typeof createVotes>;
};

export const unknownButton =
  'This button is from another version of me and no longer works. Please ask in your own words.';

export function createPress({ deliver, say, present, listCommands, opening, votes }: DiscordPressParts) {
  const { show, details, inPlace } = opening;
  const { vote, dismiss, unmeant } = votes;

  return async (interaction: PressInteraction): Promise<void> => {
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
}
