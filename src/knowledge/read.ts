// Reads a knowledge folder: every file, with every problem's file and line.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GenericSchema, InferOutput } from 'valibot';
import type { Knowledge } from '../engine/entry.js';
import { normalizeText } from '../engine/read/normalize.js';
import { addQuestions, readQuestions } from './asked.js';
import { checkKnowledge } from './check.js';
import { createCitationReader } from './citations.js';
import { type ArticleText, createReadContext, type Draft, type ReadContext } from './context.js';
import { itemsOf, readFigure, readGuide, readProduct, readTip } from './data-files.js';
import { readEntryFile } from './entry-file.js';
import { mergeQuotes, withoutGone } from './merge.js';
import { completeMessages } from './messages.js';
import { entryFolders, findMisplaced, listFiles, placesIn } from './places.js';
import { createQuotedCheck } from './quoted.js';
import * as schemas from './schemas.js';
import { findSections } from './sections.js';
import { type Located, type Problem, parseYaml } from './yaml.js';

type ReadKnowledge = { readonly knowledge: Knowledge; readonly problems: readonly Problem[] };

/** Stricter checks for authors, not needed to serve a folder. */
type Strict = {
  /** The texts of the articles, by file name: quotations are proved against them. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Whether a job in a task table has no word that distinguishes it from others. */
  readonly tellsNothing?: (phrase: string) => boolean;
};

/**
 * Reads the knowledge in a folder. If there are problems, `knowledge` holds what could be read and should not be served. Files in `problems`
 * are relative to the folder. Throws only if the system does (no permission to read).
 * `strict` is for authors: served knowledge isn't held to it.
 */
export function readKnowledge(folder: string, { texts, tellsNothing }: Strict = {}): ReadKnowledge {
  const problems: Problem[] = [];
  const readYaml = <Schema extends GenericSchema>(
    file: string,
    schema: Schema,
  ): Located<InferOutput<Schema>> | undefined =>
    existsSync(join(folder, file)) ? parseYaml(readText(folder, file, problems), schema, file, problems) : undefined;
  const required = <T>(file: string, read: T | undefined): T | undefined => {
    if (!existsSync(join(folder, file)))
      problems.push({ file, line: 1, message: 'is missing: every knowledge folder needs it' });
    return read;
  };

  problems.push(...findMisplaced(folder));
  const places = placesIn(folder);
  const located = places.flatMap((place) => {
    const file = `${place}articles.yaml`;
    const read = required(file, readYaml(file, schemas.articles));
    return (read?.value ?? []).map((article, index) => ({
      article,
      place,
      file,
      line: read?.lineOf([index, 'key']) ?? 1,
    }));
  });
  const articles = located.map(({ article: { sha256: _, ...article } }) => article);
  const articleText = createArticleText(
    folder,
    new Map(located.map(({ article, place }) => [article.key, `${place}articles/${article.key}.txt`])),
    problems,
  );
  for (const { article, file, line } of located) {
    if (article.sha256 === undefined || hashOf(articleText(article.key) ?? '') === article.sha256) continue;
    const message = `the text in articles/${article.key}.txt is not what was imported: import the article again`;
    problems.push({ file, line, message });
  }
  const proof =
    texts === undefined
      ? undefined
      : findSections(
          located.filter(({ place }) => place === '').map(({ article }) => article),
          texts,
        );
  problems.push(...(proof?.problems ?? []));
  const checkQuoted = proof === undefined ? undefined : createQuotedCheck(proof.sections);
  const context = createReadContext(
    problems,
    createCitationReader(articles as Parameters<typeof createCitationReader>[0]),
    articleText,
    checkQuoted,
    tellsNothing,
  );

  const drafts = readEntries(folder, places, problems, context);
  const products = readYaml('products.yaml', schemas.products);
  if (products !== undefined) drafts.push(...itemsOf(products, 'products.yaml', context).map(readProduct));
  const figures = readYaml('figures.yaml', schemas.figures);
  if (figures !== undefined) drafts.push(...itemsOf(figures, 'figures.yaml', context).map(readFigure));
  if (drafts.length === 0)
    problems.push({ file: '.', line: 1, message: 'has no entries: definitions/, comparisons/, faq/ are empty' });

  const tips = readYaml('tips.yaml', schemas.tips);
  const guideFile = readYaml('guide.yaml', schemas.guide);
  const guide = guideFile === undefined ? emptyGuide : readGuide(guideFile, 'guide.yaml', context);
  const readTips = tips === undefined ? [] : itemsOf(tips, 'tips.yaml', context).map(readTip);
  const lists = new Map(listFiles(folder, 'asked', '.txt').map((file) => [file, readText(folder, file, problems)]));
  const shown = mergeQuotes(withoutGone(addQuestions(drafts, lists, normalizeText, context.report)), normalizeText);
  checkKnowledge(
    {
      ...shown,
      tips: readTips,
      guide,
      guideLine: guideFile?.lineOf ?? (() => 1),
      articles: located.map(({ article: { key }, file, line }) => ({ key, file, line })),
    },
    context.report,
  );
  const vocabulary = readYaml('synonyms.yaml', schemas.vocabulary)?.value ?? { synonyms: [], filler: [], outside: [] };
  const questionsOf = (file: string) =>
    existsSync(join(folder, file))
      ? readQuestions(readText(folder, file, problems)).map(({ question }) => question)
      : [];
  const outside = questionsOf('outside.txt');
  const written = readYaml('messages.yaml', schemas.messages)?.value ?? {};
  const answered = new Set(
    [...outside, ...shown.drafts.flatMap(({ entry }) => [entry.title, ...entry.aliases, ...entry.questions])].map(
      normalizeText,
    ),
  );
  const messages = completeMessages(
    written,
    articles.length === 1 ? (articles[0]?.title ?? 'this knowledge') : 'this knowledge',
    shown.drafts.flatMap(({ entry }) => (entry.kind === 'faq' ? [entry.title] : [])),
    (question) => answered.has(normalizeText(question)),
  );
  const knowledge = {
    articles: articles as Knowledge['articles'],
    entries: shown.drafts.map((draft) => draft.entry),
    tips: readTips.map(({ line: _, ...tip }) => tip),
    vocabulary: { ...vocabulary, sayings: articles.flatMap(({ name }) => sayings(name)) },
    beside: {
      outside,
      // Only what was written for this folder is learned from; the usual phrases are recognised as they are.
      smallTalk: [...(written.help ?? messages.help).asked, ...questionsOf('small-talk.txt')],
    },
    guide,
    messages,
  };
  return { knowledge, problems };
}

