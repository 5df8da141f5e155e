// What all parts of Slack's SDK get: options for the Web API, and a logger.
import { LogLevel, type Logger as SdkLogger, type webApi } from '@slack/bolt';
import type { Logger } from '../../../ports.js';

/** How requests leave. For tests: another `fetch`, and less patience. */
export type Transport = { readonly fetch?: Fetch | undefined; readonly timeoutMs?: number | undefined };
export type Fetch = typeof globalThis.fetch;

const defaultTimeoutMs = 10_000;

/**
 * Options for one client, a new object on every call: the SDK writes into it, and once two clients share one, a message can go out
 * with another workspace's token. `headers` is never set for the same reason. No retries by the SDK: after a timeout they post a
 * message twice, and a limited call would hold up all others.
 */
export function clientOptions(apiUrl: string, transport: Transport = {}): webApi.WebClientOptions {
  const { fetch = globalThis.fetch, timeoutMs = defaultTimeoutMs } = transport;
  return {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // A response_url is written to without the client, and so without its timeout; a signal is not cheap enough to make one in vain.
    fetch: (url, init) => {
      const request = (init ?? {}) as RequestInit;
      return fetch(url, request.signal ? request : { ...request, signal: AbortSignal.timeout(timeoutMs) });
    },
  };
}

/** The SDK's warnings and errors in our log. Below that it tells what people write, which is not for a log. */
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

// Addresses of sockets and responses carry secrets.
function describe(part: unknown): string {
  const text = part instanceof Error ? part.message : String(part);
  return text.replace(
    /\b(?:wss?|https?):\/\/\S+/g,
    (url) => url.split(/[?#]/)[0]?.replace(/(\/(?:commands|actions)\/).*/, '$1…') ?? '',
  );
}
