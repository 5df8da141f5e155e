// The worker thread that learns from a workspace's taught answers: see own-engines.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { learnIndex } from '../engine/quick.js';

export type LearnRequest = Parameters<typeof learnIndex>[0];

parentPort?.postMessage(learnIndex(workerData as LearnRequest));
