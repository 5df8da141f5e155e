// The seeded corpus: the shipped entries plus the requested number of made-up ones, with questions on them. The same seed gives the same
// corpus on every machine.
import { text } from '../src/document/build.js';
import type { Citation, View } from '../src/document/nodes.js';
import type { Entry, Knowledge } from '../src/engine/entry.js';
import { tokenize } from '../src/engine/read/normalize.js';
import type { Question } from '../src/evaluation.js';

/**
 * Where a question comes from: the set that the engine was tuned on, the held-back one, or this file. Only the second shows how well the
 * engine answers what it has not seen.
 */
export type Origin = 'tuning' | 'heldBack' | 'generated';
export type SourcedQuestion = Question & { readonly origin: Origin };
/** A question to measure with. If `accept` is empty, no answer is right. */
export type BenchQuestion = Pick<Question, 'question' | 'accept' | 'abstainAllowed' | 'tag'> & {
  readonly origin: Origin;
};
export type Corpus = {
  readonly knowledge: Knowledge;
  /** In a seeded order, so that the first n of them are a fair sample. */
  readonly questions: readonly BenchQuestion[];
  /** Questions of the entries themselves, to warm up the code. */
  readonly warmUp: readonly string[];
  /** How many answerable questions on the shipped entries were left out, see `isStored`. */
  readonly leftOut: Readonly<Record<'tuning' | 'heldBack', { readonly count: number; readonly of: number }>>;
};

const seed = 20_240_607;
// Next to generated entries, this many questions of each set show whether the shipped ones are still found.
const shippedSample = 300;
const generatedQuestions = 600;
// One question in this many is about a name that no entry has.
const unknownEvery = 10;
const warmUpQuestions = 300;
// Entries that share a name differ only in their subjects.
const largestFamily = 5;
const subjectsPerEntry = 4;

/** A corpus of `size` entries; only the shipped ones if that is their number. */
export function createCorpus(shipped: Knowledge, questions: readonly SourcedQuestion[], size: number): Corpus {
  const dice = createDice(seed);
  const words = createWords(dice, shipped, size);
  const made: Made[] = [];
  while (shipped.entries.length + made.length < size) {
    const family = makeFamily(dice, words, Math.min(largestFamily, size - shipped.entries.length - made.length));
    made.push(...family);
  }
  const entries = [...shipped.entries, ...made.map(({ entry }) => entry)];
  const stored = new Set(shipped.entries.flatMap(waysOfAsking));
  const fresh = questions.filter((question) => !isStored(question, stored));
  const of = (origin: Origin, among: readonly SourcedQuestion[] = fresh) =>
    among.filter((one) => one.origin === origin);
  const leftOut = (origin: Origin) => ({
    count: of(origin, questions).length - of(origin).length,
    of: of(origin, questions).filter(({ accept }) => accept.length > 0).length,
  });
  const asked =
    made.length === 0
      ? fresh
      : [
          ...dice.sample(of('tuning'), shippedSample),
          ...dice.sample(of('heldBack'), shippedSample),
          ...makeQuestions(dice, words, made),
        ];
  return {
    knowledge: { ...shipped, entries },
    questions: dice.sample(asked, asked.length),
    warmUp: Array.from({ length: warmUpQuestions }, () => dice.pick(dice.pick(entries).questions)),
    leftOut: { tuning: leftOut('tuning'), heldBack: leftOut('heldBack') },
  };
}

// A question that an entry contains as a way of asking only shows that a stored text is found again, not that a question is understood. It
// would flatter every contender.
function isStored({ question, accept }: Question, stored: ReadonlySet<string>): boolean {
  return accept.length > 0 && stored.has(sameWords(question));
}

const waysOfAsking = ({ title, aliases, questions }: Entry) => [title, ...aliases, ...questions].map(sameWords);
const sameWords = (question: string) => tokenize(question).sort().join(' ');

type Dice = {
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly sample: <T>(items: readonly T[], count: number) => T[];
  /** A position below `limit`, with low ones often and high ones seldom. */
  readonly skewed: (limit: number) => number;
};

// mulberry32 by Tommy Ettinger: small, and good enough for a corpus.
function createDice(start: number): Dice {
  let state = start;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: <T>(items: readonly T[]) => items[below(items.length)] as T,
    sample: (items, count) => {
      const pool = [...items];
      for (let at = pool.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [pool[at], pool[other]] = [pool[other] as (typeof pool)[0], pool[at] as (typeof pool)[0]];
      }
      return pool.slice(0, count);
    },
    // Zipf's law: the probability of a rank falls with the rank.
    skewed: (limit) => Math.min(limit - 1, Math.floor(limit ** next()) - 1),
  };
}

