// What a button leads to, as a value and as a short string. The string lives in buttons of old messages for years: new forms may be added,
// but existing ones never change. It has at most 90 characters for ids of up to 40, which leaves a platform room for a prefix
// (Discord's custom_id takes 100); only a `question` is as long as its text.

/** `part` asks for more of an entry than its answer shows at first. */
export type Target =
  | { readonly type: 'entry'; readonly id: string; readonly part?: EntryPart; readonly row?: number }
  | {
      readonly type: 'comparison';
      readonly ids: readonly [string, string];
      readonly part?: EntryPart;
      readonly row?: number;
    }
  | { readonly type: 'guide'; readonly step: string }
  | { readonly type: 'question'; readonly question: string }
  | { readonly type: 'tip'; readonly id: string }
  | { readonly type: 'help' }
  /** Something to do or see that isn't an answer; `of` is what to do it with. */
  | { readonly type: 'action'; readonly action: Action; readonly of?: string };

const deskActions = ['gaps', 'gap-done', 'gap-draft', 'kept', 'forget', 'forget-all'] as const;
const teachActions = [
  'teach-save',
  'teach-change',
  'teach-discard',
  'teach-look',
  'teach-list',
  'teach-edit',
  'teach-remove',
  'teach-restore',
  'teach-gap',
  'teach-done',
  'teach-new',
] as const;
/** Actions on a tip schedule. */
const tipActions = ['tip-skip', 'tip-stop'] as const;
/** A page or a section of the settings. */
const settingActions = ['settings'] as const;
/** Answering a quiz question; asking for another. */
const quizActions = ['quiz-answer', 'quiz-next'] as const;
const actions = [...deskActions, ...teachActions, ...tipActions, ...settingActions, ...quizActions] as const;
export type DeskAction = (typeof deskActions)[number];
export type TipAction = (typeof tipActions)[number];
export type TeachAction = (typeof teachActions)[number];
export type QuizAction = (typeof quizActions)[number];
export type SettingAction = (typeof settingActions)[number];
export type Action = (typeof actions)[number];

/** Whether the desk handles an action: it is about unanswered questions, or about the data kept on a person. */
export function isDeskAction(action: Action): action is DeskAction {
  return deskActions.some((each) => each === action);
}

const ofPattern = /^[\w-]{1,40}$/;

const entryParts = ['views', 'rows', 'aspects', 'sides'] as const;
export type EntryPart = (typeof entryParts)[number];

const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const maxIdLength = 40;

/** Whether a string is a valid id: lower-case words joined by hyphens, at most 40 characters. */
export function isId(value: string): boolean {
  return value.length <= maxIdLength && idPattern.test(value);
}

export function encodeTarget(target: Target): string {
  switch (target.type) {
    case 'entry':
      if (target.row !== undefined) return `e:${target.id}:row:${target.row}`;
      return target.part === undefined ? `e:${target.id}` : `e:${target.id}:${target.part}`;
    case 'comparison': {
      // Two long ids leave room for a letter or a row number.
      const part = target.row ?? target.part?.charAt(0);
      return `c:${target.ids[0]}:${target.ids[1]}${part === undefined ? '' : `:${part}`}`;
    }
    case 'guide':
      return `g:${target.step}`;
    case 'question':
      return `q:${target.question}`;
    case 'tip':
      return `t:${target.id}`;
    case 'help':
      return 'h';
    case 'action':
      return target.of === undefined ? `a:${target.action}` : `a:${target.action}:${target.of}`;
  }
}

/** The target of a short string, or undefined if it isn't one (it may come from anywhere). */
export function decodeTarget(code: string): Target | undefined {
  if (code === 'h') return { type: 'help' };
  if (code.startsWith('q:')) return code.length > 2 ? { type: 'question', question: code.slice(2) } : undefined;
  const [form, first = '', second, third, ...rest] = code.split(':');
  if (rest.length > 0 || !isId(first)) return undefined;
  if (form === 'a') return third === undefined ? decodeAction(first, second) : undefined;
  if (form === 't' && second === undefined) return { type: 'tip', id: first };
  if (form === 'g' && second === undefined) return { type: 'guide', step: first };
  if (form === 'c' && second !== undefined && isId(second)) return decodeComparison([first, second], third);
  if (form === 'e') return decodeEntry(first, second, third);
  return undefined;
}

function decodeAction(name: string, of: string | undefined): Target | undefined {
  const action = actions.find((known) => known === name);
  if (action === undefined || (of !== undefined && !ofPattern.test(of))) return undefined;
  return { type: 'action', action, ...(of === undefined ? {} : { of }) };
}

function decodeComparison(ids: readonly [string, string], part: string | undefined): Target | undefined {
  if (part === undefined) return { type: 'comparison', ids };
  if (/^\d{1,3}$/.test(part)) return { type: 'comparison', ids, row: Number(part) };
  const known = entryParts.find((name) => name.charAt(0) === part);
  return known === undefined ? undefined : { type: 'comparison', ids, part: known };
}

function decodeEntry(id: string, part: string | undefined, row: string | undefined): Target | undefined {
  if (part === undefined) return { type: 'entry', id };
  if (part === 'row') return /^\d{1,3}$/.test(row ?? '') ? { type: 'entry', id, row: Number(row) } : undefined;
  const known = entryParts.find((name) => name === part);
  return known === undefined || row !== undefined ? undefined : { type: 'entry', id, part: known };
}
