// One definition for each term of an article: that of a part that asks for it, else the first sentence that gives one.
import type { Span } from '../../document/nodes.js';
import { askedTerm, definitionUnits, findDefinition, readAbbreviations, type Term, termKey } from './definitions.js';
import type { Finding } from './extract.js';
import { join, quoteLengths, takeQuote } from './quoting.js';
import type { Section } from './sections.js';

/** The definitions of an article, and the parts that ask for a term and are answered by one. */
export function readDefinitions(text: string, sections: readonly Section[]) {
  const abbreviations = readAbbreviations(text);
  const keysOf = ({ name, aliases }: Term) => {
    const keys = [name, ...aliases].map(termKey);
    const longs = [...abbreviations].filter((pair) => pair.some((key) => keys.includes(key))).flat();
    return new Set([...keys, ...longs]);
  };
  const mentions = createMentions(
    text,
    sections.map(({ heading }) => heading),
  );
  const found = new Map<string, { finding: Finding; keys: ReadonlySet<string> }>();
  const asked = new Set<Section>();
  const add = (term: Term, section: Section, spans: readonly Span[], question?: string) => {
    const keys = keysOf(term);
    const isKnown = [...found.values()].some((each) => [...each.keys].some((key) => keys.has(key)));
    if (isKnown || spans.length === 0) return false;
    const names = uniqueNames([
      term.name,
      ...term.aliases,
      ...[...abbreviations]
        .filter(([short]) => keys.has(short))
        .flatMap((pair) => pair.map((key) => nameOf(text, key))),
    ]);
    const [name = term.name, ...aliases] = names;
    const short = [name, ...aliases].find((each) => abbreviations.has(termKey(each)) || /^\p{Lu}{2,}s?$/u.test(each));
    const long = [name, ...aliases].find((each) => each !== short && each.includes(' ')) ?? name;
    const title = short === undefined || short === long ? titled(name) : `${titled(long)} (${short})`;
    const questions = [...(question === undefined ? [] : [question]), ...names.map((each) => `What is ${each}?`)];
    found.set(termKey(name), {
      keys,
      finding: {
        type: 'definition',
        title,
        aliases: names.filter((each) => each !== title),
        questions,
        heading: section.heading,
        spans,
      },
    });
    return true;
  };
  for (const section of sections) {
    const term = section.type === 'question' ? askedTerm(section.title) : undefined;
    if (term === undefined) continue;
    const keys = keysOf(term);
    const own = findDefinition(text, section.units, mentions).find((each) =>
      [...keysOf(each.term)].some((key) => keys.has(key)),
    );
    // It is quoted from the sentence that defines the term, which may come after a line of introduction.
    const spans = takeQuote(
      text,
      section.units.slice(own !== undefined && own.at < 3 ? own.at : 0),
      quoteLengths.definition,
    );
    const full =
      own === undefined ? term : { name: own.term.name, aliases: [...own.term.aliases, term.name, ...term.aliases] };
    if (add(full, section, spans, section.title)) asked.add(section);
  }
  for (const section of sections) {
    for (const { term, at } of findDefinition(text, section.units, mentions, glossary.test(section.title))) {
      add(term, section, join(text, definitionUnits(text, section.units, at, quoteLengths.definition)));
    }
  }
  return { findings: [...found.values()].map(({ finding }) => finding), asked };
}

// How often words occur near the beginning of a text, where a long one says what it is about; counting ends where it is enough.
const glossary =
  /^(?:glossary|terms|terminology|definitions|vocabulary|abbreviations|acronyms|key (?:terms|concepts))\b/i;
const mentionsWithin = 200_000;
const enoughMentions = 3;
function createMentions(text: string, headings: readonly string[]): (words: string) => number {
  const titles = headings.map((heading) => ` ${heading.toLowerCase()}`);
  const lower = text.slice(0, mentionsWithin).toLowerCase();
  const counts = new Map<string, number>();
  return (words) => {
    const key = termKey(words);
    let count = counts.get(key) ?? 0;
    if (counts.has(key)) return count;
    // What a heading is about is a term.
    if (titles.some((title) => title.includes(` ${key}`))) count = enoughMentions;
    for (let at = lower.indexOf(key); at >= 0 && count < enoughMentions; at = lower.indexOf(key, at + 1)) {
      if (!/[\p{L}\p{N}]/u.test(lower.charAt(at - 1))) count += 1;
    }
    counts.set(key, count);
    return count;
  };
}

// An abbreviation as the article writes it.
function nameOf(text: string, key: string): string {
  const at = text.toLowerCase().indexOf(key);
  return at < 0 ? key.toUpperCase() : text.slice(at, at + key.length);
}

const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(termKey(name)) && seen.add(termKey(name)));
}
