// The web server against slow, large or many clients. Real sockets; tests wait for the server to close them.
import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpServer, type HttpPatience } from '../src/http.js';
import type { HttpRoutes } from '../src/ports.js';
import { createFakeLogger } from './fakes/logger.js';

const patience: HttpPatience = { headersMs: 100, requestMs: 200, idleMs: 100, checkMs: 20, connections: 20 };
const routes: HttpRoutes = async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === '/fails') throw new Error('no luck');
  if (pathname !== '/') return undefined;
  return new Response(request.method === 'POST' ? String((await request.arrayBuffer()).byteLength) : 'hello');
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const statusOf = (address: string) =>
  fetch(address).then(
    ({ status }) => status,
    () => 0,
  );

async function serve(more: Partial<HttpPatience> = {}, first: HttpRoutes = async () => undefined) {
  const logger = createFakeLogger();
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    routes: [first, routes],
    logger,
    patience: { ...patience, ...more },
  });
  const address = await server.start();
  stops.push(server.stop);
  return { address, port: Number(new URL(address).port), logger, stop: server.stop };
}

/** Opens a connection, writes, and resolves with the response once the server closes it. */
function talk(port: number, text: string): { readonly socket: Socket; readonly ended: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (data: string) => {
    answer += data;
  });
  socket.on('error', () => undefined);
  socket.write(text);
  return { socket, ended: new Promise((resolve) => socket.once('close', () => resolve(answer))) };
}

describe('the web server', () => {
  // Headers have their own time limit.
  const forHead = { requestMs: 300_000 };
  test.each<[string, string, Partial<HttpPatience>]>([
    ['sends the head of a request slowly', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: ', forHead],
    ['sends nothing', '', forHead],
    ['sends the body of a request slowly', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc', {}],
    ['sends a body without an end', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', {}],
  ])('hangs up on a client that %s, and answers others meanwhile', async (_, text, more) => {
    const { address, port } = await serve(more);
    const slow = Array.from({ length: 10 }, () => talk(port, text));
    expect(await (await fetch(address)).text()).toBe('hello');
    for (const answer of await Promise.all(slow.map(({ ended }) => ended)))
      expect(answer).toMatch(/^$|^HTTP\/1\.1 408/);
  });

  test('hangs up if nothing more is asked on a connection', async () => {
    const { port } = await serve();
    expect(await talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n').ended).toContain('hello');
  });

  test('keeps a connection for the next request for longer than a request may take', async () => {
    const { port } = await serve({ idleMs: 60_000 });
    const { socket, ended } = talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    // By now, a client that was too slow and came later has been disconnected.
    await once(socket, 'data');
    await talk(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na').ended;
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect((await ended).match(/hello/g)).toHaveLength(2);
  });

  test('waits longer between two requests than the proxies in front of it', async () => {
    const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: [routes], logger: createFakeLogger() });
    const response = await fetch(await server.start());
    stops.push(server.stop);
    const seconds = Number(/timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '')?.[1]);
    // Google's is the longest.
    expect(seconds).toBeGreaterThan(600);
  });

  test('hangs up on idle clients if there is no place for others', async () => {
    const { address, port } = await serve({ connections: 5, idleMs: 60_000 });
    const idle = Array.from({ length: 5 }, () => talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    await Promise.all(idle.map(({ socket }) => once(socket, 'data')));
    await expect.poll(() => statusOf(address)).toBe(200);
    for (const { ended } of idle) expect(await ended).toContain('hello');
  });

  test('stops when the last answer is out, and waits for no idle connection', async () => {
    const gate = new EventEmitter();
    const { port, stop } = await serve({ idleMs: 60_000, requestMs: 60_000 }, async (request) => {
      if (new URL(request.url).pathname !== '/held') return undefined;
      gate.emit('asked');
      await once(gate, 'answer');
      return new Response('late');
    });
    const idle = talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(idle.socket, 'data');
    const asked = once(gate, 'asked');
    const busy = talk(port, 'GET /held HTTP/1.1\r\nHost: x\r\n\r\n');
    await asked;
    const stopped = stop();
    expect(await idle.ended).toContain('hello');
    gate.emit('answer');
    expect(await busy.ended).toContain('late');
    await stopped;
  });

  test('refuses a head that is too large', async () => {
    const { port } = await serve();
    expect(await talk(port, `GET /?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`).ended).toMatch(
      /^HTTP\/1\.1 431/,
    );
  });

  test('refuses a request that two servers could read differently', async () => {
    const { port } = await serve();
    const smuggled =
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n';
    expect(await talk(port, smuggled).ended).toMatch(/^HTTP\/1\.1 400/);
  });

  test('takes no more connections than it can serve, and serves again once there is room', async () => {
    const { address, port } = await serve({ connections: 5, headersMs: 10_000, requestMs: 10_000 });
    const held = Array.from({ length: 5 }, () => talk(port, 'GET / HTTP/1.1\r\n'));
    await Promise.all(held.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
    await expect(fetch(address)).rejects.toThrow();
    for (const { socket } of held) socket.destroy();
    await expect.poll(() => statusOf(address)).toBe(200);
  });

  test('tells nothing of an error inside, but logs it', async () => {
    const { address, logger } = await serve();
    const response = await fetch(`${address}/fails`);
    expect([response.status, await response.text()]).toEqual([500, 'Something went wrong\n']);
    expect(logger.lines).toEqual([
      { level: 'error', event: 'http.failed', fields: { path: '/fails', error: 'Error: no luck' } },
    ]);
  });

  test('does not know other paths', async () => {
    const { address } = await serve();
    for (const path of ['/..%2f..%2fetc/passwd', '/.env', '//x'])
      expect((await fetch(address + path)).status).toBe(404);
  });
});
