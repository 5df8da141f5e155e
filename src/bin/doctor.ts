// npm run doctor [-- --json]: checks everything the bot needs and says what is wrong, where to change it, and by which link or command. Exit
// code 0 when nothing is bad. Never prints a secret.
import { parseArgs, styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import { allCommands, commandsOn } from '../adapters/discord/in/all-commands.js';
import { createOutgoingProxy, type OutgoingProxy } from '../adapters/shared/proxy.js';
import { type Config, readConfig, secretsIn } from '../config.js';
import { examineDiscord, readSelf } from '../doctor/discord.js';
import type { Ask, Finding } from '../doctor/finding.js';
import { examineSlack, makeApp } from '../doctor/slack.js';
import { describeError } from '../errors.js';
import { loadKnowledge } from '../knowledge/load.js';
import { subjectOf } from '../knowledge/messages.js';
import { createMask } from '../observability/mask.js';
import { createStore } from '../store/store.js';
import type { Poster } from '../tips/ports.js';
import { runCommand, silent } from './command.js';
import { loadEnvFile } from './env-file.js';
import {
  createInspector,
  inspectDatabase,
  inspectKey,
  inspectKnowledge,
  inspectProxy,
  inspectSettings,
} from './inspect.js';
import { inspectTips } from './inspect-tips.js';
import { inspectWorkspaces } from './inspect-workspaces.js';

const usage = 'npm run doctor -- [--json]';
const envFile = '.env';
const clock = { now: Date.now };

// Readable without colour.
const signs = {
  good: ['ok', 'green'],
  doubtful: ['look', 'yellow'],
  bad: ['BAD', 'red'],
  unchecked: ['-', 'gray'],
} as const;
const signWidth = 5;
const aboutWidth = 11;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  loadEnvFile(envFile, process.env);
  const mask = createMask(secretsIn(process.env));
  const findings: Finding[] = [];
  for await (const finding of examine()) {
    findings.push(finding);
    if (!values.json) console.log(mask(toLines(finding)));
  }
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  if (values.json) console.log(mask(JSON.stringify(findings, null, 2)));
  else console.log(`\n${count('bad')} bad, ${count('doubtful')} to look at, ${count('good')} ok`);
  return count('bad') === 0 ? 0 : 1;
}

// In order of dependency; each finding is shown as soon as it is known.
async function* examine(): AsyncGenerator<Finding> {
  const { config, problems } = readConfig(process.env);
  const proxy = config.proxy === undefined ? undefined : createOutgoingProxy(config.proxy);
  const { ask, clock: inspectClock } = createInspector(proxy?.fetch ?? fetch, clock.now);
  yield* inspectSettings(problems, envFile, process.version);
  yield* inspectProxy(config.proxy);
  yield* await inspectKnowledge(config.knowledgeDir);
  if (!problems.some((problem) => problem.includes('DATABASE_URL'))) yield* examineDatabase(config, ask, proxy);
  if (config.discord === undefined)
    yield off('Discord', 'DISCORD_TOKEN', 'https://discord.com/developers/applications');
  else yield* examineDiscord(config.discord, await commandsOf(config.knowledgeDir), ask);
  if (config.slack === undefined) yield off('Slack', 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN', makeApp);
  else yield* examineSlack(config.slack, ask);
  if (config.discord !== undefined || config.slack !== undefined) yield* inspectClock();
  if (config.slack !== undefined)
    yield { about: 'Slack', state: 'good', message: `to create the app again, with least privilege: ${makeApp}` };
}

// Problems of the knowledge have already been reported.
async function commandsOf(folder: string) {
  const knowledge = await loadKnowledge(folder).catch(() => undefined);
  return knowledge === undefined ? allCommands : commandsOn(subjectOf(knowledge));
}

async function* examineDatabase(config: Config, ask: Ask, proxy: OutgoingProxy | undefined): AsyncGenerator<Finding> {
  const store = createStore({ options: { url: config.databaseUrl }, logger: silent, clock });
  try {
    const findings = await inspectDatabase(store, config.databaseUrl);
    yield* findings;
    if (findings.some(({ state }) => state === 'bad')) return;
    if (config.slack?.type === 'oauth') yield* inspectKey(config.databaseKey);
    yield* await inspectWorkspaces(store.taught);
    yield* await inspectTips(store.tips, await openPosters(config, ask, proxy));
  } catch (error) {
    yield { about: 'Tips', state: 'unchecked', message: `the schedules cannot be read: ${describeError(error)}` };
  } finally {
    await store.close();
  }
}

// Nothing is posted through these; they are asked whether it could be.
async function openPosters(
  { discord, slack }: Config,
  ask: Ask,
  proxy: OutgoingProxy | undefined,
): Promise<ReadonlyMap<string, Pick<Poster, 'postProblem'>>> {
  const posters = new Map<string, Pick<Poster, 'postProblem'>>();
  if (slack !== undefined) posters.set('slack', { postProblem: async () => 'untold' });
  if (discord !== undefined) {
    const { createApi } = await import('../adapters/discord/wire/api.js');
    const { createPoster } = await import('../adapters/discord/wire/poster.js');
    const api = createApi({ config: discord, logger: silent, clock, proxy });
    const self = await readSelf(discord, ask);
    posters.set('discord', createPoster({ api, self: () => self, feedback: false }));
  }
  return posters;
}

function off(about: string, variables: string, link: string): Finding {
  return { about, state: 'unchecked', message: `off; set ${variables} to turn it on`, fix: `begin at ${link}` };
}

function toLines({ about, state, message, fix }: Finding): string {
  const [word, colour] = signs[state];
  const sign = word.padEnd(signWidth);
  const margin = ' '.repeat(signWidth + aboutWidth);
  const lines = [...message.split('\n'), ...(fix === undefined ? [] : [`-> ${fix}`])];
  const [first = '', ...further] = lines.flatMap((line) => wrap(line, margin.length));
  const shown = process.stdout.isTTY ? styleText(colour, sign) : sign;
  return [`${shown}${about.padEnd(aboutWidth)}${first}`, ...further.map((line) => margin + line)].join('\n');
}

// Only for people: programs read lines. A link isn't broken, so that it can be opened.
function wrap(line: string, margin: number): readonly string[] {
  return process.stdout.isTTY ? wrapAnsi(line, process.stdout.columns - margin).split('\n') : [line];
}

await runCommand(usage, main);
