// Turns the names of commands in an answer into links: https://docs.discord.com/developers/reference#message-formatting. Pure.
import { checkMessage } from './limits.js';
import type { Payload } from './payload.js';
import type { Rendered } from './render.js';

/** Ids of the registered commands, by name. `groups` have subcommands, and only those can be linked to. */
export type CommandIds = { readonly ids: ReadonlyMap<string, string>; readonly groups: ReadonlySet<string> };

/** The same messages with command names replaced by links. */
export function linkCommands(rendered: Rendered, known: CommandIds | undefined): Rendered {
  if (known === undefined) return rendered;
  return {
    linked: rendered.linked,
    pages: rendered.pages.map((page) => withLinks(page, known)),
    get text() {
      return withLinks(rendered.text, known);
    },
    get simple() {
      return withLinks(rendered.simple, known);
    },
    get plain() {
      return rendered.plain === undefined ? undefined : withLinks(rendered.plain, known);
    },
  };
}

// Links are longer than names: a message without room for them goes out unchanged.
function withLinks(payload: Payload, known: CommandIds): Payload {
  if (!textsOf(payload).some((each) => each.includes('/ai-'))) return payload;
  const linked = mapTexts(payload, (text) => linkText(text, known));
  return checkMessage(linked).length === 0 ? linked : payload;
}

function textsOf({ content, components = [] }: Payload): readonly string[] {
  const below = components.flatMap((each) => (each.type === 17 ? each.components : [each]));
  return [
    ...(typeof content === 'string' ? [content] : []),
    ...below.flatMap((each) => (each.type === 10 ? [each.content] : [])),
  ];
}

function mapTexts(payload: Payload, change: (text: string) => string): Payload {
  const { content, components } = payload;
  return {
    ...payload,
    ...(typeof content === 'string' ? { content: change(content) } : {}),
    ...(components === undefined
      ? {}
      : {
          components: components.map((each) => {
            if (each.type === 10) return { ...each, content: change(each.content) };
            if (each.type === 1) return each;
            const children = each.components.map((child) =>
              child.type === 10 ? { ...child, content: change(child.content) } : child,
            );
            return { ...each, components: children };
          }),
        }),
  };
}

// Code is an example to type and stays as it is.
const code = /(```[\s\S]*?```|`[^`\n]*`)/;
// "/ai-tip stop h4477" is Slack's syntax: on Discord the id is an option.
const named =
  /(?<![\w/<])\/(ai-[a-z]+)(?: (?:(now|schedule|list|new|edit|remove|history|on|off)\b|(stop|skip)\b(?: ([a-z2-9]{5})(?![\w-]))?))?/g;

function linkText(text: string, { ids, groups }: CommandIds): string {
  return text
    .split(code)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(named, (...found) => link(found, ids, groups))))
    .join('');
}

function link(
  [whole, name = '', plain, ending, which]: readonly (string | undefined)[],
  ids: ReadonlyMap<string, string>,
  groups: ReadonlySet<string>,
): string {
  const id = ids.get(name);
  const sub = plain ?? ending;
  if (id === undefined) return whole ?? '';
  // The next word may only look like a subcommand.
  if (!groups.has(name)) return `</${name}:${id}>${(whole ?? '').slice(name.length + 1)}`;
  if (sub === undefined) return whole ?? '';
  return `</${name} ${sub}:${id}>${which === undefined ? '' : ` (schedule: ${which})`}`;
}
