import { describe, expect, test } from 'vitest';
import {
  choice,
  choices,
  document,
  heading,
  inline,
  paragraph,
  strong,
  tableCell,
  tableRow,
  text,
} from '../../src/document/build.js';
import type { Citation } from '../../src/document/nodes.js';

const citation: Citation = { article: 'fiverr', name: 'Fiverr', heading: 'Scope', date: '2026-01-01' };

describe('the constructors of nodes', () => {
  test('take plain text where inline nodes are wanted', () => {
    expect(inline('a')).toEqual([{ type: 'text', value: 'a' }]);
    expect(heading('RAG')).toEqual({ type: 'heading', children: [text('RAG')] });
    expect(tableCell('yes')).toEqual({ type: 'tableCell', children: [text('yes')] });
  });

  test('keep inline nodes as they are', () => {
    const said = [strong('Maker: '), text('Anthropic')];
    expect(paragraph(said)).toEqual({ type: 'paragraph', children: said });
  });

  test('keep text plain: markup in it is no markup', () => {
    expect(text('**<b>*')).toEqual({ type: 'text', value: '**<b>*' });
  });

  test('give a row its citations, or none', () => {
    expect(tableRow(['Scope', 'text'], [citation]).citations).toEqual([citation]);
    expect(tableRow(['Aspect', 'LLM']).citations).toEqual([]);
  });

  test('make no group of choices if there is nothing to press', () => {
    expect(choices('related', [])).toEqual([]);
    const more = choice('More', { type: 'help' });
    expect(choices('more', [more])).toEqual([{ type: 'choices', role: 'more', children: [more] }]);
  });

  test('say what a document is about only if it can be recreated', () => {
    expect(document([])).toEqual({ type: 'root', children: [] });
    expect(document([], { type: 'help' })).toEqual({ type: 'root', children: [], about: { type: 'help' } });
  });
});
