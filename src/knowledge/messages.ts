// The bot's own messages for a folder that has none: neutral words that fit any subject.
import type { Knowledge, Messages } from '../engine/entry.js';
import { lengths } from './schemas.js';

const mostExamples = 3;
const asked =
  'help|help me|what can I ask|what can I ask you|who are you|what are you|are you a bot|what is this|what can you do|what do you do|what do you know|how can you help me|what can you help with|how do I use this|hello|hi|hey|good morning'.split(
    '|',
  );

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
    unanswered: { title: 'Nothing on that', text: 'None of the articles answers this. Closest:' },
    suggested: { title: 'Did you mean one of these?', text: 'More than one answer could be meant.' },
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

/** The written messages, completed with neutral ones. */
export function completeMessages(written: Partial<Messages>, subject: string, examples: readonly string[]): Messages {
  return { ...neutralMessages(subject, examples), ...written };
}

/** The subject of custom knowledge, from the title of its help ("Ask about the team handbook"); undefined for the shipped knowledge. */
export function subjectOf({ entries, messages }: Pick<Knowledge, 'entries' | 'messages'>): string | undefined {
  const isShipped = ['llm', 'generative-ai'].every((id) => entries.some((entry) => entry.id === id));
  return isShipped ? undefined : messages.help.title.replace(/^Ask about /, '');
}
