import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDays, readRule, readTime } from '../../src/tips/reading.js';
import { adviseZone, completeTimezone, meaningsOf, readTimezone, seasonal, uneven } from '../../src/tips/zones.js';

const all = [0, 1, 2, 3, 4, 5, 6];
const week = [1, 2, 3, 4, 5];

test.each([
  ['09:00', '09:00'],
  ['9:05', '09:05'],
  ['9', '09:00'],
  ['21.30', '21:30'],
  ['9h30', '09:30'],
  ['9h', '09:00'],
  ['0915', '09:15'],
  ['9am', '09:00'],
  ['9:30 PM', '21:30'],
  ['12am', '00:00'],
  ['12 p.m.', '12:00'],
  ['1am', '01:00'],
  ['7 a.m', '07:00'],
  ['12 p.m', '12:00'],
  ['  9  ', '09:00'],
  ['00915', undefined],
  ['09155', undefined],
  ['noon', '12:00'],
  ['midnight', '00:00'],
  ['24:00', undefined],
  ['9:60', undefined],
  ['13pm', undefined],
  ['0am', undefined],
  ['soon', undefined],
  ['', undefined],
])('the time %s is %s', (written, time) => {
  expect(readTime(written)).toBe(time);
});

test('every time of day is read as it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
      const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      expect(readTime(time)).toBe(time);
    }),
  );
});

test.each([
  ['daily', all],
  ['every day', all],
  ['every  day', all],
  ['day', all],
  ['weekdays', week],
  ['weekday', week],
  ['workday', week],
  ['weekend', [0, 6]],
  [' , mon ,, tue ', [1, 2]],
  ['weekends', [0, 6]],
  ['mon,wed,fri', [1, 3, 5]],
  ['Mon Wed and Friday', [1, 3, 5]],
  ['thursdays', [4]],
  ['tues, thurs', [2, 4]],
  ['mon-fri', week],
  ['Mo-Fr', week],
  ['Sa, Su', [0, 6]],
  ['Fri–Mon', [0, 1, 5, 6]],
  ['wednesday;saturday', [3, 6]],
  ['someday', undefined],
  ['mon,x', undefined],
  ['mon-', undefined],
  ['mon-x', undefined],
  ['x-mon', undefined],
  ['mon-wed-fri', undefined],
  ['xmon', undefined],
  ['mondayish', undefined],
  ['myworkday', undefined],
  ['workdayish', undefined],
  ['myweekend', undefined],
  ['weekendish', undefined],
  ['dailyish', undefined],
  ['', undefined],
] as const)('the days %s are %s', (written, days) => {
  expect(readDays(written)).toEqual(days);
});

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['america/argentina/buenos aires', 'America/Argentina/Buenos_Aires'],
  [' New   York ', 'America/New_York'],
  ['utc', 'UTC'],
  ['gmt', 'GMT'],
  ['gmt!', undefined],
  ['!gmt', undefined],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['us/eastern', 'US/Eastern'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['sao paulo', 'America/Sao_Paulo'],
  ['Zürich', 'Europe/Zurich'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['Mumbai', 'Asia/Kolkata'],
  ['San Francisco', 'America/Los_Angeles'],
  ['JST', 'Asia/Tokyo'],
  ['PDT', 'America/Los_Angeles'],
  ['cet', 'CET'],
  ['GMT+2', 'Etc/GMT-2'],
  ['utc-05:00', 'Etc/GMT+5'],
  ['UTC+0', 'UTC'],
  ['GMT+15', undefined],
  ['GMT+5:30', 'Asia/Kolkata'],
  ['gmt + 5:30', 'Asia/Kolkata'],
  ['+0545', 'Asia/Kathmandu'],
  ['-930', 'Pacific/Marquesas'],
  ['UTC\u22129:30', 'Pacific/Marquesas'],
  ['-5', 'Etc/GMT+5'],
  ['+00:00', 'UTC'],
  ['UTC-03:30', undefined],
  ['+10:30', undefined],
  ['+5:15', undefined],
  ['+5:3', undefined],
  ['+5:300', undefined],
  ['5:30', undefined],
  ['IST', undefined],
  ['EST', undefined],
  ['CST', undefined],
  ['+02:00', 'Etc/GMT-2'],
  ['Mars/Olympus', undefined],
  ['weekdays', undefined],
  ['', undefined],
])('the time zone %s is %s', (written, zone) => {
  expect(readTimezone(written)).toBe(zone);
});

test('zones that letters may stand for are zones', () => {
  expect(meaningsOf('est')).toEqual(['America/New_York', 'America/Panama']);
  expect(meaningsOf('utc')).toEqual([]);
  for (const letters of ['aest', 'ast', 'bst', 'cst', 'est', 'gst', 'ist', 'mst', 'pst'])
    for (const zone of meaningsOf(letters)) expect(readTimezone(zone)).toBeDefined();
});

