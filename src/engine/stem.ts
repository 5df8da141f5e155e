// Words to stems (Porter 1980, An algorithm for suffix stripping), each computed once, since texts repeat their words.
import { stemmer } from 'stemmer';

export type Stem = (word: string) => string;

// More than the words of a large knowledge. What people type beyond it does not pile up: the memory starts afresh.
const remembered = 50_000;

export function createStemmer(): Stem {
  const known = new Map<string, string>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    if (known.size >= remembered) known.clear();
    const stem = stemmer(word);
    known.set(word, stem);
    return stem;
  };
}
