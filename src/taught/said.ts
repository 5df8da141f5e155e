// Messages and forms for those who teach.
import type { Said } from '../ports.js';
import { notice, teachForm } from './documents.js';

export function privately(document: Said['document']): Said {
  return { document, private: true };
}

export const refused = privately(
  notice(
    'Not for you',
    'Answers are taught by people who manage the server, by those whom /ai-settings names, and by those who run this bot; in a server, not in private messages.',
  ),
);
export const gone = privately(
  notice('No longer here', 'There is no such answer here any more; /ai-teach list shows what there is.'),
);

export function withForm(id: string, typed: Parameters<typeof teachForm>[1]): Said {
  const document = notice('Open the form again', 'The form could not be shown. Use /ai-teach once more.');
  return { document, private: true, form: teachForm(id, typed) };
}
