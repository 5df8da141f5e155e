// The doctor's report on each workspace that has settings.
import type { Finding } from '../doctor/finding.js';
import { inlineText } from '../document/plain.js';
import type { TaughtStore } from '../taught/ports.js';
import { linesOf } from '../taught/setting.js';
import { sections } from '../taught/setting-forms.js';
import { readSettings } from '../taught/settings.js';

// Nobody reads more.
const mostShown = 20;

/** One finding per workspace, sorted by name. */
export async function inspectWorkspaces(taught: Pick<TaughtStore, 'allSettings'>): Promise<readonly Finding[]> {
  const about = 'Workspaces';
  const found = await taught.allSettings(mostShown + 1);
  if (found.length === 0) return [{ about, state: 'good', message: 'none has settings of its own (/ai-settings)' }];
  const shown = found.slice(0, mostShown).map(({ place, settings, isGone }): Finding => {
    const lines = linesOf(readSettings(settings));
    const said = sections.flatMap((section) => lines[section].map(inlineText)).join(' ');
    return {
      about,
      state: 'good',
      message: `${place}${isGone ? ' (the bot was removed there)' : ''}: ${said}`,
    };
  });
  const more = { about, state: 'good', message: `and more than these ${mostShown}` } as const;
  return found.length > mostShown ? [...shown, more] : shown;
}
