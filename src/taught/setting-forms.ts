// The forms of /ai-settings, one per section, since a form has five fields at most: their fields, and how submissions change the settings.
// Every choice explains itself in a line. Pure.

import type { Form, FormField } from '../document/form.js';
import { certainties, oneOf, type Settings } from './settings.js';

export const sections = ['speak', 'teach', 'help', 'digest'] as const;
export type SettingSection = (typeof sections)[number];

export const sectionTitles: Readonly<Record<SettingSection, string>> = {
  speak: 'Where and how I speak',
  teach: 'Who may teach me',
  help: 'Help channels',
  digest: 'Weekly digest',
};

/** Reads a typed time zone as its IANA name. */
export type ReadTimezone = (typed: string) => string | undefined;
/** The changed settings, or a sentence on what is wrong with the submission. */
type Changed = { readonly settings: Settings } | { readonly problem: string };

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const dayName = (day: number): string => days[day] ?? '';
const defaultDay = 1;
const defaultTime = '09:00';

export function sectionForm(section: SettingSection, settings: Settings): Form {
  return {
    id: `ai-settings:${section}`,
    title: sectionTitles[section],
    submit: 'Set',
    fields: fieldsOf[section](settings),
  };
}

const fieldsOf: Readonly<Record<SettingSection, (settings: Settings) => readonly FormField[]>> = {
  speak: ({ speak, channels, private: hidden, short, timezone }) => [
    choiceField('speak', 'Where I may speak', 'Elsewhere commands get a private reply and mentions get none', speak, {
      all: 'Everywhere: in every channel that I can see',
      only: 'Only in the channels below, and their threads',
      not: 'Everywhere but in the channels below',
    }),
    channelsField('channels', 'Those channels', 'If the choice above needs them', channels),
    choiceField(
      'private',
      'Who sees answers',
      'An option of a command can still ask for a private one',
      onOff(hidden),
      {
        off: 'Everybody in the channel',
        on: 'The asker alone, if the platform can do that',
      },
    ),
    choiceField('short', 'How long answers are', 'A button always leads to the whole', onOff(short), {
      off: 'Full: the answer with its table and views',
      on: 'Short: the first part, the rest a press away',
    }),
    {
      type: 'text',
      name: 'timezone',
      label: 'Time zone',
      hint: 'A city or IANA name, such as Europe/Berlin: when the week of a digest begins',
      lines: 'one',
      most: 60,
      value: timezone,
    },
  ],
  teach: ({ teachers, roles, second }) => [
    peopleField('people', 'teachers', 'People who may teach', 'In addition to those who manage this place', teachers),
    peopleField('roles', 'roles', 'Roles that may teach', 'Everybody who has one of them', roles),
    choiceField('second', 'A second person looks', 'Before an answer counts', onOff(second), {
      off: 'No: an answer counts when it is saved',
      on: 'Yes: somebody else has to approve it',
    }),
  ],
  help: ({ help, certainty }) => [
    channelsField(
      'help',
      'Help channels',
      'I answer new questions there unasked, once, if whoever runs me turned that on',
      help,
    ),
    choiceField('certainty', 'How sure I have to be', 'Below that I stay silent', certainty, {
      careful: 'Careful: fewer answers, hardly a wrong one',
      usual: 'Usual: about 2 of 100 answers miss the question',
      eager: 'Eager: more answers, some of which miss',
    }),
  ],
  digest: ({ digest }) => [
    choiceField(
      'to',
      'Where the digest goes',
      'Once a week: what was asked, and what was asked in vain',
      toOf(digest),
      {
        off: 'Nowhere: /ai-digest now shows it at any time',
        person: 'To me, in a private message',
        channel: 'To the channel below',
      },
    ),
    {
      type: 'channel',
      name: 'channel',
      label: 'Channel of the digest',
      hint: 'If it goes to a channel',
      optional: true,
      ...(digest === undefined || digest.to === 'owner' ? {} : { value: digest.to.channel }),
    },
    choiceField(
      'day',
      'Day of the week',
      'In the time zone of this place',
      String(digest?.day ?? defaultDay),
      Object.fromEntries(days.map((name, day) => [String(day), name])),
    ),
    {
      type: 'text',
      name: 'time',
      label: 'Time of day',
      hint: 'Such as 09:00',
      lines: 'one',
      most: 5,
      value: digest?.time ?? defaultTime,
    },
  ],
};

/** Applies a section's submission. `person` is who submitted it. */
export function changeSection(
  section: SettingSection,
  values: Readonly<Record<string, string>>,
  settings: Settings,
  readTimezone: ReadTimezone,
): Changed {
  switch (section) {
    case 'speak': {
      const timezone = readTimezone(values['timezone'] ?? '');
      const speak = oneOf(['all', 'only', 'not'], values['speak']) ?? 'all';
      const channels = idsIn(values['channels']);
      if (timezone === undefined) return { problem: 'I do not know that time zone: name a city, such as Berlin.' };
      if (speak !== 'all' && channels.length === 0) return { problem: 'Name the channels that are meant.' };
      const [hidden, short] = [values['private'] === 'on', values['short'] === 'on'];
      return { settings: { ...settings, speak, channels, private: hidden, short, timezone } };
    }
    case 'teach':
      return {
        settings: {
          ...settings,
          teachers: idsIn(values['teachers']),
          roles: idsIn(values['roles']),
          second: values['second'] === 'on',
        },
      };
    case 'help':
      return {
        settings: {
          ...settings,
          help: idsIn(values['help']),
          certainty: oneOf(certainties, values['certainty']) ?? 'usual',
        },
      };
    case 'digest': {
      const { digest: _, ...others } = settings;
      const [day, time = ''] = [Number(values['day'] ?? defaultDay), values['time']];
      if (!/^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(time)) return { problem: 'Name a time of day such as 09:00.' };
      const when = { day: day >= 0 && day < days.length ? day : defaultDay, time: time.padStart(5, '0') };
      const [channel] = idsIn(values['channel']);
      if (values['to'] === 'person') return { settings: { ...others, digest: { to: 'owner', ...when } } };
      if (values['to'] !== 'channel') return { settings: others };
      if (channel === undefined) return { problem: 'Name the channel of the digest.' };
      return { settings: { ...others, digest: { to: { channel }, ...when } } };
    }
  }
}

function toOf(digest: Settings['digest']): string {
  if (digest === undefined) return 'off';
  return digest.to === 'owner' ? 'person' : 'channel';
}

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

function choiceField(
  name: string,
  label: string,
  hint: string,
  value: string,
  options: Readonly<Record<string, string>>,
): FormField {
  return {
    type: 'choice',
    name,
    label,
    hint,
    options: Object.entries(options).map(([key, said]) => ({ label: said, value: key })),
    value,
  };
}

function channelsField(name: string, label: string, hint: string, value: readonly string[]): FormField {
  return { type: 'channels', name, label, hint, optional: true, value };
}

function peopleField(
  type: 'people' | 'roles',
  name: string,
  label: string,
  hint: string,
  value: readonly string[],
): FormField {
  return { type, name, label, hint, optional: true, value };
}

// A submitted form may have been tampered with.
function idsIn(typed = ''): readonly string[] {
  return [...new Set(typed.split(','))].filter((id) => /^\w{1,40}$/.test(id));
}
