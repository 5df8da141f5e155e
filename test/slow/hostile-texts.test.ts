// Long hostile texts: quadratic code would take minutes on them, so the test's time limit is the bound.
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../src/adapters/slack/in/commands.js';
import { readText } from '../../src/adapters/slack/out/text.js';
import { createEngine } from '../../src/engine/engine.js';
import { readArticle } from '../../src/knowledge/import/article.js';
import { readSmall } from '../fixtures/shipped.js';

describe('long hostile texts', () => {
  const long = 200_000;
  const texts = [
    ' ',
    '<',
    '</',
    '"',
    '`',
    '*',
    '\\',
    '(',
    '[',
    '{',
    'vs ',
    'a.',
    '\n',
    '<@',
    '&lt;',
    'é',
    '\u200b',
    '!?',
    '_',
    '|',
    'aA1',
  ]
    .map((part) => part.repeat(Math.ceil(long / part.length)))
    .flatMap((text) => [text, `${text}x`, `what is ${text} RAG`]);
  const { ask, explain, complete } = createEngine(readSmall());

  test('are answered by the engine', () => {
    for (const text of texts) {
      expect(ask(text).document.children.length).toBeGreaterThan(0);
      expect(explain(text).document.children.length).toBeGreaterThan(0);
      complete(text, 25);
    }
  });

  test('are imported as articles, whatever they are called', () => {
    // The parsers are linear, yet slow on these; quadratic code takes seconds at this length as well.
    for (const text of texts.map((each) => each.slice(0, 20_000))) {
      const article = `Kilns\n\nWhat is a kiln?\n\nA kiln is a hot box.\n\n${text}\n`;
      for (const name of ['a.txt', 'a.md', 'a.html'])
        expect(['article', 'refused']).toContain(readArticle(name, Buffer.from(article), { key: 'a' }).type);
    }
  });

  test('are read by Slack, as a message and as the text of a command', () => {
    for (const text of texts) {
      readText(text, 'U1');
      for (const name of ['/ai-diff', '/ai-ask', '/ai-define', '/ai-choose']) readCommand(name, text, complete);
    }
  });
});
