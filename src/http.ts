// The one HTTP server: health, playground and platform endpoints are routes that are tried in turn.
import type { EventEmitter } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from './errors.js';
import type { HttpRoutes, Logger } from './ports.js';

export type HttpServer = {
  /** Resolves with the address once it listens; rejects with an AppError if it can't. */
  readonly start: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Timeouts for clients, in milliseconds, and how many connections are allowed at once. */
export type HttpPatience = {
  /** For a request's headers, and for all of it. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** Between two requests on a connection. */
  readonly idleMs: number;
  /** How often to look for slow clients. */
  readonly checkMs: number;
  readonly connections: number;
};

// Nothing here takes long; a slower client is broken or hostile.
const defaultPatience: HttpPatience = {
  headersMs: 10_000,
  requestMs: 15_000,
  // A proxy reuses its connections. If we closed one first, a request already on its way would be reset and the proxy would answer 502. So our
  // timeout must exceed theirs: 60 s at AWS (docs.aws.amazon.com/elasticloadbalancing/latest/application/
  // edit-load-balancer-attributes.html) and nginx (nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive_timeout), 2 minutes
  // at Caddy (caddyserver.com/docs/caddyfile/directives/reverse_proxy), 5 at Oracle, 10 at Google
  // (cloud.google.com/load-balancing/docs/https/request-distribution). Idle connections block nobody: see `drop`.
  idleMs: 620_000,
  checkMs: 2_000,
  connections: 2_000,
};

export function createHttpServer(parts: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly HttpRoutes[];
  readonly logger: Logger;
  /** For tests, which use shorter times. */
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
  // The connection limit is reached: close idle ones, so that the next client gets in.
  server.on('drop', closeIdle);
  let stopping = false;
  // A connection whose request was still being answered at the stop would otherwise stay open until its idle timeout.
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
