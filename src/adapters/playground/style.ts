// The playground's style sheet, as it is sent to the browser: `tsc` copies no assets, so it lives in a string.

/** The body of /playground.css. Every pair of text and background has a contrast of at least 4.5 to 1 in both schemes. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #f6f6f3; --card: #ffffff; --sunk: #f3f3ef; --ink: #1d1f24; --soft: #5a5f69; --line: #e0e0da; --edge: #8a8f99;
  --accent: #3f4dc9; --accent-ink: #ffffff; --accent-wash: #eef0fd; --accent-line: #c3c9f6;
  --warn: #8a5200; --warn-wash: #fdf5e6; --warn-line: #e2b568;
  --asked: #e5e8fb; --shadow: 0 1px 2px rgb(20 22 40 / 6%), 0 4px 16px rgb(20 22 40 / 5%);
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
  --bar: 3.5rem; --panel: clamp(22rem, 38vw, 31rem);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131418; --card: #1c1e24; --sunk: #24272e; --ink: #e9eaee; --soft: #a6abb6; --line: #32353e; --edge: #767c88;
    --accent: #a9b3ff; --accent-ink: #14162b; --accent-wash: #262a45; --accent-line: #474e86;
    --warn: #efbf6f; --warn-wash: #2b2417; --warn-line: #8a6a2c;
    --asked: #2b3054; --shadow: 0 1px 2px rgb(0 0 0 / 40%);
  }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-block: calc(var(--bar) + 1rem) 8rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.55 var(--font); overflow-wrap: anywhere; }
h2, h3, h4, h5, p, ul, ol, figure, blockquote, pre { margin: 0; }
a { color: var(--accent); text-underline-offset: 0.15em; }
button, textarea { font: inherit; color: inherit; }
cite { font-style: normal; }
code { font: 0.92em var(--mono); background: var(--sunk); border-radius: 0.3em; padding: 0.1em 0.35em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: fixed; z-index: 3; top: 0.5rem; left: 0.5rem; padding: 0.5rem 0.9rem; border-radius: 0.5rem; background: var(--accent); color: var(--accent-ink); transform: translateY(-200%); }
.skip:focus { transform: none; }

/* Frame */
.bar { position: sticky; z-index: 2; top: 0; display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: var(--bar); padding: 0.4rem max(1rem, calc((100vw - 84rem) / 2)); background: var(--page); border-bottom: 1px solid var(--line); }
.brand { display: inline-flex; align-items: center; gap: 0.55rem; color: var(--ink); font-weight: 650; letter-spacing: -0.01em; text-decoration: none; white-space: nowrap; }
.room { color: var(--soft); font-weight: 400; }
.logo .outer { fill: var(--accent-line); }
.logo .inner { fill: var(--accent); }
.new { padding: 0.35rem 0.8rem; border: 1px solid var(--edge); border-radius: 0.6rem; color: var(--ink); font-size: 0.875rem; text-decoration: none; white-space: nowrap; }
.new:hover { background: var(--sunk); }
/* Import preview */
.links { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 0.35rem 1rem; }
.go { font-size: 0.875rem; white-space: nowrap; }
main.import { display: block; padding-block: 1.5rem 4rem; }
main.import > * + *, main.import section > * + * { margin-top: 0.9rem; }
main.import h1 { margin: 0; font-size: 1.4rem; line-height: 1.25; letter-spacing: -0.01em; }
main.import h2 { font-size: 1.1rem; }
main.import > p { color: var(--soft); }
main.import > section { margin-top: 1.75rem; }
.drop { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; padding: 1.1rem 1.3rem; border: 2px dashed var(--edge); border-radius: 0.9rem; background: var(--card); }
.drop label, .drop-hint { flex-basis: 100%; }
.drop-hint { color: var(--soft); font-size: 0.875rem; }
.drop input { min-width: 0; max-width: 100%; }
.drop button { min-height: 2.4rem; padding: 0 1.1rem; border: 0; border-radius: 0.85rem; background: var(--accent); color: var(--accent-ink); font-weight: 600; cursor: pointer; }
.dropping .drop { border-color: var(--accent); background: var(--accent-wash); }
main.import > .failure { padding: 0.8rem 1.1rem; border: 1px solid var(--warn-line); border-radius: 0.9rem; background: var(--warn-wash); }
main.import .asked { width: fit-content; margin: 0 0 0.75rem auto; }
.ask label { display: block; margin-bottom: 0.35rem; font-weight: 600; }
.ask input:not([type=hidden]) { flex: 1; min-width: 0; padding: 0.4rem 0; border: 0; background: none; font: inherit; color: inherit; }
.ask input:focus-visible { outline: none; }
.entry { padding: 0.55rem 0.9rem; border: 1px solid var(--line); border-radius: 0.7rem; background: var(--card); container-type: inline-size; }
section > .entry + .entry { margin-top: 0.4rem; }
.entry[open] { padding-bottom: 0.9rem; }
.entry > .document { margin-top: 0.6rem; }
.kind { display: inline-block; padding: 0.05rem 0.5rem; border-radius: 0.5rem; background: var(--accent-wash); color: var(--accent); font-size: 0.8125rem; }
.parts > summary > h2 { display: inline; }
.parts > ul { margin-top: 0.6rem; padding: 0; list-style: none; }
.parts li { padding: 0.5rem 0; border-top: 1px solid var(--line); font-size: 0.9375rem; }
.parts .words { white-space: pre-wrap; }
main { display: flex; flex-direction: column; max-width: 50rem; min-height: calc(100vh - var(--bar)); min-height: calc(100dvh - var(--bar)); margin: 0 auto; padding: 0 1rem; }
.conversation { flex: 1 0 auto; display: flex; flex-direction: column; min-width: 0; padding: 1.25rem 0 0.5rem; }
.welcome { margin: auto; padding: 1rem 0 2rem; max-width: 36rem; text-align: center; }
.welcome .logo { width: 4rem; height: 4rem; }
.welcome h2 { margin-top: 0.75rem; font-size: clamp(1.5rem, 5vw, 2rem); line-height: 1.2; letter-spacing: -0.02em; }
.welcome p { margin-top: 0.5rem; color: var(--soft); }
.welcome .choices { justify-content: center; margin-top: 1.75rem; }

