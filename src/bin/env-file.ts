// Reads .env as people and their editors write it: UTF-8 or UTF-16, with or without a byte order mark.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { AppError } from '../errors.js';

/** Adds a file's variables to an environment without overriding its own. A missing file is ignored; rejects an unreadable one. */
export function loadEnvFile(file: string, env: Record<string, string | undefined>): void {
  const bytes = readBytes(file);
  if (bytes === undefined) return;
  for (const [name, value] of Object.entries(parseEnv(decode(bytes, file)))) env[name] ??= value;
}

function readBytes(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new AppError('config', `${file} ${problems[code ?? ''] ?? `cannot be read (${code})`}`, { cause: error });
  }
}

const problems: Readonly<Record<string, string>> = {
  EISDIR:
    'is a folder, which Docker creates if the file to mount is missing: remove it, and write your settings to a file',
  EACCES: 'may not be read by this user: give it permission (chmod), or start the bot as its owner',
};

// Windows' Notepad and PowerShell write these marks (https://encoding.spec.whatwg.org/#bom-sniff).
function decode(bytes: Buffer, file: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // UTF-16 without a mark: half of its bytes are zero.
    if (text.includes('\0')) throw new TypeError('zero');
    return text;
  } catch (error) {
    throw new AppError('config', `${file} is not in UTF-8: save it in that encoding`, { cause: error });
  }
}
