// Many workspaces: each installs the bot at /slack/install and is served with its own token.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorize } from '@slack/bolt';
import { ClearStateStore, ErrorCode, InstallProvider, InvalidStateError, type StateStore } from '@slack/oauth';
import { LRUCache } from 'lru-cache';
import * as v from 'valibot';
import type { SlackConfig } from '../../../config.js';
import type { HttpRoutes, Logger } from '../../../ports.js';
import type { SharedEvents } from '../../shared/ports.js';
import { installPath, scopesFor } from '../in/commands.js';
import type { InstallationKeeper } from './installations.js';
import { clientOptions, sdkLogger, type Transport } from './sdk.js';

const callbackPath = '/slack/oauth_redirect';

export type Install = {
  readonly routes: HttpRoutes;
  /** The token of the workspace that an event comes from. */
  readonly authorize: Authorize<boolean>;
  /** Handles an event that revokes the bot's token. */
  readonly forget: (body: unknown) => Promise<void>;
};

type InstallParts = {
  readonly config: Extract<SlackConfig, { type: 'oauth' }>;
  readonly store: InstallationKeeper;
  readonly logger: Logger;
  readonly transport: Transport;
  /** For several processes that share the traffic. */
  readonly events?: SharedEvents | undefined;
};

export function createInstall({ config, store, logger, transport, events }: InstallParts): Install {
  const { logger: _, ...options } = clientOptions(config.apiUrl, transport);
  const installer = new InstallProvider({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    stateStore: createStates(config.stateSecret, events),
    installationStore: store,
    authorizationUrl: new URL('/oauth/v2/authorize', config.apiUrl).href,
    // Straight to Slack: the page in between loads an image from elsewhere.
    directInstall: true,
    installUrlOptions: { scopes: Object.keys(scopesFor(config)) },
    clientOptions: options,
    logger: sdkLogger(logger),
  });
  return {
    routes: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname !== installPath && pathname !== callbackPath) return undefined;
      if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
      return pathname === installPath
        ? runNode(request, (req, res) => installer.handleInstallPath(req, res))
        : runNode(request, (req, res) => installer.handleCallback(req, res, { failure: tellFailure }));
    },
    authorize: (source) => installer.authorize(source),
    forget: async (body) => {
      const { team_id: teamId, enterprise_id: enterpriseId, authorizations, event_time: at } = v.parse(departure, body);
      const isEnterprise = authorizations?.[0]?.is_enterprise_install ?? false;
      const became = await store.forgetBefore(
        isEnterprise && typeof enterpriseId === 'string'
          ? { teamId: undefined, enterpriseId, isEnterpriseInstall: true }
          : { teamId, enterpriseId: enterpriseId ?? undefined, isEnterpriseInstall: false },
        timeOf(at),
      );
      // The event may come late, after the bot was installed again.
      logger.info(became === 'newer' ? 'slack_uninstalled_before' : 'slack_uninstalled', { workspace: teamId });
    },
  };
}

const stateSeconds = 600;
const mostStates = 10_000;

// A state is signed, expires, and is claimed once, in case somebody else has seen its URL.
function createStates(secret: string, events: SharedEvents | undefined): StateStore {
  const signed = new ClearStateStore(secret, stateSeconds);
  const used = new LRUCache<string, true>({ max: mostStates, ttl: stateSeconds * 1_000 });
  const takeHere = async (id: string): Promise<boolean> => {
    const isNew = !used.has(id);
    used.set(id, true);
    return isNew;
  };
  const take = events?.take ?? takeHere;
  return {
    generateStateParam: (options, now) => signed.generateStateParam(options, now),
    verifyStateParam: async (now, state) => {
      const options = await signed.verifyStateParam(now, state);
      if (await take(`oauth:${createHash('sha256').update(state).digest('base64url')}`)) return options;
      throw new InvalidStateError('This address was used before');
    },
  };
}

const again = `<a href="${installPath}">Begin again</a>`;

function tellFailure(
  { code }: { readonly code: string },
  _options: unknown,
  _request: unknown,
  response: ServerResponse,
): void {
  const [status, words] = wordsOf(code);
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
  });
  response.end(
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>AI Diff</title><p>${words}</p></html>\n`,
  );
}

function wordsOf(code: string): readonly [status: number, words: string] {
  switch (code) {
    case ErrorCode.AuthorizationError:
      return [200, `Nothing was installed: it was cancelled. ${again} whenever you like.`];
    case ErrorCode.MissingStateError:
    case ErrorCode.InvalidStateError:
      return [
        400,
        `Nothing was installed: this page is too old, was used before, or was started in another browser. ${again}.`,
      ];
    default:
      return [
        500,
        `Slack did not finish the installation. ${again}; if it fails once more, look for slack_sdk in the log.`,
      ];
  }
}

const departure = v.object({
  team_id: v.string(),
  enterprise_id: v.optional(v.nullable(v.string())),
  event_time: v.optional(v.number()),
  authorizations: v.optional(v.array(v.object({ is_enterprise_install: v.optional(v.boolean()) }))),
  event: v.object({
    type: v.string(),
    tokens: v.optional(v.object({ bot: v.optional(v.nullable(v.array(v.string()))) })),
  }),
});

// In seconds; now if Slack doesn't say.
function timeOf(seconds: number | undefined): number {
  return seconds === undefined ? Number.POSITIVE_INFINITY : seconds * 1_000;
}

/** Whether an event is from a workspace and happened after an instant in milliseconds since 1970. */
export function concerns(body: unknown, workspace: string | undefined, since: number): boolean {
  const parsed = v.safeParse(departure, body);
  if (!parsed.success) return false;
  const { team_id: teamId, event_time: at } = parsed.output;
  return (workspace === undefined || teamId === workspace) && timeOf(at) >= since;
}

/** Whether the event revokes the bot's token. Revoking a person's token changes nothing here. */
export function takesBot(body: unknown): boolean {
  const parsed = v.safeParse(departure, body);
  if (!parsed.success) return false;
  const { event } = parsed.output;
  return event.type === 'app_uninstalled' || (event.tokens?.bot ?? []).length > 0;
}

// Lax, not Strict: Slack's page leads back here.
function sealed(name: string, value: string): string {
  return name.toLowerCase() === 'set-cookie' && !/samesite/i.test(value) ? `${value}; SameSite=Lax` : value;
}

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

// The installer speaks Node's HTTP, but only uses a request's address and cookies, and these four members of a response.
function runNode(request: Request, handler: NodeHandler): Promise<Response> {
  const { pathname, search, host } = new URL(request.url);
  const headers = new Headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  const incoming = {
    method: request.method,
    url: `${pathname}${search}`,
    headers: { host, cookie: request.headers.get('cookie') ?? undefined },
  };
  return new Promise((resolve, reject) => {
    let status = 200;
    const response = {
      getHeader: (name: string) => headers.get(name) ?? undefined,
      setHeader: (name: string, value: string | readonly string[]) => {
        headers.delete(name);
        for (const each of typeof value === 'string' ? [value] : value) headers.append(name, sealed(name, each));
      },
      writeHead: (code: number, more: Readonly<Record<string, string>> = {}) => {
        status = code;
        for (const [name, value] of Object.entries(more)) headers.set(name, value);
      },
      end: (body = '') => resolve(new Response(body, { status, headers })),
    };
    handler(incoming as IncomingMessage, response as unknown as ServerResponse).catch(reject);
  });
}
