// An entry in one line.
import { strong, text } from '../../document/build.js';
import type { Inline } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import type { Entry } from '../entry.js';

/** The first sentence of an answer, which by convention is complete. */
export function firstSentence(answer: readonly Inline[]): readonly Inline[] {
  const said = inlineText(answer);
  const [first = said] = said.split(/(?<=[.?])\s+(?=[A-Z“"])/);
  return first.length === said.length ? answer : [text(first)];
}

/** The first sentence of an entry; none for one made of quotes, which has no words of ours. */
export function lineOf({ answer, views }: Entry): readonly Inline[] {
  return answer.length > 0 ? firstSentence(answer) : [text('“'), ...firstSentence(views[0]?.children ?? []), text('”')];
}

/** The same with the entry's name first, unless the sentence begins with it, like "A token is ..." and "DALL·E is ...". */
export function namedLine(entry: Entry): readonly Inline[] {
  const line = lineOf(entry);
  return inlineText(line).startsWith(entry.label) ? line : [strong(`${entry.label}:`), text(' '), ...line];
}
