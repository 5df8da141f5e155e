// What all pages of the playground share: head, bar, and the paths of assets.
import { escapeHtml } from './escape.js';

export const playgroundAssets = { script: '/playground.js', style: '/playground.css' } as const;
export const productName = 'AI Diff';

/** A link in the bar. `short` replaces its name on a phone. */
export type PageLink = {
  readonly href: string;
  readonly name: string;
  readonly short: string;
  readonly hidden?: boolean;
  readonly isNew?: boolean;
};

/** The other pages. */
export const pageLinks = {
  ask: { href: '/', name: 'Ask the bot', short: 'Ask' },
  import: { href: '/import', name: 'Preview an import', short: 'Import' },
  check: { href: '/check', name: 'Check questions', short: 'Check' },
} as const satisfies Readonly<Record<string, PageLink>>;

/** The frame around a page's main part, which is markup. */
export function renderFrame(frame: {
  readonly title: string;
  /** A page may have none. */
  readonly script?: string;
  readonly skipTo: { readonly id: string; readonly name: string };
  readonly links: readonly PageLink[];
  readonly main: string;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(frame.title)}</title>
<link rel="icon" href="${favicon}">
<link rel="stylesheet" href="${playgroundAssets.style}">
${frame.script === undefined ? '' : `<script src="${frame.script}" defer></script>`}
</head>
<body>
<a class="skip" href="#${frame.skipTo.id}">${frame.skipTo.name}</a>
<header class="bar">
<a class="brand" href="/">${logo}<span>${productName}</span> <span class="room">Playground</span></a>
<nav class="links" aria-label="Pages">${frame.links.map(renderLink).join('')}</nav>
</header>
${frame.main}
</body>
</html>
`;
}

function renderLink({ href, name, short, hidden = false, isNew = false }: PageLink): string {
  const [full, brief] = [name, short].map(escapeHtml);
  return `<a class="${isNew ? 'new' : 'go'}" href="${escapeHtml(href)}" aria-label="${full}"${hidden ? ' hidden' : ''}><span class="long">${full}</span><span class="short">${brief}</span></a>`;
}

// The set of all LLMs inside the set of all generative AI.
export const logo =
  '<svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false"><circle class="outer" cx="16" cy="16" r="14"/><circle class="inner" cx="19.5" cy="18.5" r="7"/></svg>';
const favicon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#c9cffb"/><circle cx="19.5" cy="18.5" r="8" fill="#4453d6"/></svg>',
).replaceAll("'", '%27')}`;
