// The rules of Discord for a list of commands, as the fake checks what is registered.
import type { CommandOption, DiscordCommand } from '../../../src/adapters/discord/in/command-list.js';
import { maxCommandDescription } from '../../../src/adapters/discord/out/limits.js';

// https://docs.discord.com/developers/interactions/application-commands#application-command-object
const maxCommandName = 32;
const maxCommandOptions = 25;
const maxCommandCharacters = 8000;
const maxChatCommands = 100;
const maxMenuCommands = 15;

// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
const commandName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** The rules of Discord that a list of commands breaks; empty if none. */
export function checkCommands(list: readonly DiscordCommand[]): readonly string[] {
  const chat = list.filter(({ type }) => type === 1).length;
  const menus = list.length - chat;
  return [
    ...(chat > maxChatCommands || menus > maxMenuCommands ? [`${chat} commands and ${menus} in menus`] : []),
    ...(new Set(list.map(({ type, name }) => `${type} ${name}`)).size < list.length ? ['a command occurs twice'] : []),
    ...list.flatMap((each) => {
      const characters = JSON.stringify([
        each.name,
        each.description,
        each.options?.map(({ name, description }) => [name, description]),
      ]).length;
      return [
        ...(each.type === 1 ? checkNamed(each) : checkLength('menu name', each.name, 1, maxCommandName)),
        ...checkOptions(each.options ?? []),
        ...(characters > maxCommandCharacters ? [`${each.name} has ${characters} characters`] : []),
      ];
    }),
  ];
}

function checkNamed(named: CommandOption | DiscordCommand): readonly string[] {
  const { name, description, name_localizations, description_localizations } = named;
  const names = [name, ...Object.values(name_localizations ?? {})];
  const descriptions = [description ?? '', ...Object.values(description_localizations ?? {})];
  return [
    ...names.flatMap((each) => (commandName.test(each) && each === each.toLowerCase() ? [] : [`"${each}" is no name`])),
    ...descriptions.flatMap((each) => checkLength(`description of ${name}`, each, 1, maxCommandDescription)),
  ];
}

function checkOptions(options: readonly CommandOption[]): readonly string[] {
  const firstOptional = options.findIndex(({ required }) => required !== true);
  const lastRequired = options.findLastIndex(({ required }) => required === true);
  return [
    ...(options.length > maxCommandOptions ? [`${options.length} options`] : []),
    ...(new Set(options.map(({ name }) => name)).size < options.length ? ['an option occurs twice'] : []),
    ...(firstOptional >= 0 && lastRequired > firstOptional ? ['a required option stands after an optional one'] : []),
    ...options.flatMap((each) => [...checkNamed(each), ...checkOptions(each.options ?? [])]),
  ];
}

function checkLength(what: string, text: string, least: number, most: number): readonly string[] {
  return text.length < least || text.length > most ? [`${what} of ${text.length} characters, ${least} to ${most}`] : [];
}
