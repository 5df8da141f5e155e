// Everything that is registered with Discord, for those who register or compare it without the bot.
import { commands, type DiscordCommand, gapsCommand } from './command-list.js';
import { settingsCommand, teachCommand, teachMessage } from './teach-command.js';
import { tipCommand } from './tip-command.js';
import { digestCommand, quizCommand } from './weekly-commands.js';

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
