// The shape of every knowledge file. Limits keep an answer short enough for a chat; messages tell an author what to do.
import * as v from 'valibot';
import { isId } from '../document/target.js';

/** Lengths in characters, without markup. docs/knowledge.md explains them to authors. */
export const lengths = {
  title: 80,
  label: 40,
  answer: 360,
  sentence: 170,
  view: 240,
  cell: 60,
  tip: 280,
  guideAnswer: 300,
  quote: 1200,
  quotedTitle: 160,
  quotedCell: 200,
} as const;

const text = v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('must not be empty'));
const line = v.pipe(text, v.regex(/^[^\n\r]*$/, 'must be one line'));
const upTo = (limit: number) =>
  v.pipe(line, v.maxLength(limit, `must be at most ${limit} characters long: shorten it`));
const id = v.pipe(text, v.check(isId, 'must be lower-case words joined by hyphens, at most 40 characters'));
const year = v.pipe(
  v.number('must be a year'),
  v.integer(),
  v.minValue(1900, 'must be a year'),
  v.maxValue(2200, 'must be a year'),
);
const lines = v.optional(v.array(line, 'must be a list'), []);
const fewLines = v.pipe(v.array(line, 'must be a list'), v.minLength(1, 'needs at least one way people ask'));
const ids = v.optional(v.array(id, 'must be a list of ids'), []);

/** Text and its source; `cite` is "article > heading; article > heading". */
const cited = v.strictObject({ text: line, cite: line }, 'must have text and cite');

const named = {
  id,
  title: upTo(lengths.title),
  label: v.optional(upTo(lengths.label)),
  aliases: lines,
  questions: fewLines,
};
const dated = { asOf: v.optional(year), related: ids };

export const frontMatter = v.strictObject(
  {
    ...named,
    ...dated,
    title: upTo(lengths.quotedTitle),
    kind: v.picklist(['definition', 'comparison', 'faq'], 'must be definition, comparison or faq'),
    columns: v.optional(v.array(v.union([id, v.array(id)], 'must be an id or a list of ids'))),
    tasks: v.optional(v.boolean('must be true or false'), false),
    rowWords: v.optional(v.record(v.string(), v.array(line, 'must be a list')), {}),
    verbatim: v.optional(v.boolean('must be true or false'), false),
    lists: ids,
    sameAs: v.optional(id),
  },
  'must start with front matter between two lines of ---',
);

export type FrontMatter = v.InferOutput<typeof frontMatter>;

const disagreement = v.strictObject({
  text: line,
  views: v.pipe(v.array(cited), v.minLength(2, 'needs a view for each side')),
});
const composed = {
  ...named,
  ...dated,
  answer: line,
  views: v.optional(v.array(cited), []),
  disagreement: v.optional(disagreement),
};

export const products = v.array(
  v.strictObject({
    ...composed,
    maker: v.optional(cited),
    type: v.optional(cited),
    medium: v.optional(cited),
    llm: v.optional(
      v.strictObject({
        verdict: v.picklist(['yes', 'no', 'both'], 'must be "yes", "no" or "both"'),
        text: line,
        cite: line,
      }),
    ),
    facts: v.optional(v.array(v.strictObject({ aspect: line, text: upTo(lengths.cell), cite: line })), []),
  }),
  'must be a list of products',
);

const amount = v.pipe(v.union([v.string(), v.number()], 'must be text or a number'), v.transform(String));
export const figures = v.array(
  v.strictObject({
    ...composed,
    values: v.pipe(
      v.array(v.strictObject({ what: line, value: amount, year: amount, publisher: line, cite: line })),
      v.minLength(1, 'needs at least one value'),
    ),
  }),
  'must be a list of figures',
);

export const articles = v.array(
  v.strictObject({
    key: id,
    name: upTo(30),
    title: line,
    ourTitle: v.optional(v.boolean('must be true or false')),
    author: v.optional(line),
    publisher: v.optional(line),
    date: v.optional(v.pipe(amount, v.regex(/^\d{4}(-\d\d-\d\d)?$/, 'must be a year or YYYY-MM-DD'))),
    url: v.optional(v.pipe(line, v.regex(/^https?:\/\/\S+$/, 'must be an http(s) address'))),
    headings: v.pipe(v.array(line), v.minLength(1, 'needs the headings that can be cited')),
    sha256: v.optional(v.pipe(line, v.regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of articles/<key>.txt'))),
  }),
  'must be a list of articles',
);

export const tips = v.array(v.strictObject({ id, entry: id, text: line, cite: line }), 'must be a list of tips');

const option = v.strictObject({ label: upTo(lengths.label), to: id });
export const guide = v.strictObject({
  start: id,
  steps: v.array(v.strictObject({ id, question: line, cite: line, options: v.pipe(v.array(option), v.minLength(2)) })),
  verdicts: v.array(v.strictObject({ id, answer: line, cite: line, entry: id })),
});

export const vocabulary = v.strictObject({
  synonyms: v.array(v.pipe(v.array(line), v.minLength(2, 'needs two words or more'))),
  filler: lines,
  outside: lines,
});

const message = { title: upTo(lengths.title), text: line };
export const messages = v.strictObject({
  help: v.exactOptional(v.strictObject({ ...message, examples: fewLines, asked: fewLines, privacy: line, kept: line })),
  unanswered: v.exactOptional(v.strictObject(message)),
  suggested: v.exactOptional(v.strictObject({ ...message, single: v.exactOptional(line) })),
  limited: v.exactOptional(v.strictObject(message)),
  terms: v.exactOptional(v.strictObject({ title: message.title })),
  gone: v.exactOptional(v.strictObject(message)),
  forget: v.exactOptional(v.strictObject(message)),
  forgotten: v.exactOptional(v.strictObject(message)),
  gaps: v.exactOptional(v.strictObject({ ...message, none: line, refused: line })),
  unreachable: v.exactOptional(v.strictObject(message)),
});
