import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../src/config.js';
import { createMask } from '../../src/observability/mask.js';

const discordToken = `MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.${'x'.repeat(38)}`;

describe('the mask', () => {
  test.each<[string, string, string]>([
    ['a bot token of Slack', 'refused xoxb-123456789012-abcDEF', 'refused [secret]'],
    ['a token of a workspace that rotates', 'xoxe.xoxb-1-abcdefgh123', '[secret]'],
    ['an app-level token of Slack', '"xapp-1-A123-456-abcdef"', '"[secret]"'],
    ['a token of Discord', `Bot ${discordToken}!`, 'Bot [secret]!'],
    [
      'the token of an interaction',
      'POST /interactions/8666/aW50ZXJ.x-y_z/callback',
      'POST /interactions/8666/[secret]/callback',
    ],
    [
      'the token of a webhook',
      '/webhooks/8666/aW50ZXJ/messages/@original',
      '/webhooks/8666/[secret]/messages/@original',
    ],
    ['a response_url', 'https://hooks.slack.com/commands/T1/2/abc', 'https://hooks.slack.com/commands/[secret]'],
    ['the ticket of a socket', 'wss://x/link/?ticket=abc-1&app_id=2', 'wss://x/link/?ticket=[secret]&app_id=2'],
  ])('covers %s, whoever it is of', (_, text, masked) => {
    expect(createMask([])(text)).toBe(masked);
  });

  test.each([
    'what is RAG?',
    '{"event":"started","entries":150}',
    'https://discord.com/developers/applications',
    'NoSuchModel.v1.large',
  ])('leaves %s as it is', (text) => {
    expect(createMask([])(text)).toBe(text);
  });

  test('covers every given secret in any text, also within JSON and addresses', () => {
    const secret = fc.string({ minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const mask = createMask([value]);
        expect(mask(`${before}${value}${after}`)).not.toContain(value);
        const json = JSON.stringify({ message: `${before}${value}${after}` });
        expect(mask(json)).not.toContain(JSON.stringify(value).slice(1, -1));
        const address = `https://x/?q=${encodeURIComponent(value)}`;
        expect(mask(address)).not.toContain(encodeURIComponent(value));
      }),
    );
  });

  test.each([
    [['swordfish', 'swordfish-and-more']],
    [['swordfish-and-more', 'swordfish']],
  ])('leaves nothing of a secret that has another one in it, in whatever order they are given: %j', (secrets) => {
    const mask = createMask(secrets);
    expect(mask('swordfish-and-more, swordfish')).toBe('[secret], [secret]');
  });

  test('stays fast on long hostile text', () => {
    const hostile = [
      'xoxb-'.repeat(50_000),
      `M${'a'.repeat(250_000)}`,
      'M.'.repeat(120_000),
      '/webhooks/1/'.repeat(20_000),
    ];
    // The bound is the test's time limit: a backtracking pattern would take hours.
    for (const text of hostile) expect(createMask([])(text).length).toBeLessThanOrEqual(text.length * 2);
  });
});

describe('the secrets of the environment', () => {
  test('are its tokens and the password of the database, also as it stands in the address', () => {
    const env = {
      DISCORD_TOKEN: ' discord ',
      SLACK_BOT_TOKEN: 'bot',
      SLACK_APP_TOKEN: 'app',
      SLACK_SIGNING_SECRET: 'signing',
      SLACK_CLIENT_ID: 'no secret',
      SLACK_CLIENT_SECRET: 'client',
      SLACK_STATE_SECRET: 'state',
      DATABASE_URL: 'postgres://user:p%40ss@host/db',
    };
    expect(secretsIn(env)).toEqual(['discord', 'bot', 'app', 'signing', 'client', 'state', 'p%40ss', 'p@ss']);
    expect(secretsIn({ DATABASE_URL: 'sqlite:./data/x.db' })).toEqual([]);
    expect(secretsIn({ DATABASE_URL: 'postgres://user:%zz@host/db' })).toEqual(['%zz', '%zz']);
  });
});
