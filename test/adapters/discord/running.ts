// The bot on a fake Discord, for one test: the real discord.js, the real knowledge.
import { onTestFinished } from 'vitest';
import { createDiscord, type DiscordParts } from '../../../src/adapters/discord/wire/adapter.js';
import { createApp } from '../../../src/app.js';
import { type FakeDiscord, startFakeDiscord, token } from '../../fakes/discord/server.js';
import { createShippedEngine, readShipped } from '../../fixtures/shipped.js';

export const knowledge = readShipped();
export const engine = createShippedEngine();
export const app = createApp({ current: () => ({ engine }), allow: async () => true });

export type LogLine = {
  readonly level: string;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export function createTestLogger() {
  const lines: LogLine[] = [];
  const write =
    (level: string) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      lines.push({ level, event, fields });
    };
  return { lines, logger: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') } };
}

type Options = {
  readonly fake?: Parameters<typeof startFakeDiscord>[0];
  readonly config?: Partial<DiscordParts['config']>;
} & Partial<Omit<DiscordParts, 'config'>>;

/** A fake and a bot that isn't started yet. Both end with the test. */
export async function prepare({ fake: fakeOptions, config, ...parts }: Options = {}) {
  const fake: FakeDiscord = await startFakeDiscord(fakeOptions);
  const { lines, logger } = createTestLogger();
  const discord = createDiscord({
    config: { token, apiUrl: fake.apiUrl, ...config },
    handle: app.handle,
    complete: app.complete,
    logger,
    clock: { now: Date.now },
    ...parts,
  });
  onTestFinished(async () => {
    await discord.stop();
    await fake.close();
  });
  return { fake, discord, lines };
}

/** The same, started and with its commands registered. */
export async function run(options: Options = {}) {
  const running = await prepare(options);
  await running.discord.start();
  await running.fake.request('PUT', /commands$/);
  return running;
}

type Component = {
  readonly type: number;
  readonly content?: string;
  readonly label?: string;
  readonly custom_id?: string;
  readonly components?: readonly Component[];
  readonly options?: readonly { readonly label: string; readonly value: string }[];
};

/** Every component of a message, nested ones too. */
export function componentsOf(message: { readonly components?: unknown }): readonly Component[] {
  const flatten = (list: readonly Component[]): readonly Component[] =>
    list.flatMap((each) => [each, ...flatten(each.components ?? [])]);
  return flatten((message.components ?? []) as readonly Component[]);
}

/** All words of a message. */
export function wordsOf(message: { readonly components?: unknown; readonly content?: unknown }): string {
  const content = typeof message.content === 'string' ? [message.content] : [];
  return [...content, ...componentsOf(message).flatMap((each) => each.content ?? [])].join('\n');
}

/** The id of the button with a label. */
export function buttonOf(message: { readonly components?: unknown }, label: string): string {
  const all = componentsOf(message);
  const found =
    all.find((each) => each.label === label)?.custom_id ??
    all.flatMap(({ options = [] }) => options).find((each) => each.label === label)?.value;
  if (found === undefined) throw new Error(`There is no button "${label}"`);
  return found;
}
