// The application: what comes in from any platform goes to the engine, a document goes back.
import type { Engine } from './engine/answer.js';
import type { Complete, Handle, Incoming, Reply } from './ports.js';

export type App = { readonly handle: Handle; readonly complete: Complete };

/** Puts the parts together. */
export function createApp({ engine }: { readonly engine: Engine }): App {
  return {
    handle: async (incoming) => toReply(engine, answer(engine, incoming)),
    complete: engine.complete,
  };
}

type Answer = ReturnType<Engine['ask']>;

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
