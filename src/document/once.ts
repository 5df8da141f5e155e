/**
 * A function of an object that computes each result once: the same documents go out again and again, and none of them changes. A
 * result is forgotten with its object.
 */
export function once<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return (of) => {
    const found = known.get(of) ?? { result: compute(of) };
    known.set(of, found);
    return found.result;
  };
}
