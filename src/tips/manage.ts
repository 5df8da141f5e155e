// Schedules of tips as people change them: who may do what, and what is said to it.
import { choice, choices, document, heading, paragraph, strong, text } from '../document/build.js';
import type { Document, Inline } from '../document/nodes.js';
import type { Clock, Place } from '../ports.js';
import type { Catalog } from './catalog.js';
import type { Due, Poster, Schedule, TipRule, TipStore } from './ports.js';
import type { ReadRule } from './reading.js';
import { nextDue, nextDues } from './timing.js';
import { channelName, describeProblem, describeRule, momentList, scheduleLine } from './words.js';
import { meaningsOf } from './zones.js';

export type ManageParts = {
  readonly store: TipStore;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told when there may be something new to deliver. */
  readonly wake: () => void;
};

/**
 * Who asks, and where. `mayAll`: may change every schedule of the workspace; `mayHere`: those of the channel. `tells`: the channel sees
 * who changed what. `example` shows how to write a schedule.
 */
export type TipCall = {
  readonly place: Place;
  readonly user: string;
  readonly mayAll: boolean;
  readonly mayHere: boolean;
  readonly tells: boolean;
  readonly example: string;
};

/** What a schedule is to be; in another channel than that of the call where one is named. */
export type Wanted = ReadRule & { readonly channel?: string };

/** More schedules than this in a workspace are an accident. */
export const maxOfWorkspace = 100;
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const typeThere = 'Tips are set for the channel that you write this in.';
// As many as have room for two buttons each on every platform.
const mostPressed = 5;
const idLength = 5;
// Without letters and digits that look alike.
const idLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

