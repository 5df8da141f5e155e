// What the items of a page's lists begin with in plain text: their number, letter or bullet.
import { attribute, elementsOf, type HtmlElement, isElement, textOf } from './tree.js';

/** The mark of an item, with the space after it. An item that begins with a number of its own has no other. */
export function markOf(item: HtmlElement): string {
  const list = item.parentNode;
  if (list === null || !isElement(list) || list.tagName !== 'ol') return isNested(item) ? '◦ ' : '• ';
  if (/^\s*\(?\d/.test(textOf([item]).slice(0, 20))) return '• ';
  const number = numbersOf(list).get(item) ?? 1;
  const isLettered = attribute(list, 'type')?.toLowerCase() === 'a' && number >= 1 && number <= letters.length;
  return isLettered ? `${letters.charAt(number - 1)}. ` : `${number}. `;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

function isNested(item: HtmlElement): boolean {
  let node = item.parentNode;
  for (let up = 0; node !== null && up < 4; up += 1) {
    if (node.nodeName === 'li') return true;
    node = 'parentNode' in node ? node.parentNode : null;
  }
  return false;
}

// Remembered, so that a list of thousands is counted once.
const numbers = new WeakMap<HtmlElement, ReadonlyMap<HtmlElement, number>>();
const largest = 999;

function numbersOf(list: HtmlElement): ReadonlyMap<HtmlElement, number> {
  const known = numbers.get(list);
  if (known !== undefined) return known;
  const own = new Map<HtmlElement, number>();
  const read = (words: string | undefined, otherwise: number) =>
    /^\d{1,3}$/.test(words ?? '') ? Number(words) : otherwise;
  let next = read(attribute(list, 'start'), 1);
  for (const item of elementsOf(list)) {
    next = Math.min(largest, read(attribute(item, 'value'), next));
    own.set(item, next);
    next += 1;
  }
  numbers.set(list, own);
  return own;
}
