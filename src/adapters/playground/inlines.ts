// Inline nodes as HTML.
import { assertNever, type Inline } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import { escapeHtml } from './escape.js';

export function renderInlines(nodes: readonly Inline[]): string {
  return nodes.map(renderInline).join('');
}

function renderInline(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value);
    case 'strong':
      return `<strong>${renderInlines(node.children)}</strong>`;
    case 'emphasis':
      return `<em>${renderInlines(node.children)}</em>`;
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'link':
      return renderLink(node.url, renderInlines(node.children));
    case 'moment':
      return `<time datetime="${new Date(node.at).toISOString()}">${escapeHtml(node.text)}</time>`;
    case 'mention':
      return escapeHtml(inlineText([node]));
    default:
      return assertNever(node);
  }
}

/** A link in a new tab, because leaving the page would end the conversation. Anything but a web address stays text. */
export function renderLink(url: string, content: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') return content;
  return `<a href="${escapeHtml(address.href)}" target="_blank" rel="noopener noreferrer">${content}</a>`;
}
