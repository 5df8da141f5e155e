// Tip schedules and the outcome of each of their days.
import type { TipStore } from '../tips/ports.js';
import type { Access } from './access.js';
import { createAlone } from './tip-alone.js';
import { createTipDays } from './tip-days.js';
import { createTipSchedules } from './tip-schedules.js';

export function createTipStore(access: Access): TipStore {
  const alone = createAlone(access);
  return { ...createTipSchedules(access, alone), ...createTipDays(access, alone) };
}
