// The playground's transport: web requests in, pages and answers out. It answers only requests to its own machine (or the configured host),
// so that no other web page can read from it.
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { describeError } from '../../errors.js';
import { isOwnHost } from '../../own-host.js';
import type { Handle, HttpRoutes, Logger } from '../../ports.js';
import { renderAnswer } from './answer.js';
import { serveCheck } from './checking.js';
import { type PageLink, pageLinks, playgroundAssets } from './frame.js';
import { importAssets } from './import-page.js';
import { serveImport } from './importing.js';
import { type OwnContent, type PageContent, renderPage, type Welcome } from './page.js';
import type { Answer, BrowserScripts, CoverQuestions, Preview, PreviewImport } from './ports.js';
import { type PlaygroundIncoming, receiveQuery } from './receive.js';
import { styleSheet } from './style.js';
import { votePath } from './vote-page.js';
import { type KeepVote, serveVotes, wantsJson } from './voting.js';

export type PlaygroundParts = {
  readonly handle: Handle;
  readonly scripts: BrowserScripts;
  /** One tab each, next to the answer. */
  readonly previews: readonly Preview[];
  /** Questions offered at the start of a conversation. */
  readonly welcome: () => Welcome;
  /** Previews at `/import` what an article would become; without it there is no such page. */
  readonly previewImport?: PreviewImport;
  /** Shows at `/check` which of a list of questions are answered; without it there is no such page. */
  readonly coverQuestions?: CoverQuestions;
  /** Takes votes on answers; without it there are no vote buttons. */
  readonly takeVote?: KeepVote;
  /** The address the server listens on (HOST); loopback is always allowed. */
  readonly host?: string;
  readonly logger?: Logger;
};

/** Serves the playground at `/`, `/answer`, its assets and optional pages; other paths are left to other routes. */
export function createPlayground(parts: PlaygroundParts): HttpRoutes {
  const app = new Hono();
  app.use(secureHeaders(securityPolicy), async (context, next) => {
    context.header('Cache-Control', 'no-store');
    const refusal = refuse(context.req.raw, parts.host);
    return refusal === undefined ? next() : context.text(refusal, 403);
  });
  const frame = {
    platforms: parts.previews.map((preview) => preview.platform),
    takesVotes: parts.takeVote !== undefined,
    links: linksBeside('/', parts),
  };
  app.get('/', async (context) => {
    const { content, status } = await readContent(context, parts);
    return context.html(renderPage({ ...frame, ...content }), status);
  });
  app.get('/answer', async (context) => {
    const received = receiveQuery(new URL(context.req.url).searchParams);
    if (received.type === 'incoming') return context.json(await answer(received.incoming, parts));
    const message = received.type === 'malformed' ? received.message : 'Ask a question (q) or press a target (t).';
    return context.json({ message }, 400);
  });
  serveParts(app, parts);
  // The page has its own icon; this keeps browsers' default request from showing up as an error in the console.
  app.get('/favicon.ico', (context) => context.body(null, 204));
  const paths: ReadonlySet<string> = new Set(
    app.routes.filter(({ method }) => ['GET', 'POST'].includes(method)).map((route) => route.path),
  );
  for (const path of paths) allowOthers(app, path);
  app.onError((error, context) => fail(error, context, parts.logger, frame));
  return async (request) => (paths.has(new URL(request.url).pathname) ? app.fetch(request) : undefined);
}

type Frame = Pick<PageContent, 'platforms' | 'takesVotes' | 'links'>;

function serveParts(app: Hono, parts: PlaygroundParts): void {
  const { previewImport, coverQuestions, takeVote, scripts } = parts;
  serveAsset(app, playgroundAssets.script, 'text/javascript; charset=utf-8', scripts.playground);
  const styles = [styleSheet, ...parts.previews.map((preview) => preview.style)].join('\n');
  serveAsset(app, playgroundAssets.style, 'text/css; charset=utf-8', styles);
  if (previewImport !== undefined) {
    serveImport(app, {
      previewImport,
      answer: (incoming, handle) => answer(incoming, { handle, previews: [] }),
      links: linksBeside(pageLinks.import.href, parts),
    });
    serveAsset(app, importAssets.script, 'text/javascript; charset=utf-8', scripts.import);
  }
  if (coverQuestions !== undefined) serveCheck(app, coverQuestions, linksBeside(pageLinks.check.href, parts));
  if (takeVote !== undefined) serveVotes(app, takeVote, [pageLinks.ask]);
}

