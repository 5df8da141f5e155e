// Payloads in Slack's own format.
import { botUser } from './server.js';

let count = 0;
const unique = (prefix: string): string => {
  count += 1;
  return `${prefix}${String(count).padStart(6, '0')}`;
};
const newTs = (): string => `${1_600_000_000 + ++count}.000200`;

export const eventBody = (event: object, team = 'T1', more: object = {}) => ({
  token: 'verification',
  team_id: team,
  api_app_id: 'A1',
  type: 'event_callback',
  event_id: unique('Ev'),
  event_time: Math.floor(Date.now() / 1_000),
  authorizations: [
    { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
  ],
  event,
  ...more,
});

export const mention = (text: string, more: object = {}) => ({
  type: 'app_mention',
  user: 'U1',
  text: `<@${botUser}> ${text}`,
  ts: newTs(),
  channel: 'C1',
  event_ts: newTs(),
  client_msg_id: crypto.randomUUID(),
  ...more,
});

export const directMessage = (text: string, more: object = {}) => ({
  type: 'message',
  channel_type: 'im',
  user: 'U1',
  text,
  ts: newTs(),
  channel: 'D1',
  event_ts: newTs(),
  client_msg_id: crypto.randomUUID(),
  ...more,
});

export const slashCommand = (command: string, text: string, responseUrl: string, more: object = {}) => ({
  token: 'verification',
  team_id: 'T1',
  team_domain: 'fake',
  channel_id: 'C1',
  channel_name: 'general',
  user_id: 'U1',
  user_name: 'one',
  command,
  text,
  api_app_id: 'A1',
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: unique('trigger.'),
  ...more,
});

export const messageShortcut = (text: string, responseUrl: string, message: object = {}, more: object = {}) => ({
  type: 'message_action',
  token: 'verification',
  action_ts: newTs(),
  team: { id: 'T1', domain: 'fake' },
  user: { id: 'U1', name: 'one', team_id: 'T1' },
  channel: { id: 'C1', name: 'general' },
  is_enterprise_install: false,
  enterprise: null,
  callback_id: 'explain_ai_terms',
  trigger_id: unique('trigger.'),
  response_url: responseUrl,
  message_ts: '1600000001.000100',
  message: { type: 'message', user: 'U2', text, ts: '1600000001.000100', ...message },
  ...more,
});

type Place = {
  readonly channel?: string;
  readonly ts?: string;
  readonly threadTs?: string;
  readonly ephemeral?: boolean;
  readonly user?: string;
  /** The content of the button's message, if Slack includes it. */
  readonly blocks?: unknown;
};

/** A press on an element of a message, with Slack's description of the place: it sends no content for a private message. */
export const blockAction = (element: object, responseUrl: string, place: Place = {}) => {
  const { channel = 'C1', ts = '1600000002.000100', threadTs, ephemeral = false, user = 'U1', blocks } = place;
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return {
    type: 'block_actions',
    user: { id: user, username: 'one', name: 'one', team_id: 'T1' },
    api_app_id: 'A1',
    token: 'verification',
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral, ...thread },
    trigger_id: unique('trigger.'),
    team: { id: 'T1', domain: 'fake' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: 'general' },
    ...(ephemeral
      ? {}
      : {
          message: {
            type: 'message',
            user: botUser,
            ts,
            text: '...',
            ...(blocks === undefined ? {} : { blocks }),
            ...thread,
          },
        }),
    state: { values: {} },
    response_url: responseUrl,
    actions: [{ block_id: 'b1', action_ts: newTs(), ...element }],
  };
};

/** A submitted modal with the values of its fields. */
export const viewSubmission = (view: unknown, values: Readonly<Record<string, object>>, more: object = {}) => ({
  type: 'view_submission',
  team: { id: 'T1', domain: 'fake' },
  user: { id: 'U1', username: 'one', name: 'one', team_id: 'T1' },
  api_app_id: 'A1',
  token: 'verification',
  trigger_id: unique('trigger.'),
  view: {
    id: 'V1',
    team_id: 'T1',
    ...(view as object),
    state: { values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }])) },
  },
  response_urls: [],
  is_enterprise_install: false,
  enterprise: null,
  ...more,
});

/** A press in the App Home has neither a channel nor a response_url. */
export const homeAction = (element: object) => ({
  type: 'block_actions',
  user: { id: 'U1', username: 'one', name: 'one', team_id: 'T1' },
  api_app_id: 'A1',
  token: 'verification',
  container: { type: 'view', view_id: 'V1' },
  trigger_id: unique('trigger.'),
  team: { id: 'T1', domain: 'fake' },
  enterprise: null,
  is_enterprise_install: false,
  view: { id: 'V1', type: 'home' },
  actions: [{ block_id: 'b1', action_ts: newTs(), ...element }],
});
