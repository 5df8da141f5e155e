// Reads what a command asks for, also while it is still being typed.
import * as v from 'valibot';
import type { CommandInput } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import { explainCommand } from './command-list.js';
import { messageWords, plainContent, plainLines } from './text.js';

export type CommandRequest = { readonly type: 'ask'; readonly asked: Asked; readonly private: boolean };
/** `ids`: completions stand for entries; otherwise their words are the question. */
export type CompletionRequest = {
  readonly type: 'complete';
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  readonly ids: boolean;
};

const value = v.union([v.string(), v.number(), v.boolean()]);
const leaf = v.looseObject({
  type: v.number(),
  name: v.string(),
  value: v.optional(value),
  focused: v.optional(v.boolean()),
});
const node = v.looseObject({ ...leaf.entries, options: v.optional(v.array(leaf), []) });
const written = v.looseObject({ content: v.optional(v.nullable(v.string())) });
const marked = v.fallback(
  v.looseObject({
    ...written.entries,
    channel_id: v.optional(v.nullable(v.string())),
    referenced_message: v.optional(v.nullable(written)),
  }),
  {},
);
const commandData = v.looseObject({
  name: v.string(),
  type: v.optional(v.number(), 1),
  options: v.optional(v.array(node), []),
  target_id: v.optional(v.string()),
  resolved: v.fallback(
    v.optional(v.looseObject({ messages: v.optional(v.record(v.string(), v.unknown())) })),
    undefined,
  ),
});
const subcommandType = 1;

/** The request of a command, or undefined if the data isn't one. `guild` is where it was used. */
export function readCommand(data: unknown, guild?: string | null): CommandRequest | undefined {
  const parsed = v.safeParse(commandData, data);
  if (!parsed.success) return undefined;
  const { name, type, options, target_id, resolved } = parsed.output;
  if (type === 3) {
    const id = target_id ?? '';
    const message = resolved?.messages?.[id];
    if (name === explainCommand)
      return { type: 'ask', asked: { type: 'explain', text: messageWords(message) }, private: true };
    return others(name.toLowerCase().replaceAll(' ', '-'), readMarked(message, id, guild));
  }
  const subcommand = options.find((each) => each.type === subcommandType);
  const given = new Map(
    (subcommand?.options ?? options).flatMap((each) => (each.value === undefined ? [] : [[each.name, each.value]])),
  );
  const asked = askedBy(name, (option) => {
    const words = String(given.get(option) ?? '').trim();
    return words === '' ? undefined : words;
  });
  if (asked !== undefined) return { type: 'ask', asked, private: given.get('private') === true };
  const input = { type: 'options', options: given } as const;
  return others(name, subcommand === undefined ? input : { ...input, subcommand: subcommand.name });
}

// The message that somebody pointed at: line by line as it was written, otherwise any text that can be read from it.
function readMarked(message: unknown, id: string, guild: string | null | undefined): CommandInput {
  const { content = '', channel_id, referenced_message } = v.parse(marked, message);
  const asked = plainContent(referenced_message?.content ?? '');
  const lines = plainLines(content ?? '');
  return {
    type: 'message',
    text: lines === '' ? messageWords(message) : lines,
    id,
    ...(guild && channel_id ? { link: `https://discord.com/channels/${guild}/${channel_id}/${id}` } : {}),
    ...(asked === '' ? {} : { asked }),
  };
}

// Commands that are handled outside the engine.
function others(name: string, input: CommandInput): CommandRequest {
  return { type: 'ask', asked: { type: 'command', name, input }, private: true };
}

function askedBy(name: string, read: (option: string) => string | undefined): Asked | undefined {
  switch (name) {
    case 'ai-diff': {
      const [a, b, aspect] = ['a', 'b', 'aspect'].map(read);
      return {
        type: 'diff',
        ...(a === undefined ? {} : { a }),
        ...(b === undefined ? {} : { b }),
        ...(aspect === undefined ? {} : { aspect }),
      };
    }
    case 'ai-ask': {
      const text = read('question');
      return text === undefined ? { type: 'help' } : { type: 'question', text };
    }
    case 'ai-define': {
      const term = read('term');
      return term === undefined ? { type: 'help' } : { type: 'define', term };
    }
    case 'ai-choose': {
      const task = read('task');
      return task === undefined ? { type: 'choose' } : { type: 'choose', task };
    }
    case 'ai-help':
      return { type: 'help' };
    default:
      return undefined;
  }
}

/** What is being typed; empty if the data doesn't say. */
export function readTyped(data: unknown): CompletionRequest {
  const parsed = v.safeParse(commandData, data);
  const options = parsed.success ? parsed.output.options.flatMap((each) => [each, ...each.options]) : [];
  const focused = options.find((each) => each.focused === true);
  return {
    type: 'complete',
    command: parsed.success ? parsed.output.name : '',
    option: focused?.name ?? '',
    typed: String(focused?.value ?? ''),
    ids: parsed.success && parsed.output.name !== 'ai-ask',
  };
}
