// The tips by topic. A topic is a kind of entry ("definitions") or an entry: its own tips, and those of entries it leads to. Pure.

export type CatalogTip = { readonly id: string; readonly entry: string };
export type CatalogEntry = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly related: readonly string[];
};

export type Catalog = {
  /** The ids of the topics' tips; of all topics if none (still) exist. */
  readonly idsOf: (topics: readonly string[]) => readonly string[];
  /** The topics named in a comma-separated list, and the names that match no topic. */
  readonly read: (written: string) => { readonly topics: readonly string[]; readonly unknown: readonly string[] };
  readonly labelOf: (topic: string) => string;
  /** Completions for a list of topics. */
  readonly complete: (typed: string, limit: number) => readonly string[];
};

const kinds: Readonly<Record<string, string>> = {
  definition: 'definitions',
  comparison: 'comparisons',
  faq: 'questions',
  figure: 'figures',
  product: 'products',
};

export function createCatalog(tips: readonly CatalogTip[], entries: readonly CatalogEntry[]): Catalog {
  const all = tips.map(({ id }) => id);
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const byTopic = new Map<string, string[]>();
  const labels = new Map<string, string>();
  const names = new Map<string, string>();
  const file = (topic: string, tip: string) => {
    const list = byTopic.get(topic);
    if (list === undefined) byTopic.set(topic, [tip]);
    else list.push(tip);
  };

  for (const { id, entry } of tips) {
    const kind = kinds[entryOf.get(entry)?.kind ?? ''];
    if (kind !== undefined) file(kind, id);
    file(entry, id);
  }
  for (const { id, related } of entries) {
    for (const other of related) for (const tip of tips) if (tip.entry === other) file(id, tip.id);
  }
  const kindsWithTips = Object.values(kinds).filter((kind) => byTopic.has(kind));
  for (const kind of kindsWithTips) names.set(kind, kind);
  for (const { id, title, label, aliases } of entries) {
    if (!byTopic.has(id)) continue;
    labels.set(id, label);
    for (const name of [id, title, label, ...aliases]) if (!names.has(plain(name))) names.set(plain(name), id);
  }

  const find = (name: string): string | undefined => {
    const wanted = plain(name);
    return names.get(wanted) ?? names.get(wanted.replace(/s$/, '')) ?? names.get(`${wanted}s`);
  };
  return {
    idsOf: (topics) => {
      const found = [...new Set(topics.flatMap((topic) => byTopic.get(topic) ?? []))];
      return found.length === 0 ? all : found;
    },
    read: (written) => {
      const parts = written.split(/[,;]|\band\b/i).flatMap((part) => part.trim() || []);
      const read = parts.map((part) => find(part) ?? { part });
      return {
        topics: [...new Set(read.flatMap((each) => (typeof each === 'string' ? [each] : [])))],
        unknown: read.flatMap((each) => (typeof each === 'string' ? [] : [each.part])),
      };
    },
    labelOf: (topic) => labels.get(topic) ?? topic,
    complete: (typed, limit) => {
      // Only the part after the last comma is being completed.
      const [, done = '', last = ''] = /^(.*,\s*)?([^,]*)$/s.exec(typed) ?? [];
      const wanted = plain(last);
      const topics = [...kindsWithTips, ...labels.keys()];
      const fitting = [
        ...new Set([
          ...topics.filter((each) => each.startsWith(wanted)),
          ...topics.filter((each) => each.includes(wanted)),
        ]),
      ];
      return fitting.slice(0, limit).map((topic) => `${done}${topic}`);
    },
  };
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(' ', '-');
}
