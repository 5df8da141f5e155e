// The application: takes what comes in from any platform to the engine, and returns a document.

import type { Complete, CompleteOption } from './adapters/shared/ports.js';
import { document, paragraph } from './document/build.js';
import { assertNever } from './document/nodes.js';
import { isDeskAction, type Target } from './document/target.js';
import type { Answer } from './engine/answer/answer.js';
import type { Engine } from './engine/engine.js';
import type { Desk, DeskTarget } from './gaps/desk.js';
import type { Allow } from './limits.js';
import type { ExtraCommand, Handle, Incoming, Logger, Origin, Reply, Said } from './ports.js';
import type { Answering, OwnAnswer } from './taught/answering.js';
import type { Manners, MannersOf } from './taught/manners.js';
import type { Turns } from './turns.js';

export type App = { readonly handle: Handle; readonly complete: Complete; readonly completeOption: CompleteOption };

/** A button next to an answer. */
type ActionTarget = Extract<Target, { readonly type: 'action' }>;

export type AppParts = {
  readonly current: () => { readonly engine: Engine };
  /** Counts a question and says whether it is within the limits. */
  readonly allow: Allow;
  /** The same for notices about those limits. */
  readonly notices?: Allow;
  /** The same for what only the asker sees: presses, help, private answers. Without it they aren't counted. */
  readonly allowBeside?: Allow;
  /** Whose turn it is under load. */
  readonly turns?: Turns;
  /** Records unanswered questions, and handles what isn't an answer. */
  readonly desk?: Pick<Desk, 'act' | 'amend' | 'note'>;
  /** A workspace's own answers. */
  readonly taught?: Answering;
  /** How each workspace wants to be answered. */
  readonly manners?: MannersOf;
  /** Told of each answer; returns at once. */
  readonly note?: (incoming: Incoming, reply: Reply) => void;
  /** Commands of other parts of the bot, by name. */
  readonly commands?: Readonly<Record<string, ExtraCommand>>;
  /** Buttons of other parts of the bot; the desk handles all others. */
  readonly actions?: { readonly [name in ActionTarget['action']]?: (of: string, from: Origin) => Promise<Said> };
  readonly logger?: Logger;
  /** Whether the words of questions are logged. */
  readonly logQuestions?: boolean;
};

/** Assembles the parts. */
export function createApp(parts: AppParts): App {
  const { current, allow, allowBeside = always, notices = always, desk, taught, logger } = parts;
  const { commands = {}, actions = {} } = parts;
  const { logQuestions = false } = parts;
  const help = createHelp(parts);
  // A command or a press always gets an answer, so that its refusal doesn't use up notices.
  const isTold = async ({ type, seenBy, isHurried = false, from }: Incoming): Promise<boolean> =>
    type !== 'press' && seenBy !== 'asker' && !isHurried && !(await notices(from));
  const respond = async (incoming: Incoming): Promise<{ readonly reply: Reply; readonly intent: string }> => {
    const ways = (await parts.manners?.(incoming)) ?? usual;
    if (incoming.type === 'question' && incoming.unasked !== undefined)
      return { reply: await help(incoming, incoming.unasked.also, ways), intent: incoming.type };
    if (incoming.type === 'press' && incoming.target.type === 'action') {
      const reply = await act(incoming.target, incoming.from);
      if (reply !== undefined) return { reply, intent: incoming.type };
    }
    if (incoming.type === 'command' || incoming.type === 'form') {
      const said = toSaid(await run(commands, incoming));
      return { reply: !ways.speaks ? { ...said, outcome: 'private' } : said, intent: incoming.type };
    }
    if (!ways.speaks && incoming.seenBy === 'everybody')
      return { reply: { ...toSaid({ document: elsewhere, private: true }), ...unheard }, intent: incoming.type };
    if ((await parts.turns?.take(incoming.from.platform, incoming.isHurried === true)) === false) {
      const limited = { outcome: 'limited', told: await isTold(incoming) } as const;
      return { reply: { ...toSaid({ document: busy, private: true }), ...limited }, intent: incoming.type };
    }
    const { engine } = current();
    if (!(await (isCounted(incoming) ? allow : allowBeside)(incoming.from))) {
      const limited = { outcome: 'limited', told: await isTold(incoming) } as const;
      return { reply: { ...toReply(engine, engine.limited()), ...limited }, intent: incoming.type };
    }
    const answered = answer(engine, incoming);
    // The first intent is the strongest; an event without words has the intent of its type.
    const own = await taught?.(incoming, answered);
    const reply = own === undefined ? withoutTerms(incoming, toReply(engine, answered, ways)) : toOwn(own, ways);
    if (incoming.again !== true) {
      desk?.note(incoming, reply);
      parts.note?.(incoming, reply);
    }
    return { reply: desk?.amend(reply) ?? reply, intent: answered.why.intents[0] ?? incoming.type };
  };
  const act = async (target: ActionTarget, from: Origin): Promise<Reply | undefined> => {
    const own = actions[target.action];
    if (own !== undefined) return toSaid(await own(target.of ?? '', from));
    return isForDesk(target) ? desk?.act(target, from) : undefined;
  };
  return {
    handle: async (incoming) => {
      const started = performance.now();
      const { reply, intent } = await respond(incoming);
      if (reply === silence) return reply;
      const { platform } = incoming.from;
      const ms = performance.now() - started;
      logger?.[logQuestions ? 'info' : 'debug']('answered', {
        platform,
        intent,
        outcome: reply.outcome,
        ms,
        ...(logQuestions ? { words: wordsOf(incoming) } : {}),
      });
      return reply;
    },
    complete: (typed, limit) => current().engine.complete(typed, limit),
    completeOption: async (typing) => commands[typing.command]?.complete?.(typing),
  };
}

