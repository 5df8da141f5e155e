// Chooses one definition per term of an article: from a part that asks about it, otherwise the first sentence that defines it.
import type { Span } from '../../document/nodes.js';
import { askedTerm, definitionUnits, findDefinition, readAbbreviations, type Term, termKey } from './definitions.js';
import type { Askable } from './extract.js';
import { glossaryHeading } from './phrases.js';
import { join, quoteLengths, toPieces } from './quoting.js';
import type { Section } from './sections.js';
import { withParent } from './titles.js';

/** The definitions of an article, and the parts that ask about a term and are answered by one. */
export function readDefinitions(text: string, sections: readonly Section[]) {
  const abbreviations = pairUp(readAbbreviations(text));
  const keysOf = ({ name, aliases }: Term) => {
    const keys = [name, ...aliases].map(termKey);
    return new Set([...keys, ...keys.flatMap((key) => abbreviations.get(key) ?? [])]);
  };
  const mentions = createMentions(
    text,
    sections.map(({ heading }) => heading),
  );
  const findings: Askable[] = [];
  const known = new Set<string>();
  const asked = new Set<Section>();
  const add = (term: Term, section: Section, quotes: readonly (readonly Span[])[], asked: readonly string[] = []) => {
    const keys = keysOf(term);
    const [spans = [], ...more] = quotes;
    if (spans.length === 0 || [...keys].some((key) => known.has(key))) return false;
    for (const key of keys) known.add(key);
    const shorts = [...keys].filter((key) => abbreviations.get(key)?.isShort === true);
    const names = uniqueNames([
      term.name,
      ...term.aliases,
      ...shorts.flatMap((key) => [key, ...(abbreviations.get(key) ?? [])].map((each) => nameOf(text, each))),
    ]);
    const [name = term.name, ...aliases] = names;
    const short = [name, ...aliases].find(
      (each) => abbreviations.get(termKey(each))?.isShort === true || /^\p{Lu}{2,}s?$/u.test(each),
    );
    const long = [name, ...aliases].find((each) => each !== short && each.includes(' ')) ?? name;
    const title = short === undefined || short === long ? titled(name) : `${titled(long)} (${short})`;
    const questions = [...new Set([...asked, ...names.map((each) => `What is ${each}?`)])];
    findings.push({
      type: 'definition',
      title,
      aliases: names.filter((each) => each !== title),
      questions,
      heading: section.heading,
      ...(section.parent === undefined ? {} : { parent: section.parent }),
      at: spans[0]?.[0] ?? 0,
      spans,
      ...(more.length === 0 ? {} : { more }),
    });
    return true;
  };
  const whole = (units: Section['units']) =>
    toPieces(
      text,
      units.filter(({ why }) => why === undefined),
    ).map((piece) => join(text, piece));
  for (const section of sections) {
    const term = section.type === 'term' ? namedTerm(section.title) : undefined;
    if (
      term !== undefined &&
      add(term, section, whole(section.units), withParent(section.title, section.title, section.parent))
    )
      asked.add(section);
  }
  for (const section of sections) {
    const term = section.type === 'question' ? askedTerm(section.title) : undefined;
    if (term === undefined) continue;
    const keys = keysOf(term);
    const own = findDefinition(text, section.units, mentions).find((each) =>
      [...keysOf(each.term)].some((key) => keys.has(key)),
    );
    const full =
      own === undefined ? term : { name: own.term.name, aliases: [...own.term.aliases, term.name, ...term.aliases] };
    // The defining sentence comes first, before any introductory lines.
    const from = own !== undefined && own.at < 3 ? own.at : 0;
    const after = whole(section.units.slice(from));
    const quotes = from === 0 ? after : [...after, ...whole(section.units.slice(0, from))];
    if (section.tables.length === 0 && add(full, section, quotes, [section.title])) asked.add(section);
  }
  for (const section of sections) {
    if (section.type === 'term') continue;
    for (const { term, at } of findDefinition(text, section.units, mentions, glossaryHeading.test(section.title))) {
      const units = definitionUnits(text, section.units, at, quoteLengths.definition);
      add(term, section, [
        join(
          text,
          units.map(({ start, end }) => ({ start, end })),
        ),
      ]);
    }
  }
  return { findings, asked };
}

// "MFA (multi-factor authentication)", "PTO / paid time off".
function namedTerm(title: string): Term | undefined {
  const [, long = title, other] = /^([^()]{2,80}?)\s*\(([^()]{2,100})\)$/.exec(title) ?? [];
  if (long.split(' ').length > mostNameWords || !/\p{L}/u.test(long)) return undefined;
  return { name: long, aliases: other === undefined ? [] : other.split('; ') };
}
const mostNameWords = 8;

// Maps each of two names to the other, and marks the short one.
type Other = readonly string[] & { readonly isShort?: boolean };
function pairUp(abbreviations: ReadonlyMap<string, string>): ReadonlyMap<string, Other> {
  const pairs = new Map<string, Other>();
  for (const [short, long] of abbreviations) {
    pairs.set(short, Object.assign([long], { isShort: true }));
    pairs.set(long, Object.assign([short], { isShort: false }));
  }
  return pairs;
}

// Counts words near the beginning, where a long text says what it is about; counting stops once there are enough.
const mentionsWithin = 200_000;
const mostHeadings = 2000;
const enoughMentions = 3;
function createMentions(text: string, headings: readonly string[]): (words: string) => number {
  const titles = headings
    .slice(0, mostHeadings)
    .map((heading) => ` ${heading.toLowerCase()}`)
    .join('\n');
  const lower = text.slice(0, mentionsWithin).toLowerCase();
  const counts = new Map<string, number>();
  return (words) => {
    const key = termKey(words);
    let count = counts.get(key) ?? 0;
    if (counts.has(key)) return count;
    // A heading's subject is a term.
    if (titles.includes(` ${key}`)) count = enoughMentions;
    for (let at = lower.indexOf(key); at >= 0 && count < enoughMentions; at = lower.indexOf(key, at + 1)) {
      if (!/[\p{L}\p{N}]/u.test(lower.charAt(at - 1))) count += 1;
    }
    counts.set(key, count);
    return count;
  };
}

// An abbreviation as the article writes it.
function nameOf(text: string, key: string): string {
  const at = text.slice(0, mentionsWithin).toLowerCase().indexOf(key);
  return at < 0 ? key.toUpperCase() : text.slice(at, at + key.length);
}

const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(termKey(name)) && seen.add(termKey(name)));
}
