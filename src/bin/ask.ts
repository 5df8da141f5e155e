// npm run -s ask -- "what is RAG?": prints the answer for a terminal, or with --json for a program. Without a question it prompts, and keeps
// the conversation. Exit code 0 when answered, 2 when not, 1 on an error.
import { parseArgs, styleText } from 'node:util';
import { renderPlain } from '../document/plain.js';
import type { Target } from '../document/target.js';
import type { Answer } from '../engine/answer/answer.js';
import type { Engine } from '../engine/engine.js';
import { loadEngine } from '../knowledge/load.js';
import { runCommand } from './command.js';

const exitAnswered = 0;
const exitNotAnswered = 2;
// Long lines are hard to read, however wide the terminal.
const widest = 100;
const narrowest = 24;

const usage = 'npm run -s ask -- ["question"] [--json]';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
  const { engine, knowledge } = await loadEngine(process.env['KNOWLEDGE_DIR'] ?? './knowledge');
  const question = positionals.join(' ');
  if (positionals.length === 0) return converse(engine, knowledge.messages.help.title);
  const answer = engine.ask(question);
  console.log(values.json === true ? toJson(answer) : toTerminal(answer));
  return answer.type === 'answered' || answer.type === 'help' ? exitAnswered : exitNotAnswered;
}

function toJson({ type, entries, score, why, document }: Answer): string {
  return JSON.stringify({ type, entries, score, why, text: renderPlain(document), document }, null, 2);
}

function toTerminal(answer: Answer): string {
  const { isTTY, columns = 80 } = process.stdout;
  const style = isTTY
    ? { strong: (text: string) => styleText('bold', text), dim: (text: string) => styleText('dim', text) }
    : undefined;
  return renderPlain(answer.document, {
    width: Math.max(narrowest, Math.min(widest, columns)),
    ...(style === undefined ? {} : { style }),
  });
}

async function converse(engine: Engine, welcome: string): Promise<number> {
  // Loaded lazily: a single question needs no prompt.
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: 'Ask: ',
    terminal: process.stdin.isTTY === true,
  });
  let context: Target | undefined;
  let answered = true;
  console.log(`${welcome}\nAn empty line ends.\n`);
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === '') break;
    const answer = engine.ask(line, context);
    context = answer.context;
    answered = answer.type === 'answered' || answer.type === 'help';
    console.log(`\n${toTerminal(answer)}\n`);
    lines.prompt();
  }
  lines.close();
  return answered ? exitAnswered : exitNotAnswered;
}

await runCommand(usage, main);
