// Names a part, and the ways of asking for it.
import { wordsAt } from './blocks.js';
import type { Unit } from './promotion.js';
import { nameOfLead, remark } from './run-ins.js';
import type { Section } from './sections.js';

// A heading with only such words occurs in many articles.
const generalWords = new Set(
  'a an and the of in to for it its they them how what why when where works work use uses using used case cases common key main typical real world example examples benefits benefit challenges challenge applications application scope architecture data requirements features feature advantages disadvantages limitations limits pros cons types type capabilities strengths weaknesses cost costs pricing background details general basics purpose process steps setup usage notes risks best practices tools output input focus definition history future faq more overview characteristics components eligibility exceptions procedure procedures responsibilities contact contacts summary note policy'.split(
    ' ',
  ),
);

export function isGeneralTitle(title: string): boolean {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 2 || words.every((word) => generalWords.has(word));
}

/** A part's name: its heading, plus the one above if it says little by itself. */
export function nameSection(section: Section, article: string): string {
  const { type, title, parent, heading } = section;
  const above = (parent ?? article).replace(/[?:.]+$/, '');
  if (type === 'question') return title;
  if (type === 'general') return heading === article ? (section.parent ?? article) : `${above}: ${title}`;
  return isGeneralTitle(title) && parent !== undefined ? `${above}: ${title}` : title;
}

// "Pattern 2: Routing", "Step 3 - Pay", "Chapter IV. Leave".
const counted = /^(?:\p{L}+ (?:\d{1,3}|[IVX]{1,5}))\s?[:.)–—-]\s?(\S.{2,})$/u;

/** The title, alone and with the heading above it. */
export function withParent(title: string, name: string, parent: string | undefined): string[] {
  const [, bare] = counted.exec(title) ?? [];
  const both = parent === undefined || name.startsWith(parent) ? [] : [`${parent.replace(/[?:.]+$/, '')}: ${title}`];
  return [name, ...(name === title ? [] : [title]), ...(bare === undefined ? [] : [bare]), ...both];
}

const mostLeads = 12;
const longestLead = 60;

/** Bold text at the beginning of paragraphs and items is what they are about. */
export function leadQuestions(units: readonly Unit[], text: string): string[] {
  const leads = units.flatMap(({ lead, start, end }) => {
    const name = lead === undefined ? '' : nameOfLead(lead);
    const isWhole = name === '' || wordsAt(text, { start, end: Math.min(end, start + 200) }) === lead;
    return isWhole || remark.test(name) || name.length > longestLead || !/\p{L}{3}/u.test(name) ? [] : [name];
  });
  return [...new Set(leads)].slice(0, mostLeads);
}
