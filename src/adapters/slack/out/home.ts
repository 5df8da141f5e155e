// The App Home tab, and the suggested prompts of the messages tab.
import type { types } from '@slack/bolt';
import type { Document } from '../../../document/nodes.js';
import { slashCommands } from '../in/commands.js';
import { helpLines } from './help.js';
import { checkView, limits } from './limits.js';
import { renderMessage } from './render.js';
import { sections } from './sections.js';
import { bold, escapeText } from './text.js';

/** The App Home: the help, the commands, and what other parts of the bot add (tip schedules). */
export function renderHome(help: Document, more: readonly Document[] = []): types.HomeView {
  const blocks: types.KnownBlock[] = [
    ...renderMessage(helpLines(help)).blocks,
    { type: 'divider' },
    ...sections([bold('Commands'), ...slashCommands.map(commandLine)]),
    ...more.flatMap((document): types.KnownBlock[] => [{ type: 'divider' }, ...renderMessage(document).blocks]),
  ];
  return { type: 'home', blocks: checkView(blocks).length === 0 ? blocks : [...renderMessage(helpLines(help)).blocks] };
}

function commandLine(known: (typeof slashCommands)[number]): string {
  const hint = 'usageHint' in known ? ` _${escapeText(known.usageHint)}_` : '';
  return `\`${known.command}\`${hint}: ${escapeText(known.description)}`;
}

type Prompt = { readonly title: string; readonly message: string };

/** The first examples of the help as prompts. */
export function promptsOf(help: Document): readonly Prompt[] {
  const examples = help.children.flatMap((block) =>
    block.type === 'choices' && block.role === 'examples' ? block.children : [],
  );
  return examples
    .flatMap(({ label, target }) => (target.type === 'question' ? [{ title: label, message: target.question }] : []))
    .slice(0, limits.prompts);
}