// The existing pages, except the current one.
function linksBeside(path: string, { previewImport, coverQuestions }: PlaygroundParts): readonly PageLink[] {
  const links = [
    pageLinks.ask,
    ...(previewImport === undefined ? [] : [pageLinks.import]),
    ...(coverQuestions === undefined ? [] : [pageLinks.check]),
  ];
  return links.filter(({ href }) => href !== path);
}

// Refuses methods that a path doesn't have.
function allowOthers(app: Hono, path: string): void {
  const methods = app.routes.filter((route) => route.path === path).map(({ method }) => method);
  const allowed = [...(methods.includes('GET') ? ['GET', 'HEAD'] : []), ...(methods.includes('POST') ? ['POST'] : [])];
  const told = methods.includes('POST') ? allowed.join(' and ') : 'GET';
  app.all(path, (context) => context.text(`Only ${told} works here.`, 405, { Allow: allowed.join(', ') }));
}

const securityPolicy: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  crossOriginEmbedderPolicy: 'require-corp',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  // Other sites get no referrer; our own forms are recognised by their origin, which a stricter policy would remove.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Served without TLS on loopback, where a browser would ignore HSTS or, worse, remember it for other local servers.
  strictTransportSecurity: false,
};

async function readContent(
  context: Context,
  parts: PlaygroundParts,
): Promise<{ content: OwnContent; status: 200 | 400 }> {
  const { searchParams, search } = new URL(context.req.url);
  const received = receiveQuery(searchParams);
  if (received.type === 'malformed') {
    return { content: { type: 'problem', message: received.message }, status: 400 };
  }
  if (received.type === 'nothing') return { content: { type: 'start', welcome: parts.welcome() }, status: 200 };
  const turn = {
    question: questionOf(received.incoming),
    query: search.slice(1),
    answer: await answer(received.incoming, parts),
  };
  return { content: { type: 'turn', turn }, status: 200 };
}

// A pressed button's label is not in the URL (anybody could write one there), and the answer restates its subject anyway.
function questionOf(incoming: PlaygroundIncoming): string {
  if (incoming.type === 'question') return incoming.text;
  return incoming.target.type === 'question' ? incoming.target.question : '';
}

async function answer(
  incoming: PlaygroundIncoming,
  { handle, previews }: Pick<PlaygroundParts, 'handle' | 'previews'>,
): Promise<Answer> {
  const reply = await handle(incoming);
  return renderAnswer(
    incoming,
    reply,
    previews.map(({ platform, render }) => ({ platform, html: render(reply.document) })),
  );
}

function serveAsset(app: Hono, path: string, type: string, body: string): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  app.get(path, (context) => {
    // Revalidated each time; the body is sent again only after an update of the bot.
    const headers = { 'Cache-Control': 'no-cache', 'Content-Type': type, ETag: tag };
    return context.req.header('If-None-Match') === tag
      ? context.body(null, 304, headers)
      : context.body(body, 200, headers);
  });
}

/** Why a request must be refused, or undefined if it is fine. */
function refuse(request: Request, configuredHost: string | undefined): string | undefined {
  const url = new URL(request.url);
  const host = request.headers.get('host') ?? url.host;
  if (!isOwnHost(host, configuredHost)) return 'This host name is not served here.';
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== `${url.protocol}//${host}`) return 'Requests from other sites are refused.';
  // Requests by scripts, and votes, must carry fetch metadata: every current browser sends it, and another page can't change it.
  const unsaid = ['/answer', votePath].includes(url.pathname) ? 'unsaid' : 'none';
  const site = request.headers.get('sec-fetch-site') || unsaid;
  if (site === 'same-origin' || site === 'none') return undefined;
  if (site === 'unsaid') return 'Say where the request comes from: a program sends "Sec-Fetch-Site: none".';
  // A shared link may come from anywhere: it opens the page as a document, which the other site can't read.
  const opensPage = request.headers.get('sec-fetch-dest') === 'document' && url.pathname === '/';
  return opensPage ? undefined : 'Requests from other sites are refused.';
}

function fail(error: unknown, context: Context, logger: Logger | undefined, frame: Frame): Response {
  const id = crypto.randomUUID().slice(0, 8);
  logger?.error('playground_failed', { id, error: describeError(error) });
  const message = `Something went wrong (${id}). Try again, or look for this id in the log.`;
  if (context.req.path === '/answer' || wantsJson(context)) return context.json({ message }, 500);
  return context.html(renderPage({ ...frame, type: 'problem', message }), 500);
}
