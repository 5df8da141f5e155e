// The worker thread that reads a knowledge folder while the bot goes on answering: see current.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../errors.js';
import { type Made, makeKnowledge } from './load.js';

/** The thread's only message: what it made, or why the folder can't be used. */
export type ThreadResult =
  | { readonly type: 'made'; readonly made: Made }
  | { readonly type: 'refused'; readonly why: string };

async function make(folder: string): Promise<ThreadResult> {
  try {
    return { type: 'made', made: await makeKnowledge(folder) };
  } catch (error) {
    if (error instanceof AppError) return { type: 'refused', why: error.message };
    throw error;
  }
}

parentPort?.postMessage(await make(String(workerData)));
