// Short remarks in reply to an answer: "wrong" gets vote buttons, "source?" gets the sources.
import { document, paragraph } from '../../document/build.js';
import type { Target } from '../../document/target.js';
import type { Handle, Incoming, Reply } from '../../ports.js';
import { sourcesDocument } from './sources.js';

const wrong =
  /^(?:(?:no|nope|sorry|but|hm+|um+),? )?(?:(?:that|this|it)(?:[’']?s| is| was)? )?(?:just |plain |completely |so )?(?:wrong|incorrect|not (?:true|right|correct)|false|untrue|bad (?:bot|answer))$/;
const source =
  /^(?:(?:what|which|where)(?:[’']?s| is| are) )?(?:(?:the|your|any|a) )?(?:sources?|citations?|references?)(?: for (?:that|this))?(?:,? (?:please|pls|plz))?$|^(?:says who|where (?:is|did) (?:this|that|you get (?:this|that))(?: from)?)$/;

type Remark = 'wrong' | 'source';

/** The remark that the words make, if any. */
export function readRemark(words: string): Remark | undefined {
  if (words.length > 60) return undefined;
  const text = words
    .toLowerCase()
    .replace(/[?!.\s]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (wrong.test(text)) return 'wrong';
  return source.test(text) ? 'source' : undefined;
}

/** The same handler, but it takes remarks on an answer as such. */
export function withRemarks(handle: Handle): Handle {
  return async (incoming) => {
    if (incoming.type !== 'question' || incoming.context === undefined) return handle(incoming);
    const remark = readRemark(incoming.text);
    return remark === undefined ? handle(incoming) : answerRemark(handle, incoming, incoming.context, remark);
  };
}

async function answerRemark(handle: Handle, incoming: Incoming, about: Target, remark: Remark): Promise<Reply> {
  const { from } = incoming;
  const reply = await handle({ type: 'press', target: about, from, seenBy: incoming.seenBy ?? 'everybody' });
  if (reply.outcome === 'limited') return reply;
  const said = remark === 'source' ? sourcesDocument(reply.document) : { ...disputed, about };
  return { ...reply, document: said, outcome: 'answered', context: about };
}

const disputed = document([
  paragraph(
    'Thank you for saying so. Press “Not helpful”, and say what is wrong if you like: the people who look after the answers read it.',
  ),
]);
