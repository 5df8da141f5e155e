// The faults of a storm, one after the other, while questions continue.
import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { FakeDiscord } from '../../fakes/discord/server.js';
import type { FakeSlack } from '../../fakes/slack/server.js';

export type Scene = {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly database: string;
  readonly knowledge: string;
  /** Commands on Discord expire after three seconds: none is asked meanwhile, and pending ones are waited for. */
  readonly withoutCommands: () => Promise<void>;
  /** Resolves when Discord has resumed another session. */
  readonly resumed: () => Promise<void>;
  /** Resolves when the log has an event, so that the fault had an effect. */
  readonly told: (event: string) => Promise<void>;
  readonly until: (what: string, holds: () => boolean) => Promise<void>;
  /** Kills the process and starts another; resolves when it is connected. */
  readonly restart: () => Promise<void>;
};

/** `begin` returns what ends the fault, after some more questions, and checks that it had an effect. */
export type StormFault = {
  readonly name: string;
  readonly begin: (scene: Scene) => Promise<() => Promise<void>>;
};

const callback = /\/callback$/;
const post = /^\/channels\/\d+\/messages$/;

export const stormFaults: readonly StormFault[] = [
  {
    name: "Discord's socket is cut",
    begin: async ({ discord, withoutCommands, resumed }) => {
      await withoutCommands();
      const again = resumed();
      discord.gateway.kill();
      return () => again;
    },
  },
  {
    name: 'Slack cuts its socket, three times',
    begin: async ({ slack, until, told }) => {
      for (let at = 0; at < 3; at += 1) {
        await until('Slack is connected', () => slack.socketCount() > 0);
        slack.kill();
      }
      return () => told('slack_reconnecting');
    },
  },
  {
    name: 'Discord limits, fails and loses answers',
    begin: async ({ discord, told }) => {
      const limited = {
        type: 'answer',
        status: 429,
        headers: { 'Retry-After': '0.3' },
        body: { message: 'limited', retry_after: 0.3 },
      } as const;
      const failing = { type: 'answer', status: 503 } as const;
      // At most one of each kind per request: it may fail, be limited and lose its answer within three seconds.
      discord.fault({ ...limited, method: 'POST', path: callback, times: 3 });
      discord.fault({ ...failing, method: 'POST', path: callback, times: 3 });
      discord.fault({ type: 'cut', lands: true, method: 'POST', path: callback, times: 3 });
      discord.fault({ ...limited, method: 'POST', path: post, times: 2 });
      discord.fault({ ...failing, method: 'POST', path: post, times: 2 });
      discord.fault({ type: 'cut', lands: true, method: 'POST', path: post, times: 2 });
      return () => told('discord_rate_limited');
    },
  },
  {
    name: 'Slack limits, fails and loses answers',
    begin: async ({ slack, told }) => {
      slack.fail(
        'chat.postMessage',
        { type: 'limited', retryAfter: 1 },
        { type: 'status', status: 503 },
        { type: 'cut' },
        { type: 'cut' },
      );
      slack.fail('response_url', { type: 'status', status: 429 }, { type: 'status', status: 503 }, { type: 'cut' });
      return () => told('slack_waits');
    },
  },
  {
    name: 'the database is locked',
    begin: async ({ database, told }) => {
      const other = new Sqlite(database);
      other.exec('BEGIN EXCLUSIVE');
      return async () => {
        await told('store_failed');
        other.exec('ROLLBACK');
        other.close();
      };
    },
  },
  {
    name: 'Slack renews its socket, Discord asks to reconnect',
    begin: async ({ discord, slack, withoutCommands, resumed, until }) => {
      await until('Slack is connected', () => slack.socketCount() > 0);
      slack.refresh();
      await withoutCommands();
      const again = resumed();
      discord.gateway.askToReconnect();
      return () => again;
    },
  },
  {
    name: 'the process is killed and started again',
    begin: async ({ restart }) => {
      await restart();
      return async () => undefined;
    },
  },
  {
    name: 'the database is gone',
    begin: async ({ database, told }) => {
      for (const file of [database, `${database}-wal`, `${database}-shm`]) if (existsSync(file)) rmSync(file);
      return () => told('store_file_moved');
    },
  },
  {
    name: 'the knowledge is replaced',
    begin: async ({ knowledge, told }) => {
      appendFileSync(join(knowledge, 'definitions', 'llm.md'), '\n');
      return () => told('knowledge_reloaded');
    },
  },
  {
    name: 'events come twice',
    begin: async ({ discord }) => {
      for (let at = 0; at < 5; at += 1) {
        discord.gateway.replay('INTERACTION_CREATE');
        discord.gateway.replay('MESSAGE_CREATE');
      }
      return async () => undefined;
    },
  },
];
