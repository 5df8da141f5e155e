// Descriptions of commands for custom knowledge.
import { describe, expect, test } from 'vitest';
import { allCommands, commandsOn } from '../../../src/adapters/discord/in/all-commands.js';
import { subjectOf } from '../../../src/knowledge/messages.js';
import { checkCommands } from '../../fakes/discord/commands.js';
import { readShipped, readSmall } from '../../fixtures/shipped.js';

const described = (subject: string) =>
  Object.fromEntries(commandsOn(subject).map(({ name, description = '' }) => [name, description]));

describe('commands on a subject of one’s own', () => {
  test('name it, and nothing of the shipped one', () => {
    const commands = commandsOn('the team handbook');
    expect(described('the team handbook')).toMatchObject({
      'ai-ask': 'Ask a question: the team handbook',
      'ai-tip': 'A tip, now or on schedule: the team handbook',
    });
    const written = JSON.stringify(commands.filter(({ type }) => type === 1));
    expect(written).not.toMatch(/LLM|generative|g[eé]n[eé]rati|生成AI/);
    expect(checkCommands(commands)).toEqual([]);
  });

  test('are the same commands with the same options', () => {
    const names = (list: typeof allCommands) =>
      list.map(({ name, options = [] }) => [name, ...options.map((option) => `${option.type} ${option.name}`)]);
    expect(names(commandsOn('bread'))).toEqual(names(allCommands));
  });

  test('leave out a subject that doesn’t fit', () => {
    expect(described('x'.repeat(100))['ai-ask']).toBe('Ask a question');
  });

  test('are the shipped words if the knowledge is the shipped one', () => {
    expect(subjectOf(readShipped())).toBeUndefined();
    expect(commandsOn(subjectOf(readShipped()))).toBe(allCommands);
    expect(subjectOf(readSmall())).toBe(readSmall().messages.help.title.replace('Ask about ', ''));
  });
});
