// Entries of quotes beside what answers the same question already: their quotes become views of that entry. They say so
// themselves (`sameAs`), or have the same name.
import type { Entry } from '../engine/entry.js';
import type { Draft } from './context.js';

export type Merged = { readonly drafts: readonly Draft[]; readonly merged: readonly Draft[] };

/**
 * Takes entries of quotes into those that answer the same question. `sameAs` is the id of an entry, or of nothing: entries that share
 * it belong together then, and the first one shows them all. `readName` makes names comparable.
 */
export function mergeQuotes(drafts: readonly Draft[], readName: (name: string) => string): Merged {
  const kept = new Map<string, Draft>();
  const merged: Draft[] = [];
  // What a topic (an id or a shared `sameAs`) and a name lead to.
  const byTopic = new Map<string, string>();
  const byName = new Map<string, string>();
  const keep = (draft: Draft) => {
    const { id, title, aliases, questions } = draft.entry;
    kept.set(id, draft);
    for (const name of [title, ...aliases, ...questions].map(readName)) if (!byName.has(name)) byName.set(name, id);
    for (const topic of [id, draft.sameAs ?? id]) if (!byTopic.has(topic)) byTopic.set(topic, id);
  };
  // What is in our own words first: quotes join it, wherever their files are.
  for (const draft of [...drafts].sort((a, b) => Number(canMerge(a)) - Number(canMerge(b)))) {
    const { id, title, aliases } = draft.entry;
    const names = [title, ...aliases].flatMap((name) => byName.get(readName(name)) ?? []);
    const baseId = canMerge(draft) ? (byTopic.get(draft.sameAs ?? id) ?? names[0]) : undefined;
    const base = baseId === undefined || baseId === id ? undefined : kept.get(baseId);
    if (base !== undefined) {
      byTopic.set(id, base.entry.id);
      // Its title becomes a name of the base, so that the very question finds it; a name belongs to one entry.
      const isFree = !byName.has(readName(title));
      if (isFree) byName.set(readName(title), base.entry.id);
      kept.set(base.entry.id, { ...base, entry: withQuotes(base.entry, draft.entry, isFree) });
    }
    // Two files with one id are a mistake that is reported elsewhere.
    if (base !== undefined || kept.has(id)) merged.push(draft);
    else keep(draft);
  }
  const idOf = (id: string) => byTopic.get(id) ?? id;
  return { drafts: [...kept.values()].map((draft) => ({ ...draft, entry: relink(draft.entry, idOf) })), merged };
}

/** Drafts in which entries of quotes name no entry that a reviewer has deleted. */
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

// A table cannot be shown within another entry, and what is written in our own words stands for itself.
function canMerge({ entry }: Draft): boolean {
  return entry.kind !== 'comparison' && entry.answer.length === 0 && entry.views.some(({ verbatim }) => verbatim);
}

function withQuotes(base: Entry, { id, title, aliases, questions, views, related }: Entry, isFree: boolean): Entry {
  return {
    ...base,
    merged: [...(base.merged ?? []), id],
    aliases: isFree ? [...base.aliases, title] : base.aliases,
    // Other names as questions, since another entry may claim them.
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
