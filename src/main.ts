// The composition root: reads the environment, builds the parts, starts them, and stops on signals; nothing else.
import { randomBytes } from 'node:crypto';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { createPlayground } from './adapters/playground/adapter.js';
import { createApp } from './app.js';
import { mcpParts } from './bin/mcp-parts.js';
import { createOwnEngines } from './bin/own-engines.js';
import { playgroundParts } from './bin/playground-parts.js';
import { loadSettings } from './bin/settings.js';
import { platformVariables, secretsIn } from './config.js';
import { createDigest } from './digest/digest.js';
import { type AppError, describeError } from './errors.js';
import { createDesk } from './gaps/desk.js';
import { createRetention } from './gaps/retention.js';
import { createHttpServer } from './http.js';
import { createCurrent } from './knowledge/current.js';
import { subjectOf } from './knowledge/messages.js';
import { createLimits, createTotalLimit, noticeLimits } from './limits.js';
import { createHealthRoutes } from './observability/health.js';
import { createLogger } from './observability/logger.js';
import { createMask } from './observability/mask.js';
import { createMetrics } from './observability/metrics.js';
import { createOutput, type Output, standardOutput } from './observability/output.js';
import { forOwnHosts } from './own-host.js';
import type { Adapter, Vote } from './ports.js';
import { createQuiz } from './quiz/quiz.js';
import type { Signals } from './signals.js';
import { createStore } from './store/store.js';
import { createTaughtRoom } from './taught/room.js';
import type { Poster } from './tips/ports.js';
import { createTips } from './tips/tips.js';
import { readTimezone } from './tips/zones.js';
import { createTurns } from './turns.js';

// A platform that doesn't stop within this time is abandoned; the contract promises 10 s.
const stopWithinMs = 8_000;
// Time for the last log lines to be written.
const flushWithinMs = 500;
// One person trying things out; more is a program.
const perMinuteInPlayground = 240;
// Five characters a second for a minute; more is a program.
const typingPerMinute = 300;
// Nobody reads that fast.
const pressesPerMinute = 120;
// Most connect sooner; after that, the start goes on with what doesn't depend on it.
const connectWithinMs = 10_000;

// V8 lets the heap grow to several times its live size before it collects old objects, mostly rendered answers. With this it collects once
// the heap has grown by this many per cent, at the cost of a twentieth of the processor time (docs/benchmarks.md).
const heapGrowthPercent = 60;

