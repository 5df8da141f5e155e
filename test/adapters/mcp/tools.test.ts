// What the tools and resources return, through the SDK's client of both generations, compared with what a chat shows.
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { AnswerContent, ArticleContent } from '../../../src/adapters/mcp/out/schema.js';
import { toAnswer } from '../../../src/adapters/mcp/out/structured.js';
import { wholeOf } from '../../../src/adapters/shared/whole.js';
import { blocksOf } from '../../../src/document/blocks.js';
import { inlineText } from '../../../src/document/plain.js';
import { engine, eras, knowledge, serve } from './serving.js';

type Called = { readonly content: readonly { readonly text: string }[]; readonly isError?: boolean };

async function open(era: (typeof eras)[number] = '2025') {
  const client = await (await serve()).open(era);
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const result = await client.callTool({ name, arguments: args });
    const { content, isError = false } = result as unknown as Called;
    return { text: content[0]?.text ?? '', isError, content: result.structuredContent as never };
  };
  const answer = async (name: string, args: Record<string, unknown> = {}) => {
    const { text, content } = await call(name, args);
    return { text, ...(content as AnswerContent) };
  };
  return { client, call, answer };
}

describe.each(eras)('a client of %s', (era) => {
  test('lists six tools that only look something up, each with schemas of what goes in and comes out', async () => {
    const { client } = await open(era);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['ask', 'compare', 'define', 'choose', 'list_terms', 'get_sources']);
    const ajv = new Ajv2020.default({ strict: false });
    for (const { inputSchema, outputSchema, annotations, description } of tools) {
      expect(annotations).toEqual({
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      });
      expect(description).toMatch(/\.$/);
      for (const schema of [inputSchema, outputSchema])
        expect(ajv.validateSchema(JSON.parse(JSON.stringify(schema)))).toBe(true);
    }
    expect(client.getServerVersion()).toMatchObject({ name: 'ai-diff', version: '1.2.3' });
    expect(client.getInstructions()).toBe('Ask about LLMs.');
  });

  test('gets text for a person and everything that articles say, where they disagree, and what to ask next', async () => {
    const { answer } = await open(era);
    const { text, outcome, origin, title, entries, views, disagreements, sources, next, target } = await answer('ask', {
      question: 'what is an LLM?',
    });
    expect({ outcome, origin, title, entries, target }).toEqual({
      outcome: 'answered',
      origin: 'articles',
      title: 'Large language model (LLM)',
      entries: [{ id: 'llm', title: 'Large language model (LLM)', uri: 'ai-diff://entry/llm' }],
      target: 'e:llm',
    });
    expect(text).toContain('Large language model (LLM)\n\nAn LLM is');
    // A chat shows fewer, and a button.
    const all = blocksOf(engine.show({ type: 'entry', id: 'llm', part: 'views' }).document, 'view');
    expect(views.map((view) => view.text)).toEqual(all.map(({ children }) => inlineText(children)));
    expect(views.length).toBeGreaterThan(blocksOf(engine.ask('what is an LLM?').document, 'view').length);
    expect(views[0]).toMatchObject({
      manner: 'retold',
      sources: [
        { article: 'Fiverr', heading: expect.any(String), date: '2026-01-01', uri: 'ai-diff://article/fiverr' },
      ],
    });
    expect(disagreements[0]?.views.length).toBeGreaterThan(1);
    // Every quoted place is among the sources.
    const cited = [...views, ...disagreements.flatMap((each) => each.views)].flatMap((view) => view.sources);
    const places = new Set(
      sources.flatMap(({ article, places }) => places.map(({ heading }) => `${article}: ${heading}`)),
    );
    expect(cited.filter(({ article, heading }) => !places.has(`${article}: ${heading}`))).toEqual([]);
    expect(next.length).toBeGreaterThan(0);
  });
});

