// Answers that consist of the name of another: "See wear and tear." The other entry gets their name, and they are left out.
import { quoteAt } from '../quote.js';
import { termKey } from './definitions.js';
import type { Askable } from './extract.js';
import type { LeftOut } from './sections.js';

const longestPointer = 120;

/** The findings without those that only name another one, whose alias they become; what they said is left out. */
export function joinPointers(
  text: string,
  findings: readonly Askable[],
): { readonly findings: readonly Askable[]; readonly leftOut: readonly LeftOut[] } {
  const owners = new Map<string, Askable>();
  for (const finding of findings)
    for (const name of [finding.title, ...finding.aliases])
      if (!owners.has(termKey(name))) owners.set(termKey(name), finding);
  const names = new Map<Askable, Askable[]>();
  const leftOut: LeftOut[] = [];
  for (const finding of findings) {
    const target = owners.get(termKey(pointedAt(text, finding)));
    if (target === undefined || target === finding || pointedAt(text, target) !== '') continue;
    names.set(target, [...(names.get(target) ?? []), finding]);
    for (const [start, end] of finding.spans ?? []) leftOut.push({ why: 'only points elsewhere', start, end });
  }
  const gone = new Set([...names.values()].flat());
  const kept = findings.filter((finding) => !gone.has(finding));
  return { findings: kept.map((finding) => withNames(finding, names.get(finding) ?? [])), leftOut };
}

function withNames(finding: Askable, others: readonly Askable[]): Askable {
  if (others.length === 0) return finding;
  const aliases = [...finding.aliases, ...others.flatMap(({ title, aliases: also }) => [title, ...also])];
  const questions = [...finding.questions, ...others.flatMap((other) => other.questions)];
  return { ...finding, aliases: [...new Set(aliases)], questions: [...new Set(questions)] };
}

function pointedAt(text: string, { type, spans = [], more }: Askable): string {
  const [span] = spans;
  if (type === 'table' || span === undefined || spans.length > 1 || more !== undefined) return '';
  if (span[1] - span[0] > longestPointer) return '';
  const [, name = ''] =
    /^(?:see|same as|another (?:name|word) for)(?: also)?:? (.+)$/i.exec(quoteAt(text, spans)) ?? [];
  return name.replace(/[.“”"']/g, '').trim();
}
