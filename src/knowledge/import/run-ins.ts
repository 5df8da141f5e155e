// Run-in headings: "**Top P** - a way to ...", a long list item that begins with its name in bold.
import { type ArticleBlock, type ParsedArticle, wordsAt } from './blocks.js';
import { glossaryHeading } from './phrases.js';

// Longer leads, or those that announce a kind of remark, aren't names.
const longestLead = 60;
const mostLeadWords = 8;
/** Leads that announce a kind of remark. */
export const remark =
  /^(?:notes?|tips?|warnings?|important|examples?|key insights?|outputs?|inputs?|scenarios?|results?|cautions?|info|updates?|hints?|remember|steps?(?: \d+)?|pros|cons|summary|answer|question|a|q|disclaimer|sources?|then|next|first|second|third|finally|so|but|and|or|yes|no|optional|required|new|bonus|caveats?|see also|additional resources)\W*$/i;
// A lead with less text after it is a line of its own.
const leastBehind = 15;
// Items that are shorter on average are read as one list.
const longItems = 220;

/** The paragraphs and items that begin a part of their own. A single one in its part is a remark. */
export function findRunIns({ text, blocks }: ParsedArticle): ReadonlySet<ArticleBlock> {
  const found = new Set<ArticleBlock>();
  let isGlossary = false;
  let paragraphs: ArticleBlock[] = [];
  let items: ArticleBlock[] = [];
  let named: ArticleBlock[] = [];
  const endList = () => {
    const length = items.reduce((sum, { start, end }) => sum + end - start, 0);
    const isLong = length > items.length * longItems || isGlossary;
    if (named.length > 1 && named.length > items.length / 2 && isLong) for (const each of named) found.add(each);
    items = [];
    named = [];
  };
  const endPart = () => {
    endList();
    if (paragraphs.length > 1 || (isGlossary && paragraphs.length === 1))
      for (const each of paragraphs) found.add(each);
    paragraphs = [];
  };
  for (const block of blocks) {
    if (block.type === 'heading') {
      endPart();
      isGlossary = glossaryHeading.test(wordsAt(text, block)) || (isGlossary && block.level > 2);
    } else if (block.type === 'item') {
      items.push(block);
      if (isNamed(text, block, isGlossary)) named.push(block);
    } else if (block.type !== 'code') {
      endList();
      if (block.type === 'paragraph' && isNamed(text, block, isGlossary)) paragraphs.push(block);
    }
  }
  endPart();
  return found;
}

function isNamed(text: string, block: ArticleBlock & { readonly lead?: string }, isGlossary: boolean): boolean {
  const { lead } = block;
  if (lead === undefined || lead.length > longestLead || remark.test(lead)) return false;
  if (lead.split(' ').length > mostLeadWords || !/\p{L}{2}/u.test(lead)) return false;
  const whole = text.slice(block.start, Math.min(block.end, block.start + lead.length + 80)).replace(/\s+/g, ' ');
  const behind = whole.startsWith(lead) ? whole.slice(lead.length) : '';
  if (block.end - block.start - lead.length < leastBehind) return false;
  return (
    /[:.–—-]$/.test(lead) ||
    /^(?:\s?[:–—]|\s-)\s|^\.\s/.test(behind) ||
    (isGlossary && /^\s?\(|^\s(?:is|are|means|refers)\b/.test(behind))
  );
}

/** The name in a lead: "Top P:" is Top P. */
export const nameOfLead = (lead: string) => lead.replace(/[\s:.–—-]+$/, '').trim() || lead;
