// Which key an article gets: its own if it was imported before, and never that of another article, whose entries would then be cited under the
// wrong name. See docs/decisions/0021-importing-again.md.
import { isId, maxIdLength } from '../../document/target.js';
import { clipSlug, slugOf } from './entries.js';

/** The article that has a key. `text` is what was imported, if it is still there. */
export type KeyOwner = { readonly title: string; readonly isImported: boolean; readonly text: string | undefined };

export type ChosenKey =
  | {
      readonly type: 'key';
      readonly key: string;
      /** The other article that has the wanted key. */
      readonly taken?: KeyOwner;
    }
  | { readonly type: 'refused'; readonly why: string };

/**
 * `isStated`: a person named the key, which for an imported article means that this is the same one, however much it has changed. A key made of
 * a file's name says less: title or text must agree.
 */
export function chooseKey(
  wanted: string,
  isStated: boolean,
  article: { readonly title: string; readonly text: string },
  ownerOf: (key: string) => KeyOwner | undefined,
): ChosenKey {
  const owner = ownerOf(wanted);
  if (owner === undefined) return { type: 'key', key: wanted };
  if (isStated && !owner.isImported)
    return {
      type: 'refused',
      why: `the key "${wanted}" is that of “${owner.title}” in articles.yaml, which was not imported: choose another --key`,
    };
  if (isStated || isSame(wanted, article, owner)) return { type: 'key', key: wanted };
  for (let count = 2; ; count += 1) {
    const key = `${clipSlug(wanted, maxIdLength - String(count).length - 1)}-${count}`;
    const other = isId(key) ? ownerOf(key) : undefined;
    if (other === undefined || isSame(wanted, article, other)) return { type: 'key', key, taken: owner };
  }
}

// From this share of common words on, a text is another edition: articles on the same subject have next to none in common.
const leastShared = 0.2;

function isSame(key: string, { title, text }: { title: string; text: string }, owner: KeyOwner): boolean {
  if (!owner.isImported) return false;
  if (owner.text !== undefined && shareOfWords(owner.text, text) >= leastShared) return true;
  // Two files named faq.md are both titled "Faq".
  const tellsNothing = slugOf(title) === key && owner.text !== undefined;
  return !tellsNothing && owner.title.toLowerCase() === title.toLowerCase();
}

// The share of runs of three words that the shorter text has in common with the other.
const runLength = 3;
const mostWords = 50_000;
function shareOfWords(a: string, b: string): number {
  const [one, other] = [runsOf(a), runsOf(b)].sort((x, y) => x.size - y.size);
  if (one === undefined || other === undefined || one.size === 0) return 0;
  return [...one].filter((run) => other.has(run)).length / one.size;
}

function runsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, mostWords) ?? [];
  return new Set(
    words.flatMap((_, at) => (at + runLength > words.length ? [] : words.slice(at, at + runLength).join(' '))),
  );
}
