// Options and a logger for all parts of Slack's SDK.
import { LogLevel, type Logger as SdkLogger, type webApi } from '@slack/bolt';
import type { Logger } from '../../../ports.js';

/** How requests are sent. For tests: another `fetch`, and shorter timeouts. */
export type Transport = { readonly fetch?: Fetch | undefined; readonly timeoutMs?: number | undefined };
export type Fetch = typeof globalThis.fetch;

const defaultTimeoutMs = 10_000;

/**
 * Options for one client, a new object on every call: the SDK writes into it, and if two clients shared one, a message could go out with
 * another workspace's token. `headers` is never set for the same reason. The SDK's retries are off: after a timeout they would post a
 * message twice, and one rate-limited call would hold up all others.
 */
export function clientOptions(apiUrl: string, transport: Transport = {}): webApi.WebClientOptions {
  const { fetch = globalThis.fetch, timeoutMs = defaultTimeoutMs } = transport;
  return {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // A response_url is called without the client, and so without its timeout. A signal is costly, so it is made only when needed.
    fetch: (url, init) => {
      const request = (init ?? {}) as RequestInit;
      return fetch(url, request.signal ? request : { ...request, signal: AbortSignal.timeout(timeoutMs) });
    },
  };
}

/** The SDK's warnings and errors in our log. Lower levels contain what people write, which must not be logged. */
export function sdkLogger(logger: Logger): SdkLogger {
  const write =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) =>
      logger[level]('slack_sdk', { message: parts.map(describe).join(' ').slice(0, maxMessage) });
  return {
    debug: () => {},
    info: () => {},
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

const maxMessage = 500;

// The addresses of sockets and responses contain secrets.
function describe(part: unknown): string {
  const text = part instanceof Error ? part.message : String(part);
  return text.replace(
    /\b(?:wss?|https?):\/\/\S+/g,
    (url) => url.split(/[?#]/)[0]?.replace(/(\/(?:commands|actions)\/).*/, '$1…') ?? '',
  );
}
