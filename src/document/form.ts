// A form: some fields to fill in, free of any platform. Types only.

/** Some fields to fill in. `id` comes back with what was filled in; up to its first colon it is the command that takes it. */
export type Form = {
  readonly id: string;
  readonly title: string;
  /** What the button says that sends it. */
  readonly submit: string;
  /** At most five. */
  readonly fields: readonly FormField[];
};

export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
} & (
  | { readonly type: 'text'; readonly lines: 'one' | 'many'; readonly most: number; readonly value?: string }
  | { readonly type: 'choice'; readonly options: readonly FormOption[]; readonly value?: string }
  /** Any number of them; they come back with commas between. */
  | { readonly type: 'choices'; readonly options: readonly FormOption[]; readonly value?: readonly string[] }
  /** People of the workspace, or roles where the platform has any: their ids, with commas between. At most 25. */
  | { readonly type: 'people' | 'roles'; readonly value?: readonly string[] }
  /** A channel of the workspace, by its id. */
  | { readonly type: 'channel'; readonly value?: string }
  /** Channels of the workspace and, where there are any, forums: their ids, with commas between. At most 25. */
  | { readonly type: 'channels'; readonly value?: readonly string[] }
);

export type FormOption = { readonly label: string; readonly value: string };

/** `values` has no key for a field that was left empty. */
export type FilledForm = { readonly id: string; readonly values: Readonly<Record<string, string>> };
