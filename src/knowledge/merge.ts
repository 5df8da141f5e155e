// Merges entries of quotes into entries that answer the same question, as further views. They declare it (`sameAs`), or have the same
// name.
import type { Entry } from '../engine/entry.js';
import type { Draft } from './context.js';

type Merged = { readonly drafts: readonly Draft[]; readonly merged: readonly Draft[] };

/**
 * Merges entries of quotes that answer the same question. `sameAs` is an entry's id, or any other id: the entries that share it belong
 * together, and the first one shows them all. `readName` makes names comparable.
 */
export function mergeQuotes(drafts: readonly Draft[], readName: (name: string) => string): Merged {
  const kept = new Map<string, Draft>();
  const merged: Draft[] = [];
  // The entry of each topic (an id or a shared `sameAs`) and name.
  const byTopic = new Map<string, string>();
  const byName = new Map<string, string>();
  const keep = (draft: Draft) => {
    const { id, title, aliases, questions } = draft.entry;
    kept.set(id, draft);
    for (const name of [title, ...aliases, ...questions].map(readName)) if (!byName.has(name)) byName.set(name, id);
    for (const topic of [id, draft.sameAs ?? id]) if (!byTopic.has(topic)) byTopic.set(topic, id);
  };
  // Entries in our own words come first, and quotes join them, whatever the order of files.
  for (const draft of [...drafts].sort((a, b) => Number(canMerge(a)) - Number(canMerge(b)))) {
    const { id, title, aliases } = draft.entry;
    const names = [title, ...aliases].flatMap((name) => byName.get(readName(name)) ?? []);
    const baseId = canMerge(draft) ? (byTopic.get(draft.sameAs ?? id) ?? names[0]) : undefined;
    const base = baseId === undefined || baseId === id ? undefined : kept.get(baseId);
    if (base !== undefined) {
      byTopic.set(id, base.entry.id);
      // The title becomes a name of the base, so that it finds it; but a name belongs to only one entry.
      const isFree = !byName.has(readName(title));
      if (isFree) byName.set(readName(title), base.entry.id);
      kept.set(base.entry.id, { ...base, entry: withQuotes(base.entry, draft.entry, isFree) });
    }
    // Two files with the same id are an error that is reported elsewhere.
    if (base !== undefined || kept.has(id)) merged.push(draft);
    else keep(draft);
  }
  const idOf = (id: string) => byTopic.get(id) ?? id;
  return { drafts: [...kept.values()].map((draft) => ({ ...draft, entry: relink(draft.entry, idOf) })), merged };
}

/** Removes references from imported entries to entries that a reviewer has deleted. */
export function withoutGone(drafts: readonly Draft[]): readonly Draft[] {
  const ids = new Set(drafts.map(({ entry }) => entry.id));
  const isThere = (id: string) => ids.has(id);
  return drafts.map((draft) => {
    const { entry } = draft;
    if (entry.answer.length > 0 || !isQuoted(entry)) return draft;
    const { table, related } = entry;
    const columns = table?.columns.map((column) => ({ ...column, entries: column.entries.filter(isThere) }));
    const own = { ...entry, related: related.filter(isThere) };
    return {
      ...draft,
      entry: table === undefined || columns === undefined ? own : { ...own, table: { ...table, columns } },
    };
  });
}

const isQuoted = ({ views, table }: Entry) => views.some(({ verbatim }) => verbatim) || table?.verbatim === true;

// A table can't be shown within another entry, and text in our own words isn't merged.
function canMerge({ entry }: Draft): boolean {
  return entry.kind !== 'comparison' && entry.answer.length === 0 && entry.views.some(({ verbatim }) => verbatim);
}

function withQuotes(base: Entry, { id, title, aliases, questions, views, related }: Entry, isFree: boolean): Entry {
  return {
    ...base,
    merged: [...(base.merged ?? []), id],
    aliases: isFree ? [...base.aliases, title] : base.aliases,
    // Names become questions, since another entry may claim them.
    questions: [...new Set([...base.questions, title, ...aliases, ...questions])],
    views: [...base.views, ...views],
    related:
      base.answer.length > 0
        ? base.related
        : [...new Set([...base.related, ...related])].filter((each) => each !== base.id && each !== id),
  };
}

function relink(entry: Entry, idOf: (id: string) => string): Entry {
  const { table } = entry;
  const related = [...new Set(entry.related.map(idOf))].filter((id) => id !== entry.id || entry.related.includes(id));
  if (table === undefined) return { ...entry, related };
  const columns = table.columns.map((column) => ({ ...column, entries: [...new Set(column.entries.map(idOf))] }));
  return { ...entry, related, table: { ...table, columns } };
}
