// Drops properties without a value, for exactOptionalPropertyTypes.

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

export function given<T extends object>(properties: T): Given<T> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Given<T>;
}
