// Tip schedules as people see and change them: permissions and replies.
import { paragraph, text } from '../document/build.js';
import type { Document } from '../document/nodes.js';
import type { ManageParts, TipCall } from './call.js';
import type { Schedule } from './ports.js';
import { advice, announcement, createScheduleDocuments, notice, refusal } from './replies.js';
import { createScheduling, placeOf } from './scheduling.js';
import { nextDue } from './timing.js';
import { channelName, describeRule } from './words.js';

export function createManage(parts: ManageParts) {
  const { store, posters, catalog, clock, wake } = parts;
  const { listed, confirmation } = createScheduleDocuments(catalog, clock);

  const tellChannel = async (call: TipCall, what: string, each: Schedule): Promise<void> => {
    if (!call.tells) return;
    const key = `${each.id}:${clock.now()}`;
    await posters.get(each.platform)?.post(placeOf(each), announcement(call, what, each), key);
  };

  /** The schedules visible in a place, its own first. */
  const seen = async (call: TipCall): Promise<readonly Schedule[]> => {
    const all = (await store.list(call.place)).filter((each) => maySee(call, each));
    const isHere = ({ channel }: Schedule) => channel === call.place.channel;
    return [...all.filter(isHere), ...all.filter((each) => !isHere(each))];
  };

  /** The schedule that is meant: by its id, or the channel's only one. */
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
    schedule: createScheduling(parts),
    seen,
    /** The schedules visible in a place, at most `most`, the channel's first. */
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

// Some other channels are private, so only those who manage all of them see their schedules.
function maySee({ place, user, mayAll }: TipCall, { channel, owner }: Schedule): boolean {
  return mayAll || channel === place.channel || owner === user;
}
