// Encrypts what must not be readable from a stolen disk or backup: AES-256-GCM with a key that isn't in the database.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../errors.js';

export type Seal = {
  /** The text as stored; unchanged without a key. `place` binds it to its row: elsewhere it can't be decrypted. */
  readonly close: (text: string, place: string) => string;
  /** Decrypts a stored text. Throws an AppError if the key is missing or wrong. */
  readonly open: (kept: string, place: string) => string;
  /** Whether a stored text should be stored again, because there is a key now. */
  readonly isOpen: (kept: string) => boolean;
};

const algorithm = 'aes-256-gcm';
const prefix = 'sealed:1:';
// NIST SP 800-38D, 8.2: 96 random bits per text; 5.2.1.2: the longest tag.
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts with a key of 32 bytes; without one, texts stay as they are. */
export function createSeal(key: Uint8Array | undefined): Seal {
  return {
    close: (text, place) => {
      if (key === undefined) return text;
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${prefix}${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')}`;
    },
    open: (kept, place) => {
      if (!kept.startsWith(prefix)) return kept;
      if (key === undefined)
        throw new AppError('config', `Tokens are encrypted: set DATABASE_KEY to the key that was used`);
      const bytes = Buffer.from(kept.slice(prefix.length), 'base64');
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(place));
        decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new AppError('config', 'Tokens cannot be decrypted: DATABASE_KEY is not the key that was used', {
          cause: error,
        });
      }
    },
    isOpen: (kept) => key !== undefined && !kept.startsWith(prefix),
  };
}
