// The help in five lines: what the bot knows, how to ask, tips, sources, and that it makes nothing up. All commands and the privacy notes
// are behind buttons.
import { document, text } from '../../document/build.js';
import type { Block, Document, Inline, List } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';

/** What differs by platform: how people there write or press commands. */
export type HelpLines = { readonly ask: readonly Inline[]; readonly tips: readonly Inline[] };

// Three examples, two buttons and a menu are as much as people read.
const mostExamples = 3;
const mostSources = 6;

/** The engine's help in a platform's words. A greeting says less and stays as it is. */
export function shortHelp(help: Document, { ask, tips }: HelpLines): Document {
  const [knows, ...more] = help.children.flatMap((block) => (block.type === 'paragraph' ? [block.children] : []));
  if (knows === undefined) return help;
  const articles = help.children.flatMap((block) => (block.type === 'list' ? block.children : []));
  const sources = articles.length === 0 ? [] : [[text(sourcesLine(articles.map(({ children }) => children)))]];
  const lines: List = {
    type: 'list',
    children: [knows, ask, tips, ...sources, ...more].map((children) => ({ type: 'listItem', children })),
  };
  const isTitle = ({ type }: Block) => type === 'heading';
  const buttons = help.children.flatMap((block): Block[] => {
    if (block.type !== 'choices') return [];
    return block.role === 'examples' ? [{ ...block, children: block.children.slice(0, mostExamples) }] : [block];
  });
  return document([...help.children.filter(isTitle), lines, ...buttons], help.about);
}

// "Fiverr: LLM vs. Generative AI (2026)" becomes "Fiverr".
function sourcesLine(articles: readonly (readonly Inline[])[]): string {
  const names = articles.map(([name, ...rest]) =>
    inlineText(name?.type === 'strong' ? name.children : [...(name === undefined ? [] : [name]), ...rest])
      .trim()
      .replace(/:$/, ''),
  );
  const further = names.length - mostSources;
  const named = names.slice(0, mostSources).join(', ');
  return `Sources: ${named}${further > 0 ? ` and ${further} more` : ''}. Each answer names its places in them.`;
}
