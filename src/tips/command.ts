// /ai-tip: a tip now, and tip schedules. Input comes as options or as one text.
import { LRUCache } from 'lru-cache';
import type { Form } from '../document/form.js';
import type { Document } from '../document/nodes.js';
import type { TipAction } from '../document/target.js';
import type { CommandInput, ExtraCommand, Offer, Origin, Place, Said } from '../ports.js';
import type { ManageParts, TipCall, Wanted } from './call.js';
import { chooseTip } from './choose.js';
import { createManage } from './manage.js';
import type { Schedule } from './ports.js';
import { readDays, readRule, readTime } from './reading.js';
import { advice, notice } from './replies.js';
import { maxOfWorkspace } from './scheduling.js';
import { describeRule } from './words.js';
import { completeTimezone, readTimezone } from './zones.js';

export type TipCommandParts = ManageParts & {
  readonly show: (tip: string) => Document;
  /** Who may change any schedule. */
  readonly adminUsers: readonly string[];
  /** The time zone that a workspace has set, if any. */
  readonly zoneOf?: (from: Origin) => Promise<string | undefined>;
};

/**
 * The command with options, or as one text. For a text with no admins configured, everybody in a channel may change its tips, and the
 * channel sees who did.
 */
export type TipCommands = Required<ExtraCommand> & {
  /** Buttons of a list. */
  readonly actions: Readonly<Record<TipAction, (id: string, from: Origin) => Promise<Said>>>;
  /** The schedules of a workspace. */
  readonly sections: (from: Origin) => Promise<readonly Document[]>;
};

const maxPeople = 10_000;
// More don't fit in a Slack message.
const mostListed = 20;
const optionsExample = '/ai-tip schedule time:09:00 timezone:Europe/Berlin days:weekdays';
const textExample = '/ai-tip schedule 09:00 Europe/Berlin weekdays';

export function createTipCommands(parts: TipCommandParts): TipCommands {
  const { catalog, random, show, adminUsers, store, zoneOf = async () => undefined } = parts;
  const manage = createManage(parts);
  const callOf = createCallOf(adminUsers);
  // Tips each person has seen lately, so that asking again shows another. In memory only.
  const shown = new LRUCache<string, readonly string[]>({ max: maxPeople });

  const now = ({ platform, workspace, user }: Origin): Document => {
    const key = JSON.stringify([platform, workspace, user]);
    const chosen = chooseTip(catalog.idsOf([]), shown.get(key) ?? [], random);
    if (chosen === undefined) return notice('There are no tips.');
    shown.set(key, chosen.used);
    return show(chosen.tip);
  };

  // The part that wasn't understood may be the time zone.
  const withZone = async (from: Origin, wanted: Wanted): Promise<Wanted> => {
    const timezone = wanted.timezone === undefined && wanted.rest === '' ? await zoneOf(from) : undefined;
    return timezone === undefined ? wanted : { ...wanted, timezone };
  };

  const change = async (from: Origin, action: string, wanted: () => Wanted, id: string): Promise<Document> => {
    const call = callOf(from);
    switch (action) {
      case 'schedule':
        return manage.schedule(call, await withZone(from, wanted()));
      case 'list':
        return manage.list(call, mostListed);
      case 'stop':
        return manage.stop(call, id);
      case 'skip':
        return manage.skip(call, id);
      default:
        return advice('After /ai-tip comes now, schedule, list, stop or skip. For example:', call.example);
    }
  };

  const runOptions = async (
    from: Origin,
    { subcommand = 'now', options }: Extract<CommandInput, { readonly type: 'options' }>,
  ): Promise<Document> => {
    if (subcommand === 'now') return now(from);
    const read = (name: string) => String(options.get(name) ?? '').trim();
    return change(from, subcommand, () => readOptions(read), read('schedule'));
  };

  // Defaults to the zone of the person's earlier schedules, then the workspace's setting, then its other schedules (decision 0154).
  const formFor = async (from: Origin): Promise<Form> => {
    const set = await store.list(placeFrom(from));
    const own = set.findLast(({ owner }) => owner === from.user);
    return scheduleForm(own?.timezone ?? (await zoneOf(from)) ?? set.at(-1)?.timezone);
  };

  const runText = async (from: Origin, text: string): Promise<Document> => {
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
    const named = actions.find(([pattern]) => pattern.test(word))?.[1];
    if (named === 'now') return now(from);
    // A text with a time is a schedule even without the word.
    const isRule = named === undefined && readRule(text).time !== undefined;
    return change(from, isRule ? 'schedule' : (named ?? word), () => readRule(isRule ? text : rest), rest.trim());
  };

  const toSaid = async (said: Promise<Document>): Promise<Said> => ({ document: await said, private: true });

  return {
    run: async ({ from, input }) => {
      if (input.type === 'options') return toSaid(runOptions(from, input));
      const said = await toSaid(runText(from, input.text));
      // No time was given.
      return isBareSchedule(input.text) && callOf(from).mayHere ? { ...said, form: await formFor(from) } : said;
    },
    submit: ({ from, values }) => toSaid(change(from, 'schedule', () => readOptions((name) => values[name] ?? ''), '')),
    actions: {
      'tip-skip': (id, from) => toSaid(manage.skip(callOf(from), id)),
      'tip-stop': (id, from) => toSaid(manage.stop(callOf(from), id)),
    },
    complete: async ({ from, option, typed, limit }) => {
      if (option === 'schedule') return offersOf(from, await manage.seen(callOf(from)), typed, limit);
      const names = option === 'timezone' ? completeTimezone(typed, limit) : catalog.complete(typed, limit);
      return option === 'timezone' || option === 'topics' ? names.map((label) => ({ label, id: label })) : [];
    },
    sections: async (from) => [await manage.list(callOf(from), maxOfWorkspace)],
  };
}

