// More than the words of a large knowledge. What people type beyond it does not pile up: the memory starts afresh.
const remembered = 50_000;

/** A function of a word that computes each result once, since texts and questions repeat their words. */
export function remember<T>(compute: (word: string) => T): (word: string) => T {
  const known = new Map<string, { readonly result: T }>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found.result;
    if (known.size >= remembered) known.clear();
    const result = compute(word);
    known.set(word, { result });
    return result;
  };
}
