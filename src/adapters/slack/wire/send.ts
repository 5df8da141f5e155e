// Requests to Slack by undici's plain client, which takes a third of the processor time of `fetch` (docs/decisions/0158-load.md): what `fetch`
// does beyond, such as streams, caches and redirects, no call of Slack's needs.
import { request } from 'undici';
import type { Fetch } from './sdk.js';

/** As `fetch`, for bodies that are text; others, which are files, go by `fetch` itself. */
export const sendPlainly: Fetch = async (input, init = {}) => {
  const { method, headers, body = null, signal } = init;
  if ((body !== null && typeof body !== 'string') || typeof input === 'object') return globalThis.fetch(input, init);
  try {
    const answer = await request(input, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      body,
      signal: signal ?? null,
    });
    const text = await answer.body.text();
    return new Response(text === '' ? null : text, { status: answer.statusCode, headers: plain(answer.headers) });
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw new TypeError('fetch failed', { cause: error });
  }
};

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
}
