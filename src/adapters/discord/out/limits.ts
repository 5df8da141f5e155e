// Discord's limits, each with its source, and the check that every outgoing message passes. Discord's published specification lacks
// several of them (sums over a message, uniqueness), so the check is ours.
import type { ActionRow, Container, ContainerChild, Payload, TextDisplay } from './payload.js';
import { componentsFlag } from './payload.js';

// https://docs.discord.com/developers/components/reference: "up to 40 total components", nested ones counted, and
// 4000 characters over all text displays. We count UTF-16 units, which is never less than Discord's count.
export const maxComponents = 40;
export const maxText = 4000;
// Below a text message: https://docs.discord.com/developers/components/reference#legacy-message-component-behavior
export const maxTextRows = 5;
// https://docs.discord.com/developers/components/reference#action-row, #button, #string-select
export const maxRowButtons = 5;
export const maxOptions = 25;
export const maxCustomId = 100;
export const maxButtonLabel = 80;
export const maxOptionLabel = 100;
export const maxOptionValue = 100;
export const maxPlaceholder = 150;
// https://docs.discord.com/developers/resources/message#create-message
export const maxContent = 2000;
export const maxNonce = 25;
// https://docs.discord.com/developers/interactions/receiving-and-responding: autocomplete choices
export const maxChoices = 25;
export const maxChoiceName = 100;
export const maxChoiceValue = 100;
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
export const maxCommandDescription = 100;
// https://docs.discord.com/developers/components/reference#text-input
export const maxReason = 1000;
export const maxFormValue = 4000;
// https://docs.discord.com/developers/components/reference#label and https://docs.discord.com/developers/interactions/receiving-and-responding (modal)
export const maxFormTitle = 45;
export const maxFormLabel = 45;
export const maxFormHint = 100;
// https://docs.discord.com/developers/resources/channel#channel-object-channel-types: text, voice, announcements, threads, stage.
export const postableChannels = [0, 2, 5, 10, 11, 12, 13] as const;
// The same for menus that choose where to post: without threads, with forums. Discord's specification lists no menu of media channels.
export const postedInChannels = [0, 2, 5, 13, 15] as const;
// Wider fixed-width text wraps on a phone (alp82/curia #414 and #428, tested live).
export const maxTableWidth = 42;

/** The rules of Discord that a message breaks; empty if none. */
export function checkMessage(payload: Payload): readonly string[] {
  const { components = [], content } = payload;
  const laidOut = ((payload.flags ?? 0) & componentsFlag) !== 0;
  const problems: string[] = [];
  if (payload.allowed_mentions.parse.length > 0) problems.push('allowed_mentions lets somebody be notified');
  if (laidOut && typeof content === 'string') problems.push('content is refused beside components of version 2');
  if (!laidOut && components.some(({ type }) => type !== 1)) problems.push('components of version 2 need their flag');
  if (!laidOut && components.length > maxTextRows) problems.push(`${components.length} rows below a text`);
  if (laidOut && components.length === 0) problems.push('there are no components');
  if (!laidOut) problems.push(...checkLength('content', content?.trim() ?? '', 1, maxContent));
  const all = components.flatMap(withChildren);
  if (all.length > maxComponents) problems.push(`${all.length} components, at most ${maxComponents}`);
  const texts = all.flatMap((each) => (each.type === 10 ? [each.content] : []));
  const length = texts.reduce((sum, each) => sum + each.length, 0);
  if (length > maxText) problems.push(`${length} characters of text, at most ${maxText}`);
  problems.push(...texts.flatMap((each) => checkLength('text', each.trim(), 1, maxText)));
  const rows = all.flatMap((each) => (each.type === 1 ? [each] : []));
  const ids = rows.flatMap((row) => row.components.map((each) => each.custom_id));
  if (new Set(ids).size < ids.length) problems.push('a custom_id occurs twice');
  return [...problems, ...rows.flatMap(checkRow), ...components.flatMap(checkContainer)];
}

type AnyComponent = Container | ContainerChild | ActionRow['components'][number];

function withChildren(component: Container | TextDisplay | ActionRow): readonly AnyComponent[] {
  if (component.type === 10) return [component];
  if (component.type === 1) return [component, ...component.components];
  const below = component.components.flatMap((each): readonly AnyComponent[] =>
    each.type === 1 ? [each, ...each.components] : [each],
  );
  return [component, ...below];
}

function checkContainer(component: Container | TextDisplay | ActionRow): readonly string[] {
  return component.type === 17 && component.components.length === 0 ? ['a container is empty'] : [];
}

function checkRow({ components }: ActionRow): readonly string[] {
  const problems: string[] = [];
  if (components.length === 0 || components.length > maxRowButtons) problems.push(`a row of ${components.length}`);
  if (components.length > 1 && components.some(({ type }) => type === 3))
    problems.push('a select needs a row of its own');
  return [
    ...problems,
    ...components.flatMap((each) => {
      const id = checkLength('custom_id', each.custom_id, 1, maxCustomId);
      if (each.type === 2) {
        const bare = each.label === undefined && each.emoji === undefined ? ['a button shows nothing'] : [];
        return [
          ...id,
          ...bare,
          ...(each.label === undefined ? [] : checkLength('label', each.label.trim(), 1, maxButtonLabel)),
        ];
      }
      const values = each.options.map(({ value }) => value);
      return [
        ...id,
        ...checkLength('placeholder', each.placeholder, 0, maxPlaceholder),
        ...(values.length === 0 || values.length > maxOptions ? [`a select of ${values.length} options`] : []),
        ...(new Set(values).size < values.length ? ['an option occurs twice'] : []),
        ...each.options.flatMap(({ label, value }) => [
          ...checkLength('option label', label.trim(), 1, maxOptionLabel),
          ...checkLength('option value', value, 1, maxOptionValue),
        ]),
      ];
    }),
  ];
}

function checkLength(what: string, text: string, least: number, most: number): readonly string[] {
  return text.length < least || text.length > most ? [`${what} of ${text.length} characters, ${least} to ${most}`] : [];
}
