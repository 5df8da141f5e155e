// MCP over stdio: the built command, with the SDK's own client on its pipes.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AnswerContent } from '../../../src/adapters/mcp/out/schema.js';
import { root, smallFolder } from '../../fixtures/shipped.js';
import { run, start } from '../../process.js';
import { callOf, createClient, type Era, eras } from './serving.js';

const command = 'bundle/mcp.js';
const patienceMs = 60_000;
const ask = { name: 'ask', arguments: { question: 'what is sourdough?' } };

async function open(era: Era, env: Record<string, string> = {}, onChanged?: () => void) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [`${root}dist/${command}`],
    cwd: tmpdir(),
    env: { KNOWLEDGE_DIR: smallFolder, ...env },
    stderr: 'pipe',
  });
  let log = '';
  const listeners = new Set<() => void>();
  transport.stderr?.on('data', (text: Buffer) => {
    log += text.toString();
    for (const listener of listeners) listener();
  });
  /** Resolves when the log matches. */
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (pattern.test(log)) resolve();
      };
      listeners.add(look);
      look();
    });
  const client = createClient(era, onChanged);
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, log: () => log, says };
}

const hello = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
};
const lines = (...messages: readonly unknown[]) =>
  messages.map((message) => `${typeof message === 'string' ? message : JSON.stringify(message)}\n`).join('');
const answersIn = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number; result?: unknown; error?: { code: number } });

describe.each(eras)('a client of %s over stdio', (era) => {
  test(
    'is answered, and finds the log on standard error',
    async () => {
      const { client, log } = await open(era, { LOG_LEVEL: 'debug' });
      const { structuredContent } = await client.callTool(ask);
      expect((structuredContent as AnswerContent).entries).toMatchObject([{ id: 'sourdough' }]);
      expect(client.getInstructions()).toMatch(/For example:/);
      expect(client.getServerVersion()?.version).toBe(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version);
      expect(log()).toMatch(/"event":"answered","platform":"mcp"/);
      // Logging of questions is off.
      expect(log()).not.toContain('sourdough?');
    },
    patienceMs,
  );

  test(
    'is told when the knowledge is read again, and is answered from it; broken knowledge changes nothing',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ai-diff-mcp-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      cpSync(smallFolder, folder, { recursive: true });
      let hear: () => void = () => undefined;
      const heard = new Promise<void>((resolve) => {
        hear = resolve;
      });
      const { client, says } = await open(era, { KNOWLEDGE_DIR: folder }, () => hear());
      const file = join(folder, 'definitions', 'sourdough.md');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Wild dough'));
      await heard;
      expect((await client.listResources()).resources).toContainEqual(
        expect.objectContaining({ uri: 'ai-diff://entry/sourdough', title: 'Wild dough' }),
      );
      expect(((await client.callTool(ask)).structuredContent as AnswerContent).title).toBe('Wild dough');
      writeFileSync(file, 'no entry at all');
      await says(/knowledge_kept/);
      expect(((await client.callTool(ask)).structuredContent as AnswerContent).title).toBe('Wild dough');
    },
    patienceMs,
  );
});

describe('npm run -s mcp', () => {
  test(
    'answers what is piped in, writes nothing but messages, and ends with its input',
    async () => {
      const { code, stdout } = await run(command, {
        stdin: lines(hello, { jsonrpc: '2.0', id: 1, method: 'ping' }, callOf('ask', ask.arguments, 2)),
      });
      expect(code).toBe(0);
      expect(answersIn(stdout).map(({ id, result }) => [id, result !== undefined])).toEqual([
        [0, true],
        [1, true],
        [2, true],
      ]);
    },
    patienceMs,
  );

  test(
    'continues after an invalid message',
    async () => {
      const { code, stdout, stderr } = await run(command, {
        stdin: lines(
          hello,
          '{"jsonrpc":',
          'hello',
          '[]',
          '',
          { jsonrpc: '2.0', id: 1, method: 'tools/dance' },
          callOf('ask', ask.arguments, 2),
        ),
      });
      expect(code).toBe(0);
      const answers = answersIn(stdout);
      expect(answers.find(({ id }) => id === 1)?.error?.code).toBe(-32_601);
      expect(answers.find(({ id }) => id === 2)?.result).toMatchObject({ structuredContent: { outcome: 'answered' } });
      expect(stderr).toContain('mcp_refused');
    },
    patienceMs,
  );

  test(
    'ends at an endless message, rather than fill the memory',
    async () => {
      const { code, stderr } = await run(command, { stdin: lines(hello) + 'a'.repeat(20_000_000) });
      expect(code).toBe(0);
      expect(stderr).toContain('mcp_refused');
    },
    patienceMs,
  );

  test(
    'ends when its client does not read any longer',
    async () => {
      const child = spawn(process.execPath, [`${root}dist/${command}`], {
        env: { KNOWLEDGE_DIR: smallFolder },
        stdio: ['pipe', 'pipe', 'ignore'],
        timeout: patienceMs,
      });
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.stdin.on('error', () => undefined);
      child.stdin.write(lines(hello));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      child.stdout.destroy();
      child.stdin.write(lines(callOf('list_terms', {}, 1), callOf('list_terms', {}, 2)));
      expect(await ended).toBe(0);
    },
    patienceMs,
  );

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s while its client holds on',
    async (signal) => {
      const child = spawn(process.execPath, [`${root}dist/${command}`], {
        env: { KNOWLEDGE_DIR: smallFolder },
        stdio: ['pipe', 'pipe', 'ignore'],
        timeout: patienceMs,
        killSignal: 'SIGKILL',
      });
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.stdin.write(lines(hello));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      child.kill(signal);
      expect(await ended).toBe(0);
    },
    patienceMs,
  );

  test(
    'says in one line, not on standard output, what is wrong with its settings or its knowledge',
    async () => {
      const { code, stdout, stderr } = await start(command, { env: { LOG_LEVEL: 'loud' } }).ended;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('LOG_LEVEL');
      const missing = await start(command, { env: { KNOWLEDGE_DIR: '/nowhere' } }).ended;
      expect({ code: missing.code, stdout: missing.stdout }).toEqual({ code: 1, stdout: '' });
      expect(missing.stderr).toContain('/nowhere');
    },
    patienceMs,
  );
});
