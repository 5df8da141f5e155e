// A question without its origin: enough to ask it again. Its code lives in buttons of old messages for years: new forms may be added, but
// existing ones never change.
import { assertNever } from '../../document/nodes.js';
import { decodeTarget, encodeTarget, type Target } from '../../document/target.js';
import type { Incoming, Origin } from '../../ports.js';

type WithoutFrom<T> = T extends { readonly from: Origin } ? Omit<T, 'from'> : never;
export type Asked = WithoutFrom<Incoming>;

/** Adds the origin to a question. */
export function toIncoming(asked: Asked, from: Origin): Incoming {
  return { ...asked, from };
}

/** A question, or help if there are no words; it continues from `context` if given. */
export function toQuestion(text: string, context?: Target): Asked {
  if (text === '') return { type: 'help' };
  return { type: 'question', text, ...(context === undefined ? {} : { context }) };
}

const between = '|';

/** The code of a question, or undefined if it has none. It is as long as the words in it. */
export function encodeAsked(asked: Asked): string | undefined {
  switch (asked.type) {
    case 'press':
      return `p${encodeTarget(asked.target)}`;
    case 'question':
      return asked.context === undefined ? `q${asked.text}` : `r${encodeTarget(asked.context)}${between}${asked.text}`;
    case 'diff': {
      const parts = [asked.a, asked.b, asked.aspect].map((part) => part ?? '');
      return parts.some((part) => part.includes(between)) ? undefined : `f${parts.join(between)}`;
    }
    case 'define':
      return `d${asked.term}`;
    case 'choose':
      return `c${asked.task ?? ''}`;
    case 'help':
      return 'h';
    case 'explain':
      return `x${asked.text}`;
    // A command acts once, so it isn't repeated.
    case 'command':
    case 'form':
      return undefined;
    default:
      return assertNever(asked);
  }
}

/** What a code asks, or undefined if the code isn't ours. */
export function decodeAsked(code: string): Asked | undefined {
  const [form, rest] = [code.slice(0, 1), code.slice(1)];
  switch (form) {
    case 'p': {
      const target = decodeTarget(rest);
      return target === undefined ? undefined : { type: 'press', target };
    }
    case 'q':
      return { type: 'question', text: rest };
    case 'r': {
      const at = rest.indexOf(between);
      const context = at < 0 ? undefined : decodeTarget(rest.slice(0, at));
      return context === undefined ? undefined : { type: 'question', text: rest.slice(at + 1), context };
    }
    case 'f': {
      const [a, b, aspect] = rest.split(between);
      return { type: 'diff', ...(a ? { a } : {}), ...(b ? { b } : {}), ...(aspect ? { aspect } : {}) };
    }
    case 'd':
      return { type: 'define', term: rest };
    case 'c':
      return rest === '' ? { type: 'choose' } : { type: 'choose', task: rest };
    case 'h':
      return rest === '' ? { type: 'help' } : undefined;
    case 'x':
      return { type: 'explain', text: rest };
    default:
      return undefined;
  }
}

/** What a vote is about: the answer's document, or else the words of the question. */
export function aboutOf(asked: Asked, about: Target | undefined): Target | undefined {
  if (about !== undefined) return about;
  if (asked.type === 'press') return asked.target;
  const question = wordsOf(asked);
  return question === '' ? undefined : { type: 'question', question };
}

function wordsOf(asked: Exclude<Asked, { type: 'press' }>): string {
  switch (asked.type) {
    case 'question':
      return asked.text;
    case 'diff':
      return [asked.a, asked.b].filter((side) => side !== undefined).join(' vs ') || (asked.aspect ?? '');
    case 'define':
      return asked.term;
    case 'choose':
      return asked.task ?? '';
    case 'explain':
    case 'help':
    case 'command':
    case 'form':
      return '';
    default:
      return assertNever(asked);
  }
}