function readEntries(folder: string, places: readonly string[], problems: Problem[], context: ReadContext): Draft[] {
  return places.flatMap((place) =>
    Object.entries(entryFolders).flatMap(([name, kind]) =>
      listFiles(folder, place + name, '.md').flatMap((file) => {
        const draft = readEntryFile(readText(folder, file, problems), file, problems, context);
        if (draft === undefined) return [];
        const expected = `${place}${name}/${draft.entry.id}.md`;
        if (file !== expected) context.report(file, draft.lineOf(['id']), `must be named ${expected}, after its id`);
        if (draft.entry.kind !== kind)
          context.report(file, draft.lineOf(['kind']), `kind must be ${kind} in this folder`);
        return [draft];
      }),
    ),
  );
}

// "What does the SEO guide say about RAG?" is on RAG; which article is meant only decides which view comes first (engine/answer/view-order.ts).
function sayings(name: string): string[] {
  const [first = name] = name.split(' ');
  return [...new Set([name, first])].flatMap((said) => [
    ...['say', 'says', 'write', 'writes'].flatMap((verb) =>
      ['', ' about', ' on'].map((link) => `${said} ${verb}${link}`),
    ),
    `according to ${said}`,
    `according to the ${said}`,
  ]);
}

const emptyGuide: Knowledge['guide'] = { start: '', steps: [], verdicts: [] };
function createArticleText(folder: string, files: ReadonlyMap<string, string>, problems: Problem[]): ArticleText {
  const texts = new Map<string, string | undefined>();
  return (key) => {
    const file = files.get(key);
    if (file === undefined || texts.has(key)) return texts.get(key);
    const text = existsSync(join(folder, file)) ? readText(folder, file, problems) : undefined;
    texts.set(key, text);
    return text;
  };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

function readText(folder: string, file: string, problems: Problem[]): string {
  const bytes = readFileSync(join(folder, file));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    problems.push({ file, line: 1, message: 'has bytes that are not UTF-8: save it in that encoding' });
    return bytes.toString('utf8');
  }
}
