// Renders the parts of a document as Slack blocks.
import type { types } from '@slack/bolt';
import type { Block, Choice, Choices, Code, Disagreement, List, Table, View } from '../../../document/nodes.js';
import { disputeLead, inlineText, placesOf } from '../../../document/plain.js';
import type { Target } from '../../../document/target.js';
import { clip } from '../../shared/clip.js';
import { opensPart } from '../../shared/controls.js';
import { type Button, encodeButton } from '../buttons.js';
import { limits } from './limits.js';
import { cutText } from './notification.js';
import { renderOptions } from './table.js';
import { bold, escapeText, renderInlines } from './text.js';

// More aspects than this go in a menu.
const maxAspectButtons = 5;

/** Consecutive headings and paragraphs. */
export function renderProse(group: readonly Block[]): types.SectionBlock[] {
  const lines = group.map((block) => {
    if (block.type === 'heading') return bold(inlineText(block.children));
    return block.type === 'paragraph' ? renderInlines(block.children) : '';
  });
  return sections(lines);
}

/** Consecutive quotes. */
export function renderViews(views: readonly View[]): types.SectionBlock[] {
  return sections(views.map(renderView));
}

export function renderDisagreement(disagreement: Disagreement, pointOnly: boolean): types.SectionBlock[] {
  const point = `${bold(disputeLead(disagreement).trim())} ${renderInlines(disagreement.children)}`;
  return sections([point, ...(pointOnly ? [] : disagreement.views.map(renderView))]);
}

function renderView(view: View): string {
  const places = placesOf(view.citations).map(
    ({ name, headings }) => `${bold(name)} › ${escapeText(headings.join(', '))}`,
  );
  const said = renderInlines(view.children);
  return `>${places.join('; ')}\n>${view.verbatim ? `“${said}”` : said}`;
}

/** Text to copy, in as many blocks as it takes. */
export function renderCode({ value }: Code): types.SectionBlock[] {
  const room = limits.sectionText - 2 * fence.length;
  const parts = value.split('\n').reduce<string[]>((texts, line) => {
    // Three backticks inside would end the block.
    const escaped = cutText(escapeText(line.replaceAll('```', "'''")), room);
    const joined = `${texts.at(-1) ?? ''}\n${escaped}`;
    if (texts.length > 0 && joined.length <= room) texts[texts.length - 1] = joined;
    else texts.push(escaped);
    return texts;
  }, []);
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => ({ type: 'section', text: mrkdwn(`${fence}${part}${fence}`) }));
}

const fence = '```';

/** A list; an item that leads somewhere gets a section of its own with a button. */
export function renderList(list: List): types.SectionBlock[] {
  if (list.children.every(({ target }) => target === undefined)) {
    return sections(list.children.map(({ children }) => `• ${renderInlines(children)}`));
  }
  return list.children.flatMap(({ children, target }, index) => {
    const [first, ...more] = sections([renderInlines(children)]);
    if (first === undefined) return [];
    const button = target === undefined ? undefined : pressButton(`item_${index}`, 'More', target);
    return [button === undefined ? first : { ...first, accessory: button }, ...more];
  });
}

/** A table too large for the native block: what each option has, one after the other. */
export function renderTableSections(table: Table): types.SectionBlock[] {
  return renderOptions(table).flatMap(sections);
}

/** The buttons of choices; many aspects become a menu. */
export function choiceElements(groups: readonly Choices[], about?: Target): types.ActionsBlockElement[] {
  return groups.flatMap((group, at): types.ActionsBlockElement[] => {
    const { role, children } = group;
    if (role === 'aspects' && children.length > maxAspectButtons) return aspectMenu(group, at, about);
    return children.flatMap(({ label, target }, index) => {
      const value = encodeButton(pressIn(role, target, about));
      return value === undefined || label.trim() === '' ? [] : [button(`${role}_${at}_${index}`, label, value)];
    });
  });
}

/** Elements as blocks, each within Slack's limit. */
export function inRows(elements: readonly types.ActionsBlockElement[]): types.ActionsBlock[] {
  const count = Math.ceil(elements.length / limits.actionsElements);
  return Array.from({ length: count }, (_, row) => ({
    type: 'actions',
    elements: elements.slice(row * limits.actionsElements, (row + 1) * limits.actionsElements),
  }));
}

function pressIn(role: Choices['role'], target: Target, about: Target | undefined): Button {
  return opensPart(role, target, about) ? { type: 'here', ask: { type: 'press', target } } : { type: 'press', target };
}

function aspectMenu(group: Choices, at: number, about: Target | undefined): types.StaticSelect[] {
  const options = new Map(group.children.flatMap((choice) => menuOption(choice, about)));
  if (options.size === 0) return [];
  return [
    {
      type: 'static_select',
      action_id: `${group.role}_${at}`,
      placeholder: plain('Only one aspect', limits.placeholder),
      options: [...options.values()].slice(0, limits.selectOptions),
    },
  ];
}

function menuOption({ label, target }: Choice, about: Target | undefined): [string, types.PlainTextOption][] {
  const value = encodeButton(pressIn('aspects', target, about));
  if (value === undefined || value.length > limits.optionValue || label.trim() === '') return [];
  return [[value, { text: plain(label, limits.optionText), value }]];
}

function pressButton(id: string, label: string, target: Target): types.Button | undefined {
  const value = encodeButton({ type: 'press', target });
  return value === undefined || label.trim() === '' ? undefined : button(id, label, value);
}

export function button(id: string, label: string, value: string): types.Button {
  return { type: 'button', action_id: id, text: plain(label, limits.buttonText), value };
}

/** A label. Labels aren't markup, so nothing is escaped. */
export function plain(text: string, limit: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, limit), emoji: false };
}

export function context(line: string): types.ContextBlock {
  return { type: 'context', elements: [mrkdwn(cutText(line, limits.sectionText))] };
}

/** Lines in as few sections as the limit allows; a line longer than a section is split between words. */
export function sections(lines: readonly string[]): types.SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines.filter((each) => each.trim() !== '').flatMap(splitLine)) {
    const joined = `${texts.at(-1) ?? ''}\n${line}`;
    if (texts.length > 0 && joined.length <= limits.sectionText) texts[texts.length - 1] = joined;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: 'section', text: mrkdwn(text) }));
}

// An endless line has no sensible layout; its marks are dropped rather than torn apart.
function splitLine(line: string): readonly string[] {
  if (line.length <= limits.sectionText) return [line];
  const parts: string[] = [];
  for (let rest = line.replace(/<[^<>|]*\|([^<>]*)>/g, '$1'); rest !== ''; ) {
    const part = cutText(rest, limits.sectionText - 1);
    parts.push(rest.startsWith('>') || parts.length === 0 || !line.startsWith('>') ? part : `>${part}`);
    rest = rest.slice(part.length).trimStart();
  }
  return parts;
}

// Without `verbatim` Slack would turn names and addresses into links.
function mrkdwn(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}
