// The playground's style sheet; that of answers is in style-answer.ts. A string, because `tsc` copies no assets.
import { answerStyle } from './style-answer.js';

/** The body of /playground.css. Every pair of text and background has a contrast of at least 4.5:1 in both colour schemes. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #f6f6f3; --card: #ffffff; --sunk: #f3f3ef; --ink: #1d1f24; --soft: #5a5f69; --line: #e0e0da; --edge: #8a8f99;
  --accent: #3f4dc9; --accent-ink: #ffffff; --accent-wash: #eef0fd; --accent-line: #c3c9f6;
  --warn-wash: #fdf5e6; --warn-line: #e2b568;
  --asked: #e5e8fb; --shadow: 0 1px 2px rgb(20 22 40 / 6%), 0 4px 16px rgb(20 22 40 / 5%);
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
  --bar: 3.5rem; --panel: clamp(22rem, 38vw, 31rem);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131418; --card: #1c1e24; --sunk: #24272e; --ink: #e9eaee; --soft: #a6abb6; --line: #32353e; --edge: #767c88;
    --accent: #a9b3ff; --accent-ink: #14162b; --accent-wash: #262a45; --accent-line: #474e86;
    --warn-wash: #2b2417; --warn-line: #8a6a2c;
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
.links { display: flex; align-items: center; gap: 0.25rem; font-size: 0.875rem; white-space: nowrap; }
.links > a { display: inline-flex; align-items: center; min-height: 2.25rem; padding: 0 0.7rem; border-radius: 0.6rem; }
.new { border: 1px solid var(--edge); color: var(--ink); text-decoration: none; }
.new:hover { background: var(--sunk); }
.short { display: none; }
@media (max-width: 40rem) { .long, .room { display: none; } .short { display: inline; } .links > a { min-height: 2.75rem; } }
/* Import preview */
main.import { display: block; padding-block: 1.5rem 4rem; }
main.import > * + *, main.import section > * + * { margin-top: 0.9rem; }
main.import h1 { margin: 0; font-size: 1.4rem; line-height: 1.25; letter-spacing: -0.01em; }
main.import h2 { font-size: 1.1rem; }
main.import > p { color: var(--soft); }
main.import > section { margin-top: 1.75rem; }
.drop { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; }
.drop label, .check label { flex-basis: 100%; font-weight: 600; }
.drop-hint { flex-basis: 100%; color: var(--soft); font-size: 0.875rem; }
/* The control is the browser's own, which takes a dropped file too and says which one it has. */
.drop input { flex: 1 1 16rem; min-width: 0; max-width: 100%; padding: 1.1rem; border: 2px dashed var(--edge); border-radius: 0.9rem; background: var(--card); color: var(--soft); font: inherit; font-size: 0.9375rem; cursor: pointer; }
.drop input::file-selector-button { min-height: 2.4rem; margin-right: 0.9rem; padding: 0 1.1rem; border: 1px solid var(--edge); border-radius: 0.85rem; background: var(--card); color: var(--ink); font: inherit; font-weight: 600; cursor: pointer; }
.drop input::file-selector-button:hover { background: var(--sunk); }
.drop button, .check button, .reason button { min-height: 2.75rem; padding: 0 1.1rem; border: 0; border-radius: 0.85rem; background: var(--accent); color: var(--accent-ink); font-weight: 600; cursor: pointer; }
.dropping .drop input { border-color: var(--accent); background: var(--accent-wash); }
.check { display: flex; flex-direction: column; align-items: flex-start; gap: 0.75rem; }
.check label { flex-basis: auto; }
.check textarea, .reason textarea { width: 100%; max-height: none; padding: 0.7rem 0.9rem; border: 1px solid var(--edge); border-radius: 0.9rem; background: var(--card); resize: vertical; field-sizing: fixed; }
.check textarea:focus-visible, .reason textarea:focus-visible { outline: 2px solid var(--accent); }
.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; padding: 0; list-style: none; }
.result { container-type: inline-size; }
.covered :is(td, tbody th) { background: var(--card); }
.covered th:first-child { width: 45%; min-width: 10rem; font-weight: 400; position: static; }
.covered thead th:first-child { font-weight: 600; }
.covered td:not(.marks) { min-width: 0; }
.covered .nothing > td:nth-child(2) { font-weight: 600; }
.covered .answered > td:nth-child(2) { color: var(--soft); }
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

${answerStyle}
/* Panel */
.panel { margin-top: 0.75rem; padding: 0.9rem 1.1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.9rem; background: var(--card); container-type: inline-size; font-size: 0.9375rem; }
.panel h2 { font-size: 0.9375rem; }
.panel-toggle { width: 100%; padding: 0.1rem 0; border: 0; background: none; font-weight: 650; text-align: left; cursor: pointer; }
.panel-toggle::before { content: "▸" / ""; display: inline-block; width: 1.2em; }
.panel-toggle[aria-expanded=true]::before { content: "▾" / ""; }
.panel:has(.panel-toggle:not([hidden])) > h2 { display: none; }
.panel.collapsed > #panel-body { display: none; }
.panel-about { margin-bottom: 0.5rem; font-size: 0.875rem; }
.panel-about > a { display: inline-block; padding: 0.25rem 0; }
.panel.shown { animation: shown 900ms; }
@keyframes shown { from { border-color: var(--accent); box-shadow: 0 0 0 3px var(--accent-line); } }
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
@media (max-width: 30rem) { .conversation { padding-top: 0.75rem; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { transition: none !important; } .panel.shown { animation-timing-function: step-end; } }
/* Where the system brings its own few colours, what a background said is said by an edge or by the system's own highlight. */
@media (forced-colors: active) {
  .asked, .box button, .drop button, .check button, .reason button, .kind { border: 1px solid; }
  .tabs > button { border-bottom-color: Canvas; }
  .tabs > [aria-selected=true] { border-bottom: 3px solid Highlight; }
  .tools > .vote > [aria-pressed=true] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .box:focus-within { outline: 3px solid Highlight; }
  .logo .outer { fill: GrayText; }
  .logo .inner { fill: LinkText; }
  .scroll { background: none; }
  .composer { background: Canvas; }
}
@media print { .composer, .bar, .tools, .panel { display: none; } }
`;
