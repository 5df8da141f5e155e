// Many people ask: each question comes from another person, in one of thousands of channels in a thousand workspaces, so that nobody exceeds a limit.
import { applicationId, messageOf, press, slash, snowflake } from '../../test/fakes/discord/people.js';
import type { FakeDiscord } from '../../test/fakes/discord/server.js';
import { blockAction, eventBody, mention, slashCommand } from '../../test/fakes/slack/payloads.js';
import { botUser, type FakeSlack } from '../../test/fakes/slack/server.js';
import type { Ledger, Question } from './ledger.js';

export type Platform = 'Discord' | 'Slack';

const workspaces = 1_000;
const channelsOfEach = 4;
// Mentions are one question in twenty on Discord, and one in two on Slack: Discord lets a bot post only 50 messages a second, and after a
// lost connection everything that was missed comes at once.
const cycle: Readonly<Record<Platform, readonly string[]>> = {
  Discord: Array.from({ length: 20 }, (_, at) => (at === 5 ? 'mention' : at % 10 === 2 ? 'press' : 'command')),
  Slack: Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 'mention' : at === 5 ? 'press' : 'command')),
};
// Slack sends some events again, although they were acknowledged.
const sentTwice = 7;
// Slack gives up after four tries (docs.slack.dev/apis/events-api, "Retries").
const maxOffers = 4;

/** Buttons of an answer, to press. */
export type Buttons = {
  readonly discord: { readonly message: { readonly id: string }; readonly ids: readonly string[] };
  readonly slack: readonly object[];
};

/** Asks the next question on a platform, cycling through `texts`. */
export function createAsking(discord: FakeDiscord, slack: FakeSlack, ledger: Ledger, texts: readonly string[]) {
  const people = { Discord: 0, Slack: 0 };
  const placeOf = (at: number) => ({ workspace: at % workspaces, channel: at % (workspaces * channelsOfEach) });
  const wordsOf = (at: number): string => texts[at % texts.length] ?? '';

  const onDiscord = (at: number, kind: string, buttons: Buttons): void => {
    const place = placeOf(at);
    const guild = String(833_000_000_000_000_000n + BigInt(place.workspace));
    const channel = String(844_000_000_000_000_000n + BigInt(place.channel));
    const id = String(811_000_000_000_000_000n + BigInt(at));
    const user = { id, username: `u${at}`, discriminator: '0', global_name: `U${at}`, avatar: null };
    if (kind === 'mention') {
      const message = snowflake();
      ledger.note('Discord mention', [message]);
      const content = `<@${applicationId}> ${wordsOf(at)}`;
      discord.message(messageOf({ id: message, content, author: user, guild, channel }));
      return;
    }
    const { message, ids } = buttons.discord;
    const interaction =
      kind === 'press'
        ? press(message, ids[at % ids.length] ?? '', { user, guild, channel })
        : slash('ai-ask', { question: wordsOf(at) }, { user, guild, channel });
    const name = kind === 'press' ? 'Discord press' : 'Discord command';
    ledger.note(name, [interaction.id], discord.gateway.sequence() + 1);
    discord.interact(interaction);
  };

  const offer = async (question: Question, tries: number, send: (extra: object) => Promise<boolean>): Promise<void> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const retry = attempt === 0 ? {} : { retry_attempt: attempt, retry_reason: 'timeout' };
      if (await send(retry)) {
        question.acknowledgedAt = performance.now();
        return;
      }
      await connected();
    }
    question.cutOff = true;
  };
  const connected = async (): Promise<void> => {
    while (slack.socketCount() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  const onSlack = (at: number, kind: string, { slack: pressed }: Buttons): void => {
    const place = placeOf(at);
    const team = `T${place.workspace}`;
    const channel = `C${place.channel}`;
    const user = `U${at}`;
    // Slack sends commands and presses once.
    if (kind === 'command') {
      const question = ledger.note('Slack command', [user]);
      const where = { team_id: team, channel_id: channel, user_id: user };
      const payload = slashCommand('/ai-ask', wordsOf(at), slack.responseUrl(user), where);
      void offer(question, 1, (extra) => slack.offer('slash_commands', payload, extra));
      return;
    }
    if (kind === 'press') {
      const ts = `${1_500_000_000 + at}.000100`;
      const question = ledger.note('Slack press', [user, ts]);
      const element = pressed[at % pressed.length] ?? {};
      const payload = {
        ...blockAction(element, slack.responseUrl(user), { channel, user, ts }),
        team: { id: team, domain: 'fake' },
        user: { id: user, username: user, name: user, team_id: team },
      };
      void offer(question, 1, (extra) => slack.offer('interactive', payload, extra));
      return;
    }
    const event = mention(wordsOf(at), { user, channel });
    const body = eventBody(event, team);
    const question = ledger.note('Slack mention', [event.ts, user]);
    void offer(question, maxOffers, (extra) => slack.offer('events_api', body, extra)).then(() => {
      if (at % sentTwice === 0) void slack.offer('events_api', body, { retry_attempt: 1 });
    });
  };

  return (platform: Platform, buttons: Buttons): void => {
    const at = people[platform];
    people[platform] += 1;
    const turn = at % cycle[platform].length;
    if (platform === 'Discord') onDiscord(at, cycle.Discord[turn] ?? 'command', buttons);
    else onSlack(at, cycle.Slack[turn] ?? 'mention', buttons);
  };
}

const discordButton = /^v1:[tumswbl]:/;
const ownButton = /^(?:dismiss|vote|feedback|share|unmeant)/;

/** Asks once on each platform, and returns the buttons of the answers. */
export async function findButtons(discord: FakeDiscord, slack: FakeSlack): Promise<Buttons> {
  const answered = (count: () => number) => waitFor('an answer', () => count() > 0);
  discord.interact(slash('ai-ask', { question: 'what is RAG?' }));
  await answered(() => discord.messages().length);
  void slack.offer('events_api', eventBody(mention(`<@${botUser}> what is RAG?`)));
  await answered(() => slack.messages.size);
  const message = discord.messages().at(-1);
  const [posted] = [...slack.messages.values()].slice(-1);
  const ids = within(message?.components)
    .map((each) => each['custom_id'])
    .filter((id): id is string => typeof id === 'string' && discordButton.test(id));
  const elements = within(posted?.blocks).filter(
    ({ type, action_id: action, value }) =>
      type === 'button' && typeof value === 'string' && !ownButton.test(String(action)),
  );
  if (message === undefined || ids.length === 0 || elements.length === 0)
    throw new Error('the answers have no buttons');
  return { discord: { message, ids }, slack: elements };
}

function within(value: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(within);
  return Array.isArray(value) ? inner : [value as Readonly<Record<string, unknown>>, ...inner];
}

const waitMs = 60_000;

/** Resolves when a condition holds; rejects if that takes too long. */
export async function waitFor(what: string, holds: () => boolean, withinMs = waitMs): Promise<void> {
  const until = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > until) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
