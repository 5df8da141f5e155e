import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/observability/logger.js';

describe.each([
  ['as JSON', false],
  ['on a terminal', true],
])('the log %s', (_, isTerminal) => {
  const written = (): { readonly destination: Writable; readonly text: () => string } => {
    let text = '';
    const write: NonNullable<ConstructorParameters<typeof Writable>[0]>['write'] = (chunk, __, done) => {
      text += String(chunk);
      done();
    };
    return { destination: new Writable({ write }), text: () => text };
  };

  test('leaves out fields that are named like secrets, and masks secrets in others', () => {
    const { destination, text } = written();
    const { info } = createLogger('info', isTerminal, ['open-sesame'], destination);
    info('connected', { token: 'aaaa', to: { password: 'bbbb', url: 'https://x/?key=open-sesame' }, why: 'cccc' });
    expect(text()).toContain('connected');
    expect(text()).toContain('cccc');
    expect(text()).toContain('key=[secret]');
    expect(text()).not.toMatch(/aaaa|bbbb|open-sesame/);
  });

  test('has what its level lets through', () => {
    const { destination, text } = written();
    const { debug, warn } = createLogger('warn', isTerminal, [], destination);
    debug('asked');
    warn('refused', { code: 7 });
    expect(text()).not.toContain('asked');
    expect(text()).toMatch(/refused[\s\S]*7|7[\s\S]*refused/);
  });
});
