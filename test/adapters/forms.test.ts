// Forms of other parts of the bot: the same form on both platforms, from the command that opens it to its result.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Modal } from '../../src/adapters/discord/out/payload.js';
import { createApp } from '../../src/app.js';
import { document, paragraph } from '../../src/document/build.js';
import type { FilledForm, Form } from '../../src/document/form.js';
import type { ExtraCommand } from '../../src/ports.js';
import { fill, slash } from '../fakes/discord/people.js';
import { slashCommand, viewSubmission } from '../fakes/slack/payloads.js';
import { startFakeSlack } from '../fakes/slack/server.js';
import { engine, run, wordsOf } from './discord/running.js';
import { createBot } from './slack/bot.js';

const form: Form = {
  id: 'ai-teach:new',
  title: 'A title that is longer than any platform shows in a form',
  submit: 'Save',
  fields: [
    { type: 'text', name: 'question', label: 'Question', lines: 'one', most: 200, value: 'What is a kiln?' },
    { type: 'text', name: 'answer', label: 'Answer', lines: 'many', most: 9_000, optional: true, hint: 'Markdown' },
    {
      type: 'choice',
      name: 'kind',
      label: 'Kind',
      options: [
        { label: 'One', value: 'one' },
        { label: 'Two', value: 'two' },
      ],
      value: 'two',
    },
    { type: 'choices', name: 'days', label: 'Days', options: [{ label: 'Monday', value: 'mon' }], optional: true },
    { type: 'channel', name: 'channel', label: 'Channel', optional: true },
  ],
};

function createTeach() {
  const taken: FilledForm[] = [];
  const teach: ExtraCommand = {
    run: async () => ({ document: document([paragraph('Forms cannot be shown here.')]), private: true, form }),
    submit: async ({ id, values }) => {
      taken.push({ id, values });
      return { document: document([paragraph('Saved.')]), private: true };
    },
  };
  return {
    taken,
    app: createApp({ current: () => ({ engine }), allow: async () => true, commands: { 'ai-teach': teach } }),
  };
}

const filled = { question: 'What is clay?', kind: 'one', channel: '1' };

async function runSlack(app: ReturnType<typeof createApp>) {
  const slack = await startFakeSlack();
  const { bot } = createBot(slack, app);
  onTestFinished(async () => {
    await bot.stop();
    await slack.stop();
  });
  await bot.start();
  return slack;
}

describe('a form', () => {
  test('on Discord is the answer to its command, and its result is shown to whoever submitted it', async () => {
    const { taken, app } = createTeach();
    const { fake } = await run(app);
    fake.interact(slash('ai-teach'));
    const opened = (await fake.request('POST', /callback$/)).body as { type: number; data: Modal };
    expect(opened.type).toBe(9);
    expect(opened.data).toMatchObject({
      custom_id: 'v1:o:ai-teach:new',
      components: form.fields.map(() => ({ type: 18 })),
    });
    fake.interact(fill(opened.data, { ...filled, kind: ['one'], channel: ['1'] }));
    const { data } = (await fake.request('POST', /callback$/, 2)).body as { data: { flags: number; content?: string } };
    expect(wordsOf(data)).toContain('Saved.');
    expect(data.flags & 64).toBe(64);
    expect(taken).toEqual([{ id: 'ai-teach:new', values: filled }]);
    expect(fake.problems).toEqual([]);
  });

  test('on Slack is a modal, which its result replaces', async () => {
    const { taken, app } = createTeach();
    const slack = await runSlack(app);
    await slack.push('slash_commands', slashCommand('/ai-teach', 'new', slack.responseUrl('1')));
    const { view } = (await slack.next('views.open')).args;
    expect(view).toMatchObject({ type: 'modal', callback_id: 'form', submit: { text: 'Save' } });
    const shown = await slack.push(
      'interactive',
      viewSubmission(view, {
        question: { type: 'plain_text_input', value: 'What is clay?' },
        answer: { type: 'plain_text_input', value: null },
        kind: { type: 'static_select', selected_option: { value: 'one' } },
        days: { type: 'multi_static_select', selected_options: [] },
        channel: { type: 'conversations_select', selected_conversation: '1' },
      }),
    );
    expect(shown).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
    expect(JSON.stringify(shown)).toContain('Saved.');
    expect(taken).toEqual([{ id: 'ai-teach:new', values: filled }]);
  });

  test('on Slack gives way to the document if it can’t be opened any more', async () => {
    const slack = await runSlack(createTeach().app);
    slack.fail('views.open', { type: 'error', error: 'expired_trigger_id' });
    await slack.push('slash_commands', slashCommand('/ai-teach', 'new', slack.responseUrl('1')));
    expect((await slack.next('response_url')).args.text).toBe('Forms cannot be shown here.');
  });
});
