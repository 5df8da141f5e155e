// The preview's style sheet: Slack's look in both colour schemes, from 375 px up.

export const previewStyle = `
.sl-message {
  --sl-ink: #1d1c1d; --sl-soft: #616061; --sl-line: #dddddd; --sl-edge: #8d8d8d; --sl-ground: #ffffff; --sl-sunk: #f8f8f8;
  --sl-link: #1264a3; --sl-code: #c01343;
  display: flex; flex-direction: column; gap: 0.6rem; padding: 0.8rem; border: 1px solid var(--sl-line); border-radius: 0.5rem;
  background: var(--sl-ground); color: var(--sl-ink); font: 0.9375rem/1.46 Lato, system-ui, "Segoe UI", Roboto, Arial, sans-serif;
  overflow-wrap: anywhere;
}
@media (prefers-color-scheme: dark) {
  .sl-message {
    --sl-ink: #d1d2d3; --sl-soft: #ababad; --sl-line: #35373b; --sl-edge: #7d8085; --sl-ground: #1a1d21; --sl-sunk: #222529;
    --sl-link: #63a8dd; --sl-code: #f0788c;
  }
}
.sl-section { display: flex; gap: 0.8rem; align-items: flex-start; justify-content: space-between; }
.sl-section > div { min-width: 0; flex: 1; }
.sl-message p { margin: 0; min-height: 1em; }
.sl-quote { margin: 0.15rem 0; padding-left: 0.75rem; border-left: 4px solid var(--sl-line); }
.sl-context { color: var(--sl-soft); font-size: 0.8125rem; }
.sl-divider { width: 100%; margin: 0; border: 0; border-top: 1px solid var(--sl-line); }
.sl-actions, .sl-small { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.sl-button { flex: none; max-width: 100%; padding: 0.2rem 0.75rem; border: 1px solid var(--sl-edge); border-radius: 0.5rem; font-size: 0.8125rem; font-weight: 700; }
.sl-menu { font-weight: 400; }
.sl-icon { color: var(--sl-soft); font-size: 0.8125rem; }
.sl-link { color: var(--sl-link); }
.sl-person { color: var(--sl-link); }
.sl-message code { padding: 0.05em 0.25em; border: 1px solid var(--sl-line); border-radius: 0.2em; background: var(--sl-sunk); color: var(--sl-code); font-size: 0.85em; }
.sl-scroll { overflow-x: auto; }
.sl-table { width: 100%; border-collapse: collapse; font-size: 0.875rem; overflow-wrap: break-word; }
.sl-table th, .sl-table td { min-width: 6rem; padding: 0.35rem 0.6rem; border: 1px solid var(--sl-line); text-align: left; vertical-align: top; }
.sl-table th { background: var(--sl-sunk); }
`;
