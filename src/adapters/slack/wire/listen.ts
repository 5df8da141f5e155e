// Hands Slack's events, commands, shortcuts and presses to the code that answers them. Always acknowledges first: Slack waits three
// seconds. One guard for all: a failure is logged with an id, and the person is told.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AckFn, App, Context, RespondFn, ViewResponseAction, ViewSubmitAction, webApi } from '@slack/bolt';
import { document, paragraph } from '../../../document/build.js';
import type { Document } from '../../../document/nodes.js';
import type { Handle, Logger, Origin } from '../../../ports.js';
import type { Complete } from '../../shared/ports.js';
import { asksSomething } from '../../shared/posts.js';
import { receiveForm, type SentForm } from '../in/form.js';
import { receivePress } from '../in/press.js';
import {
  receiveCommand,
  receiveMention,
  receiveMessage,
  receivePost,
  receiveShortcut,
  type Shortcut,
} from '../in/receive.js';
import { renderResult } from '../out/form.js';
import { promptsOf, renderHome } from '../out/home.js';
import { renderMessage, renderNotice } from '../out/render.js';
import type { Conversation } from './conversation.js';
import type { DeliverMessage, SlackPlace, Tools } from './deliver.js';
import type { Memory } from './memory.js';
import { type Insist, readFailure, scopeAdvice } from './post.js';
import type { HandlePress } from './press.js';
import { logReplied } from './timing.js';

type ListenParts = {
  readonly handle: Handle;
  readonly complete: Complete;
  readonly memory: Memory;
  readonly conversation: Conversation;
  readonly press: HandlePress;
  readonly deliver: DeliverMessage;
  readonly insist: Insist;
  readonly logger: Logger;
  /** Whether a post stands alone, and whether new posts in a channel are answered without a mention. */
  readonly isQuiet: (channel: string, author: string) => boolean;
  readonly helps: (from: Origin) => Promise<boolean>;
  /** Further sections in a workspace's App Home. */
  readonly homeSections: (from: Origin) => Promise<readonly Document[]>;
  /** The app was removed from a workspace, or its tokens were revoked. */
  readonly onUninstalled: (body: unknown) => Promise<void>;
  /** Tracks work, so that a stop waits for it. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
};

// Slack allows three seconds; the rest is for the network.
const resultWithinMs = 2_000;
const toAsker: SlackPlace = { type: 'response', to: 'asker', replace: false };

export function listen(app: App, parts: ListenParts): void {
  const { conversation, logger, track } = parts;
  // A place means that somebody is waiting there.
  const guard = async (context: Context, tools: Tools, place: SlackPlace | undefined, work: () => Promise<unknown>) => {
    await track(guarded(parts, tools, place, work));
    if (place !== undefined) logReplied(context, logger);
  };

  app.event('app_mention', async ({ event, body, context, client }) => {
    const message = receiveMention(event, context.teamId ?? body.team_id, context.botUserId);
    if (message === undefined) return;
    await guard(context, { client }, placeOf(message), () =>
      conversation.message({ client }, message, context.botUserId),
    );
  });

  app.event('message', async ({ event, body, context, client }) => {
    const message = receiveMessage(event, context.teamId ?? body.team_id, context.botUserId);
    const post =
      message === undefined ? receivePost(event, context.teamId ?? body.team_id, context.botUserId) : undefined;
    if (post !== undefined && parts.isQuiet(post.from.channel, post.from.user) && asksSomething(post.text))
      await guard(context, { client }, undefined, async () => {
        if (await parts.helps(post.from)) await conversation.posted({ client }, post);
      });
    if (message === undefined) return;
    await guard(context, { client }, placeOf(message), () =>
      conversation.message({ client }, message, context.botUserId),
    );
  });

  app.event('app_home_opened', async ({ event, body, context, client }) => {
    await guard(context, { client }, undefined, () =>
      openHome(parts, client, { ...event, team: context.teamId ?? body.team_id }),
    );
  });

  for (const name of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(name, async ({ body, context, client }) => {
      await guard(context, { client }, undefined, () => parts.onUninstalled(body));
    });
  }

  app.command(/.*/, async ({ command, ack, context, client, respond }) => {
    await acknowledge(ack, logger);
    const received = receiveCommand(command, parts.complete);
    if (received === undefined || !parts.memory.claim(received.key === undefined ? [] : [received.key])) return;
    const { ask, from, trigger } = received;
    const tools = toTools(client, respond, trigger);
    await guard(context, tools, toAsker, () =>
      conversation.answer(tools, ask, from, toAsker, { shareable: ask.type !== 'command' }),
    );
  });

  app.shortcut(/.*/, async ({ body, ack, context, client, respond }) => {
    await acknowledge(ack, logger);
    const received = receiveShortcut(body);
    if (received === undefined) return;
    if (!parts.memory.claim(received.key === undefined ? [] : [received.key])) return;
    const tools = toTools(client, respond, received.trigger);
    const place = shortcutPlace(received, tools);
    await guard(context, tools, place, () => conversation.answer(tools, received.ask, received.from, place));
  });

  app.action(/.*/, async ({ body, ack, context, client, respond }) => {
    await acknowledge(ack, logger);
    const pressed = receivePress(body);
    if (pressed === undefined) return;
    const tools = toTools(client, respond, pressed.trigger);
    await guard(context, tools, failurePlace(pressed.from, tools), () => parts.press(tools, pressed));
  });

  app.view<ViewSubmitAction>(/.*/, async ({ body, ack, context, client }) => {
    const sent = receiveForm(body);
    // Without an acknowledgement the view would stay open with an error.
    if (sent === undefined) return acknowledge(ack, logger);
    await track(takeForm(parts, sent, { client }, ack));
    logReplied(context, logger);
  });
}

