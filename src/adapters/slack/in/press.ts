// Reads a press on a button, menu or icon: what it means, who pressed it, and where its message is.
import * as v from 'valibot';
import type { Origin } from '../../../ports.js';
import { type Button, decodeButton } from '../buttons.js';
import { directly } from './receive.js';

/** Where the pressed message is. */
export type Seat =
  | {
      /** Only one person sees an ephemeral message. */
      readonly type: 'message' | 'ephemeral';
      readonly channel: string;
      readonly ts: string;
      /** Undefined outside a thread. */
      readonly threadTs: string | undefined;
    }
  | { readonly type: 'home' };

export type Pressed = {
  readonly from: Origin & { readonly user: string };
  readonly seat: Seat;
  /** Who asked for the answer, as its own button records. */
  readonly asker?: string;
  /** Undefined if this version doesn't know the button. */
  readonly button: Button | undefined;
  /** Opens a form; valid for three seconds. */
  readonly trigger: string | undefined;
  readonly key: string;
};

const string = v.string();
const maybe = v.optional(v.nullable(string));

const payload = v.object({
  trigger_id: maybe,
  user: v.object({ id: string, team_id: maybe }),
  team: v.optional(v.nullable(v.object({ id: string }))),
  channel: v.optional(v.nullable(v.object({ id: string }))),
  container: v.optional(
    v.object({
      type: maybe,
      message_ts: maybe,
      thread_ts: maybe,
      channel_id: maybe,
      is_ephemeral: v.optional(v.boolean()),
    }),
  ),
  message: v.optional(v.nullable(v.object({ ts: maybe, thread_ts: maybe, blocks: v.optional(v.unknown()) }))),
  actions: v.pipe(
    v.array(
      v.object({
        action_id: maybe,
        action_ts: maybe,
        value: maybe,
        selected_option: v.optional(v.nullable(v.object({ value: maybe }))),
      }),
    ),
    v.minLength(1),
  ),
});

export function receivePress(body: unknown): Pressed | undefined {
  const parsed = v.safeParse(payload, body);
  if (!parsed.success) return undefined;
  const { user, team, actions, trigger_id } = parsed.output;
  const [action] = actions;
  const value = action?.selected_option?.value ?? action?.value ?? '';
  const seat = seatOf(parsed.output);
  const asker = findAsker(parsed.output.message?.blocks);
  const place = seat.type === 'home' ? 'home' : `${seat.channel}:${seat.ts}`;
  return {
    from: {
      platform: 'slack',
      workspace: team?.id ?? user.team_id ?? '',
      user: user.id,
      ...(seat.type === 'home' ? {} : { channel: seat.channel, ...directly(seat.channel) }),
    },
    seat,
    ...(asker === undefined ? {} : { asker }),
    button: decodeButton(value),
    trigger: trigger_id ?? undefined,
    key: `press:${place}:${user.id}:${action?.action_id ?? ''}:${action?.action_ts ?? ''}`,
  };
}

// The button that removes an answer records who asked for it.
function findAsker(blocks: unknown): string | undefined {
  const parsed = v.safeParse(answerBlocks, blocks);
  if (!parsed.success) return undefined;
  const buttons = parsed.output.flatMap(({ elements }) => elements.flatMap(({ value }) => decodeButton(value) ?? []));
  return buttons.find((button) => button.type === 'dismiss')?.by;
}

const answerBlocks = v.array(
  v.looseObject({
    elements: v.optional(v.array(v.looseObject({ value: v.fallback(v.optional(string, ''), '') })), []),
  }),
);

function seatOf({ container, channel, message }: v.InferOutput<typeof payload>): Seat {
  const channelId = channel?.id ?? container?.channel_id;
  const ts = container?.message_ts ?? message?.ts;
  if (typeof channelId !== 'string' || typeof ts !== 'string') return { type: 'home' };
  const threadTs = message?.thread_ts ?? container?.thread_ts ?? undefined;
  return { type: container?.is_ephemeral === true ? 'ephemeral' : 'message', channel: channelId, ts, threadTs };
}
