// Draws a form as a Discord modal. Pure. https://docs.discord.com/developers/components/reference#label

import type { Form, FormField } from '../../../document/form.js';
import { assertNever } from '../../../document/nodes.js';
import { encodeButton } from '../buttons.js';
import {
  maxFormHint,
  maxFormLabel,
  maxFormTitle,
  maxFormValue,
  maxOptionLabel,
  maxOptions,
  maxOptionValue,
  postableChannels,
  postedInChannels,
} from './limits.js';
import type { Modal, ModalField } from './payload.js';
import { labelText } from './text.js';

/** The modal of a form, or undefined if its id is too long. */
export function renderForm({ id, title, fields }: Form): Modal | undefined {
  const custom_id = encodeButton({ type: 'form', id });
  if (custom_id === undefined) return undefined;
  return {
    custom_id,
    title: labelText(title, maxFormTitle),
    components: fields.map((field) => ({
      type: 18,
      label: labelText(field.label, maxFormLabel),
      ...(field.hint === undefined ? {} : { description: labelText(field.hint, maxFormHint) }),
      component: renderField(field),
    })),
  };
}

function renderField(field: FormField): ModalField {
  const common = { custom_id: field.name, required: field.optional !== true } as const;
  switch (field.type) {
    case 'text':
      return {
        type: 4,
        ...common,
        style: field.lines === 'one' ? 1 : 2,
        max_length: Math.min(field.most, maxFormValue),
        ...(field.value === undefined ? {} : { value: field.value.slice(0, Math.min(field.most, maxFormValue)) }),
      };
    case 'choice':
      return { type: 3, ...common, options: optionsOf(field, field.value === undefined ? [] : [field.value]) };
    case 'choices': {
      const options = optionsOf(field, field.value ?? []);
      return { type: 3, ...common, options, min_values: field.optional === true ? 0 : 1, max_values: options.length };
    }
    case 'people':
    case 'roles': {
      const [type, of] = field.type === 'people' ? ([5, 'user'] as const) : ([6, 'role'] as const);
      const chosen = (field.value ?? []).slice(0, maxOptions).map((id) => ({ id, type: of }));
      return { type, ...common, min_values: 0, max_values: maxOptions, default_values: chosen };
    }
    case 'channel': {
      const chosen = field.value === undefined ? [] : [{ id: field.value, type: 'channel' as const }];
      return { type: 8, ...common, channel_types: postableChannels, default_values: chosen };
    }
    case 'channels': {
      const chosen = (field.value ?? []).slice(0, maxOptions).map((id) => ({ id, type: 'channel' as const }));
      const many = { min_values: 0, max_values: maxOptions };
      return { type: 8, ...common, ...many, channel_types: postedInChannels, default_values: chosen };
    }
    default:
      return assertNever(field);
  }
}

function optionsOf({ options }: Extract<FormField, { type: 'choice' | 'choices' }>, chosen: readonly string[]) {
  return options.slice(0, maxOptions).map(({ label, value }) => ({
    label: labelText(label, maxOptionLabel),
    value: value.slice(0, maxOptionValue),
    ...(chosen.includes(value) ? { default: true } : {}),
  }));
}
