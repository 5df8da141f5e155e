// Previews a message on Discord, as HTML made from the exact JSON that is sent. Pure; all text is escaped, classes begin with dc-, nothing
// can be pressed. Understands the Markdown that text.ts and render.ts write.
import type { Document } from '../../document/nodes.js';
import { assertNever } from '../../document/nodes.js';
import type { ActionRow, Container, ContainerChild, Payload } from '../discord/out/payload.js';
import { renderDocument } from '../discord/out/render.js';
import { escapeHtml } from './escape.js';
import type { Preview } from './ports.js';

/** Previews a document's first message, with the buttons that an answer to a question has. */
export const discordPreview: Preview = {
  platform: 'Discord',
  get style() {
    return previewStyle;
  },
  render: (document: Document) => {
    const { pages, linked } = renderDocument(document, { asked: { type: 'question', text: '?' }, asker: '0' });
    return (linked ? pages.slice(0, 1) : pages).map(renderPreview).join('\n');
  },
};

export function renderPreview({ content, components = [] }: Payload): string {
  const plain = typeof content !== 'string' ? '' : `<div class="dc-text">${renderMarkdown(content)}</div>`;
  const parts = components.map((each) => (each.type === 17 ? renderContainer(each) : renderChild(each)));
  return `<div class="dc-message">${plain}${parts.join('')}</div>`;
}

function renderContainer({ components }: Container): string {
  return `<div class="dc-container">${components.map(renderChild).join('')}</div>`;
}

function renderChild(child: ContainerChild): string {
  switch (child.type) {
    case 10:
      return `<div class="dc-text">${renderMarkdown(child.content)}</div>`;
    case 14:
      return `<hr class="dc-separator">`;
    case 1:
      return `<div class="dc-row">${child.components.map(renderPressable).join('')}</div>`;
    default:
      return assertNever(child);
  }
}

function renderPressable(each: ActionRow['components'][number]): string {
  if (each.type === 3) {
    const options = each.options.map(({ label }) => `<li>${escapeHtml(label)}</li>`).join('');
    return `<details class="dc-select"><summary>${escapeHtml(each.placeholder)}</summary><ul>${options}</ul></details>`;
  }
  const emoji = each.emoji === undefined ? '' : `${escapeHtml(each.emoji.name)} `;
  return `<span class="dc-button${each.style === 1 ? ' dc-primary' : ''}">${emoji}${escapeHtml(each.label ?? '')}</span>`;
}

function renderMarkdown(source: string): string {
  // Code first: nothing inside it is markup.
  return source
    .split(/(```\n[\s\S]*?\n```)/)
    .map((part) =>
      part.startsWith('```\n')
        ? `<pre class="dc-code"><code>${escapeHtml(part.slice(4, -4))}</code></pre>`
        : renderLines(part),
    )
    .join('');
}

type Line = { readonly kind: 'title' | 'small' | 'quote' | 'item' | 'plain'; readonly html: string };
const prefixes = { '## ': 'title', '-# ': 'small', '> ': 'quote', '- ': 'item' } as const satisfies Readonly<
  Record<string, Line['kind']>
>;

function renderLines(part: string): string {
  const lines = part.split('\n').flatMap((line) => (line === '' ? [] : [readLine(line)]));
  // Neighbouring lines of a kind form one quote or list.
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group?.[0]?.kind === line.kind) group.push(line);
    else groups.push([line]);
  }
  return groups.map(renderGroup).join('');
}

function readLine(line: string): Line {
  const [prefix, kind] = Object.entries(prefixes).find(([each]) => line.startsWith(each)) ?? ['', 'plain' as const];
  return { kind, html: renderInline(line.slice(prefix.length)) };
}

function renderGroup(group: readonly Line[]): string {
  const kind = group[0]?.kind ?? 'plain';
  const lines = group.map(({ html }) => html);
  switch (kind) {
    case 'title':
      return lines.map((html) => `<p class="dc-title">${html}</p>`).join('');
    case 'small':
      return `<p class="dc-small">${lines.join('<br>')}</p>`;
    case 'quote':
      return `<blockquote class="dc-quote">${lines.join('<br>')}</blockquote>`;
    case 'item':
      return `<ul class="dc-list">${lines.map((html) => `<li>${html}</li>`).join('')}</ul>`;
    case 'plain':
      return `<p>${lines.join('<br>')}</p>`;
    default:
      return assertNever(kind);
  }
}

