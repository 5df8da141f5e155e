// npm run -s mcp: serves a client that starts the bot itself, over standard input and output. The log goes to standard error. Ends with its
// client, or on a signal.
import { serveConversation } from '../adapters/mcp/wire/stdio.js';
import { createApp } from '../app.js';
import { secretsIn } from '../config.js';
import { createCurrent } from '../knowledge/current.js';
import { createLogger } from '../observability/logger.js';
import { createOutput, standardOutput } from '../observability/output.js';
import { runCommand } from './command.js';
import { mcpParts } from './mcp-parts.js';
import { loadSettings } from './settings.js';

// Time for the last log lines to be written.
const flushWithinMs = 500;

async function main(): Promise<number> {
  const config = loadSettings(process.env);
  const output = createOutput(standardOutput(process.stderr));
  const logger = createLogger(config.logLevel, process.stderr.isTTY === true, secretsIn(process.env), output);
  const served = await createCurrent(config.knowledgeDir, logger);
  // The client asks only for itself: nothing is counted or stored.
  const app = createApp({
    current: served.current,
    allow: async () => true,
    logger,
    logQuestions: config.logQuestions,
  });
  const conversation = serveConversation(mcpParts(app, served, logger), process.stdin, process.stdout);
  served.onReplaced(conversation.announce);
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  process.on('SIGHUP', (signal) => void served.reload(signal));
  await served.watch();
  await Promise.race([conversation.ended, signalled]);
  await served.close();
  await output.flush(flushWithinMs);
  // A client that keeps its end open must not keep the process alive.
  process.stdin.destroy();
  return 0;
}

await runCommand('npm run -s mcp', main);
