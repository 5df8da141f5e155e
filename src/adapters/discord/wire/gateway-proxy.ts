// Sends the gateway's socket through a proxy. discord.js opens it with the package ws and passes no agent (discordjs/discord.js#10716); ws
// calls Node's https module for each connection, which is patched here to use one.
import https, { type RequestOptions } from 'node:https';
import type { OutgoingProxy } from '../../shared/proxy.js';

type HttpsRequest = (first: unknown, ...others: readonly unknown[]) => unknown;

/** From now on, WebSockets opened by ws go through the proxy if their host should; other requests are unaffected. */
export function leadGateway({ agentFor }: Pick<OutgoingProxy, 'agentFor'>): void {
  const request = https.request as HttpsRequest;
  const led: HttpsRequest = (first, ...others) => {
    const agent = isSocket(first) ? agentFor(addressOf(first)) : undefined;
    return agent === undefined
      ? request(first, ...others)
      : request({ ...(first as RequestOptions), agent }, ...others);
  };
  Object.assign(https, { request: led });
}

function isSocket(options: unknown): options is RequestOptions {
  if (typeof options !== 'object' || options === null || !('headers' in options)) return false;
  const { headers } = options;
  return typeof headers === 'object' && headers !== null && 'Upgrade' in headers && headers.Upgrade === 'websocket';
}

function addressOf({ host, port }: RequestOptions): URL {
  return new URL(`https://${host?.includes(':') === true ? `[${host}]` : host}:${port ?? ''}`);
}
