import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadEnvFile } from '../../src/bin/env-file.js';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, '.env');
}
function read(bytes: Uint8Array): Record<string, string | undefined> {
  const file = newFile();
  writeFileSync(file, bytes);
  const env = { PORT: '1' };
  loadEnvFile(file, env);
  return env;
}
const text = 'PORT=2\r\nLOG_LEVEL="debug" # all of it\nADMIN_USERS=U1\n';
const expected = { PORT: '1', LOG_LEVEL: 'debug', ADMIN_USERS: 'U1' };
const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('a file of settings', () => {
  test.each([
    ['in UTF-8', Buffer.from(text)],
    ['in UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['in UTF-16, as PowerShell writes it', utf16],
    ['in UTF-16 the other way round', Buffer.from(utf16).swap16()],
  ])('%s is read, and changes nothing that is set', (_, bytes) => {
    expect(read(bytes)).toEqual(expected);
  });

  test('that is missing is ignored', () => {
    expect(() => loadEnvFile(newFile(), {})).not.toThrow();
  });

  test.each([
    ['in UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['in windows-1252', Buffer.from('NAME=\xe9\xe8\n', 'latin1')],
  ])('%s is refused in one line', (_, bytes) => {
    expect(() => read(bytes)).toThrow(/^\S*\.env is not in UTF-8: save it/);
  });

  test('that is a folder, as Docker creates it, is refused in one line', () => {
    const file = newFile();
    mkdirSync(file);
    expect(() => loadEnvFile(file, {})).toThrow(/\.env is a folder, which Docker creates/);
  });

  test('that may not be read is refused in one line', () => {
    const file = newFile();
    writeFileSync(file, text);
    chmodSync(file, 0);
    // Root may read everything.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(() => loadEnvFile(file, {})).toThrow(/may not be read|cannot be read/);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
