// A proxy on loopback, like a company's: it accepts only CONNECT, with the right name and password, to hosts that exist nowhere else.
// Behind each is a fake platform with TLS.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createSecureServer, TLSSocket } from 'node:tls';

export type Certificate = { readonly key: string; readonly cert: string; readonly file: string };

/** A new certificate for these names; `file` exists until `remove`. Needs openssl. */
export function createCertificate(names: readonly string[]): Certificate & { readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-certificate-'));
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const { status, error, stderr } = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-nodes', '-days', '2', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-subj', '/CN=fakes', '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`],
      ...['-keyout', keyFile, '-out', file],
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`openssl: ${error?.message ?? stderr}`);
  const [key, cert] = [readFileSync(keyFile, 'utf8'), readFileSync(file, 'utf8')];
  return { key, cert, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

type Options = {
  readonly certificate: Certificate;
  /** The port on loopback behind each host's port 443. */
  readonly hosts: Readonly<Record<string, number>>;
  /** As `name:password`. */
  readonly login: string;
};

export async function startFakeProxy({ certificate, hosts, login }: Options) {
  const connections: string[] = [];
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    refused.push(`${request.method} ${request.url}`);
    response.writeHead(405, { allow: 'CONNECT' }).end();
  });
  server.on('connection', (socket) => keep(sockets, socket));
  server.on('connect', (request, stream, head) => {
    const socket = stream as Socket;
    const to = request.url ?? '';
    const end = (status: string): void => {
      refused.push(`${status} ${to}`);
      socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
    };
    const expected = `Basic ${Buffer.from(login).toString('base64')}`;
    if (request.headers['proxy-authorization'] !== expected) return end('407 Proxy Authentication Required');
    const port = to.endsWith(':443') ? hosts[to.slice(0, -':443'.length)] : undefined;
    if (port === undefined) return end('502 Bad Gateway');
    connections.push(to);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    secure(new TLSSocket(socket, { isServer: true, ...certificate }), port, sockets);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    /** Hosts and ports that were connected to, in order. */
    connections,
    /** Refused requests. */
    refused,
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** TLS on loopback in front of a port. */
export async function startSecure(certificate: Certificate, behind: number) {
  const sockets = new Set<Socket>();
  const server = createSecureServer({ ...certificate }, (socket) => secure(socket, behind, sockets));
  server.on('connection', (socket) => keep(sockets, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function secure(socket: TLSSocket, port: number, sockets: Set<Socket>): void {
  const behind = connect(port, '127.0.0.1');
  keep(sockets, behind);
  socket.on('error', () => behind.destroy()).on('close', () => behind.destroy());
  behind.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.pipe(behind).pipe(socket);
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
}
