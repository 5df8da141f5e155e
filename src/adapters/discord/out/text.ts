// Renders inline nodes as Discord's Markdown: the one table of escapes, and the splitting of texts too long for a message. A part ends
// after a sentence if possible, and never inside a link.
import { assertNever, type Inline, type Mention } from '../../../document/nodes.js';
import { inlineText } from '../../../document/plain.js';
import { clip } from '../../shared/clip.js';

// A backslash makes punctuation literal. The last one keeps an address from becoming a link.
// https://support.discord.com/hc/en-us/articles/210298617
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '`': '\\`',
  '*': '\\*',
  _: '\\_',
  '~': '\\~',
  '|': '\\|',
  '[': '\\[',
  ']': '\\]',
  '<': '\\<',
  '>': '\\>',
  '@': '\\@',
  '://': ':\\//',
};
const escaped = /:\/\/|[\\`*_~|[\]<>@]/g;
// Headings, small print and lists count only at the start of a line.
const lineStart = /^(?:[-+#]|\d+(?=[.)]))/;
// Control characters, bidirectional overrides, zero-width characters and lone surrogates. U+200D stays: emoji are joined with it.
const invisible = /[\p{Cc}\p{Cs}\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;
// Looks like a backtick: code has no escapes.
const likeBacktick = 'ˋ';

/** Removes invisible characters and collapses white space, so that a text stays on one line. */
function cleanText(value: string): string {
  return value.replace(/\s+/gu, ' ').replace(invisible, '');
}

/** Escapes any string so that Discord shows it literally. */
export function escapeText(value: string): string {
  return cleanText(value).replace(escaped, (found) => escapes[found] ?? found);
}

/** Words that can stand in a code block. */
export function codeText(value: string): string {
  return cleanText(value).replaceAll('`', likeBacktick).trim();
}

/** One line of a code block, with its leading spaces. */
export function codeLine(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ''}${codeText(line)}`;
}

/** Inline nodes as one line of Markdown. */
export function renderInlines(nodes: readonly Inline[]): string {
  return startLine(nodes.map(renderInline).join('').trim());
}

/** Inline nodes as lines of at most `most` characters each; as one line if they fit. */
export function splitInlines(nodes: readonly Inline[], most: number): readonly string[] {
  const whole = renderInlines(nodes);
  if (whole.length <= most) return whole === '' ? [] : [whole];
  const lines: string[] = [];
  let line = '';
  for (const fragment of nodes.flatMap((node) => fragmentsOf(node, most - 1))) {
    if (line.length + fragment.length > most - 1) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? fragment.trimStart() : fragment;
  }
  return [...lines, line].flatMap((each) => startLine(each.trim()) || []);
}

/** The words of a label, clipped to `most`. */
export function labelText(value: string, most: number): string {
  return clip(cleanText(value).trim(), most);
}

function startLine(line: string): string {
  return line.replace(lineStart, (found) => (/^\d/.test(found) ? `${found}\\` : `\\${found}`));
}

function renderInline(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escapeText(node.value);
    case 'strong':
      return around('**', node.children.map(renderInline).join(''));
    case 'emphasis':
      return around('*', node.children.map(renderInline).join(''));
    case 'inlineCode':
      return around('`', codeText(node.value));
    case 'link':
      return renderLink(inlineText(node.children), node.url);
    case 'moment':
      return `<t:${Math.floor(node.at / 1_000)}:F>`;
    case 'mention':
      return renderMention(node);
    default:
      return assertNever(node);
  }
}

const maxName = 40;

// https://docs.discord.com/developers/reference#message-formatting; allowed_mentions keeps these from notifying anybody.
function renderMention({ of, id }: Mention): string {
  if (!/^\d{1,20}$/.test(id)) return escapeText(labelText(id, maxName));
  return of === 'person' ? `<@${id}>` : `<#${id}>`;
}

// Discord doesn't see marks that are next to a space.
function around(mark: string, inner: string): string {
  const words = inner.trim();
  if (words === '') return inner;
  const at = inner.indexOf(words);
  return `${inner.slice(0, at)}${mark}${words}${mark}${inner.slice(at + words.length)}`;
}

// No real address is longer.
const maxUrl = 500;
const maxLinkText = 300;

/** A link, or only its words if the address can't be shown as one. */
export function renderLink(words: string, url: string): string {
  const label = escapeText(labelText(words, maxLinkText));
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return escapeText(words);
  const { href } = new URL(url);
  const address = href.replace(/[()<>\\*_`|~]/g, (found) => `%${found.charCodeAt(0).toString(16)}`);
  if (address.length > maxUrl || label.trim() === '') return escapeText(words);
  return `[${label}](${address})`;
}

function fragmentsOf(node: Inline, most: number): readonly string[] {
  switch (node.type) {
    case 'text':
      return splitWords(node.value, most).map(escapeText);
    case 'strong':
    case 'emphasis': {
      const mark = node.type === 'strong' ? '**' : '*';
      const room = most - 2 * mark.length;
      return node.children.flatMap((child) => fragmentsOf(child, room)).map((fragment) => around(mark, fragment));
    }
    case 'inlineCode':
      return splitWords(node.value, most).map((part) => around('`', codeText(part)));
    case 'link': {
      const link = renderInline(node);
      return link.startsWith('[') ? [link] : splitWords(inlineText(node.children), most).map(escapeText);
    }
    case 'moment':
    case 'mention':
      return [renderInline(node)];
    default:
      return assertNever(node);
  }
}

// Sentences, or words of a sentence, or letters of a word, such that each still fits once every letter is escaped.
function splitWords(value: string, most: number): readonly string[] {
  const room = Math.floor(most / 2);
  const sentences = cleanText(value).match(/.*?[.!?](?=\s|$)\s*|.+$/gu) ?? [];
  return sentences.flatMap((sentence) => {
    if (sentence.length <= room) return [sentence];
    return (sentence.match(/\S+\s*|\s+/gu) ?? []).flatMap((word) =>
      word.length <= room ? [word] : splitLetters(word, room),
    );
  });
}

function splitLetters(word: string, room: number): readonly string[] {
  const letters = Array.from(word);
  const size = Math.max(1, Math.floor(room / 2));
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, index) =>
    letters.slice(index * size, (index + 1) * size).join(''),
  );
}
