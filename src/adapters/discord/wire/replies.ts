// Turns a reply into what is delivered, and decides who sees it.
import type { Reply } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import { type CommandIds, linkCommands } from '../out/command-links.js';
import { renderForm } from '../out/form.js';
import { helpLines } from '../out/help.js';
import type { Modal, Payload } from '../out/payload.js';
import { type Rendered, renderDocument } from '../out/render.js';
import type { DiscordReply } from './deliver.js';

/** Renders a reply with everything that its buttons need. */
export type Present = (reply: Reply, asked: Asked, asker?: string) => Rendered;

/** `takesVotes`: there are vote buttons. `known`: the ids of the commands, once Discord has returned them. */
export function createPresent(takesVotes: boolean, known: () => CommandIds | undefined): Present {
  return (reply, asked, asker) => {
    const isHelp = reply.outcome === 'help' && reply.document.about?.type === 'help';
    return linkCommands(
      renderDocument(isHelp ? helpLines(reply.document) : reply.document, {
        asked,
        // The help is not an answer to vote on.
        feedback: takesVotes && !isHelp,
        commands: isHelp,
        unasked: asked.type === 'question' && asked.unasked !== undefined,
        ...(asker === undefined ? {} : { asker }),
        ...(reply.context === undefined ? {} : { context: reply.context }),
      }),
      known(),
    );
  };
}

/** The form of a reply; if its id is too long for Discord, the document stands in. */
export function formOf({ form }: Reply): { readonly form?: Modal } {
  const modal = form === undefined ? undefined : renderForm(form);
  return modal === undefined ? {} : { form: modal };
}

export function isForAsker({ outcome, hidden = false }: Reply): boolean {
  return hidden || outcome === 'limited' || outcome === 'private';
}

/** A command of another part of the bot decides itself who sees its outcome. */
export function isShared({ type }: Asked, { outcome }: Reply): boolean {
  return type === 'command' && outcome !== 'private';
}

/** A short message to one person alone. */
export function toOne(text: Payload): DiscordReply {
  return { rendered: { pages: [text], linked: false, text, simple: text, plain: text }, kind: 'new', private: true };
}
