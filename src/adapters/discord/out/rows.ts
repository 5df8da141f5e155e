// The buttons and select menus under an answer. A choice too long for a button becomes a line of text.
import type { Choice, Choices, Document, ListItem } from '../../../document/nodes.js';
import { inlineText } from '../../../document/plain.js';
import { arrange, opensPart } from '../../shared/controls.js';
import { type AnswerPlace, decodeButton, encodeButton } from '../buttons.js';
import { maxButtonLabel, maxOptionLabel, maxOptions, maxPlaceholder, maxRowButtons } from './limits.js';
import type { ActionRow, ButtonComponent, SelectOption } from './payload.js';
import { labelText } from './text.js';

/**
 * `seen` are the buttons next to the votes, `rest` goes in the menu, `rows` are the choices on offer, `lines` are those too long for a
 * button.
 */
export type DrawnChoices = {
  readonly seen: readonly ButtonComponent[];
  readonly rest: readonly SelectOption[];
  readonly rows: readonly ActionRow[];
  readonly lines: readonly string[];
};

// Further answers are for everybody, a choice continues in place, and details are for the presser alone.
const places: Readonly<Record<Choices['role'], AnswerPlace>> = {
  related: 'message',
  examples: 'message',
  suggestions: 'here',
  steps: 'here',
  more: 'aside',
  aspects: 'aside',
  answers: 'aside',
};

const names: Readonly<Record<Choices['role'], string>> = {
  related: 'Related',
  examples: 'Examples',
  suggestions: 'Did you mean',
  steps: 'Go on with',
  more: 'More',
  aspects: 'Only one aspect',
  answers: 'Answer with',
};

// These are arranged the same way on all platforms (controls.ts); the other roles are choices for the reader to make.
const arranged: readonly Choices['role'][] = ['more', 'related'];

// More than this many are easier to find in a menu.
const mostButtons = 10;

/**
 * The choices of a document, and the list items that lead to more. Discord refuses duplicate ids in a message, so a target is offered
 * once.
 */
export function drawChoices(document: Document): DrawnChoices {
  const taken = new Set<string>();
  const all = groupsOf(document);
  const placeIn = (role: Choices['role'], place: AnswerPlace, { target }: Choice) =>
    opensPart(role, target, document.about) ? 'here' : place;
  const groups = all.map((group) => ({
    ...group,
    options: group.choices.flatMap((each) => toOption(each, placeIn(group.role, group.place, each), taken)),
  }));
  const { seen, rest } = arrange(document);
  const optionOf = (choice: Choice) =>
    groups
      .filter(({ role, choices }) => arranged.includes(role) && choices.includes(choice))
      .flatMap(({ role, place, options }) =>
        options.filter(({ value }) => value === idOf(choice, placeIn(role, place, choice))),
      )
      .slice(0, 1);
  const menus = groups.filter(
    (group) => !(arranged.includes(group.role) && group.of === 'choices') && isMenu(group.role, group.options),
  );
  const lists = groups.filter(
    (group) => !menus.includes(group) && !(arranged.includes(group.role) && group.of === 'choices'),
  );
  const [first, later] = [seen, rest].map((choices) => uniqueOf(choices.flatMap(optionOf)));
  const shown = new Set(first?.map(({ value }) => value));
  return {
    seen: (first ?? []).map(toButton),
    rest: (later ?? []).filter(({ value }) => !shown.has(value)),
    rows: [
      ...lists.flatMap(({ options }) => rowsOf(options.map(toButton))),
      ...menus.flatMap(({ role, options }) => menusOf(names[role], options)).map(toMenuRow),
    ],
    lines: groups.flatMap(({ choices, place }) =>
      choices.flatMap((each) => (idOf(each, place) === undefined ? lineOf(each) : [])),
    ),
  };
}

function uniqueOf(options: readonly SelectOption[]): readonly SelectOption[] {
  return [...new Map(options.map((each) => [each.value, each])).values()];
}

