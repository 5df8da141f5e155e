// Many workspaces: they install the bot at /slack/install, and it works in each with that workspace's own token.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorize, InstallationStore } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import * as v from 'valibot';
import type { SlackConfig } from '../../../config.js';
import type { HttpRoutes, Logger } from '../../../ports.js';
import { botScopes, installPath } from '../in/commands.js';
import { clientOptions, sdkLogger, type Transport } from './sdk.js';

const callbackPath = '/slack/oauth_redirect';

export type Install = {
  readonly routes: HttpRoutes;
  /** The token of the workspace that an event comes from. */
  readonly authorize: Authorize<boolean>;
  /** For an event that takes the bot's token. */
  readonly forget: (body: unknown) => Promise<void>;
};

export type InstallParts = {
  readonly config: Extract<SlackConfig, { type: 'oauth' }>;
  readonly store: InstallationStore;
  readonly logger: Logger;
  readonly transport: Transport;
};

export function createInstall({ config, store, logger, transport }: InstallParts): Install {
  const { logger: _, ...options } = clientOptions(config.apiUrl, transport);
  const installer = new InstallProvider({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    stateSecret: config.stateSecret,
    installationStore: store,
    authorizationUrl: new URL('/oauth/v2/authorize', config.apiUrl).href,
    // Straight to Slack: the page between shows a picture from elsewhere.
    directInstall: true,
    installUrlOptions: { scopes: Object.keys(botScopes) },
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
        : runNode(request, (req, res) => installer.handleCallback(req, res));
    },
    authorize: (source) => installer.authorize(source),
    forget: async (body) => {
      const { team_id: teamId, enterprise_id: enterpriseId, authorizations } = v.parse(departure, body);
      const isEnterprise = authorizations?.[0]?.is_enterprise_install ?? false;
      await store.deleteInstallation?.(
        isEnterprise && typeof enterpriseId === 'string'
          ? { teamId: undefined, enterpriseId, isEnterpriseInstall: true }
          : { teamId, enterpriseId: enterpriseId ?? undefined, isEnterpriseInstall: false },
      );
      logger.info('slack_uninstalled', { workspace: teamId });
    },
  };
}

const departure = v.object({
  team_id: v.string(),
  enterprise_id: v.optional(v.nullable(v.string())),
  authorizations: v.optional(v.array(v.object({ is_enterprise_install: v.optional(v.boolean()) }))),
  event: v.object({
    type: v.string(),
    tokens: v.optional(v.object({ bot: v.optional(v.nullable(v.array(v.string()))) })),
  }),
});

/** Whether such an event takes the bot's token. A revoked token of a person changes nothing here. */
export function takesBot(body: unknown): boolean {
  const parsed = v.safeParse(departure, body);
  if (!parsed.success) return false;
  const { event } = parsed.output;
  return event.type === 'app_uninstalled' || (event.tokens?.bot ?? []).length > 0;
}

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

// The installer speaks Node's HTTP; of it, it uses the address and the cookies of a request, and these four of a response.
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
        for (const each of typeof value === 'string' ? [value] : value) headers.append(name, each);
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
