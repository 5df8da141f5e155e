// /ai-tip: a tip now, and schedules of tips. The words come as options or as one text.
import { LRUCache } from 'lru-cache';
import type { Document } from '../document/nodes.js';
import type { CommandInput, ExtraCommand, Origin, Place } from '../ports.js';
import { chooseTip } from './choose.js';
import { advice, type Call, createManage, type ManageParts, maxOfWorkspace, notice, type Wanted } from './manage.js';
import { completeTimezone, readDays, readRule, readTime, readTimezone } from './reading.js';

export type TipCommandParts = ManageParts & {
  readonly show: (tip: string) => Document;
  /** Who may change any schedule. */
  readonly adminUsers: readonly string[];
};

/**
 * The command with options, or as one text. For a text where no admins are named, whoever is in a channel may change its tips, and the
 * channel sees who did.
 */
export type TipCommands = Required<Pick<ExtraCommand, 'run' | 'complete'>> & {
  /** The schedules of a workspace. */
  readonly sections: (from: Origin) => Promise<readonly Document[]>;
};

const maxPeople = 10_000;
// More do not fit a message of Slack.
const mostListed = 20;
const optionsExample = '/ai-tip schedule time:09:00 timezone:Europe/Berlin days:weekdays';
const textExample = '/ai-tip schedule 09:00 Europe/Berlin weekdays';

export function createTipCommands(parts: TipCommandParts): TipCommands {
  const { catalog, random, show, adminUsers } = parts;
  const manage = createManage(parts);
  // What people were shown lately, so that who asks again sees another tip. It is kept nowhere.
  const shown = new LRUCache<string, readonly string[]>({ max: maxPeople });

  const now = ({ platform, workspace, user }: Origin): Document => {
    const key = JSON.stringify([platform, workspace, user]);
    const chosen = chooseTip(catalog.idsOf([]), shown.get(key) ?? [], random);
    if (chosen === undefined) return notice('There are no tips.');
    shown.set(key, chosen.used);
    return show(chosen.tip);
  };

  const change = async (call: Call, action: string, wanted: () => Wanted, id: string): Promise<Document> => {
    switch (action) {
      case 'schedule':
        return manage.schedule(call, wanted());
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
    // A conversation with the bot alone is one's own.
    const may = from.manages === true || from.workspace === undefined || adminUsers.includes(from.user ?? '');
    const call = {
      place: placeFrom(from),
      user: from.user ?? '',
      mayAll: may,
      mayHere: may,
      tells: false,
      example: optionsExample,
    };
    return change(call, subcommand, () => readOptions(read), read('schedule'));
  };

  const runText = async (from: Origin, text: string): Promise<Document> => {
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
    const named = actions.find(([pattern]) => pattern.test(word))?.[1];
    if (named === 'now') return now(from);
    // What has a time in it is a schedule, also without the word.
    const isRule = named === undefined && readRule(text).time !== undefined;
    const isOpen = adminUsers.length === 0;
    const isAdmin = adminUsers.includes(from.user ?? '');
    const call = {
      place: placeFrom(from),
      user: from.user ?? '',
      mayAll: isAdmin,
      mayHere: isAdmin || isOpen,
      tells: isOpen,
      example: textExample,
    };
    return change(call, isRule ? 'schedule' : (named ?? word), () => readRule(isRule ? text : rest), rest.trim());
  };

  return {
    run: async ({ from, input }) => ({
      document: input.type === 'options' ? await runOptions(from, input) : await runText(from, input.text),
      private: true,
    }),
    complete: async ({ option, typed, limit }) => {
      const names = option === 'timezone' ? completeTimezone(typed, limit) : catalog.complete(typed, limit);
      return option === 'timezone' || option === 'topics' ? names.map((label) => ({ label, id: label })) : [];
    },
    sections: async (from) => [await manage.list({ place: placeFrom(from), example: textExample }, maxOfWorkspace)],
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
