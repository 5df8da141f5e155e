// The help on Discord: main commands appear by name and become links; the others are behind a button. Pure.
import { document, heading, strong, text } from '../../../document/build.js';
import type { Document, ListItem } from '../../../document/nodes.js';
import { type HelpLines, shortHelp } from '../../shared/help.js';
import { allCommands } from '../in/all-commands.js';
import { type DiscordCommand, explainCommand } from '../in/command-list.js';
import { teachMessage } from '../in/teach-command.js';

const lines: HelpLines = {
  ask: [
    text(
      'Ask in your own words: mention me, write to me directly, or use /ai-ask. /ai-diff compares two things, /ai-define explains a term, /ai-choose finds what fits a task, and ',
    ),
    strong(explainCommand),
    text(' is in the menu of any message, under Apps.'),
  ],
  tips: [text('/ai-tip now shows a tip, /ai-tip schedule brings one to a channel on schedule.')],
};

/** The engine's help, worded for Discord. */
export function helpLines(help: Document): Document {
  return shortHelp(help, lines);
}

// Commands in a message's menu have no description on Discord.
const inMenu: Readonly<Record<string, string>> = {
  [explainCommand]: 'explains the AI terms in it, for you alone',
  [teachMessage.name]: 'keeps it as an answer of this server',
};

/** All commands, and the entries in a message's menu. */
export function commandsDocument(): Document {
  return document([heading('Commands'), { type: 'list', children: allCommands.map(commandItem) }]);
}

function commandItem({ type, name, description = '', options = [] }: DiscordCommand): ListItem {
  if (type === 3) {
    const does = inMenu[name] ?? '';
    return { type: 'listItem', children: [strong(name), text(` in the menu of a message, under Apps: ${does}`)] };
  }
  // A command with subcommands can only be used through them.
  const subcommands = options.filter((option) => option.type === 1).map((option) => `/${name} ${option.name}`);
  const named = subcommands.length === 0 ? `/${name}` : subcommands.join(', ');
  return { type: 'listItem', children: [text(`${named}: ${description}`)] };
}
