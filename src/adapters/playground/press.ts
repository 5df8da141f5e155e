// An answer's buttons, as links so that they work without the script.
import type { Choice, Choices } from '../../document/nodes.js';
import { encodeTarget, type Target } from '../../document/target.js';
import { arrange, opensPart } from '../shared/controls.js';
import type { Drawing } from './drawing.js';
import { escapeHtml } from './escape.js';

/** The page that pressing `target` leads to. */
export function pressUrl(target: Target): string {
  return `/?${new URLSearchParams({ t: encodeTarget(target) })}`;
}

const groupLabels: Readonly<Record<Choices['role'], string>> = {
  related: 'More and related questions',
  suggestions: 'Suggestions',
  more: 'More and related questions',
  aspects: 'Only one aspect',
  steps: 'Next step',
  answers: 'Answer with',
  examples: 'Examples to try',
};

/** A group of buttons. Those that show more of an answer and those that lead on form one group, at the first one's place. */
export function renderChoices(choices: Choices, drawing: Drawing): string {
  const { role, children } = choices;
  if (role !== 'more' && role !== 'related') {
    const links = children.map((choice) => renderChoice(choice, role, drawing));
    return role === 'aspects' ? renderAspects(links, drawing) : renderGroup(groupLabels[role], links);
  }
  const first = drawing.document.children.find(isArranged);
  return first === choices ? renderArranged(drawing) : '';
}

function isArranged(block: { readonly type: string; readonly role?: string }): boolean {
  return block.type === 'choices' && (block.role === 'more' || block.role === 'related');
}

function renderArranged(drawing: Drawing): string {
  const { children } = drawing.document;
  const roleOf = (choice: Choice) =>
    children.some((block) => block.type === 'choices' && block.role === 'more' && block.children.includes(choice))
      ? 'more'
      : 'related';
  const { seen, rest } = arrange(drawing.document);
  // A "more" button for a single hidden one would save no space.
  const [shown, hidden] = rest.length === 1 ? [[...seen, ...rest], []] : [seen, rest];
  const links = shown.map((choice) => renderChoice(choice, roleOf(choice), drawing));
  const others = hidden.map((choice) => renderChoice(choice, roleOf(choice), drawing));
  const menu =
    others.length === 0
      ? ''
      : `<details class="rest"><summary>${others.length} more</summary><div class="choices">${others.join('')}</div></details>`;
  return renderGroup(groupLabels.more, [...links, menu]);
}

function renderAspects(links: readonly string[], { document: { about } }: Drawing): string {
  const group = renderGroup(groupLabels.aspects, links);
  // Somebody asked for the aspects, so show them all.
  if (about !== undefined && 'part' in about && about.part === 'aspects') return group;
  return `<details class="aspects"><summary>${groupLabels.aspects}</summary>${group}</details>`;
}

function renderGroup(label: string, parts: readonly string[]): string {
  return `<div class="choices" role="group" aria-label="${label}">${parts.join('')}</div>`;
}

function renderChoice({ target, label }: Choice, role: Choices['role'], { document: { about } }: Drawing): string {
  return renderPress(role, target, label, { opens: opensPart(role, target, about) });
}

/** A link to press. `opens`: it shows a part of its own answer, in place. */
export function renderPress(
  role: Choices['role'],
  target: Target,
  label: string,
  { spoken, opens = false }: { readonly spoken?: string; readonly opens?: boolean },
): string {
  const name = spoken === undefined ? '' : ` aria-label="${escapeHtml(spoken)}"`;
  const part = opens ? ' data-opens=""' : '';
  return `<a class="press press-${role}" href="${escapeHtml(pressUrl(target))}"${part}${name}>${escapeHtml(label)}</a>`;
}
