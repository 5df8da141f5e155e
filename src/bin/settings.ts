// The settings of a program that runs: from its environment and .env.
import { type Config, readConfig } from '../config.js';
import { AppError } from '../errors.js';
import { loadEnvFile } from './env-file.js';

/** Adds .env to the environment and reads the settings; throws an AppError that names every problem at once. */
export function loadSettings(env: Record<string, string | undefined>): Config {
  loadEnvFile('.env', env);
  const { config, problems } = readConfig(env);
  if (problems.length > 0)
    throw new AppError(
      'config',
      `The settings cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  return config;
}
