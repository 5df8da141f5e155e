// The regular expressions of the build, and what is known about their running time. Proving one takes recheck up to a minute, so the result
// is stored by a hash of the pattern: `npm run prove-regexes` adds new ones and removes old ones.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { root } from '../fixtures/shipped.js';

export type Regex = { readonly file: string; readonly source: string; readonly flags: string };
/** How its time grows with the length of a text; `unknown` if recheck gave up. */
export type Growth = 'linear' | 'polynomial' | 'exponential' | 'unknown';

export const proofsFile = `${root}test/regexes/proofs.json`;

/** Lists of phrases on which recheck takes minutes; they are matched against headings and sentences cut to length. */
const phrases = ['knowledge/import/phrases.js'];

/** Every regular expression in the compiled files. The bundle has the same ones, and those of packages. */
export function findRegexes(): readonly Regex[] {
  return readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.js') && !file.startsWith('bundle/') && !phrases.includes(file))
    .sort()
    .flatMap(regexesOf);
}

function regexesOf(file: string): readonly Regex[] {
  const found: Regex[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(look);
    else if (typeof node === 'object' && node !== null) {
      if ('regex' in node && typeof node.regex === 'object' && node.regex !== null) {
        const { pattern, flags } = node.regex as { readonly pattern: string; readonly flags: string };
        found.push({ file, source: pattern, flags });
      } else for (const child of Object.values(node)) look(child);
    }
  };
  look(parse(readFileSync(`${root}dist/${file}`, 'utf8'), { ecmaVersion: 'latest', sourceType: 'module' }));
  return found;
}

export function hashOf({ source, flags }: Pick<Regex, 'source' | 'flags'>): string {
  return createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 16);
}

export function readProofs(): Readonly<Record<string, Growth>> {
  return JSON.parse(readFileSync(proofsFile, 'utf8')) as Record<string, Growth>;
}