async function main(signals: Signals, output: Output, exit: (code: number) => Promise<void>): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`);
  const config = loadSettings(process.env);
  const metrics = createMetrics();
  const logger = metrics.watch(
    createLogger(config.logLevel, process.stdout.isTTY === true, secretsIn(process.env), output),
  );
  output.onRoom((missing) => logger.warn('log_lines_dropped', { lines: missing }));
  const clock = { now: Date.now };
  const startedAt = Date.now() - performance.now();
  const steady = { now: () => startedAt + performance.now() };
  const served = await createCurrent(config.knowledgeDir, logger);
  const { current } = served;
  const store = createStore({ options: { url: config.databaseUrl }, key: config.databaseKey, logger, clock, steady });
  const { adminUsers, retentionDays } = config;
  const desk = createDesk({ current, store, adminUsers, retentionDays, teaches: true, logger });
  const posters = new Map<string, Poster>();
  const taught = createTaughtRoom({
    store,
    shipped: () => current().engine,
    ...createOwnEngines(() => current().knowledge, logger),
    adminUsers,
    clock,
    logger,
    newId: () => randomBytes(5).toString('hex'),
    readTimezone,
    weekly: {
      set: (kind, wish) => tips.weekly.set(kind, wish),
      find: (kind, of) => tips.weekly.find(kind, of),
      stop: (kind, of) => tips.weekly.stop(kind, of),
    },
    tell: async ({ platform, workspace }, person, document) => {
      await posters.get(platform)?.tell(workspace, person, document);
    },
  });
  const quiz = createQuiz({ knowledge: () => current().knowledge, random: Math.random });
  const digest = createDigest({
    store,
    titleOf: async (where, id) =>
      current().knowledge.entries.find((entry) => entry.id === id)?.title ?? (await taught.questionOf(where, id)),
    clock,
    logger,
  });
  const retention = createRetention({ people: store.people, days: retentionDays, clock, logger });
  const tips = createTips({
    store: store.tips,
    knowledge: () => current().knowledge,
    show: (id) => current().engine.show({ type: 'tip', id }).document,
    others: { quiz, digest: { ids: () => ['digest'], show: (_, where) => digest.show(where) } },
    posters,
    adminUsers: config.adminUsers,
    zoneOf: taught.zoneOf,
    clock,
    steady,
    logger,
    random: Math.random,
    wait: (ms, signal) =>
      ms === 0 ? breathe() : sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  });
  const turns = createTurns(steady);
  const app = createApp({
    current,
    desk,
    taught: taught.answering,
    manners: taught.manners,
    actions: { ...taught.actions, ...quiz.actions, ...tips.commands.actions },
    note: digest.note,
    commands: {
      ...taught.commands,
      'ai-tip': tips.commands,
      ...taught.weeklyCommands({ quiz: quiz.show, digest: digest.show }),
      'ai-gaps': { run: async ({ from }) => ({ document: await desk.showGaps(from), private: true }) },
    },
    allow: createLimits(config.limits),
    notices: createLimits(noticeLimits),
    allowBeside: createLimits({ user: pressesPerMinute, channel: 0, workspace: 0 }),
    turns,
    logger,
    logQuestions: config.logQuestions,
  });
  const proxy =
    config.proxy === undefined
      ? undefined
      : (await import('./adapters/shared/proxy.js')).createOutgoingProxy(config.proxy);
  const feedback = async (vote: Vote): Promise<void> => {
    digest.voted(vote, await desk.vote(vote));
  };
  const parts = { ...app, proxy, feedback, answers: store.answers, logger, clock: steady };

  let ended = (_: AppError): void => undefined;
  // The SDKs are slow to load, so only those of platforms that are on are loaded.
  const discord =
    config.discord === undefined
      ? []
      : [
          (await import('./adapters/discord/wire/adapter.js')).createDiscord({
            config: config.discord,
            ...parts,
            subject: () => subjectOf(current().knowledge),
            membership: taught.membership,
            welcome: taught.welcome,
            helps: taught.helps,
            hides: taught.hides,
            allowTyping: createLimits({ user: typingPerMinute, channel: 0, workspace: 0 }),
            onEnded: (problem) => ended(problem),
          }),
        ];
  const slack =
    config.slack === undefined
      ? []
      : [
          (await import('./adapters/slack/wire/adapter.js')).createSlack({
            config: config.slack,
            ...parts,
            wall: clock,
            installations: taught.watch(store.installations),
            // A SQLite file belongs to one process, which remembers what it has answered.
            ...(config.databaseUrl.startsWith('sqlite:') ? {} : { events: store.events }),
            helps: taught.helps,
            homeSections: tips.commands.sections,
          }),
        ];
  const adapters: readonly Adapter[] = [...discord, ...slack];
  // A token has many users, as a workspace has. Nothing they ask is stored.
  const mcpApp = createApp({
    current,
    taught: taught.answering,
    allow: createLimits({ user: config.limits.workspace, channel: 0, workspace: 0 }),
    turns,
    logger,
    logQuestions: config.logQuestions,
  });
  const mcp =
    config.mcp === undefined
      ? []
      : [
          (await import('./adapters/mcp/wire/adapter.js')).createMcp(
            mcpParts(mcpApp, served, logger),
            config.mcp,
            config.host,
          ),
        ];
  for (const { announce } of mcp) served.onReplaced(announce);
  const playground = createPlayground({
    // Playground users are unknown, and any page may lead a browser there, so nothing is stored.
    handle: createApp({
      current,
      desk: { ...desk, note: () => undefined },
      allow: createTotalLimit(perMinuteInPlayground),
      logger,
    }).handle,
    ...playgroundParts(current, feedback),
    host: config.host,
    logger,
  });
  const routes = [
    forOwnHosts(createHealthRoutes(adapters, store, steady), config.host),
    forOwnHosts(metrics.routes(adapters, steady, output.dropped), config.host),
    ...[...slack, ...mcp].map(({ routes }) => routes),
    ...(config.playground ? [playground] : []),
  ];
  const server = createHttpServer({ host: config.host, port: config.port, routes, logger });

  let isStopping = false;
  const stop = async (signal: string, code = 0) => {
    isStopping = true;
    logger.info('stopping', { signal });
    setTimeout(() => {
      logger.warn('stopped_late', { afterMs: stopWithinMs });
      void exit(code);
    }, stopWithinMs).unref();
    await Promise.allSettled([
      served.close(),
      tips.delivery.stop(),
      ...[...adapters, ...mcp].map((each) => each.stop()),
      server.stop(),
    ]);
    retention.stop();
    await digest.settle();
    await store.close();
    await exit(code);
  };
  // The other platforms go on; without any there is nothing left to do.
  ended = (problem) => {
    logger.error('discord_ended', { problem: problem.message });
    if (isStopping || adapters.length > 1) return;
    console.error(createMask(secretsIn(process.env))(describeError(problem)));
    void stop('discord_ended', 1);
  };
  signals.onStop((signal) => void stop(signal));
  signals.onReload((signal) => void served.reload(signal));
  // A bug in a platform's SDK must not take the others down.
  process.on('unhandledRejection', (error) => logger.error('unhandled', { error: String(error) }));

  const address = await server.start();
  if (config.playground) output.write(`Playground: ${address}\n`);
  if (config.mcp !== undefined) output.write(`MCP: ${address}/mcp\n`);
  for (const [platform, variables] of Object.entries(platformVariables)) {
    if (!adapters.some(({ name }) => name === platform.toLowerCase()))
      output.write(`${platform} is off: set ${variables} to turn it on\n`);
  }
  // Opens the database and logs if it can't be: questions are answered without it.
  await store.health();
  retention.start();
  if (adapters.length > 0) tips.delivery.start();
  // An unreachable platform must not hold up tips on another, or changes of the knowledge.
  const connecting = Promise.all(
    [...discord, ...slack].map(async ({ name, start, poster }) => {
      await start();
      tips.connect(name, poster);
    }),
  ).then(() => {
    const platforms = adapters.map(({ name }) => name);
    if (!isStopping) logger.info('started', { address, entries: current().knowledge.entries.length, platforms });
  });
  await Promise.race([connecting, sleep(connectWithinMs, undefined, { ref: false })]);
  await Promise.all([connecting, served.watch()]);
}

/** Starts the bot; if it can't, says why and ends the process. */
export async function start(signals: Signals): Promise<void> {
  const output = createOutput(standardOutput(process.stdout));
  const exit = async (code: number): Promise<void> => {
    await output.flush(flushWithinMs);
    process.exit(code);
  };
  await main(signals, output, exit).catch(async (error: unknown) => {
    console.error(createMask(secretsIn(process.env))(describeError(error)));
    await exit(1);
  });
}
