// The script's requests to the server.
import type { Answer } from '../ports.js';

type FetchedAnswer =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failure'; readonly message: string };

const timeoutMs = 10_000;
const silent = 'The bot did not answer. Check that it is still running, then try again.';

/** The answer to a query of the page. Never rejects. */
export async function fetchAnswer(query: string): Promise<FetchedAnswer> {
  try {
    const response = await fetch(`/answer?${query}`, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    const body: unknown = await response.json();
    // Our own server sends it, so its types hold.
    if (response.ok) return { type: 'answer', answer: body as Answer };
    return { type: 'failure', message: messageIn(body) };
  } catch {
    return { type: 'failure', message: silent };
  }
}

/** Sends a vote and says what became of it. Never rejects. */
export async function sendVote(fields: FormData): Promise<{ readonly isNoted: boolean; readonly message: string }> {
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
  try {
    const response = await fetch('/vote', {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    return { isNoted: response.ok, message: messageIn(await response.json()) };
  } catch {
    return { isNoted: false, message: silent };
  }
}

function messageIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : silent;
}
