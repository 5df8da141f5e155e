// The shipped knowledge: complete, sound, and within what a chat can show.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { View } from '../../src/document/nodes.js';
import { inlineText } from '../../src/document/plain.js';
import { isId } from '../../src/document/target.js';
import type { Entry, EntryKind } from '../../src/engine/entry.js';
import { readQuoted } from '../../src/knowledge/quoted.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { knowledgeIds } from '../fixtures/knowledge-ids.js';
import { root, shippedFolder } from '../fixtures/shipped.js';

const { knowledge, problems } = readKnowledge(shippedFolder);
const { entries, tips, articles } = knowledge;
const sentencesOf = (text: Entry['answer']) => inlineText(text).split(/(?<=[.?])\s/);

describe('the shipped knowledge', () => {
  test('has no problems', () => {
    expect(problems).toEqual([]);
  });

  test.each(Object.entries(knowledgeIds))('has every %s of the knowledge map', (kind, ids) => {
    const there = new Map(entries.map((entry) => [entry.id, entry.kind]));
    expect(ids.filter((id) => there.get(id) !== (kind as EntryKind))).toEqual([]);
  });

  test('counts 150 ids in the map', () => {
    expect(Object.values(knowledgeIds).flat()).toHaveLength(150);
  });

  test('names five articles, each of them cited', () => {
    expect(articles.map(({ key }) => key).sort()).toEqual(['builder', 'elloai', 'fiverr', 'krishang', 'seo-guide']);
    const cited = new Set(
      entries.flatMap(({ views }) => views.flatMap(({ citations }) => citations.map(({ article }) => article))),
    );
    expect(articles.map(({ key }) => key).filter((key) => !cited.has(key))).toEqual([]);
  });

  test('has every definition and comparison cited in a view, and a year', () => {
    expect(entries.filter(({ views }) => views.length === 0).map(({ id }) => id)).toEqual([]);
    expect(entries.filter(({ asOf }) => asOf === undefined).map(({ id }) => id)).toEqual([]);
  });

  test("quotes the article's own words on every side of a dispute, and in most views", () => {
    const quotes = (view: View) => (readQuoted(inlineText(view.children)) ?? []).length > 0;
    const silent = entries.filter(({ disagreement }) => disagreement?.views.some((view) => !quotes(view)) === true);
    expect(silent.map(({ id }) => id)).toEqual([]);
    const views = entries.flatMap((entry) => entry.views);
    expect(views.filter(quotes).length / views.length).toBeGreaterThan(0.75);
  });

  test('marks the titles that are ours, of articles that have none', () => {
    expect(articles.filter(({ ourTitle }) => ourTitle === true).map(({ key }) => key)).toEqual([
      'krishang',
      'elloai',
      'builder',
    ]);
  });

  test('has a sentence for every two columns of a table that is narrowed to two', () => {
    const wide = entries.filter(
      ({ table }) => (table?.columns.filter((column) => column.entries.length > 0).length ?? 0) > 2,
    );
    expect(wide.map(({ id }) => id)).toEqual([
      'fine-tuning-vs-rag-vs-prompting',
      'generative-architectures',
      'gpt-vs-llama-vs-gemini',
    ]);
    for (const { table } of wide) {
      const count = table?.columns.length ?? 0;
      const pairs = (table?.pairs ?? []).map(({ columns }) => columns.join(' '));
      expect(new Set(pairs).size).toBe((count * (count - 1)) / 2);
    }
  });

  test('says of no product that its maker is unknown: a fact that is missing is left out', () => {
    const products = entries.filter(({ kind }) => kind === 'product');
    expect(
      products.filter(({ answer }) => /no maker|maker outright/.test(inlineText(answer))).map(({ id }) => id),
    ).toEqual([]);
  });

  test('has a table with rows for every comparison and figure', () => {
    const tables = entries.filter(({ kind }) => kind === 'comparison' || kind === 'figure');
    expect(tables.filter(({ table }) => (table?.rows.length ?? 0) === 0).map(({ id }) => id)).toEqual([]);
  });

  test('says of every product whether it is an LLM', () => {
    const products = entries.filter(({ kind }) => kind === 'product');
    expect(products.filter(({ classification }) => classification === undefined).map(({ id }) => id)).toEqual([]);
  });

  test('says something in every answer, and ends it as a sentence', () => {
    expect(entries.filter(({ answer }) => !/[.?]$/.test(inlineText(answer))).map(({ id }) => id)).toEqual([]);
  });

  test('answers a question in two sentences at most', () => {
    const faqs = entries.filter(({ kind }) => kind === 'faq' || kind === 'figure');
    expect(faqs.filter(({ answer }) => sentencesOf(answer).length > 2).map(({ id }) => id)).toEqual([]);
  });

  test('says yes or no first if the title asks for it, or how far', () => {
    // "LLM or generative AI?" isn't a yes-or-no question.
    const isYesNo = (title: string) => /^(Are|Can|Do|Is|Was|Will)\b/.test(title) && !title.includes('LLM or ');
    const asked = entries.filter(({ kind, title }) => kind === 'faq' && isYesNo(title));
    expect(asked.length).toBeGreaterThan(15);
    const says = /^(Yes|No|Not|In part|Allegedly)\b/;
    expect(asked.filter(({ answer }) => !says.test(inlineText(answer))).map(({ id }) => id)).toEqual([]);
  });

  test('gives a number in the first sentence of a figure', () => {
    const figures = entries.filter(({ kind }) => kind === 'figure');
    expect(figures.filter(({ answer }) => !/\d/.test(sentencesOf(answer)[0] ?? '')).map(({ id }) => id)).toEqual([]);
  });

  test('quotes an article in every dispute of a question or a figure', () => {
    const disputed = entries.filter(
      ({ kind, disagreement }) => (kind === 'faq' || kind === 'figure') && disagreement !== undefined,
    );
    expect(disputed.length).toBeGreaterThan(10);
    const quoted = ({ disagreement }: Entry) =>
      disagreement?.views.some(({ children }) => /"[^"]+"/.test(inlineText(children))) === true;
    expect(disputed.filter((entry) => !quoted(entry)).map(({ id }) => id)).toEqual([]);
  });

  test('has no title that stands in quotation marks as a whole', () => {
    expect(entries.filter(({ title }) => /^["“].*["”]$/.test(title)).map(({ id }) => id)).toEqual([]);
  });

  test('shouts nowhere', () => {
    expect(entries.filter(({ answer, title }) => /!/.test(inlineText(answer) + title)).map(({ id }) => id)).toEqual([]);
  });
});

