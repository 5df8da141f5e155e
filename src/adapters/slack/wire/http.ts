// Slack over HTTP: passes signed requests at /slack/events to Bolt, and returns Bolt's acknowledgement as the response.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import * as v from 'valibot';
import type { Clock, HttpRoutes, Logger } from '../../../ports.js';
import { eventsPath, installPath } from '../in/commands.js';

/** In bytes, as in Bolt; Slack's own requests stay far below. */
const maxBody = 4 * 1024 * 1024;
/** In bytes, over all requests being read, so that a flood can't fill the memory. */
const maxBodies = 16 * maxBody;
/** docs.slack.dev/authentication/verifying-requests-from-slack; Bolt accepts any time in the future. */
const maxAgeMs = 5 * 60_000;
/** Slack waits three seconds. */
const ackMs = 2_900;

export type HttpParts = {
  readonly signingSecret: string;
  readonly receiver: HttpReceiver;
  readonly clock: Clock;
  /** The wall clock, compared with Slack's. */
  readonly wall: Clock;
  readonly logger: Logger;
  /** Whether work is accepted; if not, Slack resends the event. */
  readonly isOpen: () => boolean;
  /** Whether an event comes from somewhere the bot isn't installed. */
  readonly isStranger: (body: object) => boolean;
  readonly track: <T>(work: Promise<T>) => Promise<T>;
};

/** A receiver without a server of its own. */
type HttpReceiver = Receiver & { readonly process: (event: ReceiverEvent) => Promise<void> };

export function createHttpReceiver(): HttpReceiver {
  let app: App | undefined;
  return {
    init: (created) => {
      app = created;
    },
    start: async () => undefined,
    stop: async () => undefined,
    process: async (event) => app?.processEvent(event),
  };
}

export function createEventRoutes(parts: HttpParts): HttpRoutes {
  const room: Room = { left: maxBodies };
  const refused = createRefusals(parts);
  return async (request) => {
    if (new URL(request.url).pathname !== eventsPath) return undefined;
    if (request.method !== 'POST') return reply(405, { allow: 'POST' });
    if (!parts.isOpen()) return reply(503);
    const body = await readBody(request, room);
    if (body === 'too large') return reply(413);
    // Slack retries.
    if (body === 'no room') return reply(503, { 'retry-after': '1' });
    const isForm = mediaType(request) === 'application/x-www-form-urlencoded';
    const form = isForm ? new URLSearchParams(body.toString('utf8')) : undefined;
    // Slack's certificate check is unsigned and asks for nothing.
    if (form?.get('ssl_check') === '1') return reply(200);
    const signedAt = readSignature(request.headers, body, parts.signingSecret);
    const offMs = signedAt === undefined ? undefined : parts.wall.now() - signedAt;
    if (offMs === undefined || Math.abs(offMs) > maxAgeMs) {
      refused(offMs);
      return reply(401);
    }
    const payload = form === undefined ? parseObject(body.toString('utf8')) : readForm(form);
    if (payload === undefined) return reply(400);
    if (payload.type === 'url_verification') return Response.json({ challenge: payload.challenge });
    return dispatch(payload, request, parts);
  };
}

/** When Slack signed this body, in milliseconds since 1970; undefined if it didn't. */
function readSignature(headers: Headers, body: Uint8Array, secret: string): number | undefined {
  const timestamp = headers.get('x-slack-request-timestamp') ?? '';
  const signature = headers.get('x-slack-signature') ?? '';
  if (secret === '' || !/^\d{1,12}$/.test(timestamp)) return undefined;
  const expected = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  const [given, wanted] = [Buffer.from(signature), Buffer.from(expected)];
  const isGenuine = given.length === wanted.length && timingSafeEqual(given, wanted);
  return isGenuine ? Number(timestamp) * 1_000 : undefined;
}

type SlackPayload = v.InferOutput<typeof object>;

// The acknowledgement answers the request; the work continues afterwards.
function dispatch(body: SlackPayload, { headers, url }: Request, parts: HttpParts): Promise<Response> {
  const { receiver, logger, track, isStranger } = parts;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(reply(404)), ackMs);
    const answer = (response: Response): void => {
      clearTimeout(timer);
      resolve(response);
    };
    const work = receiver.process({
      body,
      ...retryOf(headers),
      ack: async (content: unknown) =>
        answer(
          content !== undefined && content !== ''
            ? acknowledged(content)
            : 'command' in body && isStranger(body)
              ? notInstalled(url)
              : reply(200),
        ),
    });
    const settled = work.then(
      // Nobody else would acknowledge it.
      () => answer(reply(404)),
      (error: unknown) => {
        logger.error('slack_event_failed', { error: error instanceof Error ? error.message : String(error) });
        answer(reply(500));
      },
    );
    void track(settled);
  });
}

// An unanswered command would look like a failure.
function notInstalled(url: string): Response {
  const address = new URL(installPath, url).href;
  return Response.json({
    response_type: 'ephemeral',
    text: `I am not installed in this workspace. Somebody who may install apps adds me at <${address}>.`,
  });
}

function retryOf(headers: Headers): Pick<ReceiverEvent, 'retryNum' | 'retryReason'> {
  const [num, reason] = [headers.get('x-slack-retry-num'), headers.get('x-slack-retry-reason')];
  return {
    ...(num !== null && /^\d+$/.test(num) ? { retryNum: Number(num) } : {}),
    ...(reason === null ? {} : { retryReason: reason }),
  };
}

function acknowledged(body: unknown): Response {
  return typeof body === 'string' ? new Response(body) : Response.json(body);
}

type Room = { left: number };

async function readBody(request: Request, room: Room): Promise<Buffer | 'too large' | 'no room'> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBody) return 'too large';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      room.left -= chunk.byteLength;
      if (size > maxBody) return 'too large';
      if (room.left < 0) return 'no room';
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    // The body is checked as it is read, and dropped if nobody signed it.
    room.left += size;
  }
}

const refusalsEveryMs = 60_000;

// A flood of refused requests must not become a flood of log lines.
function createRefusals({ logger, clock }: HttpParts): (offMs: number | undefined) => void {
  const everyMinute = (tell: (count: number, offMs: number) => void) => {
    let count = 0;
    let toldAt = Number.NEGATIVE_INFINITY;
    return (offMs: number): void => {
      count += 1;
      if (clock.now() - toldAt < refusalsEveryMs) return;
      tell(count, offMs);
      toldAt = clock.now();
      count = 0;
    };
  };
  const unsigned = everyMinute((count) => logger.warn('slack_signature_refused', { count }));
  const late = everyMinute((count, offMs) =>
    logger.error('slack_clock_off', {
      count,
      seconds: Math.round(offMs / 1_000),
      fix: "this machine's clock differs from Slack's by more than five minutes: set it (timedatectl set-ntp true); where it is right, somebody sends old requests again",
    }),
  );
  return (offMs) => (offMs === undefined ? unsigned(0) : late(offMs));
}

// Bolt refuses parameters such as "; charset=utf-8".
function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

// Interactions are JSON inside a form; commands are a form.
function readForm(form: URLSearchParams): SlackPayload | undefined {
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parseObject(payload);
}

// An array would become an object with numbered fields.
const object = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value)),
  v.looseObject({ type: v.optional(v.unknown()), challenge: v.optional(v.unknown()) }),
);

function parseObject(json: string): SlackPayload | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), object), json);
  return parsed.success ? parsed.output : undefined;
}

function reply(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers });
}
