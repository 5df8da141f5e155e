// A reply as structured content. Pure.
import { blocksOf } from '../../../document/blocks.js';
import type { Block, Choice, Citation, Document, Table, TableRow, View } from '../../../document/nodes.js';
import { inlineText } from '../../../document/plain.js';
import { encodeTarget } from '../../../document/target.js';
import type { Reply } from '../../../ports.js';
import { given } from '../../shared/given.js';
import type { McpCatalog } from '../ports.js';
import type { AnswerContent, ArticleContent } from './schema.js';

/** What can be read: `ai-diff://entry/llm`. An article's key may be any text. */
export type ResourceKind = 'entry' | 'article' | 'table';
export const uriOf = (kind: ResourceKind, id: string) => `ai-diff://${kind}/${encodeURIComponent(id)}`;

// All other outcomes are answers of some kind.
const outcomes = { suggested: 'offered', unanswered: 'nothing', talk: 'nothing' } as const;

/** An answer; `whole` is its document with everything behind its buttons. */
export function toAnswer(reply: Reply, whole: Document, { entries }: McpCatalog): AnswerContent {
  const found = reply.entries.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const [table] = blocksOf(whole, 'table');
  const [title] = blocksOf(whole, 'heading');
  const { context: target = whole.about } = reply;
  return {
    outcome: outcomes[reply.outcome as keyof typeof outcomes] ?? 'answered',
    origin: reply.own === true ? 'workspace' : 'articles',
    title: inlineText(title?.children ?? []),
    answer: whole.children.flatMap(wordsOf).join('\n\n'),
    entries: found.map(({ id, title }) => ({ id, title, uri: uriOf('entry', id) })),
    views: blocksOf(whole, 'view').map(toView),
    ...(table === undefined ? {} : { table: toTable(table) }),
    disagreements: blocksOf(whole, 'disagreement').map(({ children, views }) => ({
      point: inlineText(children),
      views: views.map(toView),
    })),
    sources: toArticles(whole),
    next: blocksOf(whole, 'choices').flatMap(({ children }) => children.flatMap(toCall)),
    ...(target === undefined ? {} : { target: encodeTarget(target) }),
  };
}

/** The articles behind an answer, with which section supports what. */
export function toArticles(whole: Document): ArticleContent[] {
  const citations = blocksOf(whole, 'sources').flatMap((block) => block.citations);
  const taken = blocksOf(whole, 'sources').flatMap((block) => block.taken ?? []);
  const partsAt = ({ article, heading }: Citation) =>
    taken.filter((each) => each.citations.some((at) => at.article === article && at.heading === heading));
  const articles = new Map(citations.map((citation) => [citation.article, citation]));
  return [...articles.values()].map(({ article: key, ...article }) => ({
    ...articleOf({ ...article, key }),
    places: citations
      .filter((citation) => citation.article === key)
      .map((at) => ({ heading: at.heading, parts: [...new Set(partsAt(at).map(({ part }) => part))] })),
  }));
}

/** An article cited without a particular section. */
export function articleOf(article: McpCatalog['articles'][number]): ArticleContent {
  const { key, name, title, author, publisher, date, url } = article;
  return { article: name, ...given({ title, author, publisher, date, url }), uri: uriOf('article', key), places: [] };
}

/** The rows of a table, each with its sources. */
export function toTable({ children: [head, ...rows], verbatim = false }: Table): NonNullable<AnswerContent['table']> {
  const textsOf = (row: TableRow) => row.children.map(({ children }) => inlineText(children));
  return {
    columns: head === undefined ? [] : textsOf(head),
    rows: rows.map((row) => {
      const [label = '', ...cells] = textsOf(row);
      return { label, cells, sources: row.citations.map(toPlace) };
    }),
    manner: verbatim ? 'quoted' : 'retold',
  };
}

// What an answer says in sentences; everything else has its own field.
function wordsOf(block: Block): readonly string[] {
  if (block.type === 'paragraph') return [inlineText(block.children)];
  if (block.type === 'list') return [block.children.map(({ children }) => `- ${inlineText(children)}`).join('\n')];
  return block.type === 'code' ? [block.value] : [];
}

function toView({ children, verbatim, citations }: View): AnswerContent['views'][number] {
  return { text: inlineText(children), manner: verbatim ? 'quoted' : 'retold', sources: citations.map(toPlace) };
}

function toPlace({ article, name, heading, date }: Citation): AnswerContent['views'][number]['sources'][number] {
  return { article: name, heading, ...given({ date }), uri: uriOf('article', article) };
}

// A button as a tool call; none if only chats have it.
function toCall({ label, target }: Choice): AnswerContent['next'] {
  switch (target.type) {
    case 'entry': {
      const { id, row } = target;
      if (row === undefined) return [{ label, tool: 'define', arguments: { term: id } }];
      return [{ label, tool: 'ask', arguments: { question: label, previous: encodeTarget({ type: 'entry', id }) } }];
    }
    case 'comparison':
      return [{ label, tool: 'compare', arguments: { a: target.ids[0], b: target.ids[1] } }];
    case 'question':
      return [{ label, tool: 'ask', arguments: { question: target.question } }];
    case 'guide':
      return [{ label, tool: 'choose', arguments: { step: target.step } }];
    case 'help':
      return [{ label, tool: 'list_terms', arguments: {} }];
    case 'tip':
    case 'action':
      return [];
  }
}
