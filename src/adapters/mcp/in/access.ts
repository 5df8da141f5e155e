// Who asks over HTTP: a token to where its questions come from. Pure.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { McpConfig } from '../../../config-mcp.js';
import type { Origin } from '../../../ports.js';
import { given } from '../../shared/given.js';

/** Where a question comes from that carries this header; undefined where it may not be asked. */
export type ReadAccess = (authorization: string | null) => Origin | undefined;

/** The most that a message may have: the longest question in the most wordy JSON takes a tenth of it. In bytes. */
export const mostBytes = 256 * 1024;

/** Who asks without a token, where that is allowed: on this machine. */
export const anybody: Origin = { platform: 'mcp', user: 'anybody' };

/**
 * Reads `Authorization: Bearer TOKEN`. Each token counts for itself in the limits, by its place among them, which is no secret. How long
 * it takes tells nothing of a token: hashes of one length are compared, with every token there is.
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
