// Requests to Slack with undici's `request`, which takes a third of the processor time of `fetch` (docs/decisions/0158-load.md). What `fetch`
// adds, such as streams, caches and redirects, isn't needed for Slack's calls.
import { request } from 'undici';
import type { Fetch } from './sdk.js';

/** Like `fetch` for text bodies; other bodies (files) are passed on to `fetch`. */
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
