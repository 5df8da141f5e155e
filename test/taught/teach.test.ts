// A workspace's own answers, from unanswered questions to what people are told.
import { describe, expect, test } from 'vitest';
import type { Origin } from '../../src/ports.js';
import { choicesIn, elsewhere, engine, gpu, manager, member, openProcess, plain, targetOf } from './teaching.js';

describe('an answer that is taught', () => {
  test('does not count before it is saved, and then answers whoever asks there, in other words too', async () => {
    const { ask, fill, press } = openProcess();
    const preview = await fill(manager, 'ai-teach:new', gpu);
    expect(preview.outcome).toBe('private');
    expect(plain(preview)).toContain('Said today: ');
    expect((await ask(member, gpu['question'] ?? '')).entries).toEqual([]);
    await press(manager, targetOf(preview.document, 'Save'));
    for (const words of ['How do I request a GPU?', 'how do i request a gpu', 'who hands out GPUs?']) {
      const { outcome, document, entries } = await ask(member, words);
      expect([outcome, entries.length]).toEqual(['answered', 1]);
      expect(plain({ document })).toMatch(
        /platform team[\s\S]*one day to look[\s\S]*Answer of this server.*GPU handbook/,
      );
      expect(document.children.some(({ type }) => type === 'sources')).toBe(false);
    }
  });

  test('holds in its own server alone', async () => {
    const { ask, teach } = openProcess();
    await teach(manager, gpu);
    expect((await ask(elsewhere, 'How do I request a GPU?')).entries).toEqual([]);
    expect((await ask({ platform: 'discord', user: '1' }, 'How do I request a GPU?')).entries).toEqual([]);
    expect((await ask({ ...member, platform: 'slack' }, 'How do I request a GPU?')).entries).toEqual([]);
  });

  test('comes first if the articles answer too, with a button to them, and leaves other questions to them', async () => {
    const { ask, teach, press } = openProcess();
    await teach(manager, { question: 'What is RAG?', answer: 'Here, RAG is the project in the **rag** folder.' });
    const { document } = await ask(member, 'what is RAG?');
    expect(plain({ document })).toContain('the project in the rag folder');
    const articles = await press(member, targetOf(document, 'What the articles say'));
    expect(articles.entries).toEqual(['rag']);
    for (const words of ['What is an LLM?', 'GAN vs diffusion model', 'which AI for a logo?'])
      expect((await ask(member, words)).entries).toEqual(engine.ask(words).entries);
  });

  test('is found by the term that it defines', async () => {
    const { app, teach } = openProcess();
    await teach(manager, { question: 'What does the Kiln do?', answer: 'It fires jobs at night.', term: 'Kiln' });
    const reply = await app.handle({ type: 'define', from: member, term: 'kiln' });
    expect(plain(reply)).toMatch(/Kiln[\s\S]*fires jobs/);
  });

  test('takes the questions that it answers off the list of gaps', async () => {
    const { ask, desk, teach, press } = openProcess();
    for (const words of ['how do i request a gpu', 'who hands out GPUs', 'capital of Peru']) await ask(member, words);
    const saved = await teach(manager, gpu);
    expect(plain(saved)).toContain('2 of 3 collected questions are answered by it now.');
    await press(manager, targetOf(saved.document, 'Done'));
    const left = plain({ document: await desk.showGaps(manager) });
    expect(left).toContain('capital of Peru');
    expect(left).not.toMatch(/gpu/i);
  });

  test('begins at a question that was asked in vain', async () => {
    const { ask, desk, press } = openProcess();
    await ask(member, 'who hands out GPUs');
    const { form } = await press(manager, targetOf(await desk.showGaps(manager), 'Answer: 1'));
    expect(form?.fields[0]).toMatchObject({ name: 'question', value: 'who hands out GPUs' });
  });

  test('can be changed, removed and brought back, and says who changed what only by a code', async () => {
    const { ask, fill, press, teach, type } = openProcess();
    await teach(manager, gpu);
    const list = await type(manager, 'list');
    const { form } = await press(manager, targetOf(list.document, 'Edit: 1'));
    expect(form?.fields.map((field) => ('value' in field ? field.value : ''))).toEqual([
      gpu['question'],
      gpu['ways'],
      gpu['answer'],
      gpu['source'],
      '',
    ]);
    const changed = await fill(manager, form?.id ?? '', { ...gpu, answer: 'Write to **gpu@example.com**.' });
    await press(manager, targetOf(changed.document, 'Save'));
    expect(plain(await ask(member, 'How do I request a GPU?'))).toContain('Write to');
    const shown = await ask(member, 'How do I request a GPU?');
    await press(manager, targetOf((await type(manager, 'list')).document, 'Remove: 1'));
    expect((await ask(member, 'How do I request a GPU?')).outcome).not.toBe('answered');
    // A button of the removed answer.
    const about = shown.document.about ?? { type: 'help' };
    expect(plain(await press(member, about))).toContain('No longer here');
    const history = await type(manager, 'history');
    expect(plain(history)).toMatch(/1\. .*removed[\s\S]*2\. .*changed[\s\S]*3\. .*taught/);
    expect(plain(history)).not.toContain(manager.user);
    await press(manager, targetOf(history.document, 'Restore: 3'));
    expect(plain(await ask(member, 'How do I request a GPU?'))).toContain('platform team');
  });

  test.each([
    ['no answer', { answer: '' }, 'There is no answer'],
    ['a long first paragraph', { answer: 'word '.repeat(100) }, 'longer than 360 characters'],
    ['a link without https', { answer: 'See [this](http://example.com).' }, 'must begin with https://'],
    ['an unsafe source', { source: 'Wiki http://example.com' }, 'must begin with https://'],
    ['a picture', { answer: 'Look: ![cat](https://example.com/cat.png)' }, 'platforms cannot show this'],
    ['a heading', { answer: '# Title\n\nText' }, 'use paragraphs'],
  ])('is not saved with %s, says so, and keeps what was typed', async (_, change, problem) => {
    const { fill, press } = openProcess();
    const preview = await fill(manager, 'ai-teach:new', { ...gpu, ...change });
    expect(plain(preview)).toContain(problem);
    expect(choicesIn(preview.document).map(({ label }) => label)).toEqual(['Change', 'Discard']);
    const { form } = await press(manager, targetOf(preview.document, 'Change'));
    expect(form?.fields[0]).toMatchObject({ value: gpu['question'] });
    const right = await fill(manager, form?.id ?? '', gpu);
    expect(choicesIn(right.document).map(({ label }) => label)).toContain('Save');
  });

  test('can be discarded, and its buttons say so', async () => {
    const { ask, fill, press } = openProcess();
    const preview = await fill(manager, 'ai-teach:new', gpu);
    await press(manager, targetOf(preview.document, 'Discard'));
    expect(plain(await press(manager, targetOf(preview.document, 'Save')))).toContain('No longer here');
    expect((await ask(member, 'How do I request a GPU?')).entries).toEqual([]);
  });

  test('outlives whoever taught it: forgetting them leaves the answer', async () => {
    const { ask, store, teach, type } = openProcess();
    await teach(manager, gpu);
    expect(await store.people.forget(manager)).toBe(1);
    expect(plain(await ask(member, 'How do I request a GPU?'))).toContain('platform team');
    expect(plain(await type(manager, 'history'))).toContain('by nobody known');
  });
});

