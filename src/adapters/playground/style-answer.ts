// The styles of answers: what is in a card, and its buttons.

export const answerStyle = `/* Conversation */
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
.disagreement.brief { padding: 0.15rem 0 0.15rem 0.9rem; border-width: 0 0 0 3px; border-radius: 0; background: none; }
.disagreement:not(.brief) { padding: 0.8rem 1rem 0.9rem; border-width: 1px; border-radius: 0.7rem; background: var(--warn-wash); }
.disagreement { border: 0 solid var(--warn-line); }
.disagreement .view { margin-top: 0.5rem; border-color: var(--warn-line); }
.sources { color: var(--soft); font-size: 0.8125rem; }
.manner { display: inline-block; }
.manner::first-letter { text-transform: uppercase; }
summary { width: fit-content; max-width: 100%; border-radius: 0.3rem; cursor: pointer; }
summary:hover { color: var(--ink); }
details.sources[open] > summary { margin-bottom: 0.5rem; }
details.sources > :is(ul, ol) { margin: 0.15rem 0 0.6rem; padding-left: 1.6rem; }
details.sources strong { font-weight: 600; }
details.sources li:focus, .view:focus { outline: 2px solid var(--accent); outline-offset: 2px; }
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
.rest { display: contents; }
.rest > summary { display: inline-flex; align-items: center; min-height: 2.25rem; padding: 0.3rem 0.6rem; color: var(--soft); font-size: 0.875rem; list-style: none; }
.rest > summary::-webkit-details-marker { display: none; }
.rest > summary::after { content: "▾" / ""; margin-left: 0.35em; }
.rest[open] > summary::after { content: "▴" / ""; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem; margin-top: 0.8rem; padding-top: 0.25rem; border-top: 1px solid var(--line); font-size: 0.8125rem; }
.vote { display: flex; gap: 0 0.25rem; margin-left: -0.5rem; }
.tools > :is(a, button), .vote > button { min-height: 2.25rem; padding: 0; border: 0; border-radius: 0.6rem; background: none; color: var(--soft); text-decoration: none; cursor: pointer; }
.tools > a { display: inline-flex; align-items: center; white-space: pre; }
.vote > button { min-width: 2.25rem; padding: 0 0.5rem; }
.vote svg { display: inline-block; width: 1.15em; height: 1.15em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; vertical-align: -0.2em; }
.vote [value="0"] svg { transform: rotate(180deg); }
.vote > [aria-pressed=true] svg { fill: currentColor; }
.tools :is(a, button):hover { color: var(--accent); text-decoration: underline; }
.vote > [aria-pressed=true] { background: var(--accent-wash); color: var(--accent); font-weight: 600; box-shadow: inset 0 0 0 1px var(--accent-line); }
.done { color: var(--soft); }
.done:empty { display: none; }
.reason { display: flex; flex-wrap: wrap; gap: 0.5rem; padding: 0.5rem 0 0.4rem; font-size: 0.875rem; }
.reason label { flex-basis: 100%; }
.reason textarea { display: block; margin-top: 0.35rem; }
.reason .close { border: 1px solid var(--edge); background: none; color: var(--ink); font-weight: 400; }
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
.marks a { color: inherit; text-underline-offset: 0.2em; }
.marks { width: 1%; color: var(--soft); font-size: 0.8125rem; font-weight: 400; text-align: right; white-space: nowrap; }
@media (max-width: 30rem) { .answer { padding: 0.9rem 1.1rem 0.4rem; } }
@container (max-width: 27rem) {
  .document { font-size: 0.9375rem; line-height: 1.45; }
  .document > * + * { margin-top: 0.6rem; }
  .document > .title + * { margin-top: 0.3rem; }
  .press, .press-more { padding-inline: 0.7rem; font-size: 0.875rem; }
  .tools { margin-top: 0.5rem; }
  .scroll { overflow: visible; border: 0; background: none; }
  .scroll table, .scroll tbody { display: block; }
  .scroll table { font-size: 0.875rem; line-height: 1.35; }
  .scroll thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .scroll tr { display: grid; grid-template-columns: 1fr auto; padding: 0.3rem 0; border-top: 1px solid var(--line); }
  .scroll tbody > tr > * { min-width: 0; padding: 0; border: 0; text-align: left; }
  .scroll tbody > tr > :first-child { position: static; grid-area: 1 / 1; background: none; }
  .scroll tbody > tr > .marks { grid-area: 1 / 2; }
  .scroll td:not(.marks) { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(5.75rem, 28%) 1fr; align-items: baseline; gap: 0.5rem; }
  /* Hidden from screen readers (the empty alternative), which say the column's heading anyway. */
  .scroll td:not(.marks)::before { content: attr(data-label); content: attr(data-label) / ""; color: var(--soft); font-size: 0.8125rem; }
  .scroll td:empty:not(.marks) { display: none; }
  .marks::before { content: "sources "; content: "sources " / ""; }
  .wide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
/* A finger needs more room than a pointer. */
@media (pointer: coarse) {
  .press, .rest > summary { min-height: 2.5rem; }
  .tools > :is(a, button), .vote > button { min-width: 2.75rem; min-height: 2.75rem; }
  .tools { gap: 0 0.5rem; }
  .tools > :is(a, button) { justify-content: center; text-align: center; }
}
`;
