// What Slack is told about the bot (manifest.json says the same), and what the text of a slash command asks for.
import type { Asked } from '../../shared/asked.js';
import type { Complete } from '../../shared/ports.js';

/** The least scopes the bot needs, each with its use; an installed app keeps the scopes it was installed with. */
export const botScopes = {
  'app_mentions:read': 'mentions of the bot',
  'assistant:write': 'suggested prompts in its messages tab',
  'chat:write': 'answers',
  commands: 'slash commands and the message shortcut',
  'im:history': 'direct messages',
} as const;

/** What help channels need in addition. */
const helpScopes = { 'channels:history': 'new posts in help channels' } as const;

/** The scopes of a configuration, each with its use. */
export function scopesFor(config: { readonly channelHistory?: boolean }): Readonly<Record<string, string>> {
  return config.channelHistory === true ? { ...botScopes, ...helpScopes } : botScopes;
}

/** Where Slack sends events over HTTP, and where workspaces install the bot. */
export const eventsPath = '/slack/events';
export const installPath = '/slack/install';

/** The message shortcuts. */
export const explainShortcut = { name: 'Explain AI terms', callbackId: 'explain_ai_terms' } as const;
export const teachShortcut = { name: 'Teach this answer', callbackId: 'teach_this_answer' } as const;

/** Slash commands, with the hint that Slack shows for each. */
export const slashCommands = [
  {
    command: '/ai-diff',
    description: 'LLM or generative AI, or any two terms, side by side',
    usageHint: '[X vs Y, or one aspect]',
  },
  { command: '/ai-ask', description: 'Ask anything on LLMs and generative AI', usageHint: '[question]' },
  { command: '/ai-define', description: 'What a term means', usageHint: '[term]' },
  {
    command: '/ai-choose',
    description: 'Which kind of AI for a task',
    usageHint: '[task, or nothing for a guided choice]',
  },
  {
    command: '/ai-tip',
    description: 'A tip now, or tips in this channel on schedule',
    usageHint: '[now, schedule 09:00 Europe/Berlin weekdays, list, stop, skip]',
  },
  { command: '/ai-gaps', description: 'Questions without a good answer, for those who run this bot' },
  {
    command: '/ai-teach',
    description: 'Answers of this workspace, for those who may teach',
    usageHint: '[new, list, edit, remove, history]',
  },
  { command: '/ai-settings', description: 'Where I speak, how, who may teach me, help channels, digest' },
  {
    command: '/ai-digest',
    description: 'The week in numbers, and what was asked in vain',
    usageHint: '[now, on, on here, off]',
  },
  {
    command: '/ai-quiz',
    description: 'A question with four choices, now or every week in this channel',
    usageHint: '[now, on, off]',
  },
  { command: '/ai-help', description: 'What this bot can do' },
] as const;

/** Longer texts aren't questions, and some patterns below are quadratic in runs of spaces: a long run would take seconds. */
const maxTyped = 2_000;

/** What a slash command asks for. People type freely: quotes, a question mark and any case are fine. */
export function readCommand(command: string, typed: string, complete: Complete): Asked {
  const text = unquote(typed.slice(0, maxTyped).trim());
  if (/^(?:help|\?)$/i.test(text)) return { type: 'help' };
  switch (command) {
    case '/ai-diff':
      return readDiff(text, complete);
    case '/ai-choose':
      return text === '' ? { type: 'choose' } : { type: 'choose', task: text };
    case '/ai-define':
      return text === '' ? { type: 'help' } : { type: 'define', term: tidy(text) };
    case '/ai-ask':
      return text === '' ? { type: 'help' } : { type: 'question', text };
    case '/ai-help':
      return { type: 'help' };
    default:
      return { type: 'command', name: command.replace(/^\//, ''), input: { type: 'text', text: typed.trim() } };
  }
}

function readDiff(text: string, complete: Complete): Asked {
  if (text === '') return { type: 'diff' };
  const pair = readPair(tidy(text), complete);
  return pair === undefined ? { type: 'diff', aspect: text } : { type: 'diff', a: pair[0], b: pair[1] };
}

// These words only ever separate two terms.
const between = /\s+(?:vs\.?|versus|v\.?|against|compared (?:to|with)|or)\s+|\s*\|\s*/i;
// These also occur within aspects ("strengths and weaknesses"): they count only if both sides are known terms.
const perhapsBetween = /\s+(?:and|&|to|from|with)\s+|\s*[,;/&]\s*/i;
const preamble = /^(?:(?:the )?differences? )?(?:between|of|compare)\s+/i;

function readPair(text: string, complete: Complete): readonly [string, string] | undefined {
  const [a, b, ...more] = text.replace(preamble, '').split(between).map(tidy);
  if (a !== undefined && b !== undefined && a !== '' && b !== '') return [a, [b, ...more].join(' ')];
  const [c, d, ...rest] = text.replace(preamble, '').split(perhapsBetween).map(tidy);
  if (c === undefined || d === undefined || rest.length > 0) return undefined;
  return isTerm(c, complete) && isTerm(d, complete) ? [c, d] : undefined;
}

function isTerm(text: string, complete: Complete): boolean {
  const wanted = text.toLowerCase();
  return wanted !== '' && complete(text, 3).some(({ id, label }) => id === wanted || label.toLowerCase() === wanted);
}

// The term as the knowledge spells it.
function tidy(text: string): string {
  return text.replace(/^["'“”‘’«»\s]+|["'“”‘’«»?!.\s]+$/g, '');
}

function unquote(text: string): string {
  return text.replace(/^["'“”‘’«»]+|["'“”‘’«»]+$/g, '').trim();
}
