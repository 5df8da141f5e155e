// A Discord on loopback: REST and gateway, as strict as Discord. Every request is checked against Discord's specification (if the file is
// available) and our own rules; `fault` makes requests go wrong.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway, type GatewayOptions } from './gateway.js';
import { applicationId, type Interaction } from './people.js';
import { type Answer, createRest } from './rest.js';

export type Recorded = {
  readonly method: string;
  readonly path: string;
  readonly body: never;
  readonly status: number;
  readonly type?: number;
};

/** What happens to the next `times` matching requests: a given answer, a delay, silence, or a cut connection. */
export type Fault = {
  readonly method?: string;
  readonly path: RegExp;
  readonly times?: number;
  /** Whether Discord does what was asked before the failure. */
  readonly lands?: boolean;
} & (
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly type: 'cut' | 'silent' }
);

export type FakeDiscord = Awaited<ReturnType<typeof startFakeDiscord>>;

export const token = 'MTIz.fake.token';

export async function startFakeDiscord(
  options: Partial<GatewayOptions> & {
    readonly commands?: readonly unknown[];
    readonly shards?: number;
    readonly application?: object;
    readonly servers?: readonly object[];
    /** Whether every request is checked; off for benches, so that the fake costs no time. */
    readonly checks?: boolean;
    /** How long an interaction can be answered. */
    readonly lifeMs?: number;
    /** How many of the bot's messages it remembers, for benches; all by default. */
    readonly keep?: number;
    /** The gateway address it announces, as wss://HOST; its own by default. */
    readonly gatewayAddress?: string;
  } = {},
) {
  const recorded: Recorded[] = [];
  const faults: { readonly fault: Fault; left: number }[] = [];
  const watchers = new Set<() => void>();
  const silent = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      problems.push(`the fake failed: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = options.gatewayAddress ?? `ws://127.0.0.1:${port}`;
  const gateway = createGateway(server, () => gatewayUrl, {
    token,
    applicationId,
    heartbeatMs: 41_250,
    grantedIntents: 4609,
    guilds: [],
    ...options,
  });
  const rest = createRest({
    gatewayUrl,
    token,
    shards: options.shards ?? 1,
    commands: options.commands ?? [],
    checks: options.checks ?? true,
    application: options.application ?? {},
    guilds: options.servers ?? [],
    lifeMs: options.lifeMs ?? 3000,
    ...(options.keep === undefined ? {} : { keep: options.keep }),
  });
  const { problems } = rest;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const path = decodeURIComponent(pathname.replace(/^\/api(?:\/v\d+)?/, ''));
    const method = request.method ?? 'GET';
    const text = await readBody(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const fault = takeFault(method, path);
    const answer =
      fault === undefined || fault.lands === true
        ? rest.answer({ method, path, body, query: searchParams, authorization: request.headers.authorization })
        : { status: 0 };
    const record = (status: number): void => {
      const type =
        typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'number'
          ? { type: body.type }
          : {};
      recorded.push({ method, path, body: body as never, status, ...type });
      for (const watcher of watchers) watcher();
    };
    if (fault === undefined) return finish(response, answer, record);
    if (fault.type === 'answer') {
      finish(
        response,
        { status: fault.status, body: fault.body ?? { message: 'fault', code: 0 }, headers: fault.headers ?? {} },
        record,
      );
      return;
    }
    if (fault.type === 'cut') {
      record(0);
      request.socket.destroy();
      return;
    }
    record(0);
    silent.add(response);
  };

  const takeFault = (method: string, path: string): Fault | undefined => {
    const found = faults.find(
      ({ fault, left }) => left > 0 && (fault.method ?? method) === method && fault.path.test(path),
    );
    if (found !== undefined) found.left -= 1;
    return found?.fault;
  };

  const requests = (method: string, path: RegExp): readonly Recorded[] =>
    recorded.filter((each) => each.method === method && path.test(each.path));

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    port,
    recorded,
    /** Everything that Discord or our own rules would have refused. */
    problems,
    gateway,
    requests,
    fault: (fault: Fault): void => {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    /** The `count`th matching request (from 1), once it was answered. */
    request: (method: string, path: RegExp, count = 1): Promise<Recorded> =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = requests(method, path)[count - 1];
          if (found === undefined) return;
          watchers.delete(check);
          resolve(found);
        };
        watchers.add(check);
        check();
      }),
    /** Makes a person do something: the interaction is known from then on, and can be answered for three seconds. */
    interact: (interaction: Interaction): Interaction => {
      rest.expect(interaction);
      gateway.dispatch('INTERACTION_CREATE', interaction);
      return interaction;
    },
    /** The messages that the bot posted and did not delete, oldest first. */
    messages: rest.messages,
    commands: rest.commands,
    /** How many messages resulted from an interaction. */
    answersTo: rest.answersTo,
    /** How many messages answer a message. */
    repliesTo: rest.repliesTo,
    /** Called whenever a request was answered. */
    watch: (listener: () => void) => watchers.add(listener),
    /** Special states of channels, by id. */
    channels: rest.channels,
    message: (content: { readonly id: string }): void => gateway.dispatch('MESSAGE_CREATE', content),
    close: async (): Promise<void> => {
      gateway.close();
      for (const response of silent) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function finish(
  response: ServerResponse,
  { status, body, headers = {} }: Answer,
  record: (status: number) => void,
): void {
  const limits = {
    'X-RateLimit-Limit': '50',
    'X-RateLimit-Remaining': '49',
    'X-RateLimit-Reset-After': '1',
    'X-RateLimit-Bucket': 'bucket',
  };
  if (body === undefined) response.writeHead(status, { ...limits, ...headers }).end();
  else
    response.writeHead(status, { ...limits, 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  record(status);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
