// The quotes and tables of an imported entry as Markdown that shows the article's words literally.
import type { Span } from '../../document/nodes.js';
import { emptyCell, omission, quoteAt, writePlace } from '../quote.js';
import type { Askable } from './extract.js';

/** What a finding quotes: its own words, then what continues them. */
export const quotesOf = (finding: Askable): readonly (readonly Span[])[] =>
  finding.spans === undefined ? [] : [finding.spans, ...(finding.more ?? [])];

/** The body of an entry's file: its quotes and its table, each with the places in the article where they stand; `code` is what is code there. */
export function bodyOf(text: string, key: string, finding: Askable, code: readonly Span[]): string {
  const cite = (places: Parameters<typeof writePlace>[1]) =>
    escapeMarkdown(writePlace(`${key} > ${toHeading(finding.heading)}`, places));
  const quotes = quotesOf(finding)
    .map((spans) => `> ${writeQuote(text, spans, code)}\n>\n> ${cite(spans)}\n`)
    .join('\n');
  if (finding.type !== 'table') return quotes;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const cells = (each: readonly string[]) => each.map((cell) => (cell === '' ? emptyCell : escapeMarkdown(cell)));
  const [rowHeading = '', ...columns] = finding.header;
  const rows = finding.rows.map((row) => line([...cells(row.cells), cite([[row.start, row.end]])]));
  const table = `${line([...cells([rowHeading, ...columns]), 'Sources'])}${line(Array.from({ length: finding.header.length + 1 }, () => '---'))}${rows.join('')}`;
  return quotes === '' ? table : `${quotes}\n${table}`;
}

// The words of a quote as Markdown; lines of code become code.
function writeQuote(text: string, spans: readonly Span[], code: readonly Span[]): string {
  return spans
    .map(([start, end]) => {
      const parts: string[] = [];
      let from = start;
      for (const [codeStart, codeEnd] of overlapping(code, start, end)) {
        parts.push(escapeMarkdown(quoteAt(text, [[from, Math.max(from, codeStart)]])));
        from = Math.min(codeEnd, end);
        const lines = text.slice(Math.max(start, codeStart), from).split('\n');
        parts.push(...lines.map((each) => asCode(each.replace(/\s+/g, ' ').trim())));
      }
      parts.push(escapeMarkdown(quoteAt(text, [[from, end]])));
      return parts.filter((part) => part !== '').join(' ');
    })
    .join(escapeMarkdown(omission));
}

function overlapping(code: readonly Span[], start: number, end: number): readonly Span[] {
  let low = 0;
  for (let high = code.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((code[middle]?.[1] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found: Span[] = [];
  for (let at = low; at < code.length; at += 1) {
    const [from = 0, to = 0] = code[at] ?? [];
    if (from >= end) break;
    found.push([from, to]);
  }
  return found;
}

// Needs a longer run of backticks than any inside it.
function asCode(line: string): string {
  if (line === '') return '';
  const longest = [...line.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const mark = '`'.repeat(longest + 1);
  return longest === 0 ? `${mark}${line}${mark}` : `${mark} ${line} ${mark}`;
}

/** A heading in citable form: on one line, without the characters that separate citations. */
export function toHeading(words: string): string {
  return words.replace(/\s+/g, ' ').replaceAll(';', ',').trim();
}

/** Escapes text so that Markdown shows it literally in a paragraph or a cell. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&|~]/g, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/^[-+#=]/, '\\$&');
}
