// The schemas of the tools' structured content. Programs rely on the names.
import * as v from 'valibot';

const text = v.string();
const told = (description: string) => v.pipe(text, v.description(description));
const list = <S extends v.GenericSchema>(of: S, description: string) => v.pipe(v.array(of), v.description(description));

const place = v.object({
  article: told('The short name of the article'),
  heading: told('The section of the article'),
  date: v.optional(told('YYYY or YYYY-MM-DD, if the article says')),
  uri: told('The resource with more about the article'),
});
const article = v.object({
  article: text,
  title: v.optional(text),
  author: v.optional(text),
  publisher: v.optional(text),
  date: v.optional(text),
  url: v.optional(text),
  uri: text,
  places: list(
    v.object({ heading: text, parts: v.array(text) }),
    'The cited sections, and which parts of the answer are based on each',
  ),
});
const sources = v.array(place);
const manner = v.pipe(v.picklist(['quoted', 'retold']), v.description('Whether it is in the article’s own words'));
const view = v.object({ text, manner, sources });
const row = v.object({ label: text, cells: v.array(text), sources });

/** Of `ask`, `compare`, `define` and `choose`. */
export const answerSchema = v.object({
  outcome: v.pipe(
    v.picklist(['answered', 'offered', 'nothing']),
    v.description('offered: one of `next` may be meant; nothing: no article answers it'),
  ),
  origin: v.pipe(
    v.picklist(['articles', 'workspace']),
    v.description('workspace: its people wrote the answer, and no article says so'),
  ),
  title: text,
  answer: told('The short answer; empty if the views or the table are the answer'),
  entries: v.array(v.object({ id: text, title: text, uri: text })),
  views: list(view, 'What each article says'),
  table: v.optional(v.object({ columns: v.array(text), rows: v.array(row), manner })),
  disagreements: v.array(v.object({ point: told('What the articles disagree on'), views: v.array(view) })),
  sources: list(article, 'Everything that the answer is based on'),
  next: list(v.object({ label: text, tool: text, arguments: v.record(text, text) }), 'What to ask next, as tool calls'),
  target: v.optional(told('For `previous` of the next question, and for get_sources')),
});

export const termsSchema = v.object({
  terms: v.array(v.object({ id: text, label: text, title: text, kind: text, uri: text })),
});

export const sourcesSchema = v.object({ articles: v.array(article) });

export type AnswerContent = v.InferOutput<typeof answerSchema>;
export type ArticleContent = v.InferOutput<typeof article>;
