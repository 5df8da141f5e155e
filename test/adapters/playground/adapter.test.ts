import { describe, expect, test } from 'vitest';
import { createPlayground, type PlaygroundParts } from '../../../src/adapters/playground/adapter.js';
import type { Covered } from '../../../src/adapters/playground/ports.js';
import { styleSheet } from '../../../src/adapters/playground/style.js';
import { readBrowserScripts } from '../../../src/bin/browser-scripts.js';
import { coverageOf, coverBeside } from '../../../src/knowledge/coverage.js';
import type { Handle, Incoming, Reply, Vote } from '../../../src/ports.js';
import { documents } from '../../fixtures/documents.js';
import { createShippedEngine } from '../../fixtures/shipped.js';

const from = { platform: 'playground' };
const scripts = readBrowserScripts();
const reply: Reply = {
  document: documents.definition,
  why: documents.why,
  outcome: 'answered',
  entries: ['rag'],
  score: 0.94,
  context: { type: 'entry', id: 'rag' },
};

function serve(parts: Partial<PlaygroundParts> = {}) {
  const asked: Incoming[] = [];
  const handle: Handle = async (incoming) => {
    asked.push(incoming);
    return reply;
  };
  const routes = createPlayground({
    handle,
    scripts,
    previews: [],
    welcome: () => ({
      title: 'Ask about <bread>',
      text: 'I know bread & jam.',
      examples: ['What is RAG?', 'Tom & "Jerry" <b>?'],
    }),
    ...parts,
  });
  const get = async (path: string, init: RequestInit & { readonly base?: string } = {}) => {
    // As browsers send it for a URL typed into the address bar.
    const headers = { 'Sec-Fetch-Site': 'none', ...(init.headers as Record<string, string> | undefined) };
    const response = await routes(new Request(`${init.base ?? 'http://localhost:3000'}${path}`, { ...init, headers }));
    if (response === undefined) throw new Error(`${path} is not the playground's`);
    return response;
  };
  return { asked, routes, get };
}

describe('the page', () => {
  test('offers the examples as links at the start of a conversation, and no panel', async () => {
    const { get, asked } = serve();
    const html = await (await get('/')).text();
    expect(html).toContain('<a class="press press-examples" href="/?q=What+is+RAG%3F">What is RAG?</a>');
    expect(html).toContain('<h2>Ask about &lt;bread&gt;</h2><p>I know bread &amp; jam.</p>');
    expect(html).toContain('Tom &amp; &quot;Jerry&quot; &lt;b&gt;?</a>');
    expect(html).toContain('<section class="panel" aria-label="Behind the answer" hidden>');
    expect(asked).toEqual([]);
  });

  test('answers a question in its address, context included, and keeps the new context in its form', async () => {
    const { get, asked } = serve();
    const html = await (await get('/?q=and+%3Ci%3Ecost%3C%2Fi%3E%3F&c=e:llm')).text();
    expect(asked).toEqual([
      { from, type: 'question', text: 'and <i>cost</i>?', context: { type: 'entry', id: 'llm' } },
    ]);
    expect(html).toContain('<span class="words" dir="auto">and &lt;i&gt;cost&lt;/i&gt;?</span>');
    expect(html).toContain('<h2 class="title">Retrieval-augmented generation (RAG)</h2>');
    expect(html).toContain('<input type="hidden" name="c" value="e:rag">');
    expect(html).toContain('<title>Retrieval-augmented generation (RAG) · AI Diff playground</title>');
  });

  test('answers a pressed target in its address', async () => {
    const { get, asked } = serve();
    expect((await get('/?t=e:rag:views')).status).toBe(200);
    expect(asked).toEqual([{ from, type: 'press', target: { type: 'entry', id: 'rag', part: 'views' } }]);
  });

  test('says in words what is wrong with a bad address', async () => {
    const response = await serve().get('/?t=%3Cscript%3E');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('That link leads nowhere. Ask in your own words.');
  });

  test('has a tab for each preview between why, plain text and JSON, and none without previews', async () => {
    const tabs = (html: string) => [...html.matchAll(/role="tab"[^>]*>([^<]*)</g)].map(([, name]) => name);
    expect(tabs(await (await serve().get('/?q=rag')).text())).toEqual(['Why this answer', 'Plain text', 'JSON']);
    const previews = [{ platform: 'Discord', render: () => '<p>as Discord shows it</p>', style: '' }];
    const html = await (await serve({ previews }).get('/?q=rag')).text();
    expect(tabs(html)).toEqual(['Why this answer', 'Discord', 'Plain text', 'JSON']);
    expect(html).toContain('<p>as Discord shows it</p>');
  });

  test('holds no inline script, style or handler and names no other host', async () => {
    const html = await (await serve().get('/?q=rag')).text();
    expect(html).not.toMatch(/<script(?! src="\/playground\.js" defer><\/script>)|<style|\sstyle=|\son\w+=/);
    expect(html.replaceAll('http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg', '')).not.toMatch(
      /(?:src|href)="(?!\/|#|data:image)/,
    );
  });
});

