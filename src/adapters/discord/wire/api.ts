// The requests that the adapter makes to Discord.
import { Routes } from 'discord.js';
import type { ReplyToken } from '../in/interaction.js';
import { asEdit, type Payload } from '../out/payload.js';
import { type ApiResult, createRequests, patientPausesMs, type RequestsParts } from './requests.js';

export type Api = ReturnType<typeof createApi>;

/** Only `get` and `put` reject; other failures are logged and returned. */
export function createApi(parts: RequestsParts) {
  const { rest, following, persist, firstTaken, callback, close } = createRequests(parts);

  return {
    /** The first answer to an interaction; each candidate stands in for the one before. */
    answer: (call: ReplyToken, type: number, candidates: Iterable<Payload>) =>
      firstTaken('callback', candidates, (payload) => callback(call, type, payload)),
    callback,
    /** Replaces the message promised by a deferred acknowledgement, or the pressed one. */
    editOriginal: ({ application, token }: ReplyToken, candidates: Iterable<Payload>) =>
      firstTaken('edit_original', candidates, (payload) =>
        persist(
          'edit_original',
          () => following.patch(Routes.webhookMessage(application, token), { body: asEdit(payload), auth: false }),
          patientPausesMs,
        ),
      ),
    followUp: ({ application, token }: ReplyToken, candidates: Iterable<Payload>) =>
      firstTaken('follow_up', candidates, (payload) =>
        persist(
          'follow_up',
          () => following.post(Routes.webhook(application, token), { body: payload, auth: false }),
          patientPausesMs,
        ),
      ),
    deleteOriginal: ({ application, token }: ReplyToken) =>
      persist('delete_original', () => following.delete(Routes.webhookMessage(application, token), { auth: false })),
    /** Posts a message and returns its id. Discord drops a second one with the same nonce, so retrying is safe. */
    post: (
      channel: string,
      candidates: Iterable<Payload>,
      {
        nonce,
        replyTo,
        patient = false,
      }: { readonly nonce: string; readonly replyTo?: string; readonly patient?: boolean },
    ): Promise<ApiResult<string | undefined>> =>
      firstTaken('post', candidates, (payload) =>
        persist(
          'post',
          async () =>
            messageId(
              await rest.post(Routes.channelMessages(channel), {
                body: {
                  ...payload,
                  nonce,
                  enforce_nonce: true,
                  // The question may have been deleted; its answer is then dropped too.
                  ...(replyTo === undefined
                    ? {}
                    : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
                },
              }),
            ),
          patient ? patientPausesMs : undefined,
        ),
      ),
    edit: (channel: string, message: string, candidates: Iterable<Payload>) =>
      firstTaken('edit', candidates, (payload) =>
        persist('edit', () => rest.patch(Routes.channelMessage(channel, message), { body: asEdit(payload) })),
      ),
    remove: (channel: string, message: string) =>
      persist('delete', () => rest.delete(Routes.channelMessage(channel, message))),
    react: (channel: string, message: string, emoji: string) =>
      persist('react', () => rest.put(Routes.channelMessageOwnReaction(channel, message, encodeURIComponent(emoji)))),
    /** The direct-message channel with one person. */
    openDirect: (user: string): Promise<ApiResult<string | undefined>> =>
      persist('open_direct', async () =>
        messageId(await rest.post(Routes.userChannels(), { body: { recipient_id: user } })),
      ),
    get: (route: `/${string}`, query?: Readonly<Record<string, string>>) =>
      rest.get(route, query === undefined ? {} : { query: new URLSearchParams(query) }),
    put: (route: `/${string}`, body: unknown) => rest.put(route, { body }),
    close,
  };
}

function messageId(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('id' in answer)) return undefined;
  return typeof answer.id === 'string' ? answer.id : undefined;
}
