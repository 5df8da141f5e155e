// Regular expressions that a long text could keep busy for seconds (ReDoS): recheck has proved each one in the built code linear, or it is
// in the list below with what bounds its text.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands, maxQuestion } from '../src/adapters/discord/in/command-list.js';
import { root } from './fixtures/shipped.js';
import { findRegexes, hashOf, type Regex, readProofs } from './regexes/found.js';

const knowledge = 'the knowledge, whose texts are short by src/knowledge/schemas.ts';
const typed = 'what stands behind a slash command, cut to 2,000 characters';
const payload = "our own payload, short by the platform's limits";
const heading = 'a line of at most 220 characters';
const shortLine = 'a line of at most 2,000 characters';
const sentence = 'a sentence of at most 1,200 characters';
const counted = 'counted repetitions';
const remark = 'a remark, which is looked at up to 80 characters';

/** These take quadratic time in the length of a text, which is short. None is exponential. */
const bounded: readonly (readonly [file: string, pattern: RegExp, text: string])[] = [
  ['adapters/playground/preview-discord.js', /(```\n[\s\S]*?\n```)/, payload],
  [
    'adapters/playground/preview-discord.js',
    /\\([^0-9A-Za-z\s])|`([^`]+)`|\*\*((?:\\.|[^\\])+?)\*\*(?!\*)|\*((?:\\.|[^\\*])+?)\*|\[((?:\\.|[^\\\]])+)\]\((https?:\/\/[^()\s<>]+)\)/su,
    payload,
  ],
  ['adapters/discord/out/text.js', /.*?[.!?](?=\s|$)\s*|.+$/gu, knowledge],
  ['adapters/slack/in/commands.js', /\s+(?:and|&|to|from|with)\s+|\s*[,;/&]\s*/i, typed],
  ['adapters/slack/in/commands.js', /\s+(?:vs\.?|versus|v\.?|against|compared (?:to|with)|or)\s+|\s*\|\s*/i, typed],
  ['adapters/slack/in/commands.js', /^["'“”‘’«»\s]+|["'“”‘’«»?!.\s]+$/g, typed],
  ['adapters/slack/in/commands.js', /^["'“”‘’«»]+|["'“”‘’«»]+$/g, typed],
  ['adapters/slack/out/text.js', /\s*\n\s*/g, knowledge],
  [
    'adapters/playground/preview-slack.js',
    /<(https?:[^|>]+)(?:\|([^>]*))?>|<@([UW][A-Z0-9]+)>|(?<!\w)(?:\*([^*]+)\*|_([^_]+)_|`([^`]+)`)(?!\w)/g,
    payload,
  ],
  ['config.js', /\/+$/, 'an address of the settings'],
  ['document/markdown.js', /\s*\n\s*/g, knowledge],
  ['quiz/questions.js', /\s*[(,].*$/s, knowledge],
  ['engine/read/lexicon.js', /^(.*?)\s*\(([^()]*)\)\s*$/, knowledge],
  ['knowledge/import/article.js', /\d[a-f\d]{7,}|[a-f\d]{7,}\d/, 'the name of a file'],
  ['knowledge/import/decode.js', /<meta[^>]+charset\s*=\s*["']?\s*([\w-]{2,30})/i, 'the first 2,048 bytes'],
  [
    'knowledge/import/definitions.js',
    /^what(?:['’]s| is| are| does)\s+(?:meant by\s+)?(?:an?\s+)?["“]?(.{2,70}?)["”]?(?:\s+(?:mean|means|stand for))?\s*[?？]?$/i,
    heading,
  ],
  ['knowledge/import/definitions.js', /^(.*?)\s*\(([^()]{2,40})\)$/, heading],
  ['knowledge/import/labels.js', /[\s,:;–-]+$/, 'a label or a title, cut before'],
  ['knowledge/import/entries.js', /^(.*?)\s*\(([^()]*)\)$/, 'a cell of at most 200 characters'],
  ['knowledge/import/extract.js', /[?:.]+$/, heading],
  ['knowledge/import/convert.js', /^([•●▪◦‣–*-]|\d{1,2}[.)])\s+(.+)$/, 'a line of a page, without runs of white space'],
  ['knowledge/import/parse-markdown.js', /^\s*<[A-Z][\w.]*\b[^<>]*$/, shortLine],
  ['knowledge/import/parse-markdown.js', /^\s*<(\/?)([A-Z][\w.]*)\b([^<>]*)>\s*$/, shortLine],
  ['knowledge/import/parse-markdown.js', /\{%[^%]*%\}|\{\{[^{}]*\}\}|\{\/\*.*\*\/\}/g, shortLine],
  ['knowledge/import/parse-html.js', /\s*(?:¶|\{#[\w-]+\})\s*$/u, heading],
  ['knowledge/import/parse-html.js', /\s*:$/, heading],
  ['knowledge/import/titles.js', /[?:.]+$/, heading],
  ['knowledge/import/run-ins.js', /[\s:.–—-]+$/, heading],
  ['knowledge/import/extract.js', /\s+\S*$/, heading],
  [
    'knowledge/import/promotion.js',
    /\b([A-Z]\w*)(?: [A-Z]\w*){0,2}(?:['’]s)? (?:Pro|experts?|specialists?|offers?|provides?|helps?|makes?|services?|team|platform|global)\b/g,
    sentence,
  ],
  ['knowledge/import/promotion.js', /\b[\w-]+\.(?:com|net|org|io|ai|co|dev)\b/i, sentence],
  [
    'knowledge/import/sections.js',
    /^(?:answer\s*\d*\s*[:.)–-]|a\s*\d*\s*:|a\d+\s*[.)])\s*/i,
    'the first 20 characters',
  ],
  [
    'knowledge/import/text-headings.js',
    /^(?:q(?:uestion)?\s*\d*\s*[:.)–-]\s*|\(?\d{1,3}[.)]\s+|\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+|§ ?\d{1,4}[.:]?\s+)/i,
    heading,
  ],
  [
    'knowledge/import/text-headings.js',
    /\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \p{L}{3,9} \d{4}|\d{4}-\d\d-\d\d/u,
    counted,
  ],
  ['knowledge/import/text-headings.js', /^(?:https?:|www\.|\S+@\S+$)/, heading],
  ['adapters/shared/pointing.js', /[?!.\s]+$/, remark],
  ['adapters/shared/remarks.js', /[?!.\s]+$/, remark],
  ['engine/answer/compose-table.js', /\([^)]*\)/g, knowledge],
  [
    'knowledge/warnings.js',
    /[A-Za-z]{1,30}[\u0370-\u03ff\u0400-\u04ff][\w\u0370-\u04ff]{0,30}|[\u0370-\u03ff\u0400-\u04ff]{1,30}[A-Za-z][\w\u0370-\u04ff]{0,30}/,
    counted,
  ],
  ['taught/answer.js', /[\s:,-]+$/, "what a form holds, by the platform's limits"],
  ['store/failures.js', /no pg_hba\.conf entry .* no encryption/, 'what the database says of itself'],
  // Its repetitions are bounded, so the time per character is constant, though large.
  ['observability/mask.js', /\b[MNO][\w-]{17,40}\.[\w-]{4,10}\.[\w-]{20,80}/g, counted],
];

/** Patterns composed in the source are few; their parts are written there. */
const composed = ['adapters/discord/buttons.ts', 'document/width.ts'];

const regexes = findRegexes();
const proofs = readProofs();
const nameOf = ({ file, source, flags }: Regex) => `${file} /${source}/${flags}`;

describe('regular expressions', () => {
  test('are found at all', () => {
    expect(regexes.length).toBeGreaterThan(100);
  });

  test('have been looked at by recheck: npm run prove-regexes', () => {
    expect(regexes.filter((regex) => proofs[hashOf(regex)] === undefined).map(nameOf)).toEqual([]);
  });

  test('take time linear in the length of any text, or have a text that is short', () => {
    const doubtful = regexes.filter((regex) => proofs[hashOf(regex)] !== 'linear').map(nameOf);
    const listed = bounded.map(([file, { source, flags }]) => nameOf({ file, source, flags }));
    expect([...new Set(doubtful)].filter((each) => !listed.includes(each))).toEqual([]);
    // A pattern that no longer exists must be removed here.
    expect(listed.filter((each) => !regexes.map(nameOf).includes(each))).toEqual([]);
  });

  test('never double their time with each letter, however short the text', () => {
    expect(regexes.filter((regex) => proofs[hashOf(regex)] === 'exponential').map(nameOf)).toEqual([]);
  });

  test('are put together from parts in two files only', () => {
    const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const using = sources.filter((file) =>
      /\bnew RegExp\(|\bRegExp\(/.test(readFileSync(`${root}src/${file}`, 'utf8')),
    );
    expect(using.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(composed);
  });

  test('meet no endless words of Discord: every option of a command that takes words has a bound', () => {
    const words = commands.flatMap(({ options = [] }) => options).filter(({ type }) => type === 3);
    expect(words.length).toBeGreaterThan(3);
    for (const { max_length: most } of words) expect(most).toBeLessThanOrEqual(maxQuestion);
  });
});
