// What a button means. Its value carries everything a press needs, since buttons are pressed after restarts and months later. New forms
// may be added; existing ones never change. The version at the front tells them apart.
import * as v from 'valibot';
import { assertNever } from '../../document/nodes.js';
import { decodeTarget, encodeTarget, type Target } from '../../document/target.js';
import { type Asked, decodeAsked, encodeAsked } from '../shared/asked.js';
import { limits } from './out/limits.js';

export type Button =
  | { readonly type: 'press'; readonly target: Target }
  /** A part of an answer, or the answer again, in place of the message. */
  | { readonly type: 'here'; readonly ask: Asked }
  | { readonly type: 'sources'; readonly ask: Asked }
  | { readonly type: 'why'; readonly ask: Asked }
  /** The list of all commands. */
  | { readonly type: 'commands' }
  | { readonly type: 'share'; readonly ask: Asked }
  /** `by` asked for the answer. `context` is the answer's, for a process that doesn't remember the thread. */
  | { readonly type: 'dismiss'; readonly by?: string; readonly context?: Target }
  /** Removes an unasked answer, which counts as a vote; `by` wrote the post. */
  | { readonly type: 'unmeant'; readonly by: string; readonly about: Target }
  | { readonly type: 'vote'; readonly helpful: boolean; readonly about: Target }
  | { readonly type: 'reason'; readonly reason: VoteReason; readonly about: Target };

/** Why an answer didn't help, with the button's label first. */
export const reasons = {
  wrong: 'It is wrong',
  off: 'Not what I asked',
  unclear: 'Hard to understand',
  short: 'Something is missing',
} as const;
export type VoteReason = keyof typeof reasons;
const reasonKeys = Object.keys(reasons) as readonly VoteReason[];

// Menu options have little room. Earlier versions wrote JSON, which is still read.
const shortForms = { here: 'h', sources: 's', why: 'w', share: 'c' } as const;

const allCommands = 'm';

/** In characters. Several buttons of a message carry the question, and all blocks together have a limit. */
const maxAsk = 300;

/** The value of a button, or undefined if it would be too long. */
export function encodeButton(button: Button): string | undefined {
  const value = `1${encode(button)}`;
  return value.length <= limits.buttonValue ? value : undefined;
}

function encode(button: Button): string {
  switch (button.type) {
    // Menu options take 75 characters, hence no JSON here.
    case 'press':
      return `p:${encodeTarget(button.target)}`;
    case 'commands':
      return allCommands;
    case 'here':
    case 'sources':
    case 'why':
    case 'share':
      return `${shortForms[button.type]}:${encodeAsked(button.ask)}`;
    case 'dismiss':
      return JSON.stringify({ do: 'dismiss', by: button.by, c: button.context && encodeTarget(button.context) });
    case 'unmeant':
      return JSON.stringify({ do: 'unmeant', by: button.by, t: encodeTarget(button.about) });
    case 'vote':
      return JSON.stringify({ do: 'vote', up: button.helpful, t: encodeTarget(button.about) });
    case 'reason':
      return JSON.stringify({ do: 'reason', r: button.reason, t: encodeTarget(button.about) });
    default:
      return assertNever(button);
  }
}

/** The button of a value, or undefined if the value isn't ours (it may come from anywhere, and from any version of this bot). */
export function decodeButton(value: string): Button | undefined {
  if (value.startsWith('1p:')) {
    const target = decodeTarget(value.slice(3));
    return target === undefined ? undefined : { type: 'press', target };
  }
  if (value === `1${allCommands}`) return { type: 'commands' };
  const [, short = '', code = ''] = /^1([hswc]):(.+)$/s.exec(value) ?? [];
  if (short !== '') return decodeShort(short, code);
  if (!value.startsWith('1{')) return undefined;
  const parsed = v.safeParse(packedButton, value.slice(1));
  return parsed.success ? unpackButton(parsed.output) : undefined;
}

function decodeShort(form: string, code: string): Button | undefined {
  const ask = decodeAsked(code);
  const type = (['here', 'sources', 'why', 'share'] as const).find((each) => shortForms[each] === form);
  return ask === undefined || type === undefined ? undefined : { type, ask };
}

const target = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const known = decodeTarget(dataset.value);
    if (known !== undefined) return known;
    addIssue({ message: 'is no target' });
    return NEVER;
  }),
);
// A context that is no longer understood is no reason to refuse the button.
const context = v.optional(v.fallback(v.optional(target), undefined));
const text = v.optional(v.string());

const asked = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const known = decodeAsked(dataset.value);
    if (known !== undefined) return known;
    addIssue({ message: 'asks nothing' });
    return NEVER;
  }),
);

// Questions as buttons of earlier versions carry them.
const packedAsk = v.variant('type', [
  v.object({ type: v.literal('question'), text: v.string(), context }),
  v.object({ type: v.literal('press'), target }),
  v.object({ type: v.literal('diff'), a: text, b: text, aspect: text }),
  v.object({ type: v.literal('define'), term: v.string() }),
  v.object({ type: v.literal('choose'), task: text }),
  v.object({ type: v.literal('explain'), text: v.string() }),
  v.object({ type: v.literal('help') }),
]);

const packedButton = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('do', [
    v.object({ do: v.picklist(['sources', 'why', 'share']), a: v.optional(asked), ask: v.optional(packedAsk) }),
    v.object({ do: v.literal('dismiss'), by: text, c: context }),
    v.object({ do: v.literal('unmeant'), by: v.string(), t: target }),
    v.object({ do: v.literal('vote'), up: v.boolean(), t: target }),
    v.object({ do: v.literal('reason'), r: v.picklist(reasonKeys), t: target }),
  ]),
);

function unpackButton(button: v.InferOutput<typeof packedButton>): Button | undefined {
  switch (button.do) {
    case 'dismiss':
      return { type: 'dismiss', ...defined({ by: button.by, context: button.c }) };
    case 'unmeant':
      return { type: 'unmeant', by: button.by, about: button.t };
    case 'vote':
      return { type: 'vote', helpful: button.up, about: button.t };
    case 'reason':
      return { type: 'reason', reason: button.r, about: button.t };
    default: {
      const ask = button.a ?? (button.ask === undefined ? undefined : defined(button.ask));
      return ask === undefined ? undefined : { type: button.do, ask };
    }
  }
}

/** The value of a menu option, or undefined if it would be too long. */
export function encodeOption(button: Button): string | undefined {
  const value = encodeButton(button);
  return value === undefined || value.length > limits.optionValue ? undefined : value;
}

/** A question short enough for buttons; for a long one, what its answer was about, which leads to the same document. */
export function shortAsk(ask: Asked, about: Target | undefined): Asked | undefined {
  const code = encodeAsked(ask);
  if (code !== undefined && JSON.stringify(code).length <= maxAsk) return ask;
  return about === undefined ? undefined : { type: 'press', target: about };
}

/** The context, if it is short enough for a button. */
export function shortContext(context: Target | undefined): Target | undefined {
  return context === undefined || encodeTarget(context).length > maxAsk ? undefined : context;
}

type Defined<T> = T extends unknown ? { [K in keyof T]: Exclude<T[K], undefined> } : never;

// exactOptionalPropertyTypes wants fields absent rather than undefined.
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
