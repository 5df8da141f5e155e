// The application: what comes in from any platform goes to the engine, a document goes back.
import { assertNever } from './document/nodes.js';
import type { Engine } from './engine/engine.js';
import type { Desk } from './gaps/desk.js';
import type { Allow } from './limits.js';
import type { Complete, Handle, Incoming, Logger, Reply } from './ports.js';

export type App = { readonly handle: Handle; readonly complete: Complete };

export type AppParts = {
  readonly engine: Engine;
  /** Counts questions and says whether one more is within the limits. */
  readonly allow: Allow;
  /** Notes what was not answered, and does what is no answer. */
  readonly desk?: Pick<Desk, 'act' | 'amend' | 'note'>;
  readonly logger?: Logger;
  /** Whether the words of questions go to the log. */
  readonly logQuestions?: boolean;
};

/** Puts the parts together. */
export function createApp({ engine, allow, desk, logger, logQuestions = false }: AppParts): App {
  const respond = async (incoming: Incoming): Promise<{ readonly reply: Reply; readonly intent: string }> => {
    if (incoming.type === 'press' && incoming.target.type === 'action' && desk !== undefined) {
      return { reply: await desk.act(incoming.target, incoming.from), intent: incoming.type };
    }
    if (isQuestion(incoming) && !(await allow(incoming.from))) {
      return { reply: { ...toReply(engine, engine.limited()), outcome: 'limited' }, intent: incoming.type };
    }
    const answered = answer(engine, incoming);
    // The first intent is the strongest; what was not asked in words is of the kind that it came as.
    const reply = toReply(engine, answered);
    if (incoming.again !== true) desk?.note(incoming, reply);
    return { reply: desk?.amend(reply, incoming.from) ?? reply, intent: answered.why.intents[0] ?? incoming.type };
  };
  return {
    handle: async (incoming) => {
      const started = performance.now();
      const { reply, intent } = await respond(incoming);
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
    complete: engine.complete,
  };
}

type Answer = ReturnType<Engine['ask']>;

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
      return '';
    default:
      return assertNever(incoming);
  }
}

// A press looks at what is there already, as does asking again, and help is for those who are lost: none of them counts.
function isQuestion({ type, again = false }: Incoming): boolean {
  return !again && type !== 'press' && type !== 'help';
}

function answer(engine: Engine, incoming: Incoming): Answer {
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

function toReply(engine: Engine, { document, type, entries, score, why, context }: Answer): Reply {
  return {
    document,
    // Few ask why, so it is put into words when somebody does.
    get why() {
      return engine.explainWhy(why, score);
    },
    outcome: type,
    entries,
    score,
    ...(context === undefined ? {} : { context }),
  };
}
