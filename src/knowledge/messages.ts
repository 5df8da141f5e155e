// The bot's own messages for a folder that has none: neutral words that fit any subject.
import type { Knowledge, Messages } from '../engine/entry.js';
import { lengths } from './schemas.js';

const mostExamples = 3;
// Questions to the bot, whatever its subject; none that could be asked about something else ("menu", "start").
const asked =
  `help, help me, help please, I need help, can you help, can you help me, how can you help, how can you help me, what can you
  help with, what can you help me with, what can I ask, what can I ask you, what can I ask here, what should I ask, what questions can I
  ask, what kind of questions can I ask, what questions can you answer, what topics do you cover, who are you, what are you, are you a bot,
  are you human, what is this, what is this bot, what does this bot do, what is this bot for, what can you do, what can you do for me, what
  else can you do, tell me what you can do, what do you do, what do you know, how do I use this, how do I use this bot, how do I use you,
  how does this work, how does this bot work, how do you work, introduce yourself, tell me about yourself, what is your name, who made you,
  where do your answers come from, hello, hi, hey, good morning`
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '));

/** Messages for a folder on `subject`; `examples` are questions that it answers. */
export function neutralMessages(subject: string, examples: readonly string[]): Messages {
  const shown = examples.filter((each) => each.length <= lengths.title).slice(0, mostExamples);
  const title = `Ask about ${subject}`;
  return {
    help: {
      title: title.length <= lengths.title ? title : 'Ask about these articles',
      text: 'Answers come from the articles, and name them.',
      examples: shown.length === 0 ? ['What can I ask?'] : shown,
      asked: [...asked],
      privacy: 'No words of yours are kept while they can be answered.',
      kept: 'Votes and unanswered questions are kept for {days} days.',
    },
    unanswered: { title: 'Nothing on that', text: 'None of the articles answers this.' },
    suggested: {
      title: 'Did you mean one of these?',
      single: 'Did you mean this?',
      text: 'More than one answer could be meant.',
    },
    limited: { title: 'One moment', text: 'That was a lot of questions. Ask again in a minute.' },
    terms: { title: 'Terms in this message' },
    gone: { title: 'No longer here', text: 'That entry has been taken away. Ask again in your own words.' },
    forget: {
      title: 'Forget what is kept about you?',
      text: 'Your votes and unanswered questions go. This cannot be undone.',
    },
    forgotten: { title: 'Forgotten', text: 'Nothing about you is kept any more.' },
    gaps: {
      title: 'Questions without a good answer',
      text: 'Most asked first.',
      none: 'No question is waiting for an answer.',
      refused: 'This list is for the people who run this bot.',
    },
    unreachable: { title: 'That did not work', text: 'Nothing was changed. Try again in a while.' },
  };
}

/**
 * The written messages, completed with neutral ones. What people usually ask the bot gets the help, whatever its text is, unless
 * `isAnswered` says that it is a way to ask for something else here.
 */
export function completeMessages(
  written: Partial<Messages>,
  subject: string,
  examples: readonly string[],
  isAnswered: (question: string) => boolean,
): Messages {
  const neutral = neutralMessages(subject, examples);
  const help = written.help ?? neutral.help;
  const usual = neutral.help.asked.filter((each) => !isAnswered(each));
  return { ...neutral, ...written, help: { ...help, asked: [...new Set([...(written.help?.asked ?? []), ...usual])] } };
}

/** The subject of custom knowledge, from the title of its help ("Ask about the team handbook"); undefined for the shipped knowledge. */
export function subjectOf({ entries, messages }: Pick<Knowledge, 'entries' | 'messages'>): string | undefined {
  const isShipped = ['llm', 'generative-ai'].every((id) => entries.some((entry) => entry.id === id));
  return isShipped ? undefined : messages.help.title.replace(/^Ask about /, '');
}