describe('the shipped tips', () => {
  test('are at least 180, each with an id of its own', () => {
    expect(tips.length).toBeGreaterThanOrEqual(180);
    expect(new Set(tips.map(({ id }) => id)).size).toBe(tips.length);
    expect(tips.filter(({ id }) => !isId(id))).toEqual([]);
  });

  test('are scored in the words that they have, by somebody who wrote none of them, and are good enough', () => {
    const [head, ...rows] = readFileSync(`${root}docs/tip-scores.tsv`, 'utf8').trimEnd().split('\n');
    expect(head).toBe('id\tscore\ttext');
    const scored = rows.map((row) => row.split('\t'));
    const hashOf = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 8);
    expect(scored.map(([id, , hash]) => [id, hash])).toEqual(
      tips.map(({ id, text }) => [id, hashOf(inlineText(text))]),
    );
    const scores = scored.map(([, score]) => Number(score));
    expect(scores.filter((score) => ![3, 4, 5].includes(score))).toEqual([]);
    expect(scores.filter((score) => score >= 4).length / scores.length).toBeGreaterThanOrEqual(0.75);
  });

  test('leave the publisher to the source line', () => {
    const names = new RegExp(articles.map(({ name }) => name.split(' ')[0]).join('|'), 'i');
    expect(tips.filter(({ text }) => names.test(inlineText(text))).map(({ id }) => id)).toEqual([]);
  });

  test('say nothing twice', () => {
    const said = tips.map(({ text }) => inlineText(text).toLowerCase());
    expect(new Set(said).size).toBe(said.length);
  });

  test('are cited and drawn from entries of every kind', () => {
    expect(tips.filter(({ citations }) => citations.length === 0).map(({ id }) => id)).toEqual([]);
    const kindOf = new Map(entries.map(({ id, kind }) => [id, kind]));
    expect(new Set(tips.map(({ entry }) => kindOf.get(entry)))).toEqual(
      new Set(['definition', 'comparison', 'faq', 'product', 'figure']),
    );
  });
});
