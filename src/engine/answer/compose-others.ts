// Documents that aren't about one entry: offers, help, the guided choice, the terms of a message.
import { choice, choices, document, heading, paragraph, strong, text } from '../../document/build.js';
import type { Block, Choice, Document, Inline } from '../../document/nodes.js';
import type { Article, Entry, Guide, GuideStep, GuideVerdict, Messages, Tip } from '../entry.js';
import { entryChoice, entryTarget, type FindEntry } from './compose.js';
import { sourcesOf, sourcesUnder } from './compose-sources.js';
import { lineOf, namedLine } from './line.js';
import type { Untold } from './untold.js';

/** A title, an optional text, and buttons. */
export function composeChoices(title: string, said: string, options: readonly Choice[]): Document {
  return document([heading(title), ...(said === '' ? [] : [paragraph(said)]), ...choices('suggestions', options)]);
}

/** The thing is known but not what is asked of it, or the thing is unknown; `offers` are what comes close, `more` is added to the text. */
export function composeUntold(untold: Untold, offers: readonly Choice[], more = ''): Document {
  const said = [untoldSentence(untold), more].filter((each) => each !== '').map((each) => paragraph(each));
  return document([...said, ...choices('suggestions', offers)]);
}

function untoldSentence({ subject, asked }: Untold): string {
  return asked === undefined
    ? `The articles do not mention ${subject}.`
    : `The articles speak of ${subject}, but say nothing on “${asked}”.`;
}

/** Answers the first of two questions, with the second in a sentence, or a sentence that it has no answer. */
export function composeAlso(first: Document, second: Entry | Untold): Document {
  const at = first.children.findIndex(({ type }) => type === 'sources' || type === 'choices');
  const end = at < 0 ? first.children.length : at;
  const isEntry = 'id' in second;
  const said = isEntry ? paragraph(namedLine(second)) : paragraph(untoldSentence(second));
  const more = isEntry ? withChoice(first.children.slice(end), entryChoice(second)) : first.children.slice(end);
  return { ...first, children: [...first.children.slice(0, end), said, ...more] };
}

// What the second question leads to comes before what is merely related.
function withChoice(blocks: readonly Block[], added: Choice): readonly Block[] {
  if (!blocks.some((block) => block.type === 'choices' && block.role === 'related'))
    return [...blocks, ...choices('related', [added])];
  return blocks.map((block) =>
    block.type === 'choices' && block.role === 'related'
      ? { ...block, children: [added, ...block.children.filter(({ label }) => label !== added.label)] }
      : block,
  );
}

/** Answers a greeting in two lines: what can be asked, and buttons. */
export function composeHello({ title, examples }: Messages['help']): Document {
  const options = examples.slice(0, helloExamples).map((question) => choice(question, { type: 'question', question }));
  return document([heading(title), ...choices('examples', options)], { type: 'help' });
}

const helloExamples = 3;

/** "Wrong": the previous answer's subject, to be voted on, and its sources. */
export function composeWrong(entry: Entry): Document {
  return document(
    [
      paragraph([
        text('Was the answer on '),
        strong(entry.label),
        text(' not what you asked for? A vote below is noted.'),
      ]),
      ...choices('more', [choice('All views', { type: 'entry', id: entry.id, part: 'views' })]),
    ],
    entryTarget(entry),
  );
}

/** "More", after an answer that said it all: what it offers, it offers again. An answer with more behind its buttons is shown as it is. */
export function composeNoMore(whole: Document): Document {
  const offers = whole.children.filter((block) => block.type === 'choices');
  if (offers.some(({ role }) => role === 'more')) return whole;
  const titles = whole.children.filter((block) => block.type === 'heading');
  return { ...whole, children: [...titles, paragraph('The articles say no more on this.'), ...offers] };
}

/** The help: what can be asked, the articles behind it, what is kept. */
export function composeHelp(help: Messages['help'], articles: readonly Article[]): Document {
  return document(
    [
      heading(help.title),
      paragraph(help.text),
      { type: 'list', children: articles.map((article) => ({ type: 'listItem', children: articleLine(article) })) },
      paragraph(help.privacy),
      ...choices(
        'examples',
        help.examples.map((question) => choice(question, { type: 'question', question })),
      ),
    ],
    { type: 'help' },
  );
}

function articleLine({ name, title, author, date }: Article): Inline[] {
  const details = [author, date?.slice(0, 4)].filter((detail) => detail !== undefined).join(', ');
  return [strong(`${name}: `), text(details === '' ? title : `${title} (${details})`)];
}

/** One question of the guided choice. */
export function composeStep(step: GuideStep, guide: Guide): Document {
  const options = step.options.map(({ label, to }) => choice(label, { type: 'guide', step: to }));
  const again = step.id === guide.start ? [] : [choice('Start again', { type: 'guide', step: guide.start })];
  return document(
    [
      heading(step.question),
      ...sourcesUnder('Question', step.question, step.citations),
      ...choices('steps', [...options, ...again]),
    ],
    { type: 'guide', step: step.id },
  );
}

/** The end of the guided choice. */
export function composeVerdict(verdict: GuideVerdict, guide: Guide, find: FindEntry): Document {
  const entry = find(verdict.entry);
  return document(
    [
      heading('Your answer'),
      paragraph(verdict.answer),
      ...sourcesUnder('Answer', verdict.answer, verdict.citations),
      ...choices('related', [
        ...(entry === undefined ? [] : [choice(entry.label, entryTarget(entry))]),
        choice('Start again', { type: 'guide', step: guide.start }),
      ]),
    ],
    { type: 'guide', step: verdict.id },
  );
}

/** A tip, its source, and the way to its entry. */
export function composeTip({ id, entry, text: said, citations }: Tip): Document {
  return document(
    [
      paragraph([strong('Tip:'), text(' '), ...said]),
      ...sourcesUnder('Tip', said, citations),
      ...choices('more', [choice('Tell me more', { type: 'entry', id: entry })]),
    ],
    { type: 'tip', id },
  );
}

/** One line per entry: name and first sentence. */
export function composeTerms(title: string, entries: readonly Entry[]): Document {
  const quoted = entries.filter(({ answer }) => answer.length === 0);
  const body: Block[] = [
    {
      type: 'list',
      children: entries.map((entry) => ({
        type: 'listItem',
        children: [strong(`${entry.label}: `), ...lineOf(entry)],
        target: entryTarget(entry),
      })),
    },
  ];
  return document([
    heading(title),
    ...body,
    ...sourcesOf([], {
      taken: entries.map((entry) => ({
        part: entry.label,
        children: lineOf(entry),
        citations: entry.views[0]?.citations ?? [],
      })),
      named: entries.flatMap(({ views }) => views[0]?.citations ?? []),
      manner: quoted.length === entries.length ? 'quoted' : quoted.length > 0 ? 'both' : 'retold',
    }),
  ]);
}
