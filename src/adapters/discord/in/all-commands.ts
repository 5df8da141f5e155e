// Everything that is registered with Discord, for code that registers or compares commands without running the bot.
import { maxCommandDescription } from '../out/limits.js';
import { type CommandOption, commands, type DiscordCommand, gapsCommand } from './command-list.js';
import { settingsCommand, teachCommand, teachMessage } from './teach-command.js';
import { tipCommand } from './tip-command.js';
import { digestCommand, quizCommand } from './weekly-commands.js';

/** All commands, in the words of the shipped knowledge. */
export const allCommands: readonly DiscordCommand[] = [
  ...commands,
  tipCommand,
  gapsCommand,
  teachCommand,
  teachMessage,
  settingsCommand,
  quizCommand,
  digestCommand,
];

/**
 * All commands, described for knowledge about `subject`; in the shipped words if it is undefined. A custom subject has no translations, so
 * only the English descriptions name it.
 */
export function commandsOn(subject: string | undefined): readonly DiscordCommand[] {
  if (subject === undefined) return allCommands;
  const said = new Map(Object.entries(descriptionsOn(subject)));
  return allCommands.map((each) => inOwnWords(each, said));
}

const descriptionsOn = (subject: string) => ({
  'ai-diff': withSubject('Compare two things', subject),
  'ai-ask': withSubject('Ask a question', subject),
  'ai-define': withSubject('Explain a term', subject),
  'ai-choose': withSubject('Find out what fits a task', subject),
  'ai-tip': withSubject('A tip, now or on schedule', subject),
  'ai-diff a': 'One of the two',
  'ai-diff b': 'The other one',
});

// A subject that doesn't fit is left out.
function withSubject(what: string, subject: string): string {
  const whole = `${what}: ${subject}`;
  return whole.length <= maxCommandDescription ? whole : what;
}

function inOwnWords(command: DiscordCommand, said: ReadonlyMap<string, string>): DiscordCommand {
  const description = said.get(command.name);
  if (description === undefined) return command;
  const { description_localizations: _, options = [], ...kept } = command;
  return { ...kept, description, options: options.map((option) => optionInOwnWords(command.name, option, said)) };
}

function optionInOwnWords(command: string, option: CommandOption, said: ReadonlyMap<string, string>): CommandOption {
  const description = said.get(`${command} ${option.name}`);
  if (description === undefined) return option;
  const { description_localizations: _, ...kept } = option;
  return { ...kept, description };
}