describe('teaching', () => {
  const admin: Origin = { platform: 'discord', workspace: 'W1', user: '99' };
  const nobody: readonly (readonly [string, Origin])[] = [
    ['a member', member],
    ['somebody in private messages', { platform: 'discord', user: '3' }],
    ['an admin in private messages of Discord', { platform: 'discord', user: '99' }],
    ['somebody unknown', { platform: 'discord', workspace: 'W1' }],
    ['a member of a Slack workspace', { platform: 'slack', workspace: 'T1', user: 'U1' }],
  ];

  test.each(nobody)('is refused to %s, in every way', async (_, from) => {
    const { teach, type, fill, press, command, app } = openProcess();
    await teach(manager, gpu);
    const preview = await fill(manager, 'ai-teach:new', gpu);
    const list = await type(manager, 'list');
    const targets = [...choicesIn(preview.document), ...choicesIn(list.document)].map(({ target }) => target);
    const tries = [
      ...['new', 'list', 'history', 'edit How do I request a GPU?', 'remove How do I request a GPU?'].map((words) =>
        type(from, words),
      ),
      fill(from, 'ai-teach:new', gpu),
      fill(from, 'ai-teach:edit:taught-0000000001', gpu),
      command(from, { type: 'message', text: 'x', id: '1' }, 'teach-this-answer'),
      ...targets.map((target) => press(from, target)),
    ];
    for (const reply of await Promise.all(tries)) {
      expect(plain(reply)).toContain('Not for you');
      expect([reply.form, reply.outcome]).toEqual([undefined, 'private']);
    }
    expect(await app.completeOption({ from, command: 'ai-teach', option: 'answer', typed: '', limit: 5 })).toEqual([]);
    expect(plain(await type(manager, 'list'))).toContain('1 of at most 500');
  });

  test('in one server changes nothing of another one, whose people know its ids', async () => {
    const { teach, type, press } = openProcess();
    await teach(manager, gpu);
    const list = await type(manager, 'list');
    for (const { target } of choicesIn(list.document))
      expect(plain(await press(elsewhere, target))).toContain('No longer here');
    expect(plain(await type(manager, 'list'))).toContain('1 of at most 500');
  });

  test('is for admins of the bot everywhere, and for whoever installed it on Slack', async () => {
    const { type, store } = openProcess();
    expect((await type(admin, 'new')).form).toBeDefined();
    await store.installations.put('slack', 'T1', JSON.stringify({ user: { id: 'U7' }, team: { id: 'T1' } }));
    const installer: Origin = { platform: 'slack', workspace: 'T1', user: 'U7' };
    expect((await type(installer, 'new')).form).toBeDefined();
    expect((await type({ ...installer, workspace: 'T2' }, 'new')).form).toBeUndefined();
  });

  test('waits for a second person if the server wants that', async () => {
    const { ask, clock, fill, press, store, type } = openProcess();
    await store.taught.putSettings({ platform: 'discord', workspace: 'W1' }, () => JSON.stringify({ second: true }));
    clock.time += 1_000;
    const preview = await fill(manager, 'ai-teach:new', gpu);
    const save = targetOf(preview.document, 'Save');
    expect(plain(await press(manager, save))).toContain('Waits for a second person');
    expect(plain(await press(manager, save))).toContain('Not by you');
    expect((await ask(member, 'How do I request a GPU?')).entries).toEqual([]);
    const look = await press(admin, targetOf((await type(admin, 'list')).document, 'Look at 1'));
    await press(admin, targetOf(look.document, 'Approve'));
    expect(plain(await ask(member, 'How do I request a GPU?'))).toContain('platform team');
  });

  test('ends at 500 answers', async () => {
    const { store, teach, type } = openProcess();
    const many = Array.from({ length: 500 }, (_, at) => ({
      id: `taught-${at}`,
      at: 1,
      question: `Where is room ${at}?`,
      ways: [],
      answer: `On floor ${at}.`,
    }));
    const place = { platform: 'discord', workspace: 'W1' };
    expect(await store.taught.take(place, many)).toBe(500);
    expect(await store.taught.take(place, many)).toBe(0);
    expect(plain(await teach(manager, gpu))).toContain('No room');
    expect(plain(await type(manager, 'list'))).toContain('500 of at most 500');
  });
});
