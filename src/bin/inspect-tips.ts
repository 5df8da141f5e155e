// The doctor's check of channels with a tip schedule: whether the bot may post there.
import type { Finding } from '../doctor/finding.js';
import type { Place } from '../ports.js';
import type { PauseReason, PostCheck, Poster, TipStore } from '../tips/ports.js';

// Checking more takes longer than somebody waits.
const mostChannels = 200;

const fixes: Readonly<Record<PauseReason, (schedule: string) => string>> = {
  forbidden: () =>
    "let the bot see the channel and write in it (the channel's permissions), then set the schedule once more",
  outside: () => 'invite the bot to the channel (/invite @ai-diff), then set the schedule once more',
  gone: (schedule) => `the channel is gone: /ai-tip stop ${schedule}`,
  elsewhere: (schedule) => `the channel is another workspace's: /ai-tip stop ${schedule}`,
  broken: (schedule) =>
    `it cannot be read, or this Node does not know its time zone: /ai-tip stop ${schedule}, then set it anew`,
};

/** One finding per channel that gets no tips, and one for all that are fine. `posters` are those of the platforms that are on. */
export async function inspectTips(
  tips: Pick<TipStore, 'page' | 'paused'>,
  posters: ReadonlyMap<string, Pick<Poster, 'postProblem'>>,
): Promise<readonly Finding[]> {
  const about = 'Tips';
  const paused = await tips.paused();
  const page = await tips.page('', '9999-12-31', mostChannels + 1);
  // A private message has no channel to check.
  const active = page.slice(0, mostChannels).flatMap(({ schedule }) => (schedule.channel === '' ? [] : [schedule]));
  if (paused.length + active.length === 0) return [{ about, state: 'good', message: 'no channel has a schedule' }];
  const seen = await Promise.all(
    active.map(async (schedule) => ({ schedule, problem: await problemIn(schedule, posters.get(schedule.platform)) })),
  );
  const bad = [
    ...paused.map((schedule) => ({ schedule, problem: schedule.paused ?? ('forbidden' as const), isPaused: true })),
    ...seen.flatMap(({ schedule, problem }) =>
      problem === undefined || problem === 'unknown' || problem === 'off'
        ? []
        : [{ schedule, problem, isPaused: false }],
    ),
  ];
  const count = (wanted: 'unknown' | 'off' | undefined) => seen.filter(({ problem }) => problem === wanted).length;
  const [well, unknown, off] = [count(undefined), count('unknown'), count('off')];
  return [
    ...bad.map(
      ({ schedule: { id, platform, channel }, problem, isPaused }): Finding => ({
        about,
        state: 'bad',
        message: `schedule ${id} in channel ${channel} on ${platform} ${isPaused ? 'is paused' : 'cannot post'}: ${problem}`,
        fix: fixes[problem](id),
      }),
    ),
    ...(well === 0
      ? []
      : [{ about, state: 'good', message: `the bot may post in ${channels(well)} with a schedule` } as const]),
    ...(unknown === 0
      ? []
      : [
          {
            about,
            state: 'unchecked',
            message: `whether the bot may post in ${channels(unknown)} shows with the next tip: the platform does not say beforehand`,
          } as const,
        ]),
    ...(off === 0
      ? []
      : [
          {
            about,
            state: 'doubtful',
            message: `${channels(off)} with a schedule, on a platform that is off`,
            fix: 'set its tokens',
          } as const,
        ]),
    ...(page.length <= mostChannels
      ? []
      : [
          {
            about,
            state: 'unchecked',
            message: `not checked: there are more than ${mostChannels} channels with a schedule`,
          } as const,
        ]),
  ];
}

async function problemIn(
  { platform, workspace, channel }: Place,
  poster: Pick<Poster, 'postProblem'> | undefined,
): Promise<Exclude<PostCheck, 'untold'> | 'off'> {
  if (poster === undefined) return 'off';
  const problem = await poster.postProblem({ platform, workspace, channel });
  return problem === 'untold' ? 'unknown' : problem;
}

function channels(count: number): string {
  return count === 1 ? '1 channel' : `${count} channels`;
}
