// An engine that is made quickly, for when people are waiting.
import { type English, readEnglish } from '../language/english.js';
import { createEngine, type Engine } from './engine.js';
import type { Knowledge } from './entry.js';
import { type Index, indexKnowledge } from './find/index.js';
import { createLexicon } from './read/lexicon.js';
import { createRarity } from './read/rarity.js';

/**
 * An engine made in a tenth of the time: it has learned nothing, and finds only by what a question shares with ways of asking. It finds two
 * thirds of what is asked in other words, and is wrong no more often.
 */
export function createQuickEngine(knowledge: Knowledge, english: English = readEnglish()): Engine {
  return createEngine(knowledge, english, indexOf(knowledge, english, false));
}

/** What `createEngine` needs to know about this knowledge, learned from it: plain data, for another thread. */
export function learnIndex(knowledge: Pick<Knowledge, 'entries' | 'beside' | 'vocabulary'>): Index {
  return indexOf(knowledge, readEnglish(), true);
}

function indexOf(
  knowledge: Pick<Knowledge, 'entries' | 'beside' | 'vocabulary'>,
  english: English,
  learns: boolean,
): Index {
  const lexicon = createLexicon(knowledge.entries, knowledge.vocabulary, english.synonyms);
  return indexKnowledge(knowledge, lexicon, createRarity(english), learns);
}
