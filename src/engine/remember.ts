// More than the words of a large knowledge. What people type beyond it does not pile up: the memory starts afresh.
const remembered = 50_000;

/**
 * A function that computes each result once, since texts and questions repeat their words, and answers their entries. It keeps
 * `most` results.
 */
export function remember<T, Key = string>(compute: (of: Key) => T, most = remembered): (of: Key) => T {
  const known = new Map<Key, { readonly result: T }>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined) return found.result;
    if (known.size >= most) known.clear();
    const result = compute(of);
    known.set(of, { result });
    return result;
  };
}