/** A menu of what is seldom wanted; a single option becomes a button. */
export function menuRow(options: readonly SelectOption[], index: number): readonly ActionRow[] {
  const [only, ...others] = options;
  if (only === undefined) return [];
  if (others.length === 0) return [{ type: 1, components: [toButton(only)] }];
  return menusOf('More', options).map((menu, at) => toMenuRow(menu, index + at));
}

/** The menu option of a press, or none if its id would be too long. */
export function option(press: Parameters<typeof encodeButton>[0], label: string): readonly SelectOption[] {
  const value = encodeButton(press);
  return value === undefined ? [] : [{ label, value }];
}

export function rowsOf(buttons: readonly ButtonComponent[]): readonly ActionRow[] {
  return chunk(buttons, maxRowButtons).map((components) => ({ type: 1, components }));
}

/** The button of a press, or none if its id would be too long. */
export function button(
  press: Parameters<typeof encodeButton>[0],
  label: string,
  emoji?: string,
): readonly ButtonComponent[] {
  const id = encodeButton(press);
  if (id === undefined) return [];
  const picture = emoji === undefined ? {} : { emoji: { name: emoji } };
  return [{ type: 2, style: 2, label, ...picture, custom_id: id }];
}

type ChoiceGroup = {
  readonly of: 'choices' | 'list';
  readonly role: Choices['role'];
  readonly place: AnswerPlace;
  readonly choices: readonly Choice[];
};

function groupsOf(document: Document): readonly ChoiceGroup[] {
  return document.children.flatMap((block): readonly ChoiceGroup[] => {
    if (block.type === 'choices')
      return [{ of: 'choices', role: block.role, place: places[block.role], choices: block.children }];
    if (block.type !== 'list') return [];
    const items = block.children.flatMap((item) => (item.target === undefined ? [] : [itemChoice(item, item.target)]));
    return items.length === 0 ? [] : [{ of: 'list', role: 'related', place: 'aside', choices: items }];
  });
}

// "RAG: facts first, then the answer" leads to more on RAG.
function itemChoice({ children }: ListItem, target: Choice['target']): Choice {
  const [first] = children;
  const name = first?.type === 'strong' ? inlineText(first.children) : inlineText(children);
  return { type: 'choice', label: name.trim().replace(/:$/, ''), target };
}

// An id that doesn't decode to the same target would be a dead button.
function idOf({ target }: Choice, place: AnswerPlace): string | undefined {
  const id = encodeButton({ type: 'show', place, target });
  return id === undefined || decodeButton(id) === undefined ? undefined : id;
}

function lineOf({ label, target }: Choice): readonly string[] {
  if (target.type !== 'question') return [label];
  return [target.question === label ? label : `${label}: ${target.question}`];
}

function toOption(each: Choice, place: AnswerPlace, taken: Set<string>): readonly SelectOption[] {
  const value = idOf(each, place);
  if (value === undefined || taken.has(value)) return [];
  taken.add(value);
  return [{ label: each.label, value }];
}

function isMenu(role: Choices['role'], options: readonly SelectOption[]): boolean {
  return role === 'aspects' ? options.length > 1 : options.length > mostButtons;
}

const emptyLabel = '…';

function toButton({ label, value }: SelectOption): ButtonComponent {
  return { type: 2, style: 2, label: labelText(label, maxButtonLabel) || emptyLabel, custom_id: value };
}

function menusOf(
  name: string,
  options: readonly SelectOption[],
): readonly { name: string; options: readonly SelectOption[] }[] {
  return chunk(options, maxOptions).map((part) => ({ name, options: part }));
}

function toMenuRow({ name, options }: { name: string; options: readonly SelectOption[] }, index: number): ActionRow {
  const shown = options.map(({ label, value }) => ({ label: labelText(label, maxOptionLabel) || emptyLabel, value }));
  const id = encodeButton({ type: 'select', index }) ?? emptyLabel;
  return {
    type: 1,
    components: [{ type: 3, custom_id: id, placeholder: labelText(name, maxPlaceholder), options: shown }],
  };
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
