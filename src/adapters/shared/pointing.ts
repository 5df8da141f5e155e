// "Explain this": messages that point at another one.

const pointing =
  /^(?:(?:please|can you|could you) )*(?:explain|define|eli5|what does|what do)(?: (?:this|that|it|these|those|the above|the message|to me|(?:the |ai )*terms?|all|in))*(?: mean)?(?:,? please)?$/i;

/** Whether the words ask to explain another message. */
export function pointsAt(words: string): boolean {
  return words.length <= 80 && pointing.test(words.replace(/[?!.\s]+$/, '').trim());
}

const maxWords = 6_000;

/** The texts under the given names anywhere in a payload, in order; capped at some thousand characters. */
export function collectTexts(payload: unknown, names: ReadonlySet<string>): string {
  const texts: string[] = [];
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 12) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string') {
        if (names.has(name)) texts.push(inner);
      } else look(inner, depth + 1);
    }
  };
  look(payload, 0);
  return texts.join('\n').slice(0, maxWords);
}