// The result replaces the form; if that takes longer than Slack waits, it is posted where the form was opened.
async function takeForm(
  { handle, deliver, logger }: ListenParts,
  { from, id, values, title, place }: SentForm,
  tools: Tools,
  ack: AckFn<ViewResponseAction>,
): Promise<void> {
  const said = handle({ type: 'form', id, values, from, seenBy: 'asker' }).then(
    ({ document }) => document,
    (error: unknown) => document([paragraph(failureText(logFailure(logger, error)))]),
  );
  const soon = await Promise.race([said, sleep(resultWithinMs, undefined, { ref: false })]);
  // Results with buttons are posted where the form was opened: from a modal, a press could open neither a form nor a result.
  if (soon !== undefined && !soon.children.some(({ type }) => type === 'choices')) {
    await acknowledge(() => ack({ response_action: 'update', view: renderResult(title, soon) }), logger);
    return;
  }
  await acknowledge(() => ack({ response_action: 'clear' }), logger);
  const { channel, threadTs } = place;
  const { user } = from;
  const there: SlackPlace =
    channel === undefined
      ? { type: 'direct', user }
      : { type: 'private', channel, user, ...(threadTs === undefined ? {} : { threadTs }) };
  const message = renderMessage(await said);
  const { type } = await deliver(tools, there, message);
  // The bot may be in no shared channel, but can still write to the person.
  if (type === 'refused' && there.type !== 'direct') await deliver(tools, { type: 'direct', user }, message);
}

async function openHome(parts: ListenParts, client: webApi.WebClient, event: HomeOpened): Promise<void> {
  // Opening a tab is not a question, so it doesn't count for anybody.
  const from: Origin = { platform: 'slack', workspace: event.team, user: event.user };
  const { document } = await parts.handle({ type: 'help', from, seenBy: 'asker' });
  if (event.tab === 'messages') {
    const [first, ...more] = promptsOf(document);
    if (first === undefined) return;
    // No thread_ts: with agent_view the call silently fails if there is one.
    await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, prompts: [first, ...more] });
    return;
  }
  const sections = await parts.homeSections(from);
  const view = renderHome(document, sections);
  await parts.insist(() => client.views.publish({ user_id: event.user, view }));
}

type HomeOpened = {
  readonly user: string;
  readonly channel: string;
  readonly team: string;
  readonly tab?: string | undefined;
};

function placeOf(message: NonNullable<ReturnType<typeof receiveMessage>>): SlackPlace | undefined {
  if (message.type === 'deleted') return undefined;
  const { from, threadTs, isReply } = message.asked;
  return { type: 'thread', channel: from.channel, threadTs, begun: isReply };
}

// In a thread the response_url would write outside it; elsewhere it works in channels that the bot isn't in.
function shortcutPlace({ from, threadTs }: Shortcut, { respond }: Tools): SlackPlace {
  if (threadTs === undefined && respond !== undefined) return toAsker;
  return { type: 'private', channel: from.channel, user: from.user, ...(threadTs === undefined ? {} : { threadTs }) };
}

function failurePlace({ user, channel }: Origin & { readonly user: string }, { respond }: Tools): SlackPlace {
  if (respond !== undefined) return toAsker;
  return channel === undefined ? { type: 'direct', user } : { type: 'private', channel, user };
}

// Bolt's type always has `respond`, but a press in the App Home has no response_url.
function toTools(client: webApi.WebClient, respond: RespondFn | undefined, trigger: string | undefined): Tools {
  return { client, ...(respond === undefined ? {} : { respond }), ...(trigger === undefined ? {} : { trigger }) };
}

// A lost acknowledgement (the socket was just renewed) is no reason not to answer: the post is already claimed.
async function acknowledge(ack: () => Promise<void>, logger: Logger): Promise<void> {
  try {
    await ack();
  } catch (error) {
    logger.warn('slack_ack_lost', { error: describe(error) });
  }
}

async function guarded(
  { deliver, logger }: ListenParts,
  tools: Tools,
  place: SlackPlace | undefined,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const id = logFailure(logger, error);
    if (place !== undefined) await deliver(tools, place, renderNotice(failureText(id)));
  }
}

function logFailure(logger: Logger, error: unknown): string {
  const id = crypto.randomUUID().slice(0, 8);
  logger.error('slack_failed', { id, error: describe(error), ...missingScope(error) });
  return id;
}

function failureText(id: string): string {
  return `Something went wrong (${id}). Try again; if it keeps happening, tell whoever runs the bot this id.`;
}

function missingScope(error: unknown) {
  const failure = readFailure(error);
  return failure.type === 'refused' && failure.needed !== undefined ? scopeAdvice(failure.needed) : {};
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