type Words = {
  /** A name that doesn't occur in other entries or subjects. */
  readonly name: () => string;
  readonly subjects: readonly string[];
};

const syllables =
  'ba be bo ca ce co da de do fa fe fi ga go ha he ja ka ke ki la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zo bra cre dri flo gra klo pla pre stra tri'.split(
    ' ',
  );
const endings = 'n r x s l th nd rk st m'.split(' ');
const subjectEndings = 'ing tion ity ment ance ism ure age'.split(' ');
const plainSubjects =
  'latency pricing licence privacy accuracy encryption caching batching scheduling logging billing onboarding routing sampling pruning tuning indexing streaming sharding labelling moderation archive backup quota throughput warranty migration audit retention tenancy sandbox notebook pipeline checkpoint gradient embedding tokenizer benchmark cluster dashboard invoice contract firmware sensor telemetry thumbnail subtitle podcast glossary spreadsheet calendar warehouse turbine orchard ledger payroll tariff voucher permit harvest rehearsal'.split(
    ' ',
  );

// Heaps' law: the number of different words grows roughly with the square root of the text.
const subjectsPerRoot = 40;

function createWords(dice: Dice, shipped: Knowledge, size: number): Words {
  const taken = new Set(
    shipped.entries.flatMap(({ title, aliases }) =>
      [title, ...aliases].flatMap((name) => name.toLowerCase().split(/\W+/)),
    ),
  );
  const invent = (last: readonly string[]): string => {
    const length = 2 + dice.below(2);
    const word = Array.from({ length }, () => dice.pick(syllables)).join('') + dice.pick(last);
    if (taken.has(word)) return invent(last);
    taken.add(word);
    return word;
  };
  const invented = Math.round(subjectsPerRoot * Math.sqrt(size));
  const subjects = [...plainSubjects, ...Array.from({ length: invented }, () => invent(subjectEndings))];
  return { name: () => invent(endings), subjects: dice.sample(subjects, subjects.length) };
}

type Made = { readonly entry: Entry; readonly kind: 'thing' | 'faq' };

const things = 'engine framework protocol library method service toolkit platform format assistant'.split(' ');
// Words without a subject; a paraphrase may omit them.
const frame = new Set(
  'what is the a an of for how does do with in to can i when should explain we our and on it about why'.split(' '),
);

// A family shares a name: one entry on the thing itself, the others on what people ask about it.
function makeFamily(dice: Dice, words: Words, largest: number): Made[] {
  const name = words.name();
  const size = 1 + dice.below(largest);
  const used = new Set<string>();
  const subject = (): string => {
    const word = words.subjects[dice.skewed(words.subjects.length)] ?? '';
    if (used.has(word)) return subject();
    used.add(word);
    return word;
  };
  return Array.from({ length: size }, (_, at) => {
    const subjects = Array.from({ length: subjectsPerEntry }, subject);
    return at === 0 ? makeThing(dice, words, name, subjects) : makeFaq(dice, name, subjects, at);
  });
}

function makeThing(dice: Dice, words: Words, name: string, [a = '', b = '', c = '', d = '']: readonly string[]): Made {
  const thing = dice.pick(things);
  const title = `${capital(name)} ${thing}`;
  const other = words.name();
  const questions = [
    `what is ${name}`,
    `what does ${name} do for ${a}`,
    `${thing} for ${a} and ${b}`,
    `explain the ${name} ${thing} in plain words`,
    `how does ${other} handle ${c}`,
    `when should we use ${name} for ${b}`,
    `the thing that turns ${c} into ${d}`,
    `can ${name} help with ${d}`,
  ];
  const answer = `${title} is a ${thing} for ${a}. It takes ${b} in and hands ${c} on, which keeps ${d} low.`;
  const views = [
    `Teams use ${name} where ${a} matters more than ${d}; the ${thing} also reports ${b}.`,
    `Calls ${other} a way to keep ${c} and ${a} apart, at the price of more ${d}.`,
  ];
  const kind = dice.below(3) === 0 ? 'product' : 'definition';
  const entry = toEntry({ id: name, kind, title, label: title, aliases: [name, other], questions, answer, views });
  return { entry, kind: 'thing' };
}

