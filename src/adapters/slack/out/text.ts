// Text to and from Slack's markup ("mrkdwn"): the platform's one escape table, and its reverse.
import { assertNever, type Inline, type Mention, type Moment } from '../../../document/nodes.js';

/**
 * Slack treats these three, and nothing else, as control characters (docs.slack.dev/messaging/formatting-message-text). Text is escaped
 * once, here; otherwise `<!channel>` in a text would notify everybody.
 */
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Makes any text safe inside mrkdwn and a message's `text`. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => escapes[character] ?? character);
}

/** Inline nodes as mrkdwn, on one line. */
export function renderInlines(nodes: readonly Inline[]): string {
  return nodes.map(renderInline).join('');
}

function renderInline(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escapeText(oneLine(node.value));
    case 'inlineCode':
      return mark('`', escapeText(oneLine(node.value)));
    case 'strong':
      return mark('*', renderInlines(node.children));
    case 'emphasis':
      return mark('_', renderInlines(node.children));
    case 'link':
      return renderLink(node.url, renderInlines(node.children));
    case 'moment':
      return renderMoment(node);
    case 'mention':
      return renderMention(node);
    default:
      return assertNever(node);
  }
}

// docs.slack.dev/messaging/formatting-message-text#date-formatting
function renderMoment({ at, text }: Moment): string {
  const fallback = escapeText(oneLine(text)).replaceAll('|', '/');
  return `<!date^${Math.floor(at / 1_000)}^{date_long_pretty}, {time}|${fallback}>`;
}

// docs.slack.dev/messaging/formatting-message-text#advanced
function renderMention({ of, id }: Mention): string {
  if (of === 'person' && /^[UW][A-Z0-9]{1,30}$/.test(id)) return `<@${id}>`;
  if (of === 'channel' && /^[CGD][A-Z0-9]{1,30}$/.test(id)) return `<#${id}>`;
  return escapeText(oneLine(id));
}

export function bold(text: string): string {
  return mark('*', escapeText(oneLine(text)));
}

/** A link. `|` would end its label. */
export function renderLink(url: string, label: string): string {
  const address = url.replace(/[<>|\s]/g, encodeURIComponent).replace(/&/g, '&amp;');
  if (!/^https?:\/\//.test(url)) return label;
  const words = label.replace(/<[^<>]*>/g, '').replaceAll('|', '/');
  return words === '' ? `<${address}>` : `<${address}|${words}>`;
}

// Slack can't escape a mark and ignores one next to a space: spaces go outside, and words containing the mark stay plain.
function mark(sign: string, words: string): string {
  const inner = words.trim();
  if (inner === '' || inner.includes(sign)) return words;
  const [before = '', after = ''] = words.split(inner, 2);
  return `${before}${sign}${inner}${sign}${after}`;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/**
 * What somebody wrote, as plain text: the bot's own mention goes, other people and channels keep their names, links their words. Slack
 * sends `&`, `<` and `>` as entities, also in shortcuts.
 */
export function readText(text: string, botUserId?: string): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, kind: string, id: string, label: string | undefined) => {
      if (kind === '@' && id === botUserId) return ' ';
      return readReference(kind, id, label === '' ? undefined : label);
    })
    .replace(/&(lt|gt|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

function readReference(kind: string, id: string, label: string | undefined): string {
  switch (kind) {
    case '@':
      return `@${label?.replace(/^@/, '') ?? id}`;
    case '#':
      return `#${label ?? id}`;
    case '!':
      return label ?? `@${id}`;
    default:
      return label ?? id;
  }
}