describe('ask', () => {
  test('continues from the last answer', async () => {
    const { answer } = await open();
    const { target } = await answer('ask', { question: 'what is a GAN?' });
    const { title } = await answer('ask', {
      question: 'how is it different from a diffusion model?',
      previous: target,
    });
    expect(title).toBe('Diffusion and GAN');
  });

  test('says that nothing is known, as a result', async () => {
    const { call } = await open();
    const { isError, content, text } = await call('ask', { question: 'what is the capital of Peru?' });
    expect(isError).toBe(false);
    expect(content).toMatchObject({ outcome: 'nothing', entries: [], views: [], sources: [] });
    expect(text).toContain('Nothing on that');
  });

  test('offers what may be meant, as calls that answer', async () => {
    const { call, answer } = await open();
    const { outcome, next } = await answer('ask', { question: 'what does Midjourney cost?' });
    expect(outcome).toBe('offered');
    const [first] = next;
    const followed = await call(first?.tool ?? '', first?.arguments);
    expect(followed.content).toMatchObject({ outcome: 'answered', entries: [{ id: 'midjourney' }] });
  });

  test.each([
    ['no question', {}],
    ['a number', { question: 7 }],
    ['a question without end', { question: 'a'.repeat(4_001) }],
    ['a target that is none', { question: 'and for images?', previous: 'nowhere:' }],
  ])('refuses %s in words that an assistant can use', async (_, args) => {
    const { call } = await open();
    const { isError, text } = await call('ask', args);
    expect(isError).toBe(true);
    expect(text).toMatch(/question|previous|target/);
  });
});

test('compare gives the whole table, each row with its sources, or a single aspect if asked for', async () => {
  const { answer } = await open();
  const { table, text } = await answer('compare', { a: 'LLM', b: 'generative AI' });
  const entry = knowledge.entries.find(({ id }) => id === 'llm-vs-generative-ai');
  expect(table?.columns).toEqual(['Aspect', 'LLM', 'Generative AI']);
  expect(table?.rows.map(({ label }) => label)).toEqual(entry?.table?.rows.map(({ label }) => label));
  expect(table?.rows.filter(({ sources, cells }) => sources.length === 0 || cells.length !== 2)).toEqual([]);
  expect(text).toContain('Scope');
  const one = await answer('compare', { a: 'LLM', b: 'generative AI', aspect: 'training data' });
  expect(one.table?.rows.map(({ label }) => label)).toEqual(['Training data']);
});

test('an aspect that is offered is a call that answers with its row', async () => {
  const { answer } = await open();
  const document = engine.show({ type: 'entry', id: 'llm-vs-generative-ai', part: 'aspects' }).document;
  const reply = { document, why: document, outcome: 'suggested', entries: [], score: 0 } as const;
  const whole = wholeOf(document, (target) => engine.show(target).document);
  const [scope] = toAnswer(reply, whole, knowledge).next;
  expect(scope?.label).toBe('Scope');
  expect((await answer(scope?.tool ?? '', scope?.arguments)).table?.rows.map(({ label }) => label)).toEqual(['Scope']);
});

test('define takes a term or an id', async () => {
  const { answer } = await open();
  for (const term of ['retrieval augmented generation', 'rag'])
    expect((await answer('define', { term })).entries.map(({ id }) => id)).toEqual(['rag']);
});

test('choose gives a verdict on a task, and leads to one in steps without it', async () => {
  const { answer } = await open();
  expect((await answer('choose', { task: 'a logo' })).outcome).toBe('answered');
  let step = await answer('choose');
  for (let taken = 0; step.next[0]?.tool === 'choose'; taken += 1) {
    expect(taken).toBeLessThan(5);
    step = await answer('choose', step.next[0].arguments);
  }
  expect(step).toMatchObject({ outcome: 'answered', answer: expect.stringMatching(/\w/) });
});

test('every call that an answer names next is one that answers', async () => {
  const { call, answer } = await open();
  for (const question of ['what is an LLM?', 'LLM or generative AI?', 'which AI for a logo?', 'help', 'zzz'])
    for (const { tool, arguments: args } of (await answer('ask', { question })).next) {
      const { isError, content } = await call(tool, args);
      expect({ tool, args, isError }).toEqual({ tool, args, isError: false });
      if (tool !== 'list_terms') expect(content).not.toMatchObject({ outcome: 'nothing' });
    }
});

test('list_terms lists every entry, or those like some words', async () => {
  const { call } = await open();
  const all = (await call('list_terms')).content as { terms: { id: string }[] };
  expect(all.terms.map(({ id }) => id).sort()).toEqual(knowledge.entries.map(({ id }) => id).sort());
  const some = (await call('list_terms', { matching: 'difusion' })).content as { terms: { id: string }[] };
  expect(some.terms[0]?.id).toBe('diffusion-model');
  expect((await call('list_terms', { matching: 'qqqqqqq' })).text).toBe('No term is like that.');
});

