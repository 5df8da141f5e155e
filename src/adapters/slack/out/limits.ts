// Slack's limits, each with its source, and the check that every message and view passes before it is sent: Slack refuses a whole message
// for one bad block.
import type { types } from '@slack/bolt';
import { once } from '../../../document/once.js';

export type Blocks = readonly types.KnownBlock[];
/** An outgoing message: `text` is for notifications, screen readers and old clients, and says everything the blocks say. */
export type SlackMessage = { readonly text: string; readonly blocks: Blocks };

export const limits = {
  /** Slack cuts `text` at 40,000, advises 4,000, and chat.update refuses more (docs.slack.dev/reference/methods/chat.postMessage). */
  text: 4_000,
  /** docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  viewBlocks: 100,
  /**
   * All blocks of a message as JSON. Undocumented: `msg_blocks_too_long` has been seen from 11,341 characters (bolt-js#2867, #2509). What
   * Slack counts is unknown, so we limit the JSON, the longest possible measure.
   */
  blocksJson: 10_000,
  /** docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3_000,
  contextElements: 10,
  actionsElements: 25,
  contextActionsElements: 5,
  /** docs.slack.dev/reference/block-kit/block-elements/button-element; the same for feedback buttons. */
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  blockId: 255,
  /** docs.slack.dev/reference/block-kit/composition-objects/option-object: 150 for a value, but 75 in Slack's own types. */
  optionText: 75,
  optionValue: 75,
  selectOptions: 100,
  /** docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
  overflowOptions: 5,
  placeholder: 150,
  /** docs.slack.dev/reference/block-kit/blocks/table-block; Slack refuses the whole message for a second table or more characters. */
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  /** Slack's own limit is 10,000 over all cells. */
  tableText: 9_000,
  /** docs.slack.dev/reference/views/modal-views; the same for the buttons of a modal. */
  modalTitle: 24,
  /** docs.slack.dev/reference/block-kit/blocks/input-block, and .../block-elements/plain-text-input-element */
  inputLabel: 2_000,
  inputText: 3_000,
  /** docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
  prompts: 4,
} as const;

/** Everything in a message that Slack would refuse or that we never send; empty for a good one. */
export const checkMessage: (message: SlackMessage) => readonly string[] = once(problemsOf);

function problemsOf({ text, blocks }: SlackMessage): readonly string[] {
  const tables = blocks.filter((block) => block.type === 'table').length;
  return [
    ...(text.trim() === '' ? ['text is empty'] : []),
    ...tooLong('text', text, limits.text),
    ...checkText(text),
    ...(blocks.length > limits.messageBlocks ? [`${blocks.length} blocks`] : []),
    ...(blocks.length > 0 ? tooLong('blocks', JSON.stringify(blocks), limits.blocksJson - 1) : []),
    ...(tables > limits.tables ? [`${tables} tables`] : []),
    ...checkBlocks(blocks),
  ];
}

/** The same for an App Home view. */
export function checkView(blocks: Blocks): readonly string[] {
  return [
    ...(blocks.length > limits.viewBlocks ? [`${blocks.length} blocks`] : []),
    ...blocks.filter((block) => block.type === 'context_actions').map(() => 'context_actions work in messages only'),
    ...checkBlocks(blocks),
  ];
}

function checkBlocks(blocks: Blocks): readonly string[] {
  const actionIds = blocks.flatMap(actionIdsOf);
  const blockIds = blocks.flatMap(({ block_id }) => block_id ?? []);
  return [
    ...blocks.flatMap((block, index) =>
      checkBlock(block).map((problem) => `block ${index} (${block.type}): ${problem}`),
    ),
    ...repeated(actionIds).map((id) => `action_id ${id} is there twice`),
    ...repeated(blockIds).map((id) => `block_id ${id} is there twice`),
    ...actionIds.flatMap((id) => tooLong('action_id', id, limits.actionId)),
    ...blockIds.flatMap((id) => tooLong('block_id', id, limits.blockId)),
  ];
}

function checkBlock(block: types.KnownBlock): readonly string[] {
  switch (block.type) {
    case 'section':
      return [
        ...(block.fields === undefined ? [] : ['fields are not used here']),
        ...(block.text === undefined ? ['has no text'] : checkTextObject(block.text, limits.sectionText)),
        ...(block.accessory === undefined ? [] : checkElement(block.accessory)),
      ];
    case 'context':
      return [
        ...checkCount(block.elements.length, limits.contextElements),
        ...block.elements.flatMap((element) =>
          element.type === 'image' ? ['images are not used here'] : checkTextObject(element, limits.sectionText),
        ),
      ];
    case 'actions':
      return [...checkCount(block.elements.length, limits.actionsElements), ...block.elements.flatMap(checkElement)];
    case 'context_actions':
      return [
        ...checkCount(block.elements.length, limits.contextActionsElements),
        ...block.elements.flatMap(checkElement),
      ];
    case 'table':
      return checkTable(block);
    case 'divider':
      return [];
    default:
      return ['is of a type that is not used here'];
  }
}

function checkTextObject(object: types.TextObject, limit: number): readonly string[] {
  return [
    ...(object.text === '' ? ['text is empty'] : []),
    ...tooLong('text', object.text, limit),
    ...(object.type === 'mrkdwn' ? checkText(object.text) : []),
    ...(object.type === 'mrkdwn' && object.verbatim !== true ? ['text must be verbatim: Slack would link names'] : []),
  ];
}

// In Slack's markup `<` begins a control sequence, `&` an entity, and `>` at the start of a line a quote. We only use links, mentions of
// one person or channel, and times in the reader's own time zone.
const ours = /<(?:https?:\/\/[^<>|\s]+(?:\|[^<>|]*)?|@[UW][A-Z0-9]+|#[CGD][A-Z0-9]+|!date\^\d+\^[^<>|]+\|[^<>|]+)>/g;

function checkText(text: string): readonly string[] {
  const rest = text.replace(ours, '').replace(/^>/gm, '');
  return [
    ...(/[<>]/.test(rest) ? ['text has a bare < or >'] : []),
    ...(/&(?!amp;|lt;|gt;)/.test(text) ? ['text has a bare &'] : []),
  ];
}

/** Elements that an Actions block or the side of a section may hold. */
export type BlockElement = types.ActionsBlockElement | types.ContextActionsBlockElement | types.SectionBlockAccessory;

function checkElement(element: BlockElement): readonly string[] {
  switch (element.type) {
    case 'button':
      return [
        ...checkLabel(element.text),
        ...checkValue(element.value),
        ...(element.action_id === undefined ? ['a button needs an action_id'] : []),
        ...(element.url === undefined ? [] : ['buttons with addresses are not used here']),
      ];
    case 'icon_button':
      return [
        ...checkLabel(element.text),
        ...checkValue(element.value),
        ...(element.icon === 'trash' ? [] : ['trash is the only icon there is']),
      ];
    case 'feedback_buttons':
      return [element.positive_button, element.negative_button].flatMap((button) => [
        ...checkLabel(button.text),
        ...checkValue(button.value),
      ]);
    case 'overflow':
      return [
        ...checkCount(element.options.length, limits.overflowOptions),
        ...element.options.flatMap((option) => [
          ...checkLabel(option.text),
          ...tooLong('option value', option.value ?? '', limits.optionValue),
        ]),
      ];
    case 'static_select':
      return [
        ...checkCount(element.options?.length ?? 0, limits.selectOptions),
        ...tooLong('placeholder', element.placeholder?.text ?? '', limits.placeholder),
        ...(element.options ?? []).flatMap((option) => [
          ...(option.text.text === ''
            ? ['an option is empty']
            : tooLong('option', option.text.text, limits.optionText)),
          ...tooLong('option value', option.value ?? '', limits.optionValue),
        ]),
        ...repeated((element.options ?? []).flatMap(({ value }) => value ?? [])).map((value) => `two options ${value}`),
      ];
    default:
      return [`${element.type} is not used here`];
  }
}

function checkLabel(label: types.PlainTextElement): readonly string[] {
  return label.text.trim() === '' ? ['a label is empty'] : tooLong('label', label.text, limits.buttonText);
}

function checkValue(value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? ['a value is missing'] : tooLong('value', value, limits.buttonValue);
}

function checkTable({ rows, column_settings = [] }: types.TableBlock): readonly string[] {
  const columns = rows[0]?.length ?? 0;
  const cells = rows.flat().map(cellText);
  const characters = cells.reduce((sum, cell) => sum + cell.length, 0);
  return [
    ...checkCount(rows.length, limits.tableRows),
    ...checkCount(columns, limits.tableColumns),
    ...(rows.some((row) => row.length !== columns) ? ['rows differ in length'] : []),
    ...(cells.some((cell) => cell === '') ? ['a cell is empty'] : []),
    ...(characters >= limits.tableText ? [`${characters} characters in cells`] : []),
    ...(column_settings.length === columns && column_settings.every((column) => column.is_wrapped === true)
      ? []
      : ['every column must wrap']),
  ];
}

/** The words of a table cell. */
export function cellText(cell: types.TableBlock['rows'][number][number]): string {
  if (cell.type !== 'rich_text') return cell.type === 'raw_text' ? cell.text : String(cell.value);
  const parts = cell.elements.flatMap((element) => (element.type === 'rich_text_section' ? element.elements : []));
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function actionIdsOf(block: types.KnownBlock): readonly string[] {
  if (block.type === 'actions' || block.type === 'context_actions') return block.elements.flatMap(actionIdOf);
  return block.type === 'section' && block.accessory !== undefined ? actionIdOf(block.accessory) : [];
}

function actionIdOf(element: BlockElement): readonly string[] {
  return 'action_id' in element && element.action_id !== undefined ? [element.action_id] : [];
}

function checkCount(count: number, limit: number): readonly string[] {
  return count >= 1 && count <= limit ? [] : [`${count} elements`];
}

function tooLong(name: string, value: string, limit: number): readonly string[] {
  return value.length > limit ? [`${name} has ${value.length} characters, ${limit} are allowed`] : [];
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
