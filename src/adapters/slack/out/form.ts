// Draws a form as a Slack modal, and its result. Pure. docs.slack.dev/reference/views/modal-views
import type { types } from '@slack/bolt';
import type { Form, FormField, FormOption } from '../../../document/form.js';
import { assertNever, type Document } from '../../../document/nodes.js';
import { clip } from '../../shared/clip.js';
import { limits } from './limits.js';
import { renderMessage } from './render.js';
import { plain } from './sections.js';

/** Where the form was opened; stored in the view, since Slack doesn't say so on submission. */
export type FormPlace = { readonly channel?: string; readonly threadTs?: string };

const formCallback = 'form';

export function renderForm({ id, title, submit, fields }: Form, place: FormPlace): types.ModalView {
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: JSON.stringify({ id, ...place }),
    title: plain(title, limits.modalTitle),
    submit: plain(submit, limits.modalTitle),
    close: plain('Cancel', limits.modalTitle),
    // Slack has no roles.
    blocks: fields.filter(isShown).map((field) => ({
      type: 'input',
      block_id: field.name,
      label: plain(field.label, limits.inputLabel),
      optional: field.optional === true,
      ...(field.hint === undefined ? {} : { hint: plain(field.hint, limits.inputLabel) }),
      element: renderField(field),
    })),
  };
}

/** What replaces a submitted form. */
export function renderResult(title: string, document: Document): types.ModalView {
  // Icons and votes only work in messages.
  const blocks = renderMessage(document).blocks.filter(({ type }) => type !== 'context_actions');
  return {
    type: 'modal',
    title: plain(title, limits.modalTitle),
    close: plain('Close', limits.modalTitle),
    blocks: blocks.slice(0, limits.viewBlocks),
  };
}

function isShown(field: FormField): boolean {
  return field.type !== 'roles';
}

function renderField(field: FormField): types.InputBlockElement {
  const action_id = field.name;
  switch (field.type) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.lines === 'many',
        max_length: Math.min(field.most, limits.inputText),
        ...(field.value === undefined || field.value === '' ? {} : { initial_value: clip(field.value, field.most) }),
      };
    case 'choice': {
      const options = field.options.slice(0, limits.selectOptions).map(toOption);
      const initial = options.find(({ value }) => value === field.value);
      return {
        type: 'static_select',
        action_id,
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      };
    }
    case 'choices': {
      const options = field.options.slice(0, limits.selectOptions).map(toOption);
      const initial = options.filter(({ value = '' }) => field.value?.includes(value));
      return {
        type: 'multi_static_select',
        action_id,
        options,
        ...(initial.length === 0 ? {} : { initial_options: initial }),
      };
    }
    case 'people':
    case 'roles':
      return {
        type: 'multi_users_select',
        action_id,
        ...(field.value === undefined || field.value.length === 0 ? {} : { initial_users: [...field.value] }),
      };
    case 'channel':
      return {
        type: 'conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(field.value === undefined
          ? { default_to_current_conversation: true }
          : { initial_conversation: field.value }),
      };
    case 'channels':
      return {
        type: 'multi_conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(field.value === undefined || field.value.length === 0 ? {} : { initial_conversations: [...field.value] }),
      };
    default:
      return assertNever(field);
  }
}

function toOption({ label, value }: FormOption): types.PlainTextOption {
  return { text: plain(label, limits.optionText), value };
}
