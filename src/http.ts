// The one HTTP server: health, playground and what platforms need are routes that are tried in turn.
import type { EventEmitter } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from './errors.js';
import type { HttpRoutes, Logger } from './ports.js';

export type HttpServer = {
  /** Resolves with the address once it listens; rejects with an AppError where it can't. */
  readonly start: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** How long a client may take, in milliseconds, and how many there may be at once. */
export type HttpPatience = {
  /** For the head of a request, and for all of it. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** Between two requests on one connection. */
  readonly idleMs: number;
  /** How often slow ones are looked for. */
  readonly checkMs: number;
  readonly connections: number;
};

// Nothing here takes long; a client that is slower than this is broken or hostile.
const defaultPatience: HttpPatience = {
  headersMs: 10_000,
  requestMs: 15_000,
  // A proxy in front keeps connections and reuses them. Where this end closes one first, a request that is on its way meets a reset, and
  // the proxy answers 502. So it has to outlive theirs: 60 s at AWS (docs.aws.amazon.com/elasticloadbalancing/latest/application/
  // edit-load-balancer-attributes.html) and nginx (nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive_timeout), 2 minutes
  // at Caddy (caddyserver.com/docs/caddyfile/directives/reverse_proxy), 5 at Oracle, 10 at Google
  // (cloud.google.com/load-balancing/docs/https/request-distribution). Idle connections take no place from others: see `drop`.
  idleMs: 620_000,
  checkMs: 2_000,
  connections: 2_000,
};

export function createHttpServer(parts: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly HttpRoutes[];
  readonly logger: Logger;
  /** For tests, which have less. */
  readonly patience?: HttpPatience;
}): HttpServer {
  const { host, port, routes, logger, patience = defaultPatience } = parts;
  const fetch = async (request: Request): Promise<Response> => {
    try {
      for (const route of routes) {
        const response = await route(request);
        if (response !== undefined) return response;
      }
      return new Response('Not found\n', { status: 404 });
    } catch (error) {
      logger.error('http.failed', { path: new URL(request.url).pathname, error: String(error) });
      return new Response('Something went wrong\n', { status: 500 });
    }
  };
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      requestTimeout: patience.requestMs,
      headersTimeout: patience.headersMs,
      keepAliveTimeout: patience.idleMs,
      connectionsCheckingInterval: patience.checkMs,
    },
  });
  server.maxConnections = patience.connections;
  const closeIdle = () => {
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  };
  // All places are taken: those who ask nothing give up theirs, so that who comes next finds one.
  server.on('drop', closeIdle);
  let stopping = false;
  // A connection whose request was still being answered when the server stopped would otherwise stay open until it is idle for too long.
  server.on('request', (_: unknown, response: EventEmitter) => {
    response.once('close', () => {
      if (stopping) closeIdle();
    });
  });
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
        server.listen(port, host, () => resolve(addressOf(server.address() as AddressInfo)));
      }),
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        server.close(() => resolve());
        closeIdle();
      }),
  };
}

function addressOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  if (error.code === 'EADDRINUSE') {
    return new AppError(
      'portInUse',
      `Port ${port} is taken by another process: stop that one, or set PORT to a free port (PORT=0 takes any)`,
    );
  }
  if (error.code === 'EACCES')
    return new AppError('listen', `Port ${port} needs more rights: set PORT to a number above 1023`);
  return new AppError(
    'listen',
    `The web server cannot listen on ${host}:${port} (${error.code ?? error.message}): check HOST and PORT`,
    { cause: error },
  );
}