/** Answers a post that didn't ask the bot, if the answer is certain; otherwise stays silent and records nothing. */
function createHelp({ current, allow, desk, taught, note }: AppParts) {
  return async (incoming: AskedQuestion, also: readonly string[], ways: Manners): Promise<Reply> => {
    const { sureFrom } = ways;
    if (sureFrom === undefined || !ways.speaks) return silence;
    const { engine } = current();
    const shown = { ...ways, isPrivate: false };
    let best = silence;
    for (const text of [incoming.text, ...also]) {
      const answered = engine.ask(text);
      const own = await taught?.({ ...incoming, text }, answered);
      const reply = own === undefined ? toReply(engine, answered, shown) : toOwn(own, shown);
      if (reply.outcome === 'answered' && reply.score >= sureFrom && reply.score > best.score) best = reply;
    }
    if (best === silence || !(await allow(incoming.from))) return silence;
    desk?.note(incoming, best);
    note?.(incoming, best);
    return best;
  };
}

// Somebody pointed at a message, so suggestions of what to ask instead wouldn't help.
function withoutTerms(incoming: Incoming, reply: Reply): Reply {
  if (incoming.type !== 'explain' || reply.outcome !== 'unanswered') return reply;
  return { ...reply, document: document([paragraph('No AI terms in this message.')]) };
}

function isForDesk(target: ActionTarget): target is DeskTarget {
  return isDeskAction(target.action);
}

// A mere mention gets no such notice.
const unheard = { outcome: 'limited', told: true } as const;

const elsewhere = document([
  paragraph(
    'I am not allowed to speak in this channel. Ask me in a private message, or with the option “private” of a command.',
  ),
]);

const busy = document([paragraph('I am being asked more than I can answer at the moment. Ask again in a minute.')]);

type Extra = Extract<Incoming, { readonly type: 'command' | 'form' }>;

async function run(commands: Readonly<Record<string, ExtraCommand>>, incoming: Extra): Promise<Said> {
  // A form's id begins with its command's name.
  const name = incoming.type === 'command' ? incoming.name : (incoming.id.split(':')[0] ?? '');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const said = incoming.type === 'command' ? command?.run(incoming) : command?.submit?.(incoming);
  return (await said) ?? unknownCommand;
}

const unknownCommand: Said = {
  document: document([paragraph('I do not know this command any more. /ai-help shows what there is.')]),
  private: true,
};

function toSaid({ document: said, private: hidden, form }: Said): Reply {
  return {
    document: said,
    why: said,
    outcome: hidden ? 'private' : 'answered',
    entries: [],
    score: 1,
    ...(form === undefined ? {} : { form }),
  };
}

function toOwn({ document: said, why, id, score }: OwnAnswer, { shape, isPrivate }: Manners): Reply {
  return {
    document: shape(said),
    why,
    outcome: 'answered',
    entries: [id],
    score,
    own: true,
    ...(isPrivate ? { hidden: true } : {}),
  };
}

// Says nothing and records nothing.
const silence: Reply = { document: document([]), why: document([]), outcome: 'talk', entries: [], score: 0 };

type AskedQuestion = Extract<Incoming, { readonly type: 'question' }>;

function wordsOf(incoming: Incoming): string {
  switch (incoming.type) {
    case 'question':
    case 'explain':
      return incoming.text;
    case 'diff':
      return [incoming.a, incoming.b, incoming.aspect].filter((word) => word !== undefined).join(' | ');
    case 'define':
      return incoming.term;
    case 'choose':
      return incoming.task ?? '';
    case 'press':
    case 'help':
    case 'command':
    case 'form':
      return '';
    default:
      return assertNever(incoming);
  }
}

const always: Allow = async () => true;
const usual: Manners = { speaks: true, isPrivate: false, shape: (same) => same };

// What only the asker sees costs a platform next to nothing.
function isCounted({ type, again = false, seenBy }: Incoming): boolean {
  return seenBy === undefined ? !again && type !== 'press' && type !== 'help' : seenBy === 'everybody';
}

function answer(engine: Engine, incoming: Exclude<Incoming, Extra>): Answer {
  switch (incoming.type) {
    case 'question':
      return engine.ask(incoming.text, incoming.context);
    case 'press':
      return engine.show(incoming.target);
    case 'diff':
      return engine.compare(incoming);
    case 'define':
      return engine.define(incoming.term);
    case 'choose':
      return engine.choose(incoming.task);
    case 'explain':
      return engine.explain(incoming.text);
    case 'help':
      return engine.show({ type: 'help' });
  }
}

function toReply(engine: Engine, answer: Answer, { shape, isPrivate }: Manners = usual): Reply {
  const { document, type, entries, score, why, context } = answer;
  return {
    document: shape(document),
    // Lazy, since few people ask why.
    get why() {
      return engine.explainWhy(why);
    },
    outcome: type,
    entries,
    score,
    ...(context === undefined ? {} : { context }),
    ...(isPrivate ? { hidden: true } : {}),
  };
}
