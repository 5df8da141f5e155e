// The application: what comes in from any platform goes to the engine, a document goes back.
import type { Engine } from './engine/answer.js';
import type { Incoming, Reply } from './ports.js';

export type App = {
  readonly handle: (incoming: Incoming) => Reply;
};

/** Puts the parts together. */
export function createApp({ engine }: { readonly engine: Engine }): App {
  return { handle: (incoming) => toReply(engine, answer(engine, incoming)) };
}

function answer(engine: Engine, incoming: Incoming): ReturnType<Engine['ask']> {
  switch (incoming.type) {
    case 'question':
      return engine.ask(incoming.text, incoming.context);
    case 'press':
      return engine.show(incoming.target);
  }
}

function toReply(engine: Engine, { document, type, entries, score, why, context }: ReturnType<Engine['ask']>): Reply {
  return {
    document,
    why: engine.explainWhy(why, score),
    outcome: type,
    entries,
    score,
    ...(context === undefined ? {} : { context }),
  };
}