/* Conversation */
.turns { padding: 0; list-style: none; }
.turn { display: flex; flex-direction: column; scroll-margin-top: 0.25rem; }
.turn + .turn { margin-top: 1.75rem; }
.asked { align-self: flex-end; max-width: min(85%, 34rem); margin-bottom: 0.75rem; padding: 0.55rem 0.95rem; border-radius: 1.1rem 1.1rem 0.3rem 1.1rem; background: var(--asked); white-space: pre-wrap; }
.answer { container-type: inline-size; padding: 1.15rem 1.3rem 0.7rem; border: 1px solid var(--line); border-radius: 0.3rem 1.1rem 1.1rem 1.1rem; background: var(--card); box-shadow: var(--shadow); }
.document > * + *, .why > * + *, .preview > * + * { margin-top: 0.85rem; }
.document > .view + .view { margin-top: 0.5rem; }
.title { font-size: 1.2rem; line-height: 1.3; letter-spacing: -0.01em; }
.document > .title + * { margin-top: 0.45rem; }
ul { padding-left: 1.2rem; list-style: disc; }
.view { padding: 0.15rem 0 0.15rem 0.9rem; border-left: 3px solid var(--accent-line); }
.view figcaption { margin-top: 0.1rem; color: var(--soft); font-size: 0.8125rem; }
.view cite { color: var(--ink); font-weight: 600; }
.disagreement { padding: 0.8rem 1rem 0.9rem; border: 1px solid var(--warn-line); border-radius: 0.7rem; background: var(--warn-wash); }
.disagreement > :is(h3, h4, h5) { display: inline; color: var(--warn); font-size: 1em; }
.disagreement > :is(h3, h4, h5)::after { content: ": "; }
.disagreement > p { display: inline; }
.disagreement .view { margin-top: 0.5rem; border-color: var(--warn-line); }
.sources { color: var(--soft); font-size: 0.8125rem; }
.manner { display: inline-block; }
.manner::first-letter { text-transform: uppercase; }
.as-of { white-space: nowrap; }
summary { width: fit-content; max-width: 100%; border-radius: 0.3rem; cursor: pointer; }
summary:hover { color: var(--ink); }
details.sources ul { margin-top: 0.35rem; }
.aspects > summary, .row-sources { color: var(--soft); font-size: 0.8125rem; }
.aspects > summary { font-size: 0.875rem; }
.aspects .choices { margin-top: 0.5rem; }
.row-sources ol { margin-top: 0.35rem; padding-left: 1.4rem; }
.scroll + .row-sources { margin-top: 0.45rem; }