export function createManage({ store, posters, catalog, clock, random, wake }: ManageParts) {
  const labelsOf = ({ topics }: Schedule): readonly string[] => topics.map(catalog.labelOf);

  const listed = (title: string, schedules: readonly Schedule[]): Document =>
    document([
      heading(title),
      {
        type: 'list',
        children: schedules.map((each) => ({ type: 'listItem', children: scheduleLine(each, labelsOf(each)) })),
      },
      ...choices(
        'steps',
        schedules
          .slice(0, mostPressed)
          .flatMap(({ id, next }) => [
            ...(next === undefined ? [] : [choice(`Skip next: ${id}`, { type: 'action', action: 'tip-skip', of: id })]),
            choice(`Stop: ${id}`, { type: 'action', action: 'tip-stop', of: id }),
          ]),
      ),
    ]);

  const confirmation = (title: string, each: Schedule): Document => {
    const about = each.topics.length === 0 ? '' : `, about ${labelsOf(each).join(', ')}`;
    const dues = nextDues(each, (each.next?.at ?? clock.now()) - 1, 3);
    return document([
      heading(title),
      paragraph([
        text(`${capital(describeRule(each))} in `),
        channelName(each),
        text(`${about}. The next three, in your own time:`),
      ]),
      momentList(dues, each.timezone),
      paragraph([strong('/ai-tip list'), text(' shows them, to leave out the next one or to end them later on.')]),
      ...choices('steps', [
        choice('Skip the next', { type: 'action', action: 'tip-skip', of: each.id }),
        choice('Stop', { type: 'action', action: 'tip-stop', of: each.id }),
      ]),
    ]);
  };

  const schedule = async (call: TipCall, wanted: Wanted): Promise<Document> => {
    if (!call.mayHere) return refusal(call);
    const place = wanted.channel === undefined ? call.place : { ...call.place, channel: wanted.channel };
    const { topics, unknown } = catalog.read(wanted.topics);
    const { time, timezone, days = everyDay, rest } = wanted;
    const problems = [
      ...(rest === '' ? [] : [rest.includes('#') ? typeThere : (askZone(rest) ?? `I do not understand “${rest}”.`)]),
      ...(time === undefined ? ['Name a time of day, such as 09:00.'] : []),
      ...(timezone === undefined && askZone(rest) === undefined
        ? ['Name a time zone by its IANA name or its city, such as Europe/Berlin.']
        : []),
      ...unknown.map((each) => `I have no tips on “${each}”.`),
    ];
    if (time === undefined || timezone === undefined || problems.length > 0)
      return advice(`${problems.join(' ')} For example:`, call.example);

    const rule = { time, timezone, days, topics };
    const all = await store.list(place);
    const same = all.find((each) => each.channel === place.channel && isSameRule(each, rule));
    if (same !== undefined && same.paused === undefined) return confirmation('These tips are set already', same);
    if (same === undefined && all.length >= maxOfWorkspace)
      return advice(`There are ${maxOfWorkspace} schedules here, which is the most. Stop one first:`, '/ai-tip list');
    const createdAt = clock.now();
    const next = nextDue(rule, createdAt);
    if (next === undefined) return advice('That names no day. For example:', call.example);
    return set(call, same, {
      id: same?.id ?? createId(random),
      ...place,
      ...rule,
      owner: call.user,
      lane: laneOf(place, posters.get(place.platform)),
      createdAt,
      next,
    });
  };

  /** `paused` is the same schedule, where there was one that was paused. */
  const set = async (call: TipCall, paused: Schedule | undefined, wanted: Schedule & { readonly next: Due }) => {
    const problem = await problemOf(call, wanted);
    if (problem !== undefined) return problem;
    if (paused === undefined) await store.add(wanted);
    else await store.resume(wanted.id, wanted.next);
    wake();
    return confirmation(paused === undefined ? 'Tips are set' : 'The tips go on', wanted);
  };

  /** Why a schedule cannot be set. Where a platform does not tell beforehand, the word to the channel finds out. */
  const problemOf = async (call: TipCall, wanted: Schedule): Promise<Document | undefined> => {
    const poster = posters.get(wanted.platform);
    if (poster === undefined) return notice('I cannot post on this platform now.');
    const place = placeOf(wanted);
    const problem = await poster.postProblem(place);
    if (problem === undefined && !call.tells) return undefined;
    // A channel that cannot be looked at may be somebody else's.
    if (problem === 'unknown')
      return notice('I could not look at that channel just now, so that nothing was set. Try again in a minute.');
    if (problem !== undefined && problem !== 'untold') return notice(describeProblem(problem));
    const posted = await poster.post(place, announcement(call, 'set tips here', wanted), `${wanted.id}:set`);
    if (posted.type === 'sent') return undefined;
    if (posted.type === 'refused') return notice(describeProblem(posted.reason));
    return notice('I could not reach the channel, so that nothing was set. Try again in a minute.');
  };

  const tellChannel = async (call: TipCall, what: string, each: Schedule): Promise<void> => {
    if (!call.tells) return;
    const key = `${each.id}:${clock.now()}`;
    await posters.get(each.platform)?.post(placeOf(each), announcement(call, what, each), key);
  };

  /** The schedules that may be seen in a place, its own first. */
  const seen = async (call: TipCall): Promise<readonly Schedule[]> => {
    const all = (await store.list(call.place)).filter((each) => maySee(call, each));
    const isHere = ({ channel }: Schedule) => channel === call.place.channel;
    return [...all.filter(isHere), ...all.filter((each) => !isHere(each))];
  };

  /** The schedule that is meant: by its id, or the only one of the channel. */
  const pick = async (call: TipCall, id: string, verb: string): Promise<Schedule | Document> => {
    const all = await store.list(call.place);
    const known = await seen(call);
    const found = all.filter((each) =>
      id === '' ? each.channel === call.place.channel : each.id === id.toLowerCase(),
    );
    const [only, ...others] = found;
    if (only === undefined && known.length === 0)
      return advice('No tips are scheduled here. For example:', call.example);
    if (only === undefined)
      return listed(id === '' ? 'None in this channel; these are in others' : `There is no schedule “${id}”`, known);
    if (others.length > 0) return listed(`Say which one to ${verb}, by the letters in front`, found);
    const isMine = only.owner === call.user || call.mayAll;
    return isMine || (call.mayHere && only.channel === call.place.channel) ? only : refusal(call);
  };

  return {
    schedule,
    seen,
    /** What may be seen in a place, at most `most`, those of the channel first. */
    list: async (call: TipCall, most: number): Promise<Document> => {
      const all = await seen(call);
      if (all.length === 0) return advice('No tips are scheduled here. For example:', call.example);
      const { children, ...same } = listed('Scheduled tips', all.slice(0, most));
      const more = all.length - most;
      return {
        ...same,
        children: [
          ...children.slice(0, 2),
          ...(more > 0 ? [paragraph(`And ${more} more.`)] : []),
          ...children.slice(2),
        ],
      };
    },
    stop: async (call: TipCall, id: string): Promise<Document> => {
      const found = await pick(call, id, 'stop');
      if ('type' in found) return found;
      await store.remove(found.id);
      await tellChannel(call, 'stopped these tips', found);
      return notice([text('No more tips in '), channelName(found), text(` ${describeRule(found)}.`)]);
    },
    skip: async (call: TipCall, id: string): Promise<Document> => {
      const found = await pick(call, id, 'skip');
      if ('type' in found) return found;
      const { next, ...same } = found;
      if (next === undefined) return listed('These tips are paused', [found]);
      const after = nextDue(found, next.at);
      if (!(await store.skip(found.id, next, after)))
        return advice('That tip is on its way. To leave out the one after it:', `/ai-tip skip ${found.id}`);
      wake();
      await tellChannel(call, 'left out the next of these tips', found);
      return confirmation('The next tip is left out', after === undefined ? same : { ...same, next: after });
    },
  };
}

