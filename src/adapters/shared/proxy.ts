// Outgoing HTTPS through a proxy, except for hosts in NO_PROXY. Loaded only if a proxy is set.
import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type Dispatcher, ProxyAgent, Agent as Straight, fetch as send } from 'undici';
import type { ProxyConfig } from '../../config.js';

export type OutgoingProxy = {
  /** Like the global one. Rejects with the reason if the proxy refuses or can't be reached. */
  readonly fetch: typeof globalThis.fetch;
  /** For undici's sockets. */
  readonly dispatcher: Dispatcher;
  /** For requests of Node's https module; undefined if the address bypasses the proxy. */
  readonly agentFor: (address: URL) => Agent | undefined;
};

export function createOutgoingProxy({ url, except }: ProxyConfig): OutgoingProxy {
  const proxied = new ProxyAgent(url);
  const agent = new HttpsProxyAgent(url);
  const dispatcher = new Straight().compose(
    (direct) => (options, handler) =>
      leavesThroughProxy(new URL(options.origin ?? ''), except)
        ? proxied.dispatch(options, handler)
        : direct(options, handler),
  );
  return {
    // Node's own fetch uses an older undici that can't use this dispatcher; the two differ only in their types.
    fetch: ((input, init) =>
      send(input as string, { ...(init as object), dispatcher }).catch((error: unknown) => {
        throw reasonOf(error);
      })) as typeof globalThis.fetch,
    dispatcher,
    agentFor: (address) => (leavesThroughProxy(address, except) ? agent : undefined),
  };
}

/**
 * Whether an address goes through the proxy: every https:// one does unless NO_PROXY has its host, a parent domain (with or without a
 * leading dot), or `*`. An entry may name a port.
 */
export function leavesThroughProxy({ protocol, hostname, port }: URL, except: readonly string[]): boolean {
  if (protocol !== 'https:' && protocol !== 'wss:') return false;
  return !except.some((entry) => {
    const [, host = entry, onlyPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const name = host.toLowerCase().replace(/^\*?\./, '');
    if (onlyPort !== undefined && onlyPort !== (port || '443')) return false;
    return name === '*' || hostname === name || hostname.endsWith(`.${name}`);
  });
}

// `fetch` buries the reason in nested causes, where the log and the doctor wouldn't see it.
function reasonOf(error: unknown): unknown {
  if (!(error instanceof Error) || !(error.cause instanceof Error)) return error;
  const reason = deepest(error.cause);
  const [, status] = /^Proxy response \((\d+)\)/.exec(reason.message) ?? [];
  return new Error(status === undefined ? reason.message : `the proxy answers ${status}`, { cause: reason });
}

function deepest(error: Error): Error {
  return error.cause instanceof Error ? deepest(error.cause) : error;
}
