// Relates an imported entry to the served knowledge: which entry answers the same question, and which names are taken.
import { createEngine, type Engine } from '../../engine/engine.js';
import type { Entry, Knowledge } from '../../engine/entry.js';
import { normalizeText } from '../../engine/read/normalize.js';
import type { Askable } from './extract.js';

export type AlreadyServed = {
  readonly sameAs: (finding: Askable) => string | undefined;
  readonly isTakenId: (id: string) => boolean;
  /** Whether an entry has this name, or is asked for by it. */
  readonly isServedName: (name: string) => boolean;
  /** Whether another article already has this name. */
  readonly isTakenName: (name: string) => boolean;
};

// How certain the engine must be that the entry answers the question. A reviewer sees the decision as `sameAs` in the entry.
const leastSure = 0.85;

/**
 * Compares with the entries in our own words; earlier imports are merged by name. `made` is the engine on this knowledge, if there is one:
 * a new one needs seconds to learn.
 */
export function createBeside(knowledge: Knowledge, made?: Engine): AlreadyServed {
  const entries = knowledge.entries.filter((entry) => entry.answer.length > 0);
  const isAllOurs = entries.length === knowledge.entries.length;
  const engine = (isAllOurs ? made : undefined) ?? createEngine({ ...knowledge, entries });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const names = new Set(
    entries.flatMap(({ title, aliases, questions }) => [title, ...aliases, ...questions].map(normalizeText)),
  );
  const answering = (question: string, fits: (entry: Entry) => boolean) => {
    const { type, entries: shown, score } = engine.ask(question);
    const entry = shown.length === 1 ? byId.get(shown[0] ?? '') : undefined;
    return type === 'answered' && score >= leastSure && entry !== undefined && fits(entry) ? entry.id : undefined;
  };
  return {
    isTakenId: (id) => byId.has(id),
    isServedName: (name) => names.has(normalizeText(name)),
    isTakenName: (name) => knowledge.articles.some((article) => article.name === name),
    sameAs: (finding) => {
      switch (finding.type) {
        case 'definition':
          return answering(`What is ${finding.aliases[0] ?? finding.title}?`, ({ kind }) => kind === 'definition');
        case 'question':
          return answering(finding.title, ({ kind }) => kind === 'faq' || kind === 'comparison');
        case 'examples':
          return answering(finding.title, ({ kind }) => kind === 'faq');
        // Parts of an article and tables aren't merged.
        case 'section':
        case 'table':
          return undefined;
      }
    },
  };
}

/** For when nothing is served yet. */
export const besideNothing: AlreadyServed = {
  sameAs: () => undefined,
  isTakenId: () => false,
  isServedName: () => false,
  isTakenName: () => false,
};
