// Which host names are this bot's own. A foreign web page can point its own name here (DNS rebinding), and would then share the origin of
// what is served.
import { isIP } from 'node:net';
import type { HttpRoutes } from './ports.js';

// Names that can't exist on the public internet: loopback, single-label names as in a container network, and private networks
// (RFC 6761, RFC 6762, RFC 8375; "internal" is reserved by ICANN for private use).
const localNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|cluster\.local)$/;
const everyAddress = ['0.0.0.0', '::'];

/**
 * Whether a Host header names this machine, for a server that listens on `listensOn` (HOST). A numeric address can't be rebound, so it is
 * accepted if the server listens on all addresses, and so are local network names.
 */
export function isOwnHost(host: string, listensOn: string | undefined): boolean {
  const address = `http://${host}/`;
  if (!URL.canParse(address)) return false;
  const name = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name))
    return true;
  if (listensOn !== undefined && everyAddress.includes(listensOn))
    return isIP(name) !== 0 || !name.includes('.') || localNames.test(name);
  return name === listensOn?.toLowerCase();
}

// For whoever runs the bot.
const ownPaths = ['/healthz', '/readyz', '/metrics'];

/** Restricts routes that show the bot's health to its own hosts. */
export function forOwnHosts(routes: HttpRoutes, listensOn: string): HttpRoutes {
  return async (request) => {
    const { pathname, host } = new URL(request.url);
    if (!ownPaths.includes(pathname) || isOwnHost(request.headers.get('host') ?? host, listensOn))
      return routes(request);
    return new Response('This host name is not served here.\n', { status: 403 });
  };
}
