// What workspaces taught: answers, drafts, history and settings.
import type { TaughtStore } from '../taught/ports.js';
import type { Access } from './access.js';
import { createTaughtAnswers } from './taught-answers.js';
import { createTaughtDrafts } from './taught-drafts.js';
import { createChange } from './taught-rows.js';
import { createTaughtSettings } from './taught-settings.js';

export function createTaught(access: Access): TaughtStore {
  const change = createChange(access);
  return {
    ...createTaughtAnswers(access, change),
    ...createTaughtDrafts(access, change),
    ...createTaughtSettings(access, change),
  };
}
