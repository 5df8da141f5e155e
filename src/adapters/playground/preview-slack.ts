// Previews a message on Slack, as HTML made from the exact JSON that is sent. Pure; all text is escaped, classes begin with sl-, nothing
// can be pressed. Understands the markup that text.ts writes.
import type { types } from '@slack/bolt';
import { assertNever, type Document } from '../../document/nodes.js';
import { cellText, type SlackMessage } from '../slack/out/limits.js';
import { renderMessage } from '../slack/out/render.js';
import { escapeHtml } from './escape.js';
import type { Preview } from './ports.js';
import { previewStyle } from './preview-slack-style.js';

/** Previews a document with the buttons that an answer in a channel has. */
export const slackPreview: Preview = {
  platform: 'Slack',
  style: previewStyle,
  render: (document: Document) =>
    renderPreview(renderMessage(document, { ask: { type: 'question', text: '?' }, by: 'U0', explained: true })),
};

/** The HTML of a message; like Slack, it shows `text` if there are no blocks. */
export function renderPreview({ text, blocks }: SlackMessage): string {
  const shown =
    blocks.length === 0 ? `<div class="sl-section">${renderMrkdwn(text)}</div>` : blocks.map(renderBlock).join('');
  return `<div class="sl-message">${shown}</div>`;
}

function renderBlock(block: types.KnownBlock): string {
  switch (block.type) {
    case 'section': {
      const side = block.accessory === undefined ? '' : renderElement(block.accessory);
      return `<div class="sl-section"><div>${renderText(block.text)}</div>${side}</div>`;
    }
    case 'context':
      return `<div class="sl-context">${block.elements.map((each) => (each.type === 'image' ? '' : renderText(each))).join(' ')}</div>`;
    case 'actions':
      return `<div class="sl-actions">${block.elements.map(renderElement).join('')}</div>`;
    case 'context_actions':
      return `<div class="sl-small">${block.elements.map(renderElement).join('')}</div>`;
    case 'divider':
      return '<hr class="sl-divider">';
    case 'table':
      return renderTable(block);
    default:
      return '';
  }
}

type Element = types.ActionsBlockElement | types.ContextActionsBlockElement | types.SectionBlockAccessory;

function renderElement(element: Element): string {
  switch (element.type) {
    case 'button':
      return `<span class="sl-button">${escapeHtml(element.text.text)}</span>`;
    case 'static_select':
      return `<span class="sl-button sl-menu">${escapeHtml(element.placeholder?.text ?? '')} ▾</span>`;
    case 'overflow':
      return `<span class="sl-button sl-menu" title="${escapeHtml(element.options.map(({ text }) => text.text).join(', '))}">…</span>`;
    case 'feedback_buttons':
      return [element.positive_button, element.negative_button]
        .map(
          ({ text }, index) =>
            `<span class="sl-icon"><span aria-hidden="true">${index === 0 ? '↑' : '↓'}</span> ${escapeHtml(text.text)}</span>`,
        )
        .join('');
    case 'icon_button':
      return `<span class="sl-icon"><span aria-hidden="true">×</span> ${escapeHtml(element.text.text)}</span>`;
    default:
      return '';
  }
}

function renderTable({ rows: [header = [], ...rows] }: types.TableBlock): string {
  const head = header.map((cell) => `<th scope="col">${escapeHtml(cellText(cell))}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cellText(cell))}</td>`).join('')}</tr>`)
    .join('');
  return `<div class="sl-scroll"><table class="sl-table"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function renderText(object: types.TextObject | undefined): string {
  switch (object?.type) {
    case undefined:
      return '';
    case 'plain_text':
      return escapeHtml(object.text);
    case 'mrkdwn':
      return renderMrkdwn(object.text);
    default:
      return assertNever(object);
  }
}

// Consecutive lines that begin with `>` are one quote.
function renderMrkdwn(text: string): string {
  const parts: string[] = [];
  let quoted: string[] = [];
  const endQuote = (): void => {
    if (quoted.length > 0) parts.push(`<blockquote class="sl-quote">${quoted.join('<br>')}</blockquote>`);
    quoted = [];
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('>')) quoted.push(renderLine(line.slice(1)));
    else {
      endQuote();
      parts.push(`<p>${renderLine(line)}</p>`);
    }
  }
  endQuote();
  return parts.join('');
}

// A mark counts only at the edge of a word.
const marks = /<(https?:[^|>]+)(?:\|([^>]*))?>|<@([UW][A-Z0-9]+)>|(?<!\w)(?:\*([^*]+)\*|_([^_]+)_|`([^`]+)`)(?!\w)/g;

function renderLine(line: string): string {
  let html = '';
  let end = 0;
  for (const found of line.matchAll(marks)) {
    const [whole, url, label, person, strong, emphasis, code] = found;
    html += unescaped(line.slice(end, found.index));
    end = found.index + whole.length;
    if (url !== undefined)
      html += `<a class="sl-link" href="${unescaped(url)}" rel="noreferrer">${unescaped(label ?? url)}</a>`;
    else if (person !== undefined) html += `<span class="sl-person">@${escapeHtml(person)}</span>`;
    else if (strong !== undefined) html += `<strong>${renderLine(strong)}</strong>`;
    else if (emphasis !== undefined) html += `<em>${renderLine(emphasis)}</em>`;
    else if (code !== undefined) html += `<code>${unescaped(code)}</code>`;
  }
  return html + unescaped(line.slice(end));
}

// Decodes Slack's three entities and escapes the result for HTML.
function unescaped(text: string): string {
  return escapeHtml(text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
}