/* Things to press */
.choices { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.press { display: inline-flex; align-items: center; min-height: 2.25rem; padding: 0.3rem 0.85rem; border: 1px solid var(--accent-line); border-radius: 0.75rem; background: var(--accent-wash); color: var(--accent); font-size: 0.9375rem; line-height: 1.3; text-decoration: none; transition: background-color 120ms, border-color 120ms; }
.press:hover { border-color: var(--accent); }
.press-more, .press-aspects { border-color: var(--edge); background: transparent; color: var(--ink); font-size: 0.875rem; }
/* Short groups share a row. */
.document > .choices { display: inline-flex; margin-right: 0.25rem; vertical-align: bottom; }
.document > .choices + .choices { margin-top: 0.5rem; }
li > .press { min-height: 1.6rem; padding: 0 0.6rem; font-size: 0.8125rem; }
.tools { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin-top: 0.8rem; padding-top: 0.35rem; border-top: 1px solid var(--line); font-size: 0.8125rem; }
.tools > * { padding: 0.35rem 0; border: 0; background: none; color: var(--soft); text-decoration: none; cursor: pointer; }
.tools > :hover { color: var(--accent); text-decoration: underline; }
.failure p + button { margin: 0.6rem 0 0.5rem; }
.conversation > .failure { padding: 1rem 1.3rem; border: 1px solid var(--warn-line); border-radius: 0.9rem; background: var(--warn-wash); }
.retry { padding: 0.4rem 0.9rem; border: 1px solid var(--edge); border-radius: 0.6rem; background: transparent; cursor: pointer; }

/* An answer takes milliseconds; only one that does not shows that it is being waited for. */
.pending .document:empty::before { content: "Looking it up"; display: block; color: var(--soft); opacity: 0; animation: appear 1ms 250ms forwards; }
.pending .tools { display: none; }
@keyframes appear { to { opacity: 1; } }

/* Tables: columns where there is room, a scroll region where there is some, a block for each row where there is none. */
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.7rem; }
/* A shadow at the right edge while there is more to scroll to: the first layer moves with the table and covers the second. */
.scroll { background: linear-gradient(to left, var(--card) 40%, transparent) right / 3rem 100% no-repeat local, linear-gradient(to left, color-mix(in srgb, var(--edge) 40%, transparent), transparent) right / 0.75rem 100% no-repeat scroll; background-clip: padding-box; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; line-height: 1.4; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: 0.55rem 0.8rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
tr + tr > *, tbody > tr:first-child > * { border-top: 1px solid var(--line); }
thead th { background: var(--sunk); font-size: 0.875rem; white-space: nowrap; }
tbody th { font-weight: 600; background: var(--card); }
tr > :first-child { position: sticky; left: 0; min-width: 7rem; }
td:not(.marks) { min-width: 8.5rem; }
.marks { width: 1%; color: var(--soft); font-size: 0.8125rem; font-weight: 400; text-align: right; white-space: nowrap; }
@container (max-width: 27rem) {
  .scroll { overflow: visible; border: 0; background: none; }
  .scroll table, .scroll tbody { display: block; }
  .scroll thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .scroll tr { display: grid; grid-template-columns: 1fr auto; padding: 0.6rem 0; border-top: 1px solid var(--line); }
  .scroll tbody > tr > * { min-width: 0; padding: 0; border: 0; text-align: left; }
  .scroll tbody > tr > :first-child { position: static; grid-area: 1 / 1; margin-bottom: 0.2rem; background: none; }
  .scroll tbody > tr > .marks { grid-area: 1 / 2; }
  .scroll td:not(.marks) { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(6.75rem, 34%) 1fr; align-items: baseline; gap: 0.75rem; margin-top: 0.15rem; }
  /* Hidden from screen readers (the empty alternative), which say the column's heading anyway. */
  .scroll td:not(.marks)::before { content: attr(data-label); content: attr(data-label) / ""; color: var(--soft); font-size: 0.875rem; }
  .marks::before { content: "sources "; content: "sources " / ""; }
}

/* Panel */
.panel { margin-top: 0.75rem; padding: 0.9rem 1.1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.9rem; background: var(--card); container-type: inline-size; font-size: 0.9375rem; }
.panel h2 { font-size: 0.9375rem; }
.panel-toggle { width: 100%; padding: 0.1rem 0; border: 0; background: none; font-weight: 650; text-align: left; cursor: pointer; }
.panel-toggle::before { content: "▸" / ""; display: inline-block; width: 1.2em; }
.panel-toggle[aria-expanded=true]::before { content: "▾" / ""; }
.panel:has(.panel-toggle:not([hidden])) > h2 { display: none; }
.panel.collapsed > #panel-body { display: none; }
.panel-about { margin-bottom: 0.75rem; color: var(--soft); font-size: 0.875rem; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin-bottom: 0.9rem; border-bottom: 1px solid var(--line); }
.tabs > button { margin-bottom: -1px; padding: 0.4rem 0; border: 0; border-bottom: 2px solid transparent; background: none; color: var(--soft); font-size: 0.875rem; cursor: pointer; }
.tabs > button:hover { color: var(--ink); }
.tabs > [aria-selected=true] { border-color: var(--accent); color: var(--ink); font-weight: 600; }
.pane + .pane { margin-top: 1.25rem; }
.pane > h3 { margin-bottom: 0.5rem; font-size: 0.9375rem; }
.pane .title { font-size: 1rem; }
.why > .title:first-child { position: absolute; clip-path: inset(50%); }
.why > .title:first-child + * { margin-top: 0; }
pre { max-height: 60vh; overflow: auto; padding: 0.75rem; border-radius: 0.6rem; background: var(--sunk); font: 0.75rem/1.5 var(--mono); overflow-wrap: normal; tab-size: 2; }

/* Question box */
.composer { position: sticky; z-index: 1; bottom: 0; margin: 0 -1rem; padding: 1.25rem 1rem 0.7rem; background: linear-gradient(transparent, var(--page) 1.1rem); }
.box { display: flex; align-items: flex-end; gap: 0.5rem; padding: 0.4rem 0.4rem 0.4rem 1rem; border: 1px solid var(--edge); border-radius: 1.2rem; background: var(--card); box-shadow: var(--shadow); }
.box:focus-within { border-color: var(--accent); outline: 1px solid var(--accent); }
textarea { flex: 1; min-width: 0; max-height: 10rem; padding: 0.4rem 0; border: 0; background: none; resize: none; field-sizing: content; }
textarea:focus-visible { outline: none; }
textarea::placeholder { color: var(--soft); opacity: 1; }
.box button { min-height: 2.4rem; padding: 0 1.1rem; border: 0; border-radius: 0.85rem; background: var(--accent); color: var(--accent-ink); font-weight: 600; cursor: pointer; }
.box button:hover { filter: brightness(1.08); }
.hint { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin-top: 0.35rem; padding: 0 1rem; color: var(--soft); font-size: 0.75rem; }
@media (hover: none), (max-width: 40rem) { #keys { display: none; } }

@media (min-width: 1000px) {
  main.started { max-width: 84rem; padding-right: calc(var(--panel) + 3rem); padding-left: 1.5rem; }
  .panel { position: fixed; top: calc(var(--bar) + 1.25rem); right: max(1.5rem, calc((100vw - 84rem) / 2)); width: var(--panel); max-height: calc(100vh - var(--bar) - 2.5rem); margin: 0; overflow: auto; }
  .panel:has(.panel-toggle:not([hidden])) > h2 { display: block; }
  .panel-toggle { display: none; }
  .panel.collapsed > #panel-body { display: block; }
  .answer.inspected { border-color: var(--accent-line); }
  .bar { padding-inline: max(1.5rem, calc((100vw - 84rem) / 2)); }
}
/* With the page enlarged several times, a box that stays would cover what is read. */
@media (max-height: 24rem) { .composer, .bar { position: static; } }
@media (max-width: 30rem) { .room { display: none; } }
@media (max-width: 24rem) { .answer { padding-inline: 1rem; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { transition: none !important; } }
@media (forced-colors: active) { .press, .box button, .asked { border: 1px solid; } .tabs > [aria-selected=true] { border-color: Highlight; } }
@media print { .composer, .bar, .tools, .panel { display: none; } }
`;
