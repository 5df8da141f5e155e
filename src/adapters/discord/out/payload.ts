// The part of Discord's JSON that the bot sends. Types only.
// https://docs.discord.com/developers/components/reference

export type TextDisplay = { readonly type: 10; readonly content: string };
type Separator = { readonly type: 14; readonly divider: boolean; readonly spacing: 1 | 2 };
/** `style`: 1 primary, 2 secondary. */
export type ButtonComponent = {
  readonly type: 2;
  readonly style: 1 | 2;
  readonly label?: string;
  readonly emoji?: { readonly name: string };
  readonly custom_id: string;
};
export type SelectOption = { readonly label: string; readonly value: string };
type Select = {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly options: readonly SelectOption[];
};
export type ActionRow = { readonly type: 1; readonly components: readonly (ButtonComponent | Select)[] };
export type ContainerChild = TextDisplay | Separator | ActionRow;
export type Container = { readonly type: 17; readonly components: readonly ContainerChild[] };

/** Nobody is notified, ever: https://docs.discord.com/developers/resources/message#allowed-mentions-object */
type AllowedMentions = { readonly parse: readonly []; readonly replied_user: false };
export const noMentions: AllowedMentions = { parse: [], replied_user: false };

/**
 * A message: laid out (`flags` has the components bit), or text with optional rows of buttons. `content` is null when a laid-out message
 * replaces text.
 */
export type Payload = {
  readonly flags?: number;
  readonly content?: string | null;
  readonly components?: readonly (Container | TextDisplay | ActionRow)[];
  readonly allowed_mentions: AllowedMentions;
};

// https://docs.discord.com/developers/resources/message#message-object-message-flags
export const ephemeralFlag = 64;
export const componentsFlag = 32_768;

/** The message as an edit. It clears the old text, since Discord refuses text together with laid-out components. */
export function asEdit(payload: Payload): Payload {
  return ((payload.flags ?? 0) & componentsFlag) === 0 ? payload : { ...payload, content: null };
}

/** The message, shown only to the person who asked or pressed. */
export function asPrivate(payload: Payload): Payload {
  return { ...payload, flags: (payload.flags ?? 0) | ephemeralFlag };
}

export type Modal = {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly {
    readonly type: 18;
    readonly label: string;
    readonly description?: string;
    readonly component: ModalField;
  }[];
};

type FormCommon = { readonly custom_id: string; readonly required: boolean };
/** A text input (`style`: 1 one line, 2 several), a menu, or a picker for people, roles or channels. */
export type ModalField = FormCommon &
  (
    | { readonly type: 4; readonly style: 1 | 2; readonly max_length: number; readonly value?: string }
    | {
        readonly type: 3;
        readonly options: readonly (SelectOption & { readonly default?: boolean })[];
        readonly min_values?: number;
        readonly max_values?: number;
      }
    | {
        readonly type: 5 | 6;
        readonly min_values: number;
        readonly max_values: number;
        readonly default_values: readonly { readonly id: string; readonly type: 'user' | 'role' }[];
      }
    | {
        readonly type: 8;
        readonly min_values?: number;
        readonly max_values?: number;
        readonly channel_types: readonly number[];
        readonly default_values: readonly { readonly id: string; readonly type: 'channel' }[];
      }
  );
