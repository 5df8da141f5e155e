// Summarises what a platform gets for a document, one line per component or block, with anything unknown as JSON. Tests compare these
// between platforms; the envelopes are in the tests of each renderer.

import { renderDocument as renderDiscord } from '../src/adapters/discord/out/render.js';
import { toAnswer } from '../src/adapters/mcp/out/structured.js';
import { toText } from '../src/adapters/mcp/out/text.js';
import { renderDocument as renderPlayground } from '../src/adapters/playground/render.js';
import { wholeOf } from '../src/adapters/shared/whole.js';
import { renderMessage as renderSlack } from '../src/adapters/slack/out/render.js';
import type { Document } from '../src/document/nodes.js';
import { renderPlain } from '../src/document/plain.js';

export type Platform = 'plain' | 'discord' | 'slack' | 'playground' | 'mcp';
export const platforms: readonly Platform[] = ['plain', 'discord', 'slack', 'playground', 'mcp'];

type Fields = { readonly [name: string]: unknown };
const list = (value: unknown) => (value ?? []) as readonly Fields[];

/** The first message that Discord gets. */
function drawDiscord(document: Document): string {
  return list(renderDiscord(document, {}).pages[0]?.components).flatMap(ofDiscord).join('\n');
}

// Numbers: https://docs.discord.com/developers/components/reference
function ofDiscord(component: Fields): string[] {
  switch (component['type']) {
    case 1:
      return [list(component['components']).flatMap(ofDiscord).join(' ')];
    case 2:
      return [`[${component['label']}]`];
    case 3: {
      const labels = list(component['options']).map(({ label }) => label);
      return [`[${component['placeholder']}: ${labels.join(' | ')}]`];
    }
    case 10:
      return [String(component['content'])];
    case 14:
      return ['───'];
    case 17:
      return list(component['components']).flatMap(ofDiscord);
    default:
      return [JSON.stringify(component)];
  }
}

/** The blocks that Slack gets, and what it shows in notifications. */
function drawSlack(document: Document): string {
  const { blocks, text } = renderSlack(document, {});
  return `${list(blocks).flatMap(ofSlack).join('\n')}\n(text) ${text}`;
}

function ofSlack(block: Fields): string[] {
  switch (block['type']) {
    case 'section':
      return [textOf(block['text'])];
    case 'context':
      return [`(context) ${list(block['elements']).map(textOf).join(' ')}`];
    case 'actions':
      return [list(block['elements']).map(ofPress).join(' ')];
    case 'table':
      return (block['rows'] as readonly (readonly Fields[])[]).map((row) => row.map(ofCell).join(' | '));
    default:
      return [JSON.stringify(block)];
  }
}

const textOf = (object: unknown) => String((object as Fields)['text']);

function ofPress(element: Fields): string {
  if (element['type'] === 'button') return `[${textOf(element['text'])}]`;
  const labels = list(element['options']).map(({ text }) => textOf(text));
  return `[${textOf(element['placeholder'])}: ${labels.join(' | ')}]`;
}

function ofCell(cell: Fields): string {
  if (cell['type'] === 'raw_text') return textOf(cell);
  const texts = list(cell['elements']).flatMap(({ elements }) => list(elements));
  return texts
    .map((each) => ((each['style'] as Fields)?.['bold'] === true ? `*${each['text']}*` : each['text']))
    .join('');
}

/** The structured content of an MCP answer, field by field, without empty ones. */
function drawMcp(document: Document): string {
  const reply = { document, why: document, outcome: 'answered', entries: [], score: 1 } as const;
  const content = toAnswer(
    reply,
    wholeOf(document, () => document),
    { entries: [], articles: [] },
  );
  return Object.entries(content)
    .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

const draw: Readonly<Record<Platform, (document: Document) => string>> = {
  plain: (document) => renderPlain(document, { width: 60 }),
  discord: drawDiscord,
  slack: drawSlack,
  playground: renderPlayground,
  mcp: (document) => drawMcp(document),
};

/** Everything that a platform gets for a document; MCP also has text. */
export function drawnOn(platform: Platform, document: Document): string {
  return platform === 'mcp' ? `${toText(document)}\n${drawMcp(document)}` : draw[platform](document);
}

/** A document on every platform, as a page. */
export function drawnEverywhere(document: Document): string {
  return platforms.map((platform) => `== ${platform}\n${draw[platform](document)}`).join('\n');
}