describe('an answer for the script', () => {
  test('has every view of the reply', async () => {
    const previews = [{ platform: 'Slack', render: () => '<p>as Slack shows it</p>', style: '' }];
    const response = await serve({ previews }).get('/answer?q=rag');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      html: expect.stringContaining('<h2 class="title">Retrieval-augmented generation (RAG)</h2>'),
      whyHtml: expect.stringContaining('<h4 class="title">Why this answer</h4>'),
      previews: [{ platform: 'Slack', html: '<p>as Slack shows it</p>' }],
      text: expect.stringContaining('┃ Fiverr, 2026 › The Future of LLMs and Generative AI\n┃ One of the ways'),
      copy: expect.stringMatching(
        /^Retrieval-augmented generation \(RAG\)\n\nRAG fetches facts .* rest on sources\.\n\n┃ Fiverr[^→]*own words$/,
      ),
      document: documents.definition,
      title: 'Retrieval-augmented generation (RAG)',
      about: 'e:rag',
      context: 'e:rag',
    });
  });

  test('says which words, or which button, led to it', async () => {
    const whyOf = async (query: string) =>
      ((await (await serve().get(`/answer?${query}`)).json()) as { whyHtml: string }).whyHtml;
    expect(await whyOf('q=rag')).toContain('Runner-up');
    expect(await whyOf('t=q%3AWhat+is+RAG%3F')).toContain('Runner-up');
    expect(await whyOf('t=e%3Arag')).toContain('It is what the button you pressed leads to');
  });

  test('has an empty context if the reply has none, or one too long for a URL', async () => {
    const { context: _, ...without } = reply;
    const long: Reply = { ...reply, context: { type: 'question', question: 'a'.repeat(500) } };
    for (const each of [without, long]) {
      expect(await (await serve({ handle: async () => each }).get('/answer?q=rag')).json()).toMatchObject({
        context: '',
      });
    }
  });

  test.each([
    ['/answer', 'Ask a question (q) or press a target (t).'],
    ['/answer?q=a&t=h', 'Give a question (q) or a target (t), not both.'],
  ])('is refused with a reason for %s', async (path, message) => {
    const response = await serve().get(path);
    expect([response.status, await response.json()]).toEqual([400, { message }]);
  });

  test('that fails says so with an id that is also in the log', async () => {
    const logged: unknown[] = [];
    const log = (event: string, { id }: Readonly<Record<string, unknown>> = {}) => void logged.push([event, id]);
    const handle: Handle = async () => {
      throw new Error('broken');
    };
    const { get } = serve({ handle, logger: { debug: log, info: log, warn: log, error: log } });
    const response = await get('/answer?q=rag');
    expect(response.status).toBe(500);
    const { message } = (await response.json()) as { message: string };
    const id = message.match(/\((\w{8})\)/)?.[1];
    expect(logged).toEqual([['playground_failed', id]]);
    expect(message).not.toContain('broken');
    expect((await get('/?q=rag')).status).toBe(500);
  });
});

