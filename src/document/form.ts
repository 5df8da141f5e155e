// A form, independent of any platform. Types only.

/** Fields to fill in. `id` is returned with the values; up to its first colon it names the command that handles them. */
export type Form = {
  readonly id: string;
  readonly title: string;
  /** The label of the submit button. */
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
  /** Any number of them; returned separated by commas. */
  | { readonly type: 'choices'; readonly options: readonly FormOption[]; readonly value?: readonly string[] }
  /** People of the workspace, or roles if the platform has them: ids, separated by commas. At most 25. */
  | { readonly type: 'people' | 'roles'; readonly value?: readonly string[] }
  /** A channel of the workspace, by its id. */
  | { readonly type: 'channel'; readonly value?: string }
  /** Channels of the workspace and, if it has any, forums: ids, separated by commas. At most 25. */
  | { readonly type: 'channels'; readonly value?: readonly string[] }
);

export type FormOption = { readonly label: string; readonly value: string };

/** `values` has no key for an empty field. */
export type FilledForm = { readonly id: string; readonly values: Readonly<Record<string, string>> };
