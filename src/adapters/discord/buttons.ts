// What a button means, as a value and as the custom_id that carries it. Messages live for years and processes restart, so the id holds
// everything a press needs. New forms may be added; existing ones never change. All of them are version `v1`.
import { assertNever } from '../../document/nodes.js';
import { decodeTarget, encodeTarget, type Target } from '../../document/target.js';
import { type Asked, decodeAsked, encodeAsked } from '../shared/asked.js';
import { maxCustomId } from './out/limits.js';

/** Where the answer to a press appears: as a new message, in place of the pressed one, or to the presser alone. */
export type AnswerPlace = 'message' | 'here' | 'aside';

export type Press =
  | { readonly type: 'show'; readonly place: AnswerPlace; readonly target: Target }
  /** A further page of a long answer; the first is 0. */
  | { readonly type: 'page'; readonly page: number; readonly asked: Asked }
  | { readonly type: 'table'; readonly layout: 'block' | 'records'; readonly asked: Asked }
  | { readonly type: 'sources'; readonly asked: Asked }
  /** Closes what was opened of an answer and shows the answer again. */
  | { readonly type: 'again'; readonly asked: Asked }
  | { readonly type: 'why'; readonly asked: Asked }
  /** The list of all commands. */
  | { readonly type: 'commands' }
  /** Removes the answer; carries who asked, and the context a reply to it would continue from. */
  | { readonly type: 'dismiss'; readonly asker: string; readonly context?: Target }
  | { readonly type: 'vote'; readonly helpful: boolean; readonly about: Target }
  /** Removes an unasked answer, which counts as a vote; carries who wrote the post. */
  | { readonly type: 'unmeant'; readonly asker: string; readonly about: Target }
  /** The form that asks for the reason of a vote. */
  | { readonly type: 'reason'; readonly about: Target }
  /** A form of another part of the bot. */
  | { readonly type: 'form'; readonly id: string }
  /** A select menu; each option's value is an id of its own. */
  | { readonly type: 'select'; readonly index: number };

const version = 'v1';
const places = { t: 'message', u: 'here', m: 'aside' } as const satisfies Readonly<Record<string, AnswerPlace>>;
const placeCodes = { message: 't', here: 'u', aside: 'm' } as const satisfies Readonly<Record<AnswerPlace, string>>;

/** The custom_id of a press, or undefined if it would be too long. */
export function encodeButton(press: Press): string | undefined {
  const content = encodeContent(press);
  const id = `${version}:${content}`;
  return content === undefined || id.length > maxCustomId ? undefined : id;
}

/** The press of a custom_id, or undefined if the id isn't ours. */
export function decodeButton(id: string): Press | undefined {
  const [, kind = '', rest = ''] = new RegExp(`^${version}:([a-z]):?(.*)$`, 's').exec(id) ?? [];
  switch (kind) {
    case 't':
    case 'u':
    case 'm':
      return ofTarget(rest, (target) => ({ type: 'show', place: places[kind], target }));
    case 'p': {
      const [, page, code = ''] = /^(\d{1,3}):(.*)$/s.exec(rest) ?? [];
      return ofAsked(code, (asked) => ({ type: 'page', page: Number(page), asked }));
    }
    case 'b':
      return ofAsked(rest, (asked) => ({ type: 'table', layout: 'block', asked }));
    case 'l':
      return ofAsked(rest, (asked) => ({ type: 'table', layout: 'records', asked }));
    case 's':
      return ofAsked(rest, (asked) => ({ type: 'sources', asked }));
    case 'i':
      return ofAsked(rest, (asked) => ({ type: 'again', asked }));
    case 'w':
      return ofAsked(rest, (asked) => ({ type: 'why', asked }));
    case 'c':
      return rest === '' ? { type: 'commands' } : undefined;
    case 'd':
      return decodeDismiss(rest);
    case 'x': {
      const press = decodeDismiss(rest);
      return press?.type !== 'dismiss' || press.context === undefined
        ? undefined
        : { type: 'unmeant', asker: press.asker, about: press.context };
    }
    case 'y':
      return ofTarget(rest, (about) => ({ type: 'vote', helpful: true, about }));
    case 'n':
      return ofTarget(rest, (about) => ({ type: 'vote', helpful: false, about }));
    case 'r':
      return ofTarget(rest, (about) => ({ type: 'reason', about }));
    case 'o':
      return rest === '' ? undefined : { type: 'form', id: rest };
    case 'k':
      return /^\d{1,2}$/.test(rest) ? { type: 'select', index: Number(rest) } : undefined;
    default:
      return undefined;
  }
}

function encodeContent(press: Press): string | undefined {
  switch (press.type) {
    case 'show':
      return `${placeCodes[press.place]}:${encodeTarget(press.target)}`;
    case 'page':
      return withAsked(`p:${press.page}`, press.asked);
    case 'table':
      return withAsked(press.layout === 'block' ? 'b' : 'l', press.asked);
    case 'sources':
      return withAsked('s', press.asked);
    case 'again':
      return withAsked('i', press.asked);
    case 'why':
      return withAsked('w', press.asked);
    case 'commands':
      return 'c';
    case 'dismiss': {
      const asker = shortenSnowflake(press.asker);
      const context = press.context === undefined ? '' : `:${encodeTarget(press.context)}`;
      return asker === undefined ? undefined : `d:${asker}${context}`;
    }
    case 'unmeant': {
      const asker = shortenSnowflake(press.asker);
      return asker === undefined ? undefined : `x:${asker}:${encodeTarget(press.about)}`;
    }
    case 'vote':
      return `${press.helpful ? 'y' : 'n'}:${encodeTarget(press.about)}`;
    case 'reason':
      return `r:${encodeTarget(press.about)}`;
    case 'form':
      return press.id === '' ? undefined : `o:${press.id}`;
    case 'select':
      return `k:${press.index}`;
    default:
      return assertNever(press);
  }
}

const maxSnowflake = 2n ** 64n - 1n;

// A snowflake is a 64-bit number. Eleven characters instead of nineteen digits leave room for the longest context.
function shortenSnowflake(id: string): string | undefined {
  if (!/^\d{1,20}$/.test(id) || BigInt(id) > maxSnowflake) return undefined;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(id));
  return bytes.toString('base64url');
}

function decodeDismiss(rest: string): Press | undefined {
  const [, short, code] = /^([\w-]{11})(?::(.+))?$/s.exec(rest) ?? [];
  if (short === undefined) return undefined;
  const asker = Buffer.from(short, 'base64url').readBigUInt64BE().toString();
  const context = code === undefined ? undefined : decodeTarget(code);
  return { type: 'dismiss', asker, ...(context === undefined ? {} : { context }) };
}

function withAsked(kind: string, asked: Asked): string | undefined {
  const code = encodeAsked(asked);
  return code === undefined ? undefined : `${kind}:${code}`;
}

function ofTarget(code: string, make: (target: Target) => Press): Press | undefined {
  const target = decodeTarget(code);
  return target === undefined ? undefined : make(target);
}

function ofAsked(code: string, make: (asked: Asked) => Press): Press | undefined {
  const asked = decodeAsked(code);
  return asked === undefined ? undefined : make(asked);
}