describe('a vote', () => {
  const form = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) => ({
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
  });
  const voting = (isTaken = true) => {
    const votes: Vote[] = [];
    const takeVote = async (vote: Vote) => {
      votes.push(vote);
      return isTaken;
    };
    return { votes, ...serve({ takeVote }) };
  };
  const about = { type: 'entry', id: 'rag' };

  test('is offered if something stores it, on an answer that can be recreated', async () => {
    expect(await (await voting().get('/?q=rag')).text()).toContain('<input type="hidden" name="about" value="e:rag">');
    expect(await (await serve().get('/?q=rag')).text()).not.toContain('class="vote"');
    const without = async () => ({ ...reply, document: documents.unanswered });
    const html = await (await serve({ takeVote: async () => true, handle: without }).get('/?q=rag')).text();
    expect(html).toContain('<form class="vote" action="/vote" method="post" hidden>');
  });

  test('is taken from the script, with a reason if there is one', async () => {
    const { get, votes } = voting();
    const json = { Accept: 'application/json' };
    const first = await get('/vote', form({ about: 'e:rag', helpful: '1' }, json));
    expect([first.status, await first.json()]).toEqual([200, { message: 'Thanks, noted.' }]);
    await get('/vote', form({ about: 'e:rag', helpful: '0', reason: ' too short ' }, json));
    expect(votes).toEqual([
      { from, about, helpful: true },
      { from, about, helpful: false, reason: 'too short' },
    ]);
  });

  test('is taken from a form too, whose page asks for a reason and leads back', async () => {
    const { get } = voting();
    const against = await (await get('/vote', form({ about: 'e:rag', helpful: '0', query: 'q=<rag>' }))).text();
    expect(against).toContain('<h1>Thanks, noted.</h1><form class="reason"');
    expect(against).toContain('href="/?q=&lt;rag&gt;"');
    expect(await (await get('/vote', form({ about: 'e:rag', helpful: '1' }))).text()).not.toContain('class="reason"');
  });

  test.each([
    ['nothing', {}, 400],
    ['what is no answer', { about: 'javascript:x', helpful: '1' }, 400],
    ['something that is done', { about: 'a:forget-all', helpful: '1' }, 400],
    ['neither way', { about: 'e:rag', helpful: 'yes' }, 400],
    ['too many words', { about: 'e:rag', helpful: '0', reason: 'x'.repeat(70_000) }, 413],
  ])('on %s is refused', async (_, fields, status) => {
    const { get, votes } = voting();
    const response = await get('/vote', form(fields, { Accept: 'application/json' }));
    expect([response.status, typeof (await response.json()).message]).toEqual([status, 'string']);
    expect(votes).toEqual([]);
  });

  test('over the limit of one person is told so', async () => {
    const { get } = voting(false);
    expect((await get('/vote', form({ about: 'e:rag', helpful: '1' }))).status).toBe(429);
  });

  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['somebody who does not say', { 'Sec-Fetch-Site': '' }],
  ])('from %s is refused', async (_, headers) => {
    const { get, votes } = voting();
    expect((await get('/vote', form({ about: 'e:rag', helpful: '1' }, headers))).status).toBe(403);
    expect(votes).toEqual([]);
  });
});

