// What the bot says in its own name where a folder of imported articles is served by itself: written once, for the author to change.
import type { Messages } from '../../engine/entry.js';

export const firstMessages: Messages = {
  help: {
    title: 'Ask about these articles',
    text: 'Answers are quoted word for word. Ask in your own words.',
    examples: ['What can I ask?'],
    asked: ['help', 'what can I ask', 'hello', 'hi'],
    privacy: 'See the documentation for what is stored.',
  },
  unanswered: { title: 'Nothing on that', text: 'None of the articles answers this. Closest:' },
  suggested: { title: 'Did you mean one of these?', text: 'More than one answer could be meant.' },
  limited: { title: 'One moment', text: 'That was a lot of questions. Ask again in a minute.' },
  terms: { title: 'Terms in this message' },
  gone: { title: 'No longer here', text: 'That entry has been taken away. Ask again in your own words.' },
};
