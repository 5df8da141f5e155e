// The words of a question that are worth keeping: what was asked, without personal data.
import { assertNever } from '../document/nodes.js';
import type { Incoming } from '../ports.js';

const maxLength = 300;

/** What was asked, on one line of at most 300 characters; undefined if it wasn't in the asker's own words. */
export function askedWords(incoming: Incoming): string | undefined {
  const words = tidy(wordsOf(incoming));
  return words === '' ? undefined : words;
}

function tidy(text: string): string {
  return text
    .slice(0, maxLength * 4)
    .split(/\s+/)
    .map((word) => (saysWho(word) ? '…' : word))
    .join(' ')
    .replace(longNumber, '…')
    .trim()
    .slice(0, maxLength)
    .trimEnd()
    .replace(/[\uD800-\uDBFF]$/, '');
}

// Phone or card numbers; years and versions are shorter.
const longNumber = /\+?\d(?:[ ()-]{0,2}\d){6,30}/g;

// Addresses and mentions say who or where, not what.
function saysWho(word: string): boolean {
  return /^<[@#!:a-z]/i.test(word) || word.includes('://') || (word.includes('@') && word.includes('.'));
}

function wordsOf(incoming: Incoming): string {
  switch (incoming.type) {
    case 'question':
      return incoming.text;
    case 'define':
      return `What is ${incoming.term}?`;
    case 'diff': {
      const sides = [incoming.a, incoming.b].filter((side) => side !== undefined).join(' vs ');
      return [sides, incoming.aspect].filter((part) => part !== undefined && part !== '').join(': ');
    }
    case 'choose':
      return incoming.task === undefined ? '' : `Which AI for ${incoming.task}?`;
    case 'press':
      return incoming.target.type === 'question' ? incoming.target.question : '';
    // Somebody else's words, who didn't ask.
    case 'explain':
    case 'help':
    case 'command':
    case 'form':
      return '';
    default:
      return assertNever(incoming);
  }
}
