// What is registered with Discord, and how it differs from what Discord already has. Localised names are shown to people whose Discord is
// set to that language; the bot always receives the English ones.
import { isDeepStrictEqual } from 'node:util';
import { type Localizations, worded, words } from './command-words.js';

/** https://docs.discord.com/developers/interactions/application-commands: types 3 text, 5 yes or no, 7 channel, 1 subcommand. */
export type CommandOption = {
  readonly type: 1 | 3 | 5 | 7;
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: Localizations;
  readonly description_localizations?: Localizations;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly max_length?: number;
  readonly channel_types?: readonly number[];
  readonly options?: readonly CommandOption[];
};

/** `type` 1 is written as /name, 3 is in the menu of a message. */
export type DiscordCommand = {
  readonly type: 1 | 3;
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Localizations;
  readonly description_localizations?: Localizations;
  readonly options?: readonly CommandOption[];
  readonly contexts: readonly (0 | 1 | 2)[];
  readonly integration_types: readonly (0 | 1)[];
};

// Servers, direct messages with the bot, and all other conversations; installed to a server or to a user.
const everywhere = { contexts: [0, 1, 2], integration_types: [0, 1] } as const;
/** Longer texts are seldom questions; Discord itself takes 6000. */
export const maxQuestion = 500;
const maxTerm = 100;

export const explainCommand = 'Explain AI terms';

/** The commands of the contract that answer questions. */
export const commands: readonly DiscordCommand[] = [
  command('ai-diff', [
    option('a', { autocomplete: true, max_length: maxTerm }),
    option('b', { autocomplete: true, max_length: maxTerm }),
    option('aspect', { max_length: maxTerm }),
    privately(),
  ]),
  command('ai-ask', [option('question', { required: true, autocomplete: true, max_length: maxQuestion }), privately()]),
  command('ai-define', [option('term', { required: true, autocomplete: true, max_length: maxTerm }), privately()]),
  command('ai-choose', [option('task', { max_length: maxQuestion }), privately()]),
  command('ai-help', []),
  { type: 3, name: explainCommand, name_localizations: words[explainCommand].names, ...everywhere },
];

/** Questions without a good answer; permission is checked on use. */
export const gapsCommand = command('ai-gaps', []);

/** What must change so that Discord has `wanted`: one line per difference, none if nothing differs. */
export function findDifferences(wanted: readonly DiscordCommand[], registered: readonly unknown[]): readonly string[] {
  const known = new Map(registered.flatMap((each) => (isRecord(each) ? [[keyOf(each), each] as const] : [])));
  const missing = wanted.flatMap((each) => {
    const found = known.get(keyOf(each));
    return found === undefined ? [`${each.name}: is new`] : differencesOf(each, found);
  });
  const names = new Set(wanted.map(keyOf));
  const extra = [...known].flatMap(([key, each]) => (names.has(key) ? [] : [`${each['name']}: is no longer wanted`]));
  return [...missing, ...extra];
}

function command(name: keyof typeof words, options: readonly CommandOption[]): DiscordCommand {
  return { type: 1, name, ...worded(words[name]), options, ...everywhere };
}

function option(name: keyof typeof words, details: Partial<CommandOption>): CommandOption {
  return { type: 3, name, ...worded(words[name]), ...details };
}

function privately(): CommandOption {
  return option('private', { type: 5 });
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyOf(value: DiscordCommand | Fields): string {
  return `${value['type' as keyof typeof value] ?? 1} ${value['name' as keyof typeof value]}`;
}

// Discord's value for a field that was not sent. Whatever else it adds (ids, versions) is not compared.
const commandDefaults: Fields = {
  type: 1,
  name: '',
  description: '',
  name_localizations: null,
  description_localizations: null,
  default_member_permissions: null,
  contexts: null,
  integration_types: [0],
  nsfw: false,
};
const optionDefaults: Fields = {
  type: 3,
  name: '',
  description: '',
  name_localizations: null,
  description_localizations: null,
  required: false,
  autocomplete: false,
  max_length: null,
  choices: [],
  channel_types: [],
};

function differencesOf(wanted: DiscordCommand, found: Fields): readonly string[] {
  const fields = Object.keys(commandDefaults).filter((field) => differs(field, wanted, found, commandDefaults));
  const options = isDeepStrictEqual(optionsOf(wanted), optionsOf(found)) ? [] : ['options'];
  return [...fields, ...options].map((field) => `${wanted.name}: ${field} differs`);
}

function differs(field: string, wanted: DiscordCommand, found: Fields, defaults: Fields): boolean {
  return !isDeepStrictEqual(fieldOf(wanted, field, defaults), fieldOf(found, field, defaults));
}

function fieldOf(value: object, field: string, defaults: Fields): unknown {
  const given: unknown = (value as Fields)[field] ?? defaults[field];
  // The order of contexts means nothing, and an empty table of translations is the same as none.
  if (Array.isArray(given) && field !== 'choices') return [...given].sort();
  if (isRecord(given) && Object.keys(given).length === 0) return null;
  return given;
}

function optionsOf(value: object): unknown {
  const { options } = value as { readonly options?: unknown };
  if (!Array.isArray(options)) return [];
  return options.map((each: unknown) => {
    if (!isRecord(each)) return each;
    const fields = Object.keys(optionDefaults).map((field) => [field, fieldOf(each, field, optionDefaults)]);
    return { ...Object.fromEntries(fields), options: optionsOf(each) };
  });
}