describe('a difference of no whole hours', () => {
  const differences = (timeZone: string) => {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const months = Array.from({ length: 12 }, (_, month) => format.formatToParts(Date.UTC(2026, month, 15)));
    const named = months.map((parts) => parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', ''));
    return [...new Set(named)];
  };

  test('is the zone that has it all year round', () => {
    for (const [difference, zone] of Object.entries(uneven))
      expect([zone, differences(zone)]).toEqual([zone, [difference]]);
  });

  test('that a place has for a part of the year names no zone', () => {
    for (const [difference, zones] of Object.entries(seasonal)) {
      expect(readTimezone(difference)).toBeUndefined();
      for (const zone of zones) expect([zone, differences(zone)]).toEqual([zone, expect.arrayContaining([difference])]);
      for (const zone of zones) expect(differences(zone)).toHaveLength(2);
    }
  });

  test('is none that is missing here', () => {
    const known = new Set([...Object.keys(uneven), ...Object.keys(seasonal)]);
    const all = new Set(Intl.supportedValuesOf('timeZone').flatMap(differences));
    expect([...all].filter((each) => each !== undefined && /:(?!00)/.test(each) && !known.has(each))).toEqual([]);
  });
});

test.each([
  ['GMT-3:30', 'UTC-03:30 is the time of a place in a part of the year: name America/St_Johns.'],
  [
    '9am +10:30',
    'UTC+10:30 is the time of a place in a part of the year: name Australia/Lord_Howe or Australia/Adelaide.',
  ],
  ['utc +5:15', 'No place has the time UTC+05:15: name a city, such as Berlin.'],
  ['GMT+15', 'No place has the time UTC+15:00: name a city, such as Berlin.'],
  ['est', 'EST may be America/New_York or America/Panama: name one.'],
  ['Berlin +2', undefined],
  ['Atlantis', undefined],
  ['GMT', undefined],
])('what to write instead of the zone %s', (written, advice) => {
  expect(adviseZone(written)).toBe(advice);
});

test('a zone of a fixed difference is as far ahead as it says', () => {
  const at = (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(Date.UTC(2026, 6, 1, 12));
  expect(at(readTimezone('GMT+2') ?? '')).toBe('14:00');
  expect(at(readTimezone('UTC-5') ?? '')).toBe('07:00');
});

test('every time zone is read as it is called, and works in any case', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    expect(readTimezone(zone)).toBe(zone);
    expect(readTimezone(zone.toUpperCase())).toBe(zone);
  }
});

test('time zones are offered by their city first', () => {
  expect(completeTimezone('berl', 25)[0]).toBe('Europe/Berlin');
  expect(completeTimezone('new y', 25)).toEqual(['America/New_York']);
  expect(completeTimezone(' BER', 25)).toEqual(['Atlantic/Bermuda', 'Europe/Berlin']);
  expect(completeTimezone('New  y', 25)).toEqual(['America/New_York']);
  expect(completeTimezone('york', 25)).toEqual(['America/New_York']);
  expect(completeTimezone('Europe/b', 2)).toEqual(['Europe/Belgrade', 'Europe/Berlin']);
  expect(completeTimezone('', 25)).toHaveLength(25);
  expect(completeTimezone('zzz', 25)).toEqual([]);
});

describe('a rule', () => {
  const berlin = { time: '09:00', timezone: 'Europe/Berlin', days: week, topics: '', rest: '' };
  test.each([
    '09:00 Europe/Berlin weekdays',
    'weekdays at 9am, berlin time',
    'every weekday 9 am in Berlin',
    'Europe/Berlin 9 mon-fri',
    'mon - fri 09:00 europe/berlin',
    'fri thu wed tue mon  9   am,, berlin',
    'a tip each weekday at 9am & in the timezone berlin',
  ])('is read from "%s"', (written) => {
    expect(readRule(written)).toEqual(berlin);
  });

  test('has what follows "about" as its topics', () => {
    expect(readRule('09:00 New York daily about RAG, image generation')).toEqual({
      time: '09:00',
      timezone: 'America/New_York',
      days: all,
      topics: 'RAG, image generation',
      rest: '',
    });
    expect(readRule('9  am every   day topic:  rag ')).toStrictEqual({
      time: '09:00',
      days: all,
      topics: 'rag',
      rest: '',
    });
  });

  test('tells what it does not understand', () => {
    expect(readRule('9:00 fortnightly Europe/Berlin')).toMatchObject({
      rest: 'fortnightly',
      timezone: 'Europe/Berlin',
    });
    expect(readRule('9am 10am foo bar')).toStrictEqual({ time: '09:00', topics: '', rest: '10am foo bar' });
    expect(readRule('')).toStrictEqual({ topics: '', rest: '' });
    expect(readRule('x'.repeat(501)).rest).toHaveLength(500);
  });

  test('is read from anything without harm', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (written) => {
        expect(typeof readRule(written).rest).toBe('string');
      }),
    );
  });
});
