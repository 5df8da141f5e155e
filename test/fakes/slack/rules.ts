// What Slack refuses in blocks, written from its documentation and from experience, independently of the adapter's own checker.

type Field =
  | 'accessory'
  | 'action_id'
  | 'element'
  | 'elements'
  | 'fields'
  | 'initial_value'
  | 'label'
  | 'max_length'
  | 'message'
  | 'negative_button'
  | 'options'
  | 'positive_button'
  | 'rows'
  | 'text'
  | 'type'
  | 'value';
type Fields = { readonly [name in Field]?: unknown };

/** Slack's complaints about the blocks of a message or view; empty for good ones. */
export function refuseBlocks(blocks: unknown, surface: 'message' | 'home' | 'modal' = 'message'): readonly string[] {
  if (!Array.isArray(blocks)) return ['must be an array [json-pointer:/blocks]'];
  const problems: string[] = [];
  const complain = (at: string, problem: string) => problems.push(`[ERROR] ${problem} [json-pointer:/blocks/${at}]`);
  if (blocks.length > (surface === 'message' ? 50 : 100)) complain('', 'no more than 50 items allowed');
  if (blocks.filter((block) => block?.type === 'table').length > 1) complain('', 'only_one_table_allowed');
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries())
    refuseBlock(block, (problem) => complain(String(index), problem), ids, surface);
  return problems;
}

/** Slack's complaints about a modal's view; empty for a good one. */
export function refuseModal(view: unknown): readonly string[] {
  const { type, title, submit, close, blocks, private_metadata } = view as Readonly<Record<string, Fields | undefined>>;
  const problems: string[] = [];
  const complain = (problem: string) => problems.push(problem);
  if (String(type) !== 'modal') complain('must be a modal');
  for (const label of [title, submit, close]) if (label !== undefined) refuseText(label, 24, complain, 'plain_text');
  if (title === undefined) complain('missing required field: title');
  if (list(blocks).some((block) => (block as Fields).type === 'input') && submit === undefined)
    complain('missing required field: submit');
  if (String(private_metadata ?? '').length > 3_000) complain('private_metadata too long');
  return [...problems, ...refuseBlocks(blocks, 'modal')];
}

const surfaces: Readonly<Record<string, readonly string[]>> = {
  section: ['message', 'home', 'modal'],
  context: ['message', 'home', 'modal'],
  actions: ['message', 'home', 'modal'],
  divider: ['message', 'home', 'modal'],
  table: ['message', 'home', 'modal'],
  header: ['message', 'home', 'modal'],
  context_actions: ['message'],
  input: ['home', 'modal'],
};

function refuseBlock(block: Fields, complain: (problem: string) => void, ids: Set<string>, surface: string): void {
  const type = String(block.type);
  if (!(surfaces[type] ?? []).includes(surface)) complain(`unsupported block type: ${type}`);
  const texts = [block.text, ...(type === 'context' ? list(block.elements) : [])];
  for (const text of texts.filter((each) => each !== undefined)) refuseText(text as Fields, 3_000, complain);
  if (type === 'section' && block.text === undefined && block.fields === undefined)
    complain('missing required field: text');
  if (type === 'context' && (list(block.elements).length < 1 || list(block.elements).length > 10))
    complain('bad elements');
  if (type === 'actions' && (list(block.elements).length < 1 || list(block.elements).length > 25))
    complain('bad elements');
  if (type === 'context_actions' && list(block.elements).length > 5) complain('no more than 5 items allowed');
  if (type === 'table') refuseTable(block, complain);
  if (type === 'input') refuseInput(block, complain, ids);
  const elements = type === 'actions' || type === 'context_actions' ? list(block.elements) : list(block.accessory);
  for (const element of elements) refuseElement(element as Fields, complain, ids);
}

const inputs = [
  'plain_text_input',
  'static_select',
  'multi_static_select',
  'conversations_select',
  'multi_conversations_select',
  'multi_users_select',
];

function refuseInput(block: Fields, complain: (problem: string) => void, ids: Set<string>): void {
  refuseText(block.label as Fields, 2_000, complain, 'plain_text');
  const element = block.element as Fields | undefined;
  if (element === undefined || !inputs.includes(String(element.type))) {
    complain('unsupported element');
    return;
  }
  if (element.type === 'plain_text_input' && Number(element.max_length ?? 3_000) > 3_000)
    complain('max_length too high');
  if (element.type === 'static_select' && list(element.options).length === 0) complain('no options');
  if (String(element.initial_value ?? '').length > Number(element.max_length ?? 3_000))
    complain('initial_value too long');
  refuseElement(element, complain, ids);
}

function refuseElement(element: Fields, complain: (problem: string) => void, ids: Set<string>): void {
  const id = element.action_id;
  if (typeof id === 'string') {
    if (ids.has(id)) complain(`action_id \`${id}\` already exists`);
    if (id.length > 255) complain('action_id too long');
    ids.add(id);
  }
  const buttons = element.type === 'feedback_buttons' ? [element.positive_button, element.negative_button] : [];
  for (const button of [...buttons, ...(element.type === 'button' ? [element] : [])] as Fields[]) {
    refuseText(button.text as Fields, 75, complain, 'plain_text');
    if (String(button.value ?? '').length > 2_000) complain('value too long');
  }
  for (const option of list(element.options) as Fields[]) {
    refuseText(option.text as Fields, 75, complain, 'plain_text');
    if (String(option.value ?? '').length > 75) complain('option value too long');
  }
  if (list(element.options).length > 100) complain('no more than 100 options');
}

function refuseText(text: Fields | undefined, limit: number, complain: (problem: string) => void, type?: string): void {
  const value = text?.text;
  if (typeof value !== 'string' || value.length === 0) complain('must be more than 0 characters');
  else if (value.length > limit) complain(`must be less than ${limit + 1} characters`);
  if (type !== undefined && text?.type !== type) complain(`must be ${type}`);
}

function refuseTable(table: Fields, complain: (problem: string) => void): void {
  const rows = list(table.rows) as unknown[][];
  if (rows.length > 100 || rows.some((row) => row.length > 20)) complain('table too large');
  const cells = rows.flat().map((cell) => wordsOf(cell).join(''));
  if (cells.some((cell) => cell.length === 0)) complain('table cell must not be empty');
  if (cells.join('').length > 10_000) complain('invalid_table: too many characters');
}

function wordsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : wordsOf(inner),
  );
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
