// Optional properties from values that may be missing.

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The properties that have a value. */
export function given<T extends object>(properties: T): Given<T> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Given<T>;
}
