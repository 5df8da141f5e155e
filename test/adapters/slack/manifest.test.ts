// What Slack is told about the bot: the manifest, the hooks of its CLI, the App Home.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import {
  botScopes,
  explainShortcut,
  scopesFor,
  slashCommands,
  teachShortcut,
} from '../../../src/adapters/slack/in/commands.js';
import { promptsOf, renderHome } from '../../../src/adapters/slack/out/home.js';
import { type Blocks, checkView } from '../../../src/adapters/slack/out/limits.js';
import { engine } from './bot.js';

const botEvents = ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'];

describe('the app home', () => {
  const help = engine.show({ type: 'help' }).document;

  test('passes the checker, also with more than it can hold', () => {
    expect(checkView(renderHome(help).blocks as Blocks)).toEqual([]);
    expect(checkView(renderHome(help, [help, help]).blocks as Blocks)).toEqual([]);
  });

  test('offers at most four prompts', () => {
    expect(promptsOf(help)).toHaveLength(4);
    expect(promptsOf({ type: 'root', children: [] })).toEqual([]);
  });
});

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));

  // What Slack's published schema (slackapi/manifest-schema, 2.0.0) demands of the parts we use, in our own words.
  const short = (maxLength: number, more: object = {}) => ({ type: 'string', minLength: 1, maxLength, ...more });
  const flag = { type: 'boolean' };
  const object = (required: readonly string[], properties: object) => ({
    type: 'object',
    additionalProperties: false,
    required,
    properties,
  });
  const list = (maxItems: number, items: object) => ({
    type: 'array',
    minItems: 1,
    maxItems,
    uniqueItems: true,
    items,
  });
  const schema = object(['_metadata', 'display_information', 'features', 'oauth_config', 'settings'], {
    _metadata: object(['major_version'], { major_version: { const: 2 } }),
    display_information: object(['name'], {
      name: short(35),
      description: short(140),
      background_color: short(7, { pattern: '^#[0-9a-f]{6}$' }),
    }),
    features: object(['agent_view', 'app_home', 'bot_user', 'shortcuts', 'slash_commands'], {
      agent_view: object([], {
        agent_description: short(300),
        suggested_prompts: list(4, object(['title', 'message'], { title: short(75), message: short(3_000) })),
      }),
      app_home: object([], {
        home_tab_enabled: flag,
        messages_tab_enabled: flag,
        messages_tab_read_only_enabled: flag,
      }),
      bot_user: object(['display_name'], {
        display_name: short(80, { pattern: '^[a-z0-9._-]+$' }),
        always_online: flag,
      }),
      shortcuts: list(
        10,
        object(['name', 'type', 'callback_id', 'description'], {
          name: short(24),
          type: { enum: ['message', 'global'] },
          callback_id: short(255),
          description: short(150),
        }),
      ),
      slash_commands: list(
        50,
        object(['command', 'description'], {
          command: short(32, { pattern: '^/' }),
          description: short(2_000),
          usage_hint: short(1_000),
          should_escape: flag,
        }),
      ),
    }),
    oauth_config: object(['scopes'], { scopes: object(['bot'], { bot: list(255, short(50)) }) }),
    settings: object(['event_subscriptions', 'interactivity'], {
      event_subscriptions: object(['bot_events'], { bot_events: list(100, short(50)) }),
      interactivity: object(['is_enabled'], { is_enabled: flag }),
      org_deploy_enabled: flag,
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
    }),
  });

  test('is valid', () => {
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('says the same as the code', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(botScopes));
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(botEvents);
    expect(manifest.features.shortcuts).toMatchObject([
      { name: explainShortcut.name, callback_id: explainShortcut.callbackId, type: 'message' },
      { name: teachShortcut.name, callback_id: teachShortcut.callbackId, type: 'message' },
    ]);
    const commands = manifest.features.slash_commands as {
      command: string;
      description: string;
      usage_hint?: string;
    }[];
    expect(
      commands.map(({ command, description, usage_hint: usageHint }) =>
        usageHint === undefined ? { command, description } : { command, description, usageHint },
      ),
    ).toEqual([...slashCommands]);
    const examples = promptsOf(engine.show({ type: 'help' }).document);
    for (const prompt of manifest.features.agent_view.suggested_prompts) expect(examples).toContainEqual(prompt);
  });

  test('has a second one for help channels, which asks for what they need and nothing else', () => {
    const other = JSON.parse(readFileSync('manifest-help.json', 'utf8'));
    expect(other.oauth_config.scopes.bot).toEqual(Object.keys(scopesFor({ channelHistory: true })));
    expect(other.settings.event_subscriptions.bot_events).toEqual([...botEvents, 'message.channels']);
    expect({ ...other, oauth_config: manifest.oauth_config, settings: manifest.settings }).toEqual(manifest);
    expect({ ...other.settings, event_subscriptions: manifest.settings.event_subscriptions }).toEqual(
      manifest.settings,
    );
  });

  test('comes with hooks for the Slack CLI', () => {
    expect(JSON.parse(readFileSync('.slack/hooks.json', 'utf8')).hooks).toMatchObject({ start: 'npm start' });
  });
});
