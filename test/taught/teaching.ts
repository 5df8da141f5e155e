// Teaching on a real store, for tests: the app as the composition root assembles it, without a platform.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.js';
import { createDigest } from '../../src/digest/digest.js';
import type { Document } from '../../src/document/nodes.js';
import { renderPlain } from '../../src/document/plain.js';
import type { Target } from '../../src/document/target.js';
import type { Entry, Knowledge } from '../../src/engine/entry.js';
import { createQuickEngine } from '../../src/engine/quick.js';
import { createDesk } from '../../src/gaps/desk.js';
import type { CommandInput, Origin, Reply } from '../../src/ports.js';
import { createQuiz } from '../../src/quiz/quiz.js';
import { createStore } from '../../src/store/store.js';
import { createTaughtRoom, type TaughtRoomParts } from '../../src/taught/room.js';
import type { Poster } from '../../src/tips/ports.js';
import { createTips } from '../../src/tips/tips.js';
import { readTimezone } from '../../src/tips/zones.js';
import { createBot } from '../adapters/slack/bot.js';
import { watchGaps } from '../fakes/gaps.js';
import { createFakeLogger } from '../fakes/logger.js';
import { startFakeSlack } from '../fakes/slack/server.js';
import { createShippedEngine, readShipped } from '../fixtures/shipped.js';

export const knowledge = readShipped();
export const engine = createShippedEngine();
export const manager: Origin = { platform: 'discord', workspace: 'W1', channel: 'C1', user: '300300', manages: true };
export const member: Origin = { platform: 'discord', workspace: 'W1', channel: 'C1', user: '100100' };
export const elsewhere: Origin = { platform: 'discord', workspace: 'W2', channel: 'C2', user: '400400', manages: true };

export type Filled = Readonly<Record<string, string>>;
export const gpu: Filled = {
  question: 'How do I request a GPU?',
  ways: 'who hands out GPUs',
  answer: 'Ask the **platform team**; it takes two days.\n\n- one day to look\n- one day to set up',
  source: 'GPU handbook https://wiki.example.com/gpu',
};

/** Knowledge with only taught answers, as the bot makes an engine of it. */
export function besides(entries: readonly Entry[]): Knowledge {
  return { ...knowledge, entries, tips: [], beside: { outside: [], smallTalk: [] } };
}

/** A folder for a database that several processes share; removed with the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-taught-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a bot on a fake Slack, both of which end with the test. */
export async function runOnSlack(parts: Parameters<typeof createBot>[1]) {
  const slack = await startFakeSlack();
  const { bot, ...watched } = createBot(slack, parts);
  onTestFinished(async () => {
    await bot.stop();
    await slack.stop();
  });
  await bot.start();
  return { slack, bot, ...watched };
}

const current = () => ({ engine, knowledge });
let count = 0;

/** A process on a database; several calls on one file or server act as several processes. */
export function openProcess(
  url = 'sqlite::memory:',
  clock = { time: Date.UTC(2026, 5, 1) },
  tell?: TaughtRoomParts['tell'],
  posters: Map<string, Poster> = new Map(),
) {
  const logger = createFakeLogger();
  const store = createStore({ options: { url }, logger, clock: { now: () => clock.time } });
  onTestFinished(() => store.close());
  const { kept, settle } = watchGaps(store);
  const room = createTaughtRoom({
    store: kept,
    shipped: () => engine,
    make: (entries) => createQuickEngine(besides(entries)),
    adminUsers: ['99'],
    clock: { now: () => clock.time },
    logger,
    newId: () => {
      count += 1;
      return count.toString(16).padStart(10, '0');
    },
    readTimezone,
    tell,
    weekly: {
      set: (kind, wish) => tips.weekly.set(kind, wish),
      find: (kind, of) => tips.weekly.find(kind, of),
      stop: (kind, of) => tips.weekly.stop(kind, of),
    },
  });
  const desk = createDesk({
    current,
    store: kept,
    adminUsers: ['99'],
    retentionDays: 90,
    teaches: true,
    logger,
  });
  const quiz = createQuiz({ knowledge: () => knowledge, random: () => 0.5 });
  const digest = createDigest({
    store: kept,
    titleOf: async (where, id) =>
      knowledge.entries.find((entry) => entry.id === id)?.title ?? (await room.questionOf(where, id)),
    clock: { now: () => clock.time },
    logger,
  });
  const tips = createTips({
    store: store.tips,
    knowledge: () => knowledge,
    show: (id) => engine.show({ type: 'tip', id }).document,
    others: { quiz, digest: { ids: () => ['digest'], show: (_, where) => digest.show(where) } },
    posters,
    adminUsers: ['99'],
    zoneOf: room.zoneOf,
    clock: { now: () => clock.time },
    logger,
    random: () => 0.5,
    wait: async (ms) => {
      clock.time += ms;
    },
  });
  onTestFinished(() => tips.delivery.stop());
  const app = createApp({
    current,
    allow: async () => true,
    desk,
    taught: room.answering,
    manners: room.manners,
    actions: { ...room.actions, ...quiz.actions },
    note: digest.note,
    commands: {
      ...room.commands,
      'ai-tip': tips.commands,
      ...room.weeklyCommands({ quiz: quiz.show, digest: digest.show }),
    },
  });
  const ask = async (from: Origin, text: string): Promise<Reply> => {
    clock.time += 1;
    const reply = await app.handle({ type: 'question', from, text });
    await settle();
    return reply;
  };
  const press = (from: Origin, target: Target) => app.handle({ type: 'press', from, target });
  const command = (from: Origin, input: CommandInput, name = 'ai-teach') =>
    app.handle({ type: 'command', name, from, input });
  const type = (from: Origin, text: string) => command(from, { type: 'text', text });
  const fill = (from: Origin, id: string, values: Filled) => app.handle({ type: 'form', from, id, values });
  const teach = async (from: Origin, values: Filled) => {
    const preview = await fill(from, 'ai-teach:new', values);
    return press(from, targetOf(preview.document, 'Save'));
  };
  return { tips, digest, clock, store, logger, desk, room, app, ask, press, command, type, fill, teach };
}

export function targetOf(document: Document, label: string): Target {
  const found = choicesIn(document).find((choice) => choice.label === label);
  if (found === undefined) throw new Error(`no ${label} among ${choicesIn(document).map((choice) => choice.label)}`);
  return found.target;
}

export function choicesIn(document: Document) {
  return document.children.flatMap((block) => (block.type === 'choices' ? block.children : []));
}

export function plain({ document }: { readonly document: Document }): string {
  return renderPlain(document, { width: 200 });
}
