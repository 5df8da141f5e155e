// Which names of hosts are this bot's own. A web page elsewhere can let its own name point here (DNS rebinding), and would then be of the same
// origin as what is served.
import { isIP } from 'node:net';
import type { HttpRoutes } from './ports.js';

// Names that nobody on the internet can have: those of loopback, of one label as in a container's network, and of private networks
// (RFC 6761, RFC 6762, RFC 8375; "internal" is reserved by ICANN for private use).
const localNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|cluster\.local)$/;
const everyAddress = ['0.0.0.0', '::'];

/**
 * Whether a Host header names this machine for a server that listens on `listensOn` (HOST). An address in numbers cannot be rebound, and is fine where
 * the server listens on all of them, as are names of the own network.
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

// What is for whoever runs the bot.
const ownPaths = ['/healthz', '/readyz', '/metrics'];

/** Routes that show how the bot does, to its own hosts alone. */
export function forOwnHosts(routes: HttpRoutes, listensOn: string): HttpRoutes {
  return async (request) => {
    const { pathname, host } = new URL(request.url);
    if (!ownPaths.includes(pathname) || isOwnHost(request.headers.get('host') ?? host, listensOn))
      return routes(request);
    return new Response('This host name is not served here.\n', { status: 403 });
  };
}
