// The commands on Slack, each with an example: the main ones stand in the help, the others behind a button.
import { document, heading, text } from '../../../document/build.js';
import type { Document, List, ListItem } from '../../../document/nodes.js';
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
const mainCommands: readonly CommandName[] = ['/ai-ask', '/ai-diff', '/ai-define', '/ai-choose', '/ai-tip'];

/** The help, with the main commands, the shortcut, and a button for all of them. */
export function renderHelp(help: Document, options: SlackRenderOptions = {}): SlackMessage {
  const at = help.children.findIndex(({ type }) => type === 'choices');
  const end = at < 0 ? help.children.length : at;
  const main = commandList(slashCommands.filter(({ command }) => mainCommands.includes(command)));
  const children = [...help.children.slice(0, end), main, ...help.children.slice(end)];
  const message = renderMessage({ ...help, children }, options);
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
