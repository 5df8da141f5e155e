// The checker of Slack's limits: what it refuses and accepts.
import { describe, expect, test } from 'vitest';
import { type Blocks, checkMessage, checkView } from '../../../src/adapters/slack/out/limits.js';

describe('the checker', () => {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }) as const;
  const button = (more: object = {}) =>
    ({ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'A' }, value: 'v', ...more }) as const;
  const table = (rows: readonly (readonly string[])[], more: object = {}) =>
    ({
      type: 'table',
      rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
      column_settings: rows[0]?.map(() => ({ is_wrapped: true })),
      ...more,
    }) as const;
  const bad: readonly [string, readonly object[]][] = [
    ['an empty section', [section('')]],
    ['a long section', [section('x'.repeat(3_001))]],
    ['a bare <', [section('a < b')]],
    ['a bare &', [section('a & b')]],
    ['a call to everybody', [section('<!channel>')]],
    ['a section that links names', [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }]],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['10,000 characters', Array.from({ length: 4 }, () => section('x'.repeat(2_500)))],
    ['two tables', [table([['a']]), table([['a']])]],
    ['an empty cell', [table([['a'], ['']])]],
    ['uneven rows', [table([['a', 'b'], ['c']])]],
    ['101 rows', [table(Array.from({ length: 101 }, () => ['a']))]],
    ['21 columns', [table([Array.from({ length: 21 }, () => 'a')])]],
    ['a large table', [table([['x'.repeat(9_000)]])]],
    ['columns that do not wrap', [table([['a']], { column_settings: [{}] })]],
    [
      '26 buttons',
      [{ type: 'actions', elements: Array.from({ length: 26 }, (_, index) => button({ action_id: `${index}` })) }],
    ],
    ['no buttons', [{ type: 'actions', elements: [] }]],
    ['the same action twice', [{ type: 'actions', elements: [button(), button()] }]],
    ['a long label', [{ type: 'actions', elements: [button({ text: { type: 'plain_text', text: 'x'.repeat(76) } })] }]],
    ['a long value', [{ type: 'actions', elements: [button({ value: 'x'.repeat(2_001) })] }]],
    ['a button without a value', [{ type: 'actions', elements: [button({ value: '' })] }]],
    [
      'the same block twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
    ],
    ['an unknown block', [{ type: 'header', text: { type: 'plain_text', text: 'x' } }]],
    [
      'six small actions',
      [
        {
          type: 'context_actions',
          elements: Array.from({ length: 6 }, (_, index) => button({ action_id: `${index}` })),
        },
      ],
    ],
  ];

  test.each(bad)('refuses %s', (_, blocks) => {
    expect(checkMessage({ text: 'x', blocks: blocks as unknown as Blocks })).not.toEqual([]);
  });

  test('refuses empty, long and unescaped text, and takes good messages', () => {
    for (const text of ['', ' ', 'x'.repeat(4_001), '<@here', 'a & b', '<!here>'])
      expect(checkMessage({ text, blocks: [] })).not.toEqual([]);
    expect(
      checkMessage({
        text: 'a &amp; b <https://x.example|c>',
        blocks: [section('>*x* <@U1>'), table([['a', ' ']])] as unknown as Blocks,
      }),
    ).toEqual([]);
  });

  test('refuses small actions in a view', () => {
    expect(checkView([{ type: 'context_actions', elements: [] }])).not.toEqual([]);
  });
});
