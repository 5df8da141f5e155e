// The way out through a proxy: requests to https:// leave through it, but for the hosts that NO_PROXY names. Loaded only where there is one.
import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type Dispatcher, ProxyAgent, Agent as Straight, fetch as send } from 'undici';
import type { ProxyConfig } from '../../config.js';

export type OutgoingProxy = {
  /** As the global one. It rejects with the reason where the proxy refuses or cannot be reached. */
  readonly fetch: typeof globalThis.fetch;
  /** For sockets of undici. */
  readonly dispatcher: Dispatcher;
  /** For requests of Node's https module; undefined where the address is asked directly. */
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
    // Node's own fetch has an older undici, which cannot use this dispatcher; the two differ in their types alone.
    fetch: ((input, init) =>
      send(input as string, { ...(init as object), dispatcher }).catch((error: unknown) => {
        throw reasonOf(error);
      })) as typeof globalThis.fetch,
    dispatcher,
    agentFor: (address) => (leavesThroughProxy(address, except) ? agent : undefined),
  };
}

/**
 * Whether an address is asked through the proxy: each of https:// is, but where NO_PROXY has its host, a domain that it belongs to (with a
 * dot in front or without), or `*`. An entry may name a port.
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

// `fetch` hides the reason in causes of causes, where the log and the doctor would not see it.
function reasonOf(error: unknown): unknown {
  if (!(error instanceof Error) || !(error.cause instanceof Error)) return error;
  const reason = deepest(error.cause);
  const [, status] = /^Proxy response \((\d+)\)/.exec(reason.message) ?? [];
  return new Error(status === undefined ? reason.message : `the proxy answers ${status}`, { cause: reason });
}

function deepest(error: Error): Error {
  return error.cause instanceof Error ? deepest(error.cause) : error;
}
