// A pooler such as PgBouncer in front of a real PostgreSQL: it rejects unknown startup parameters and passes on everything else.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

// What PgBouncer accepts: https://www.pgbouncer.org/config.html, "ignore_startup_parameters".
const known = [
  'client_encoding',
  'datestyle',
  'timezone',
  'standard_conforming_strings',
  'application_name',
  'user',
  'database',
];

/** Starts it in front of the server at this address; resolves with the address to connect to. */
export async function startFakePooler(
  url: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.once('data', (first) => {
      const unknown = namesIn(first).find((name) => !known.includes(name.toLowerCase()));
      if (unknown !== undefined) {
        client.end(refusal(`unsupported startup parameter: ${unknown}`));
        return;
      }
      const upstream = connect(Number(port), hostname);
      sockets.add(upstream);
      upstream.write(first);
      upstream.pipe(client).pipe(upstream);
      for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    });
    client.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(url);
  address.port = String((server.address() as AddressInfo).port);
  return {
    url: address.href,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html: a length, a version, then names and values, each ended by a zero.
function namesIn(startup: Buffer): readonly string[] {
  const words = startup.subarray(8).toString('utf8').split('\0');
  return words.filter((word, at) => at % 2 === 0 && word !== '');
}

function refusal(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