describe('a list of questions', () => {
  const covered: readonly Covered[] = [
    { question: 'What is <RAG>?', type: 'answered', titles: ['RAG'] },
    { question: 'and the weather?', type: 'nothing', titles: [] },
    { question: 'difusion', type: 'offered', titles: ['Diffusion model', 'DALL·E'] },
    { question: 'hello', type: 'help', titles: [] },
  ];
  const post = (questions: string) => ({ method: 'POST', body: new URLSearchParams({ questions }) });

  test('is shown as a table of what becomes of each', async () => {
    const { get } = serve({ coverQuestions: async () => ({ covered, left: 2 }) });
    const html = await (await get('/check', post('What is <RAG>?\nand the weather?'))).text();
    expect(html).toContain('<strong>1</strong> answered');
    expect(html).toContain('<strong>1</strong> without anything');
    expect(html).toContain('2 further questions were not checked.');
    expect(html).toContain('<a href="/?q=What+is+%3CRAG%3E%3F">What is &lt;RAG&gt;?</a>');
    expect(html).toContain(
      'data-label="Result"><span>Offered</span></td><td role="cell" data-label="With"><span>Diffusion model<br>DALL·E</span>',
    );
    expect(html).toContain('>\nWhat is &lt;RAG&gt;?\nand the weather?</textarea>');
  });

  test('is asked for, and refused if it is empty, too long or one too many', async () => {
    const { get } = serve({
      coverQuestions: async (list) => (list === 'again' ? undefined : { covered: [], left: 0 }),
    });
    expect(await (await get('/check')).text()).toContain('<textarea id="questions"');
    expect((await get('/check', post(''))).status).toBe(400);
    expect((await get('/check', post('again'))).status).toBe(429);
    expect((await get('/check', post('x'.repeat(300_000)))).status).toBe(413);
    expect((await get('/check', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test('is not offered if nothing checks it', async () => {
    const { routes, get } = serve();
    expect(await routes(new Request('http://localhost/check'))).toBeUndefined();
    expect(await (await get('/')).text()).not.toContain('/check');
  });

  test('is asked of the engine that answers, line by line, and others have their turn in between', async () => {
    let turns = 0;
    const engine = createShippedEngine();
    const list =
      '# of a colleague\nWhat is an LLM?\n\nWhat is an LLM?\nWho won the cup in 1974?\nIs Midjourney an LLM?';
    const checked = await coverBeside(engine, list, 2, async () => {
      turns += 1;
    });
    expect(checked.covered.map(({ type }) => type)).toEqual(['answered', 'nothing']);
    expect([checked.left, turns]).toEqual([1, 2]);
    expect(coverageOf(engine, list).slice(0, 2)).toEqual(checked.covered);
  });
});

describe('the assets', () => {
  test.each([
    ['/playground.js', 'text/javascript; charset=utf-8'],
    ['/playground.css', 'text/css; charset=utf-8'],
  ])('%s is sent once and then known by its tag', async (path, type) => {
    const { get } = serve();
    const first = await get(path);
    expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
      200,
      type,
      'no-cache',
    ]);
    const again = await get(path, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('have colours with enough contrast for every text, light and dark', () => {
    const pairs = [
      'ink page',
      'ink card',
      'ink sunk',
      'ink asked',
      'ink warn-wash',
      'soft page',
      'soft card',
      'soft sunk',
    ];
    pairs.push('soft warn-wash', 'accent card', 'accent page', 'accent accent-wash', 'accent-ink accent');
    const schemes = [...styleSheet.matchAll(/:root \{([^}]*)\}/g)].map(([, rules = '']) => rules);
    expect(schemes).toHaveLength(2);
    for (const rules of schemes) {
      const colour = (name: string) => rules.match(new RegExp(`--${name}: #(\\w{6})`))?.[1] ?? 'none';
      const low = pairs.filter((pair) => {
        const [front = '', back = ''] = pair.split(' ');
        return !(contrast(colour(front), colour(back)) >= 4.5);
      });
      expect(low).toEqual([]);
    }
  });
});

describe('every response', () => {
  test.each([
    '/',
    '/?q=rag',
    '/?t=',
    '/answer?q=rag',
    '/answer',
    '/playground.js',
    '/playground.css',
    '/favicon.ico',
  ])('forbids everything that the page does not need: %s', async (path) => {
    const { headers } = await serve().get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
  });

  test('leaves other paths to others', async () => {
    const { routes } = serve();
    for (const path of ['/healthz', '/metrics', '/slack/events', '/answer/', '/*', '//answer']) {
      expect(await routes(new Request(`http://localhost${path}`))).toBeUndefined();
    }
  });

  test('refuses methods that would change something', async () => {
    const response = await serve().get('/answer?q=rag', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await serve().get('/', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('a request', () => {
  test.each([
    ['localhost:3000', undefined, 200],
    ['127.0.0.1:3000', undefined, 200],
    ['[::1]:3000', undefined, 200],
    ['LOCALHOST', undefined, 200],
    ['ai-diff.localhost:3000', undefined, 200],
    ['evil.example', undefined, 403],
    ['localhost.evil.example', undefined, 403],
    ['127.0.0.1.evil.example', undefined, 403],
    ['192.168.1.5:3000', undefined, 403],
    ['bad host', undefined, 403],
    ['', undefined, 403],
    ['bot.internal:3000', 'bot.internal', 200],
    ['evil.example', 'bot.internal', 403],
    ['192.168.1.5:3000', '0.0.0.0', 200],
    ['[fe80::1]:3000', '::', 200],
    ['evil.example', '0.0.0.0', 403],
  ])('for host %j on a server for %j gets %i', async (host, configured, status) => {
    const { get } = serve(configured === undefined ? {} : { host: configured });
    expect((await get('/answer?q=rag', { headers: { Host: host } })).status).toBe(status);
  });

  test.each([
    ['the page itself', '/answer?q=rag', { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'empty' }, 200],
    ['the address bar', '/?q=rag', { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Dest': 'document' }, 200],
    ['a link on another site', '/?q=rag', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document' }, 200],
    ['a frame on another site', '/?q=rag', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'iframe' }, 403],
    ['a script on another site', '/answer?q=rag', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'empty' }, 403],
    ['another local server', '/playground.js', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'script' }, 403],
    ['a program that does not say', '/answer?q=rag', { 'Sec-Fetch-Site': '' }, 403],
    ['another origin', '/answer?q=rag', { Origin: 'https://evil.example' }, 403],
    ['another port', '/answer?q=rag', { Origin: 'http://localhost:8080' }, 403],
    ['an unknown origin', '/answer?q=rag', { Origin: 'null' }, 403],
    ['its own origin', '/answer?q=rag', { Origin: 'http://localhost:3000' }, 200],
  ])('from %s is judged by where it comes from', async (_, path, headers, status) => {
    expect((await serve().get(path, { headers })).status).toBe(status);
  });

  test('that is refused never reaches the engine and has the strict headers too', async () => {
    const { get, asked } = serve();
    const response = await get('/answer?q=rag', { headers: { Host: 'evil.example' } });
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(asked).toEqual([]);
  });
});

/** The contrast of two colours as defined by WCAG 2.2 (relative luminance). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = NaN, green = NaN, blue = NaN] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