function makeFaq(dice: Dice, name: string, subjects: readonly string[], at: number): Made {
  const [a = '', b = '', c = '', d = ''] = subjects;
  const title = `How does ${capital(name)} change ${a} and ${b}?`;
  const questions = [
    `how does ${name} change ${a}`,
    `${a} with ${name}`,
    `does ${name} make ${b} better`,
    `${b} and ${a} in ${name}`,
    `why is ${c} slow in ${name}`,
    `can i do ${c} with ${name}`,
    `our ${d} got worse after the ${name} update`,
    `is ${d} a problem for ${b}`,
  ];
  const answer = `${capital(name)} changes ${a} first and ${b} later. Watch ${c}, since it decides what becomes of ${d}.`;
  const views = [
    `Found that ${a} gained most, while ${d} stayed as it was before ${name}.`,
    `Warns that ${b} suffers where ${c} was never set up ${dice.pick(['well', 'at all', 'by hand'])}.`,
  ];
  const aliases = [`${name} ${a}`, `${b} of ${name}`];
  const entry = toEntry({ id: `${name}-${at}`, kind: 'faq', title, label: title, aliases, questions, answer, views });
  return { entry, kind: 'faq' };
}

const citation: Citation = { article: 'made-up', name: 'Made up', heading: 'Introduction' };

type Texts = Pick<Entry, 'id' | 'kind' | 'title' | 'label' | 'aliases' | 'questions'> & {
  readonly answer: string;
  readonly views: readonly string[];
};

function toEntry({ answer, views, ...names }: Texts): Entry {
  return {
    ...names,
    related: [],
    answer: [text(answer)],
    views: views.map(
      (said): View => ({ type: 'view', verbatim: false, children: [text(said)], citations: [citation] }),
    ),
    facts: [],
  };
}

// In turn: an alias with an intent, a paraphrase, a typo; now and then a name that no entry has.
function makeQuestions(dice: Dice, words: Words, made: readonly Made[]): BenchQuestion[] {
  const drafts = Array.from({ length: generatedQuestions }, (_, at): Draft => {
    if (at % unknownEvery === 0) return { question: `what is ${words.name()} used for`, tag: 'unknown name' };
    const { entry, kind } = dice.pick(made);
    if (at % 3 === 0) {
      const source = dice.pick(entry.aliases);
      return { question: askBy(dice, source, kind), tag: 'alias', source };
    }
    const source = dice.pick(entry.questions);
    return at % 3 === 1
      ? { question: paraphrase(dice, source), tag: 'paraphrase', source }
      : { question: misspell(dice, source), tag: 'typo', source };
  });
  const asking = findAsking(made, new Set(drafts.flatMap(({ source }) => (source === undefined ? [] : [source]))));
  return drafts.map(({ question, tag, source }) => ({
    question,
    tag,
    accept: source === undefined ? [] : (asking.get(source) ?? []),
    abstainAllowed: false,
    origin: 'generated',
  }));
}

/** `source` is the alias or question that was changed; missing if no entry has the name. */
type Draft = { readonly question: string; readonly tag: string; readonly source?: string };

// Among many entries, some share a question; each of them is then right.
function findAsking(made: readonly Made[], sources: ReadonlySet<string>): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { entry } of made) {
    for (const source of [...entry.aliases, ...entry.questions]) {
      if (sources.has(source)) found.set(source, [...(found.get(source) ?? []), entry.id]);
    }
  }
  return found;
}

function askBy(dice: Dice, alias: string, kind: Made['kind']): string {
  const openings =
    kind === 'thing'
      ? ['define', 'tell me about', 'meaning of', 'hey, explain']
      : ['how about', 'tell me about', 'what about', 'any news on'];
  return `${dice.pick(openings)} ${alias}`;
}

// The words in another order, without some of those that have no subject.
function paraphrase(dice: Dice, question: string): string {
  const kept = question.split(' ').filter((word) => !frame.has(word) || dice.below(2) === 0);
  const shuffled = dice.sample(kept, kept.length).join(' ');
  return shuffled === question ? paraphrase(dice, question) : shuffled;
}

// One typo in the longest word: a letter omitted, doubled, or two swapped.
function misspell(dice: Dice, question: string): string {
  const [longest = ''] = question.split(' ').sort((a, b) => b.length - a.length);
  const at = 1 + dice.below(longest.length - 2);
  const [before, letter, next, after] = [
    longest.slice(0, at),
    longest[at] ?? '',
    longest[at + 1] ?? '',
    longest.slice(at + 2),
  ];
  const slips = [before + next + after, before + letter + letter + next + after, before + next + letter + after];
  return question.replace(longest, dice.pick(slips));
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