// What goes on in other channels, some of which are private, is for those who look after all of them.
function maySee({ place, user, mayAll }: TipCall, { channel, owner }: Schedule): boolean {
  return mayAll || channel === place.channel || owner === user;
}

// Letters that stand for several zones are asked back.
function askZone(rest: string): string | undefined {
  const word = rest.split(/[\s,]+/).find((each) => meaningsOf(each).length > 0);
  if (word === undefined) return undefined;
  const zones = meaningsOf(word);
  return `${word.toUpperCase()} may be ${zones.slice(0, -1).join(', ')} or ${zones.at(-1)}: name one.`;
}

/** What shares a pace of posts. */
export function laneOf({ platform, workspace }: Place, poster: Poster | undefined): string {
  return poster?.pace.per === 'workspace' ? `${platform}:${workspace}` : platform;
}

function placeOf({ platform, workspace, channel }: Place): Place {
  return { platform, workspace, channel };
}

function isSameRule(schedule: Schedule, rule: TipRule & Pick<Schedule, 'topics'>): boolean {
  const key = ({ time, timezone, days, topics }: typeof rule) =>
    JSON.stringify([time, timezone, days, [...topics].sort()]);
  return key(schedule) === key(rule);
}

function createId(random: () => number): string {
  return Array.from({ length: idLength }, () => idLetters[Math.floor(random() * idLetters.length)]).join('');
}

function announcement({ user }: TipCall, what: string, schedule: Schedule): Document {
  return notice([{ type: 'mention', of: 'person', id: user }, text(` ${what}: ${describeRule(schedule)}.`)]);
}

export function notice(words: string | readonly Inline[]): Document {
  return document([paragraph(words)]);
}

/** What is wrong, and what to write instead. */
export function advice(words: string, command: string): Document {
  return notice([text(`${words} `), { type: 'inlineCode', value: command }]);
}

function refusal({ place, tells }: TipCall): Document {
  if (tells) return notice('Tips of another channel are changed in that channel, or by who set them.');
  return notice(
    place.platform === 'discord'
      ? 'Only people who manage this server can change its tips. Ask one of them; /ai-tip now works for everybody.'
      : 'Only the admins of this bot can change these tips. Ask one of them; /ai-tip now works for everybody.',
  );
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
