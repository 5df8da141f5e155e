// Maps a bearer token to the origin of its questions. Pure.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { McpConfig } from '../../../config-mcp.js';
import type { Origin } from '../../../ports.js';
import { given } from '../../shared/given.js';

/** The origin of a question with this header; undefined if it may not be asked. */
type ReadAccess = (authorization: string | null) => Origin | undefined;

/** The largest message, in bytes: the longest question in the wordiest JSON takes a tenth of it. */
export const mostBytes = 256 * 1024;

/** The origin without a token, where that is allowed: on this machine. */
export const anybody: Origin = { platform: 'mcp', user: 'anybody' };

/**
 * Reads `Authorization: Bearer TOKEN`. Rate limits count each token separately, by its index, which is no secret. Timing reveals nothing
 * about a token: hashes of equal length are compared, against every token.
 */
export function createAccess(tokens: McpConfig['tokens']): ReadAccess {
  if (tokens.length === 0) return () => anybody;
  const known = tokens.map(({ token, workspace }, index) => ({
    hash: hashOf(token),
    from: { platform: 'mcp', user: `token-${index + 1}`, ...given({ onBehalfOf: workspace }) },
  }));
  return (authorization) => {
    const [, token = ''] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
    const asked = hashOf(token);
    return known.filter(({ hash }) => timingSafeEqual(hash, asked))[0]?.from;
  };
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
