// A document as a Slack message: sections, one native table, buttons, and `text` that says it all. Pure. Every text passes
// the escape table in text.ts on its way.
import type { types } from '@slack/bolt';
import type { Block, Choices, Document } from '../../../document/nodes.js';
import { once } from '../../../document/once.js';
import type { Target } from '../../../document/target.js';
import { type Asked, aboutOf } from '../../shared/asked.js';
import { hasList, isLong } from '../../shared/sources.js';
import { type Button, encodeButton, shortAsk, shortContext } from '../buttons.js';
import { checkMessage, limits, type SlackMessage } from './limits.js';
import { renderText } from './notification.js';
import {
  button,
  choiceElements,
  context,
  inRows,
  plain,
  renderCode,
  renderDisagreement,
  renderList,
  renderProse,
  renderTableSections,
  renderViews,
} from './sections.js';
import { renderSources } from './sources.js';
import { renderTable } from './table.js';

export type RenderOptions = {
  /** What was asked; without it an answer has no buttons of its own (sources, why, votes, sharing). */
  readonly ask?: Asked;
  /** The id of who asked: only they may remove the answer. */
  readonly by?: string;
  readonly context?: Target;
  /** Whether only the asker sees it, so that it can be shared. */
  readonly shareable?: boolean;
  /** Whether "why this answer" has anything to say. */
  readonly explained?: boolean;
  /** The id of who shares it with the channel. */
  readonly sharedBy?: string;
};

// What is left out, step by step, where the blocks would be too many or too long; `text` still has it.
const lengths = ['full', 'names', 'points', 'core'] as const;
type Length = (typeof lengths)[number];

/** The message of a document, within all limits. The last resort is a message without blocks. */
export function renderMessage(document: Document, options: RenderOptions = {}): SlackMessage {
  const text = textOf(document);
  for (const length of lengths) {
    const message = { text, blocks: renderBlocks(document, options, length) };
    if (checkMessage(message).length === 0) return message;
  }
  return { text, blocks: [] };
}

/** A short notice in our own words. */
export function renderNotice(text: string): SlackMessage {
  return renderMessage({ type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] });
}

const textOf = once(renderText);
// What is shown in full does not depend on who asked.
const wholeBody = once((document: Document) => renderBody(document, 'full'));

function renderBlocks(document: Document, options: RenderOptions, length: Length): types.KnownBlock[] {
  const body = length === 'full' ? wholeBody(document) : renderBody(document, length);
  return [...body, ...renderControls(document, options, length)];
}

function renderBody(document: Document, length: Length): readonly types.KnownBlock[] {
  const shown = document.children.filter((block) => isShown(block, length));
  const blocks: types.KnownBlock[] = [];
  for (const group of groupsOf(shown)) {
    const tableAllowed = !blocks.some((block) => block.type === 'table');
    blocks.push(...renderGroup(group, length, tableAllowed));
  }
  return blocks;
}

// "More" of an answer stands with the other buttons that belong to it, below what leads on.
function isShown(block: Block, length: Length): boolean {
  if (block.type === 'choices') return block.role !== 'more';
  return length !== 'core' || (block.type !== 'view' && block.type !== 'disagreement');
}

function choicesOf(blocks: readonly Block[]): readonly Choices[] {
  return blocks.flatMap((block) => (block.type === 'choices' ? [block] : []));
}

// Prose stands together, and so do quotes and things to press.
function groupsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const kind = groupKind(block);
    if (last?.[0] !== undefined && kind !== undefined && kind === groupKind(last[0])) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function groupKind({ type }: Block): string | undefined {
  if (type === 'heading' || type === 'paragraph') return 'prose';
  return type === 'view' || type === 'choices' ? type : undefined;
}

function renderGroup(group: readonly Block[], length: Length, tableAllowed: boolean): types.KnownBlock[] {
  const [first] = group;
  switch (first?.type) {
    case undefined:
      return [];
    case 'heading':
    case 'paragraph':
      return renderProse(group);
    case 'view':
      return renderViews(group.flatMap((block) => (block.type === 'view' ? [block] : [])));
    case 'table': {
      const native = tableAllowed ? renderTable(first) : undefined;
      return native === undefined ? renderTableSections(first) : [native];
    }
    case 'list':
      return renderList(first);
    case 'code':
      return renderCode(first);
    case 'disagreement':
      return renderDisagreement(first, length === 'points');
    case 'sources':
      return [context(renderSources(first, length !== 'full' || isLong(first)))];
    case 'choices':
      return inRows(choiceElements(choicesOf(group)));
  }
}

function renderControls(document: Document, options: RenderOptions, length: Length): types.KnownBlock[] {
  const ask = options.ask === undefined ? undefined : shortAsk(options.ask, document.about);
  const { sharedBy } = options;
  const more = choicesOf(document.children).filter(({ role }) => role === 'more');
  return [
    ...(length === 'core' ? [context('Shortened: a message takes no more. Ask for one aspect.')] : []),
    ...(sharedBy === undefined ? [] : [context(`Shared by <@${sharedBy}>`)]),
    ...inRows([...choiceElements(more), ...(ask === undefined ? [] : askButtons(document, ask, options, length))]),
    ...renderSmall(ask === undefined ? undefined : aboutOf(ask, document.about), options),
  ];
}

function askButtons(document: Document, ask: Asked, options: RenderOptions, length: Length): types.Button[] {
  const cited = document.children.find((block) => block.type === 'sources');
  const shortened = cited !== undefined && (length !== 'full' || hasList(cited));
  // An ask that had to be shortened is answered in the same way, but not for the same reasons.
  const explained = options.explained === true && ask === options.ask;
  const offered: readonly [boolean, string, Button][] = [
    [shortened, 'Sources', { type: 'sources', ask }],
    [explained, 'Why this answer', { type: 'why', ask }],
    [options.shareable === true, 'Share in channel', { type: 'share', ask }],
  ];
  return offered.flatMap(([wanted, label, pressed]) => {
    const value = wanted ? encodeButton(pressed) : undefined;
    return value === undefined ? [] : [button(pressed.type, label, value)];
  });
}

// Votes and the button that removes the answer, as small icons below it.
function renderSmall(about: Target | undefined, { by, context: next }: RenderOptions): types.ContextActionsBlock[] {
  const kept = shortContext(next);
  const dismiss = encodeButton({
    type: 'dismiss',
    ...(by === undefined ? {} : { by }),
    ...(kept === undefined ? {} : { context: kept }),
  });
  const elements = [
    ...(about === undefined ? [] : voteButtons(about)),
    ...(dismiss === undefined || by === undefined ? [] : [dismissButton(dismiss, by)]),
  ];
  return elements.length === 0 ? [] : [{ type: 'context_actions', elements }];
}

function voteButtons(about: Target): types.FeedbackButtons[] {
  const [up, down] = [true, false].map((helpful) => encodeButton({ type: 'vote', helpful, about }));
  if (up === undefined || down === undefined) return [];
  return [
    {
      type: 'feedback_buttons',
      action_id: 'vote',
      positive_button: { text: plain('Helpful', limits.buttonText), value: up },
      negative_button: { text: plain('Not helpful', limits.buttonText), value: down },
    },
  ];
}

function dismissButton(value: string, by: string): types.IconButton {
  return {
    type: 'icon_button',
    action_id: 'dismiss',
    icon: 'trash',
    text: plain('Remove', limits.buttonText),
    value,
    visible_to_user_ids: [by],
  };
}
