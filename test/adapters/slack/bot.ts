// The adapter with the real SDK against the fake Slack, on the shipped knowledge; the basis of the end-to-end tests.
import { createSlack, type SlackParts } from '../../../src/adapters/slack/wire/adapter.js';
import { createApp } from '../../../src/app.js';
import type { Handle, Incoming } from '../../../src/ports.js';
import { appToken, botToken, type FakeSlack } from '../../fakes/slack/server.js';
import { createShippedEngine } from '../../fixtures/shipped.js';

export const engine = createShippedEngine();

type Fields = { readonly [name in 'id' | 'missing']?: unknown };
export type LogLine = { readonly level: string; readonly event: string; readonly fields: Fields };

/** Blocks requests that would leave this machine. */
export const loopbackFetch: typeof globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.hostname !== '127.0.0.1') throw new Error(`a request to ${url.host} would leave the machine`);
  return fetch(input, init);
};

export function createBot(
  slack: FakeSlack,
  { channelHistory = false, ...parts }: Partial<SlackParts> & { readonly channelHistory?: boolean } = {},
) {
  const app = createApp({ current: () => ({ engine }), allow: async () => true });
  const asked: Incoming[] = [];
  const log: LogLine[] = [];
  const waits: number[] = [];
  const write =
    (level: string) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      log.push({ level, event, fields });
    };
  const handle: Handle = async (incoming) => {
    asked.push(incoming);
    return app.handle(incoming);
  };
  const bot = createSlack({
    config: { type: 'socket', apiUrl: slack.apiUrl, botToken, appToken, channelHistory },
    handle,
    complete: app.complete,
    logger: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    clock: { now: Date.now },
    fetch: loopbackFetch,
    timing: { backoffMs: () => 20 },
    wait: async (ms) => {
      waits.push(ms);
    },
    timeoutMs: 300,
    ...parts,
  });
  return { bot, asked, log, waits, events: () => log.map(({ event }) => event) };
}

/** The element of a message with this label or action id, as a press sends it. */
export function elementOf(
  blocks: unknown,
  label: string,
): { readonly action_id: string; readonly value: string; readonly type: string } {
  const all = elementsOf(blocks).flatMap((element) => [
    element,
    ...(element.options ?? []).map((option) => ({ ...element, text: option.text, value: option.value })),
  ]);
  const found = all.find((element) => element.text?.text === label || element.action_id === label);
  if (found === undefined) throw new Error(`no ${label} among ${elementsOf(blocks).map((each) => each.text?.text)}`);
  return { action_id: found.action_id, value: found.value ?? '', type: found.type };
}

type Element = {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly text?: { readonly text: string };
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
};

export function elementsOf(blocks: unknown): readonly Element[] {
  return (blocks as readonly { readonly elements?: readonly Element[]; readonly accessory?: Element }[]).flatMap(
    ({ elements = [], accessory }) => [...elements, ...(accessory === undefined ? [] : [accessory])],
  );
}
