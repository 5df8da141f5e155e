// Sets a tip schedule: checks the request and whether the channel can be posted to, then stores it.
import type { Document } from '../document/nodes.js';
import type { Place } from '../ports.js';
import type { ManageParts, TipCall, Wanted } from './call.js';
import type { Due, Poster, Schedule, TipRule } from './ports.js';
import { advice, announcement, createScheduleDocuments, notice, refusal } from './replies.js';
import { nextDue } from './timing.js';
import { describeProblem } from './words.js';
import { adviseZone } from './zones.js';

/** More in one workspace is an accident. */
export const maxOfWorkspace = 100;
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const typeThere = 'Tips are set for the channel that you write this in.';
const idLength = 5;
// Without look-alike letters and digits.
const idLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

export function createScheduling(parts: ManageParts) {
  const { store, posters, catalog, clock, random, wake } = parts;
  const { confirmation } = createScheduleDocuments(catalog, clock);
  const problemOf = createProblemOf(posters);

  /** `paused` is the same schedule, if there was a paused one. */
  const set = async (call: TipCall, paused: Schedule | undefined, wanted: Schedule & { readonly next: Due }) => {
    const problem = await problemOf(call, wanted);
    if (problem !== undefined) return problem;
    if (paused === undefined) await store.add(wanted);
    else await store.resume(wanted.id, wanted.next);
    wake();
    return confirmation(paused === undefined ? 'Tips are set' : 'The tips go on', wanted);
  };

  return async (call: TipCall, wanted: Wanted): Promise<Document> => {
    if (!call.mayHere) return refusal(call);
    const place = wanted.channel === undefined ? call.place : { ...call.place, channel: wanted.channel };
    const { topics, unknown } = catalog.read(wanted.topics);
    const { time, timezone, days = everyDay } = wanted;
    const problems = [...problemsOf(wanted), ...unknown.map((each) => `I have no tips on “${each}”.`)];
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
}

/** Why a schedule can't be set. If the platform doesn't say beforehand, the message to the channel finds out. */
function createProblemOf(posters: ManageParts['posters']) {
  return async (call: TipCall, wanted: Schedule): Promise<Document | undefined> => {
    const poster = posters.get(wanted.platform);
    if (poster === undefined) return notice('I cannot post on this platform now.');
    const place = placeOf(wanted);
    const problem = await poster.postProblem(place);
    if (problem === undefined && !call.tells) return undefined;
    // A channel that can't be looked at may be somebody else's.
    if (problem === 'unknown')
      return notice('I could not look at that channel just now, so nothing was set. Try again in a minute.');
    if (problem !== undefined && problem !== 'untold') return notice(describeProblem(problem));
    const posted = await poster.post(place, announcement(call, 'set tips here', wanted), `${wanted.id}:set`);
    if (posted.type === 'sent') return undefined;
    if (posted.type === 'refused') return notice(describeProblem(posted.reason));
    return notice('I could not reach the channel, so nothing was set. Try again in a minute.');
  };
}

function problemsOf({ time, timezone, rest }: Wanted): readonly string[] {
  const zones = adviseZone(rest);
  return [
    ...(rest === '' ? [] : [rest.includes('#') ? typeThere : (zones ?? `I do not understand “${rest}”.`)]),
    ...(time === undefined ? ['Name a time of day, such as 09:00.'] : []),
    ...(timezone === undefined && zones === undefined
      ? ['Name a time zone by its IANA name or its city, such as Europe/Berlin.']
      : []),
  ];
}

/** The group of channels that share a pace of posts. */
export function laneOf({ platform, workspace }: Place, poster: Poster | undefined): string {
  return poster?.pace.per === 'workspace' ? `${platform}:${workspace}` : platform;
}

export function placeOf({ platform, workspace, channel }: Place): Place {
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