test('get_sources tells which part of an answer rests on which place, or lists all articles', async () => {
  const { call } = await open();
  const of = (await call('get_sources', { target: 'e:llm-vs-generative-ai' })).content as {
    articles: ArticleContent[];
  };
  const fiverr = of.articles.find(({ uri }) => uri === 'ai-diff://article/fiverr');
  expect(fiverr?.places.find(({ heading }) => heading === 'Scope')?.parts).toContain('Scope');
  const all = (await call('get_sources')).content as { articles: ArticleContent[] };
  expect(all.articles.map(({ title }) => title)).toEqual(knowledge.articles.map(({ title }) => title));
  for (const target of ['a:forget-all', 'nonsense'])
    expect(await call('get_sources', { target })).toMatchObject({ isError: true });
});

describe('resources', () => {
  test('are every entry, table and article, and each can be read', async () => {
    const { client } = await open();
    const { resources } = await client.listResources();
    const idsOf = (kind: string) =>
      resources.flatMap(({ uri }) => (uri.startsWith(`ai-diff://${kind}/`) ? [uri.split('/').at(-1)] : []));
    expect(idsOf('entry')).toEqual(knowledge.entries.map(({ id }) => id));
    expect(idsOf('table')).toEqual(knowledge.entries.flatMap(({ id, table }) => (table === undefined ? [] : [id])));
    expect(idsOf('article')).toEqual(knowledge.articles.map(({ key }) => key));
    const read = await Promise.all(resources.map(({ uri }) => client.readResource({ uri })));
    for (const [at, { contents }] of read.entries()) {
      const { uri, mimeType } = resources[at] ?? {};
      expect(contents).toEqual([{ uri, mimeType, text: expect.stringMatching(/^.{40}/s) }]);
      const [{ text = '' } = {}] = contents as { text?: string }[];
      if (mimeType === 'application/json') expect(JSON.parse(text)).toBeTypeOf('object');
    }
  });

  test('have addresses whatever an author called an article', async () => {
    const article = { key: 'my notes/ü%20', name: 'Notes', title: 'My notes' };
    const parts = { catalog: () => ({ entries: [], articles: [article] }) };
    const client = await (await serve({ parts })).open();
    const { resources } = await client.listResources();
    expect(resources).toMatchObject([{ uri: 'ai-diff://article/my%20notes%2F%C3%BC%2520', title: 'My notes' }]);
    const { contents } = await client.readResource({ uri: resources[0]?.uri ?? '' });
    expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ article: 'Notes', title: 'My notes' });
  });

  test('of an entry have every view with its place; of a table its rows', async () => {
    const { client } = await open();
    const read = async (uri: string) => ((await client.readResource({ uri })).contents[0] as { text: string }).text;
    const entry = await read('ai-diff://entry/llm');
    for (const { children } of knowledge.entries.find(({ id }) => id === 'llm')?.views ?? [])
      expect(entry.replace(/\n(?:┃ )?/g, ' ')).toContain(inlineText(children).slice(0, 60));
    expect(entry).toContain('Whose words:');
    const table = JSON.parse(await read('ai-diff://table/llm-vs-generative-ai')) as NonNullable<AnswerContent['table']>;
    expect(table.rows.length).toBeGreaterThan(10);
    expect(table.rows[0]?.sources[0]).toMatchObject({ article: 'Fiverr', heading: 'Scope' });
  });

  test('that are not there are an error with their name', async () => {
    const { client } = await open();
    for (const uri of [
      'ai-diff://entry/nothing',
      'ai-diff://table/llm',
      'ai-diff://entry/%E0%A4%A',
      'file:///etc/passwd',
    ])
      await expect(client.readResource({ uri }), uri).rejects.toThrow(/not found|malformed|invalid/i);
  });

  test('are completed as autocomplete does', async () => {
    const { client } = await open();
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'ai-diff://entry/{id}',
      'ai-diff://table/{id}',
      'ai-diff://article/{id}',
    ]);
    const complete = async (kind: string, value: string) => {
      const ref = { type: 'ref/resource', uri: `ai-diff://${kind}/{id}` } as const;
      return (await client.complete({ ref, argument: { name: 'id', value } })).completion.values;
    };
    expect(await complete('entry', 'difusion')).toEqual(
      engine.complete('difusion', knowledge.entries.length).map(({ id }) => id),
    );
    expect((await complete('entry', '')).length).toBe(100);
    expect(await complete('table', 'generative')).toContain('llm-vs-generative-ai');
    expect(await complete('table', 'GAN')).not.toContain('gan');
    expect(await complete('article', 'fi')).toEqual(['fiverr']);
  });
});
