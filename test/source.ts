// The project's sources as text, and measurements of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';

export type Source = { readonly file: string; readonly text: string };
export type Length = { readonly name: string; readonly file: string; readonly lines: number };

/** All files in a folder with an extension, by relative path. */
export function readSources(folder: string, ending: string): readonly Source[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** Names of types that several files declare, with those files. */
export function findSharedTypeNames(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const filesOf = new Map<string, string[]>();
  for (const { file, text } of sources) {
    const names = [...text.matchAll(/^(?:export )?(?:type|interface) (\w+)\b(?=[^'"\n]*(?:=|<|\{|$))/gm)];
    for (const name of new Set(names.map(([, each = '']) => each))) {
      filesOf.set(name, [...(filesOf.get(name) ?? []), file]);
    }
  }
  return new Map([...filesOf].filter(([, files]) => files.length > 1).sort());
}

/** Comment lines longer than `most` columns, as `file:line`. */
export function findLongComments(sources: readonly Source[], most: number): readonly string[] {
  return sources.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, at) => (/^\s*(?:\/\/|\*|\/\*)/.test(line) && line.length > most ? [`${file}:${at + 1}`] : [])),
  );
}

/** The number of lines of each function in compiled files, longest first. The compiler keeps lines of code. */
export function measureFunctions(compiled: readonly Source[]): readonly Length[] {
  const found: Length[] = [];
  for (const { file, text } of compiled) {
    const look = (node: unknown, name: string): void => {
      if (Array.isArray(node)) for (const child of node) look(child, name);
      else if (typeof node === 'object' && node !== null) {
        const own = nameOf(node) ?? name;
        if ('type' in node && typeof node.type === 'string' && /^(?:Arrow)?Function/.test(node.type) && 'loc' in node) {
          const { start, end } = node.loc as { readonly start: { line: number }; readonly end: { line: number } };
          found.push({ name: own, file, lines: end.line - start.line + 1 });
        }
        for (const child of Object.values(node)) look(child, own);
      }
    };
    look(parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true }), '');
  }
  return found.sort((one, other) => other.lines - one.lines);
}

// The name that a declaration, variable or property gives to its function.
function nameOf(node: object): string | undefined {
  const { id, key } = node as {
    readonly id?: { readonly name?: string } | null;
    readonly key?: { readonly name?: string };
  };
  return id?.name ?? key?.name;
}