// Discord says who manages a server. Everybody manages their own direct messages with the bot.
function createCallOf(adminUsers: readonly string[]): (from: Origin) => TipCall {
  return (from) => {
    const { platform, workspace, user = '' } = from;
    const isAdmin = adminUsers.includes(user);
    const base = { place: placeFrom(from), user };
    if (platform === 'discord') {
      const may = from.manages === true || workspace === undefined || isAdmin;
      return { ...base, mayAll: may, mayHere: may, tells: false, example: optionsExample };
    }
    const isOpen = adminUsers.length === 0;
    return { ...base, mayAll: isAdmin, mayHere: isAdmin || isOpen, tells: isOpen, example: textExample };
  };
}

/** Completions while a schedule is typed. */
function offersOf({ channel }: Origin, schedules: readonly Schedule[], typed: string, limit: number): readonly Offer[] {
  return schedules
    .map((each) => ({
      id: each.id,
      label: `${each.id}: ${describeRule(each)}${each.channel === channel ? ', in this channel' : ''}`,
    }))
    .filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, limit);
}

function isBareSchedule(text: string): boolean {
  return /^(?:schedule|set|add|new|plan)$/i.test(text.trim());
}

const weekdays = [
  { label: 'Monday', value: 'mon' },
  { label: 'Tuesday', value: 'tue' },
  { label: 'Wednesday', value: 'wed' },
  { label: 'Thursday', value: 'thu' },
  { label: 'Friday', value: 'fri' },
  { label: 'Saturday', value: 'sat' },
  { label: 'Sunday', value: 'sun' },
] as const;
const workdays = weekdays.slice(0, 5).map(({ value }) => value);

/** Submitted fields have the same names as the options. */
function scheduleForm(timezone: string | undefined): Form {
  const line = { type: 'text', lines: 'one', most: 100 } as const;
  return {
    id: 'ai-tip:schedule',
    title: 'Tips on schedule',
    submit: 'Set',
    fields: [
      { ...line, name: 'time', label: 'Time', hint: 'Such as 09:00 or 9am', value: '09:00' },
      {
        ...line,
        name: 'timezone',
        label: 'Time zone',
        hint: 'A city, such as Berlin or São Paulo, or a name such as Europe/Berlin',
        ...(timezone === undefined ? {} : { value: timezone }),
      },
      { type: 'choices', name: 'days', label: 'Days', options: weekdays, value: workdays },
      { type: 'channel', name: 'channel', label: 'Channel' },
      { ...line, name: 'topics', label: 'Topics', hint: 'Such as products, RAG; all if left out', optional: true },
    ],
  };
}

const actions: readonly (readonly [RegExp, string])[] = [
  [/^(?:now|show|tip|one|another)?$/i, 'now'],
  [/^(?:schedule|set|add|new|plan)$/i, 'schedule'],
  [/^(?:list|ls|schedules|show-all)$/i, 'list'],
  [/^(?:stop|remove|delete|cancel|end|off|unschedule)$/i, 'stop'],
  [/^skip$/i, 'skip'],
];

function placeFrom({ platform, workspace, channel = '' }: Origin): Place {
  return { platform, workspace: workspace ?? channel, channel };
}

function readOptions(read: (name: string) => string): Wanted {
  const [time, timezone, days] = [readTime(read('time')), readTimezone(read('timezone')), readDays(read('days'))];
  const channel = read('channel');
  const unread = [
    ...(time === undefined ? [read('time')] : []),
    ...(timezone === undefined ? [read('timezone')] : []),
    ...(days === undefined ? [read('days')] : []),
  ];
  return {
    topics: read('topics'),
    rest: unread.filter((each) => each !== '').join(', '),
    ...(time === undefined ? {} : { time }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(days === undefined ? {} : { days }),
    ...(channel === '' ? {} : { channel }),
  };
}