// An escaped character, code, strong, emphasis, a link: the first match wins, as on Discord.
const marks =
  /\\([^0-9A-Za-z\s])|`([^`]+)`|\*\*((?:\\.|[^\\])+?)\*\*(?!\*)|\*((?:\\.|[^\\*])+?)\*|\[((?:\\.|[^\\\]])+)\]\((https?:\/\/[^()\s<>]+)\)/su;

function renderInline(source: string): string {
  const match = marks.exec(source);
  if (match === null) return escapeHtml(source);
  const [whole, escaped, code, strong, emphasis, label, url] = match;
  const before = escapeHtml(source.slice(0, match.index));
  return (
    before +
    renderMark({ escaped, code, strong, emphasis, label, url }) +
    renderInline(source.slice(match.index + whole.length))
  );
}

function renderMark(
  found: Readonly<Record<'escaped' | 'code' | 'strong' | 'emphasis' | 'label' | 'url', string | undefined>>,
): string {
  const { escaped, code, strong, emphasis, label = '', url = '' } = found;
  if (escaped !== undefined) return escapeHtml(escaped);
  if (code !== undefined) return `<code>${escapeHtml(code)}</code>`;
  if (strong !== undefined) return `<strong>${renderInline(strong)}</strong>`;
  if (emphasis !== undefined) return `<em>${renderInline(emphasis)}</em>`;
  return `<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${renderInline(label)}</a>`;
}

/** The preview's styles, light and dark, for phones and desktops. */
export const previewStyle = `
.dc-message {
  --dc-back: #ffffff; --dc-card: #f2f3f5; --dc-words: #2e3338; --dc-dim: #5c5e66; --dc-line: #d5d7dc; --dc-press: #dfe1e5; --dc-link: #0055cc;
  max-width: 37rem; padding: 0.75rem; border-radius: 0.5rem; background: var(--dc-back); color: var(--dc-words);
  font: 1rem/1.375 "gg sans", "Noto Sans", "Helvetica Neue", Helvetica, Arial, sans-serif; overflow-wrap: anywhere;
}
@media (prefers-color-scheme: dark) {
  .dc-message {
    --dc-back: #313338; --dc-card: #2b2d31; --dc-words: #dbdee1; --dc-dim: #a3a6aa; --dc-line: #4a4c52; --dc-press: #4e5058; --dc-link: #4db5ff;
  }
}
.dc-container { display: flex; flex-direction: column; gap: 0.5rem; padding: 1rem; border: 1px solid var(--dc-line); border-radius: 0.5rem; background: var(--dc-card); }
.dc-message p, .dc-message ul, .dc-message pre, .dc-message blockquote { margin: 0; }
.dc-title { font-size: 1.25rem; font-weight: 700; }
.dc-small { font-size: 0.8125rem; color: var(--dc-dim); }
.dc-quote { padding-left: 0.75rem; border-left: 0.25rem solid var(--dc-line); }
.dc-list { padding-left: 1.25rem; }
.dc-code { padding: 0.5rem; border: 1px solid var(--dc-line); border-radius: 0.25rem; background: var(--dc-back); font: 0.8125rem/1.25 Consolas, "Liberation Mono", Menlo, monospace; overflow-x: auto; overflow-wrap: normal; }
.dc-message a { color: var(--dc-link); }
.dc-separator { width: 100%; height: 0; margin: 0.125rem 0; border: 0; border-top: 1px solid var(--dc-line); }
.dc-row { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.dc-button, .dc-select > summary { padding: 0.375rem 0.875rem; border-radius: 0.5rem; background: var(--dc-press); color: var(--dc-words); font-size: 0.875rem; font-weight: 500; }
.dc-primary { background: #4752c4; color: #ffffff; }
.dc-select { flex: 1 1 100%; font-size: 0.875rem; }
.dc-select > summary { cursor: pointer; }
@media (max-width: 30rem) {
  .dc-message { padding: 0.5rem; }
  .dc-container { padding: 0.75rem; }
}
`;
