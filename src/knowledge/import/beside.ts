// How an imported entry stands to the knowledge that is served already: which entry answers the same question, which names are taken.
import { createEngine, type Engine } from '../../engine/engine.js';
import type { Entry, Knowledge } from '../../engine/entry.js';
import { normalizeText } from '../../engine/read/normalize.js';
import type { Askable } from './extract.js';

export type AlreadyServed = {
  readonly sameAs: (finding: Askable) => string | undefined;
  readonly isTakenId: (id: string) => boolean;
  /** Whether an entry is called so, or asked for so. */
  readonly isServedName: (name: string) => boolean;
  /** Whether readers know another article by this name. */
  readonly isTakenName: (name: string) => boolean;
};

// So sure must the engine be that the entry answers the question. A reviewer sees what was decided, as `sameAs` in the entry.
const leastSure = 0.85;

/**
 * Compares with the entries in our own words; what was imported before finds its place by itself. `made` is the engine on this knowledge
 * where there is one: another one has to learn for seconds.
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
        // Parts of an article and tables stand for themselves.
        case 'section':
        case 'table':
          return undefined;
      }
    },
  };
}

/** Nothing is served yet. */
export const besideNothing: AlreadyServed = {
  sameAs: () => undefined,
  isTakenId: () => false,
  isServedName: () => false,
  isTakenName: () => false,
};
