// What a press opens of an answer: its explanation and its sources.
import type { Handle } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import { openSources } from '../../shared/controls.js';
import type { Pressed } from '../in/press.js';
import type { SlackMessage } from '../out/limits.js';
import { renderMessage } from '../out/render.js';
import type { DeliverMessage, Tools } from './deliver.js';
import { hereSeat, privateSeat } from './seats.js';

/** Shows a message to the presser alone. */
export type ShowToPresser = (tools: Tools, pressed: Pressed, message: SlackMessage) => Promise<void>;

export function createOpening({ handle, deliver }: { readonly handle: Handle; readonly deliver: DeliverMessage }) {
  const show: ShowToPresser = async (tools, pressed, message) => {
    await deliver(tools, privateSeat(pressed), message);
  };

  // Asked again rather than stored: the same knowledge gives the same answer.
  const why = async (tools: Tools, pressed: Pressed, ask: Asked): Promise<void> => {
    const reply = await handle({ ...ask, from: pressed.from, again: true, seenBy: 'asker' });
    await show(tools, pressed, renderMessage(reply.why));
  };

  // In place of the answer if it is the presser's.
  const sources = async (tools: Tools, pressed: Pressed, ask: Asked): Promise<void> => {
    const reply = await handle({ ...ask, from: pressed.from, again: true, seenBy: 'asker' });
    const place = hereSeat(pressed);
    const isShared = place.type === 'edit';
    const isOpened = isShared || (place.type === 'response' && place.replace);
    const message = renderMessage(openSources(reply.document), {
      ...(isOpened ? { back: ask } : {}),
      ...(isShared ? { by: pressed.from.user } : {}),
      ...(reply.context === undefined ? {} : { context: reply.context }),
    });
    await deliver(tools, place, message);
  };

  return { show, why, sources };
}
