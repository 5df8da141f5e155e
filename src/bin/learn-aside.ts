// A thread that learns from the answers that a workspace taught: see own-engines.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { learnIndex } from '../engine/quick.js';

/** What the thread learns from. */
export type LearnRequest = Parameters<typeof learnIndex>[0];

parentPort?.postMessage(learnIndex(workerData as LearnRequest));
