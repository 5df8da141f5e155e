// The gateway of the fake Discord: resumable sessions, heartbeats, and methods that cause connection faults.
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { selfUser, snowflake } from './people.js';

type Packet = { readonly op: number; readonly d: unknown; readonly s: number | null; readonly t: string | null };
type Session = {
  readonly id: string;
  readonly shard: number;
  readonly log: Packet[];
  seq: number;
  socket: WebSocket | undefined;
};

export type GatewayOptions = {
  readonly token: string;
  readonly applicationId: string;
  readonly heartbeatMs: number;
  /** Closes each new connection with this code after it identifies. */
  readonly closeOnIdentify?: number;
  /** The intents that the application may request. */
  readonly grantedIntents: number;
  readonly guilds: readonly string[];
};

export type Gateway = ReturnType<typeof createGateway>;

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  ack: 11,
} as const;

export function createGateway(server: Server, urlOf: () => string, options: GatewayOptions) {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  const log: { readonly type: 'connect' | 'identify' | 'resume' | 'heartbeat' | 'close'; readonly detail: unknown }[] =
    [];
  const listeners = new Set<() => void>();
  let acknowledges = true;
  let refusesResume = false;
  let refusesSockets = false;
  const note = (type: (typeof log)[number]['type'], detail: unknown): void => {
    log.push({ type, detail });
    for (const listener of listeners) listener();
  };
  const send = (socket: WebSocket | undefined, packet: Packet): void => {
    if (socket?.readyState === 1) socket.send(JSON.stringify(packet));
  };
  const dispatchTo = (session: Session, t: string, d: unknown): void => {
    session.seq += 1;
    const packet = { op: op.dispatch, d, s: session.seq, t };
    session.log.push(packet);
    send(session.socket, packet);
  };

  sockets.on('connection', (socket, request) => {
    if (refusesSockets) {
      socket.terminate();
      return;
    }
    let session: Session | undefined;
    note('connect', request.url);
    send(socket, { op: op.hello, d: { heartbeat_interval: options.heartbeatMs }, s: null, t: null });
    socket.on('close', (code) => {
      note('close', code);
      if (session?.socket === socket) session.socket = undefined;
      // A client that closes normally ends its session.
      if (session !== undefined && (code === 1000 || code === 1001)) sessions.delete(session.id);
    });
    socket.on('error', () => undefined);
    socket.on('message', (raw) => {
      const packet = JSON.parse(String(raw)) as { readonly op: number; readonly d: never };
      if (packet.op === op.heartbeat) {
        note('heartbeat', packet.d);
        if (acknowledges) send(socket, { op: op.ack, d: null, s: null, t: null });
      } else if (packet.op === op.identify) {
        session = identify(socket, packet.d);
      } else if (packet.op === op.resume) {
        session = resume(socket, packet.d);
      }
    });
  });

  const identify = (
    socket: WebSocket,
    data: { readonly token: string; readonly intents: number; readonly shard?: readonly number[] },
  ): Session | undefined => {
    note('identify', data);
    const refusal =
      data.token !== options.token
        ? 4004
        : (data.intents & ~options.grantedIntents) !== 0
          ? 4014
          : options.closeOnIdentify;
    if (refusal !== undefined) {
      socket.close(refusal);
      return undefined;
    }
    const session: Session = { id: `session-${snowflake()}`, shard: data.shard?.[0] ?? 0, log: [], seq: 0, socket };
    sessions.set(session.id, session);
    dispatchTo(session, 'READY', {
      v: 10,
      user: selfUser(options.applicationId),
      guilds: options.guilds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${urlOf()}/resume`,
      shard: data.shard ?? [0, 1],
      application: { id: options.applicationId, flags: 0 },
    });
    return session;
  };

  const resume = (
    socket: WebSocket,
    data: { readonly session_id: string; readonly seq: number },
  ): Session | undefined => {
    note('resume', data);
    const session = sessions.get(data.session_id);
    if (session === undefined || refusesResume) {
      send(socket, { op: op.invalidSession, d: false, s: null, t: null });
      return undefined;
    }
    session.socket = socket;
    for (const packet of session.log.filter(({ s }) => (s ?? 0) > data.seq)) send(socket, packet);
    dispatchTo(session, 'RESUMED', {});
    return session;
  };

  const all = (): readonly Session[] => [...sessions.values()];
  return {
    log,
    /** Resolves when the log has `count` lines of a type, counted from the start. */
    reached: (type: (typeof log)[number]['type'], count: number): Promise<void> =>
      new Promise((resolve) => {
        const check = (): void => {
          if (log.filter((line) => line.type === type).length < count) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
      }),
    dispatch: (t: string, d: unknown): void => {
      const [session] = all();
      if (session !== undefined) dispatchTo(session, t, d);
    },
    /** The number of the last event. */
    sequence: (): number => all()[0]?.seq ?? 0,
    /** Resends the last event with its old number, as after a resume whose sequence was lost. */
    replay: (t: string): void => {
      for (const session of all()) {
        const packet = session.log.filter((each) => each.t === t).at(-1);
        if (packet !== undefined) send(session.socket, packet);
      }
    },
    sendRaw: (text: string): void => {
      for (const { socket } of all()) socket?.send(text);
    },
    askToReconnect: (): void => {
      for (const { socket } of all()) send(socket, { op: op.reconnect, d: null, s: null, t: null });
    },
    invalidate: (resumable: boolean): void => {
      for (const session of all()) {
        if (!resumable) sessions.delete(session.id);
        send(session.socket, { op: op.invalidSession, d: resumable, s: null, t: null });
      }
    },
    kill: (): void => {
      for (const { socket } of all()) socket?.terminate();
    },
    refuseResume: (refuses: boolean): void => {
      refusesResume = refuses;
    },
    refuseSockets: (refuses: boolean): void => {
      refusesSockets = refuses;
    },
    stopAcknowledging: (): void => {
      acknowledges = false;
    },
    /** Ends every session with a code. */
    endWith: (code: number): void => {
      for (const { socket } of sessions.values()) socket?.close(code);
    },
    close: (): void => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
