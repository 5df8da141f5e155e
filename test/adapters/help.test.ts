// The help on both platforms: five lines, the rest behind buttons.
import { describe, expect, test } from 'vitest';
import { allCommands as onDiscord } from '../../src/adapters/discord/in/all-commands.js';
import { linkCommands } from '../../src/adapters/discord/out/command-links.js';
import { commandsDocument, helpLines } from '../../src/adapters/discord/out/help.js';
import { checkMessage } from '../../src/adapters/discord/out/limits.js';
import { renderDocument } from '../../src/adapters/discord/out/render.js';
import { renderHelp } from '../../src/adapters/slack/out/help.js';
import { checkMessage as checkSlackMessage } from '../../src/adapters/slack/out/limits.js';
import { document, heading, list, paragraph, strong, text } from '../../src/document/build.js';
import type { Document } from '../../src/document/nodes.js';
import { helpWithMemory } from '../../src/gaps/documents.js';
import { componentsOf, engine, wordsOf } from './discord/running.js';
import { elementsOf } from './slack/bot.js';

const help = helpWithMemory(engine.show({ type: 'help' }).document);
const ids = new Map(onDiscord.map(({ name }, index) => [name, String(index + 1)]));
const groups = new Set(
  onDiscord.filter(({ options = [] }) => options.some(({ type }) => type === 1)).map(({ name }) => name),
);
const discordPage = (shown: Document, isHelp = true) => {
  const rendered = renderDocument(isHelp ? helpLines(shown) : shown, {
    asked: { type: 'help' },
    asker: '1',
    commands: isHelp,
  });
  const [page] = linkCommands(rendered, { ids, groups }).pages;
  if (page === undefined) throw new Error('There is no page');
  return page;
};

describe('the help on Discord', () => {
  const page = discordPage(help);
  const lines = wordsOf(page)
    .split('\n')
    .filter((line) => line.startsWith('- '));

  test('is five lines: what it knows, how to ask, tips, sources, and that nothing is made up', () => {
    expect(checkMessage(page)).toEqual([]);
    expect(lines).toEqual([
      expect.stringMatching(/^- I know LLMs and generative AI/),
      expect.stringMatching(/^- Ask in your own words: mention me, .*\*\*Explain AI terms\*\* is in the menu/),
      expect.stringMatching(/<\/ai-tip now:\d+> .* <\/ai-tip schedule:\d+>/),
      expect.stringMatching(/^- Sources: Fiverr, Krishang Technolab, SEO guide, elloAI, Builder's guide\./),
      expect.stringMatching(/nothing is made up/),
    ]);
    expect(wordsOf(page).split('\n')).toHaveLength(6);
  });

  test('has the main commands as links', () => {
    for (const name of ['ai-ask', 'ai-diff', 'ai-define', 'ai-choose']) expect(lines[1]).toContain(`</${name}:`);
    expect(wordsOf(page)).not.toMatch(/gaps|kept/);
  });

  test('has at most six things to press, all commands and what is kept among them', () => {
    const pressable = componentsOf(page).filter(({ type }) => type === 2 || type === 3);
    expect(pressable.length).toBeLessThanOrEqual(6);
    const labels = pressable.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['All commands', 'What is kept', 'What is RAG?']));
    expect(labels).not.toContain('Helpful');
  });

  test('has all commands behind a button, those with subcommands by these, and what is in the menu of messages', () => {
    const words = wordsOf(discordPage(commandsDocument(), false));
    for (const { type, name } of onDiscord) {
      if (type === 3) expect(words).toContain(`**${name}** in the menu of a message`);
      else expect(words).toMatch(new RegExp(`- </${name}(?: [a-z]+)?:\\d+>.*: \\S`));
    }
    expect(words).toContain('</ai-tip stop:');
  });
});

describe('the help on Slack', () => {
  const message = renderHelp(help);
  const { blocks } = message;
  const words = blocks
    .flatMap((block) => (block.type === 'section' && block.text !== undefined ? [block.text.text] : []))
    .join('\n');

  test('is the same five lines, with an example of each main command to type', () => {
    expect(checkSlackMessage(message)).toEqual([]);
    const lines = words.split('\n').filter((line) => line.startsWith('• '));
    expect(lines).toHaveLength(5);
    for (const example of [
      '`/ai-ask what is RAG?`',
      '`/ai-diff GAN vs VAE`',
      '`/ai-choose a logo`',
      '*Explain AI terms*',
    ])
      expect(lines[1]).toContain(example);
    expect(words.split('\n')).toHaveLength(6);
  });

  test('has at most six things to press', () => {
    const labels = elementsOf(blocks).map((element) => element.text?.text);
    expect(labels.length).toBeLessThanOrEqual(6);
    expect(labels).toEqual(expect.arrayContaining(['All commands', 'What is kept', 'What is RAG?']));
  });
});

describe('any help', () => {
  test('names a few of many sources', () => {
    const articles = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => [strong(`${name}: `), text('a title')]);
    const many = document([heading('Ask'), paragraph('I know benefits.'), list(articles)], { type: 'help' });
    expect(wordsOf(discordPage(many))).toContain('- Sources: A, B, C, D, E, F and 2 more.');
  });

  test('that is a greeting stays as short as it is', () => {
    const hello = engine.ask('hello there').document;
    expect(helpLines(hello)).toEqual(hello);
  });
});
