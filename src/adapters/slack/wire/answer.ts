// Answers at one place: with a message, or with a form if the reply has one.
import type { Form } from '../../../document/form.js';
import type { Handle, Logger, Reply } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import { renderForm } from '../out/form.js';
import { renderNotice, type SlackRenderOptions } from '../out/render.js';
import type { Contexts } from './contexts.js';
import type { DeliverMessage, SlackPlace, Tools } from './deliver.js';
import { rateLimited, type SlackPosted } from './post.js';
import { type From, inPrivate, isSilent, messageOf, placeFor, seenBy } from './replies.js';

type AnsweredThere = { readonly reply: Reply; readonly posted: SlackPosted };

type AnswerParts = {
  readonly handle: Handle;
  readonly contexts: Contexts;
  readonly deliver: DeliverMessage;
  readonly logger: Logger;
};

/** Said to whoever waits for a channel that takes no more. */
export const channelFull =
  'Too much was posted here, so Slack does not let me write for a while. Ask again later, or use /ai-ask.';

/** Answers at a place; `again` for an answer given before. Somebody who asks too much is told so privately. */
export function createAnswer({ handle, contexts, deliver, logger }: AnswerParts) {
  return async (
    tools: Tools,
    ask: Asked,
    from: From,
    place: SlackPlace,
    options: SlackRenderOptions = {},
    again = false,
  ): Promise<AnsweredThere> => {
    const reply = await handle({ ...ask, from, seenBy: seenBy(place), ...(again ? { again } : {}) });
    // A silent command would look like a failure.
    if (place.type === 'thread' && isSilent(reply)) return { reply, posted: { type: 'sent', ts: undefined } };
    if (reply.form !== undefined && (await openForm(tools, reply.form, place, from, logger)))
      return { reply, posted: { type: 'sent', ts: undefined } };
    const message = messageOf(reply, ask, from, options);
    if (place.type === 'thread') contexts.remember(from, place.threadTs, reply.context);
    const posted = await deliver(tools, placeFor(reply, ask, place, from), message);
    // If the channel is at its limit, the asker is told so; private messages have their own limit.
    if (place.type === 'thread' && posted.type === 'refused' && posted.code === rateLimited)
      await deliver(tools, inPrivate(place, from), renderNotice(channelFull));
    return { reply, posted };
  };
}

// The trigger expires quickly; if it has, the document says what to do instead.
async function openForm(
  { client, trigger }: Tools,
  form: Form,
  place: SlackPlace,
  { channel }: From,
  logger: Logger,
): Promise<boolean> {
  if (trigger === undefined) return false;
  // A response_url has expired by the time the form is submitted.
  const at = channel === undefined ? {} : { channel };
  const thread = 'threadTs' in place ? { threadTs: place.threadTs } : {};
  try {
    await client.views.open({ trigger_id: trigger, view: renderForm(form, { ...at, ...thread }) });
    return true;
  } catch (error) {
    logger.warn('slack_form_not_opened', { error: error instanceof Error ? error.message : String(error) });
    return false;
  }
}
