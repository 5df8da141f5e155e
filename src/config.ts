// The environment to settings. All problems are reported at once; a platform without its variables is off.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export type Config = {
  readonly knowledgeDir: string;
  readonly host: string;
  readonly port: number;
  readonly playground: boolean;
  readonly logLevel: LogLevel;
  /** Whether the words of questions may be written to the log. */
  readonly logQuestions: boolean;
  /** Platforms that have no variables set, and what would turn them on. */
  readonly off: readonly { readonly platform: string; readonly variables: string }[];
};

type Env = Readonly<Record<string, string | undefined>>;

const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Reads the settings from environment variables; `problems` is empty if and only if they can be used. */
export function readConfig(env: Env): { readonly config: Config; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read = (name: string) => env[name]?.trim() || undefined;
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const value = read(name);
    const known = values.find((each) => each === value);
    if (value !== undefined && known === undefined) problems.push(`${name} is "${value}": use one of ${values.join(', ')}`);
    return known ?? fallback;
  };
  const playground = oneOf('PLAYGROUND', ['on', 'off'], 'on');
  const config: Config = {
    knowledgeDir: read('KNOWLEDGE_DIR') ?? './knowledge',
    host: read('HOST') ?? '127.0.0.1',
    port: readPort(read('PORT'), problems),
    playground: playground === 'on',
    logLevel: oneOf('LOG_LEVEL', logLevels, 'info'),
    logQuestions: oneOf('LOG_QUESTIONS', ['on', 'off'], 'off') === 'on',
    off: [],
  };
  return { config, problems };
}

const defaultPort = 3000;
const maxPort = 65_535;

function readPort(value: string | undefined, problems: string[]): number {
  if (value === undefined) return defaultPort;
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port <= maxPort) return port;
  problems.push(`PORT is "${value}": use a number from 0 to ${maxPort} (0 takes any free port)`);
  return defaultPort;
}
