// Explains YAML errors in an author's terms instead of a parser's.
import type { BaseIssue, GenericSchema } from 'valibot';
import type { YAMLError } from 'yaml';

const said: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'has a ": " within a value: put the value in quotes',
  MULTILINE_IMPLICIT_KEY: 'has no ":" after its key, or the line above is not finished',
  MISSING_CHAR: 'has a quote or a bracket that is not closed, or lacks a ":"',
  TAB_AS_INDENT: 'is indented by a tab: use spaces',
  BAD_INDENT: 'is indented differently from the lines around it',
  DUPLICATE_KEY: 'has a key twice, but keys must be unique: keep one',
  BAD_DQ_ESCAPE: 'has a \\ that means nothing in double quotes: use single quotes',
  BAD_ALIAS: 'begins with * or &, which mean something else here: put the value in quotes',
  BAD_SCALAR_START: 'begins with a sign that means something else here (@, `, %): put the value in quotes',
};

/** One sentence for a broken line. */
export function explainYaml({ code, message }: YAMLError): string {
  if (/Nested mappings/.test(message)) return said['BLOCK_AS_IMPLICIT_KEY'] ?? message;
  return said[code] ?? message.split('\n')[0] ?? message;
}

/** What is wrong with a key: it is unknown, or missing; undefined if something else is wrong. */
export function explainKey(
  { type, expected, received }: Pick<BaseIssue<unknown>, 'type' | 'expected' | 'received'>,
  path: readonly PropertyKey[],
  schema: GenericSchema,
): string | undefined {
  if (type !== 'strict_object') return undefined;
  const unknown = expected === 'never' ? String(path.at(-1)) : undefined;
  const missing = received === 'undefined' && expected !== 'Object' ? expected?.replaceAll('"', '') : undefined;
  const above = path.slice(0, -1);
  const where = above.length === 0 ? '' : `${above.map(String).join('.')}: `;
  if (missing !== undefined) return `${where}"${missing}" is missing`;
  if (unknown === undefined) return undefined;
  const known = keysAt(schema, above);
  const near = nearest(unknown, known);
  const help = near === undefined ? `known are ${known.join(', ')}` : `did you mean "${near}"?`;
  return `${where}"${unknown.slice(0, 40)}" is an unknown key: ${help}`;
}

type Shape = {
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly wrapped?: Shape;
  readonly value?: Shape;
  readonly options?: readonly Shape[];
};

// The keys that a schema allows at a path.
function keysAt(schema: GenericSchema, path: readonly PropertyKey[]): string[] {
  let shapes = open(schema as unknown as Shape);
  for (const key of path)
    shapes = shapes.flatMap((shape) => open(shape.entries?.[String(key)] ?? shape.item ?? shape.value ?? {}));
  return [...new Set(shapes.flatMap(({ entries }) => Object.keys(entries ?? {})))];
}

const open = (shape: Shape): readonly Shape[] =>
  shape.wrapped !== undefined
    ? open(shape.wrapped)
    : shape.options !== undefined
      ? shape.options.flatMap(open)
      : [shape];

const mostEdits = 2;
function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((each) => ({ each, edits: editsBetween(word.slice(0, 40).toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= mostEdits ? best.each : undefined;
}

// Edit distance: letters changed, added, removed, or swapped with the next.
function editsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
