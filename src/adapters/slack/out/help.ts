// The help on Slack: the main commands with an example each, since they can't be clicked there; the others are behind a button.
import { document, heading, strong, text } from '../../../document/build.js';
import type { Document, Inline, List, ListItem } from '../../../document/nodes.js';
import { type HelpLines, shortHelp } from '../../shared/help.js';
import { encodeButton } from '../buttons.js';
import { explainShortcut, slashCommands, teachShortcut } from '../in/commands.js';
import type { SlackMessage } from './limits.js';
import { renderMessage, type SlackRenderOptions } from './render.js';
import { button } from './sections.js';

type CommandName = (typeof slashCommands)[number]['command'];

const examples: Readonly<Record<CommandName, string>> = {
  '/ai-ask': 'what is RAG?',
  '/ai-diff': 'GAN vs VAE',
  '/ai-define': 'token',
  '/ai-choose': 'a logo',
  '/ai-tip': 'now',
  '/ai-gaps': '',
  '/ai-teach': 'new',
  '/ai-settings': '',
  '/ai-digest': 'now',
  '/ai-quiz': 'now',
  '/ai-help': '',
};
const code = (name: CommandName, words = examples[name]): Inline => ({
  type: 'inlineCode',
  value: `${name} ${words}`.trim(),
});

const lines: HelpLines = {
  ask: [
    text('Ask in your own words: mention me, write to me directly, or type '),
    code('/ai-ask'),
    text('. '),
    code('/ai-diff'),
    text(' compares two things, '),
    code('/ai-define'),
    text(' explains a term, '),
    code('/ai-choose'),
    text(' finds what fits a task, and '),
    strong(explainShortcut.name),
    text(' is in the menu of any message.'),
  ],
  tips: [
    code('/ai-tip'),
    text(' shows a tip, '),
    code('/ai-tip', 'schedule'),
    text(' brings one to a channel on schedule.'),
  ],
};

/** The engine's help, worded for Slack. */
export function helpLines(help: Document): Document {
  return shortHelp(help, lines);
}

/** The help, with a button for all commands. */
export function renderHelp(help: Document, options: SlackRenderOptions = {}): SlackMessage {
  const message = renderMessage(helpLines(help), options);
  const value = encodeButton({ type: 'commands' }) ?? '';
  return {
    text: message.text,
    blocks: [...message.blocks, { type: 'actions', elements: [button('all_commands', 'All commands', value)] }],
  };
}

/** All commands and shortcuts. */
export function allCommands(): Document {
  const shortcuts: readonly ListItem[] = [shortcutItem(teachShortcut.name, 'keeps it as an answer of this workspace')];
  const { children, ...list } = commandList(slashCommands);
  return document([heading('Commands'), { ...list, children: [...children, ...shortcuts] }]);
}

function commandList(commands: readonly (typeof slashCommands)[number][]): List {
  const items = commands.map(({ command, description }): ListItem => {
    const value = `${command} ${examples[command]}`.trim();
    return { type: 'listItem', children: [{ type: 'inlineCode', value }, text(`: ${description}`)] };
  });
  return {
    type: 'list',
    children: [...items, shortcutItem(explainShortcut.name, 'explains the AI terms in it, for you alone')],
  };
}

function shortcutItem(name: string, does: string): ListItem {
  const children = [{ type: 'strong', children: [text(name)] } as const, text(` in the menu of a message: ${does}`)];
  return { type: 'listItem', children };
}
