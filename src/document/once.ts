/**
 * Memoises a function of an object: the same documents are sent again and again, and are never modified. A result is dropped with its
 * object.
 */
export function once<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return (of) => {
    const found = known.get(of) ?? { result: compute(of) };
    known.set(of, found);
    return found.result;
  };
}
