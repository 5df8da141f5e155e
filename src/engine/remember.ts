// More than the words of a large knowledge. Beyond that, the cache is cleared, so that what people type doesn't pile up.
const remembered = 50_000;

/**
 * Memoises a function, since texts and questions repeat their words, and answers their entries. It keeps
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
