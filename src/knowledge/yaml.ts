// Parses YAML into typed values: one function that parses, validates against a schema, and locates every problem.
import * as v from 'valibot';
import { type Document, isMap, isNode, isPair, isSeq, LineCounter, parseDocument } from 'yaml';
import { explainKey, explainYaml } from './explain.js';

/** `line` counts from 1. */
export type Problem = { readonly file: string; readonly line: number; readonly message: string };

/** A validated value, and the line of any part of it. */
export type Located<T> = { readonly value: T; readonly lineOf: (path: readonly PropertyKey[]) => number };

/**
 * Parses YAML text against a schema. `firstLine` is the line of the file where the text starts.
 * Returns undefined, and adds to `problems`, if the text doesn't match the schema.
 */
export function parseYaml<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
  file: string,
  problems: Problem[],
  firstLine = 1,
): Located<v.InferOutput<Schema>> | undefined {
  const counter = new LineCounter();
  // Aliases are refused (maxAliasCount at toJS) and merge keys are off, so that a file can't expand in memory.
  const parsed = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  if (parsed.errors.length > 0) {
    // Later errors are often consequences of the first, so only that one is reported.
    const [error] = parsed.errors;
    if (error !== undefined) problems.push({ file, line: lineAt(error.pos[0]), message: explainYaml(error) });
    return undefined;
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(parsed, path));
  const checked = v.safeParse(schema, toPlain(parsed, file, problems));
  if (checked.success) return { value: checked.output, lineOf };
  for (const issue of checked.issues) {
    const path = (issue.path ?? []).map((item) => item.key as PropertyKey);
    const where = path.map(String).join('.');
    const own = explainKey(issue, path, schema);
    const message = own ?? (where === '' ? issue.message : `${where}: ${issue.message}`);
    problems.push({ file, line: lineOf(path), message });
  }
  return undefined;
}

function toPlain(parsed: Document, file: string, problems: Problem[]): unknown {
  try {
    return parsed.toJS({ maxAliasCount: 0 });
  } catch (error) {
    problems.push({ file, line: 1, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

// The offset of the deepest existing node on the path; for a pair its key, since that is what an author looks for.
function offsetOf(parsed: Document, path: readonly PropertyKey[]): number {
  let node: unknown = parsed.contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(key));
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
