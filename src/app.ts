// The application: what comes in from any platform goes to the engine, a document goes back.
import type { Engine } from './engine/answer.js';
import type { Allow } from './limits.js';
import type { Complete, Handle, Incoming, Reply } from './ports.js';

export type App = { readonly handle: Handle; readonly complete: Complete };

/** Puts the parts together. `allow` counts questions and says whether one more is within the limits. */
export function createApp({ engine, allow }: { readonly engine: Engine; readonly allow: Allow }): App {
  return {
    handle: async (incoming) => {
      if (isQuestion(incoming) && !(await allow(incoming.from))) {
        return { ...toReply(engine, engine.limited()), outcome: 'limited' };
      }
      return toReply(engine, answer(engine, incoming));
    },
    complete: engine.complete,
  };
}

type Answer = ReturnType<Engine['ask']>;

// A press looks at what is there already, and help is for those who are lost: neither counts.
function isQuestion({ type }: Incoming): boolean {
  return type !== 'press' && type !== 'help';
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
    why: engine.explainWhy(why, score),
    outcome: type,
    entries,
    score,
    ...(context === undefined ? {} : { context }),
  };
}
