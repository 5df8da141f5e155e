// What people say in a conversation that asks for no entry: thanks, a greeting, a remark on the previous answer. Everything else that is said
// to or about the bot is learned (messages.yaml, small-talk.txt).
import { normalizeText } from './normalize.js';

/** `remark` needs no reply, `hello` a short one; `wrong`, `sources` and `more` are about the previous answer. */
export type Talk = 'remark' | 'hello' | 'wrong' | 'sources' | 'more';

const phrases: Readonly<Record<Talk, string>> = {
  remark: `thanks, thank you, thank you so much, thank you very much, thanks a lot, many thanks, thx, tnx, ty, tysm,
    cheers, ok, okay, k, kk, alright, right, fine, sure, yes, yep, yeah, no, nope, np, no problem, never mind,
    nevermind, nvm, lol, lmao, rofl, haha, hahaha, hehe, ha, xd, wow, omg, oh, ah, aha, hm, hmm, huh, nice, nice
    one, cool, great, awesome, perfect, good, good one, good bot, bad bot, good job, great job, well done, good
    answer, great answer, you rock, love it, interesting, got it, i see, makes sense, that makes sense, good to
    know, noted, understood, that helps, that helped, this helps, very helpful, that was helpful, it works, true,
    agreed, same, same here, exactly, indeed, appreciated, much appreciated, appreciate it, bye, goodbye, see you,
    see ya, cya, later, good night, to me, for the help, for your help, for that, for this, man, bot, mate,
    everyone, all, guys, so much, a lot, very much, cc, fyi, ping, up, first`,
  hello: `hi, hello, hey, hiya, yo, howdy, good morning, morning, good afternoon, good evening, greetings, hello there,
    hi there, hey there, hi all, hello everyone, hello bot, hi bot, hey bot`,
  wrong: `wrong, that is wrong, this is wrong, not true, that is not true, incorrect, that is incorrect, not what i
    asked, that is not what i asked, not what i meant, that is not what i meant, bad answer, wrong answer, not
    helpful, that does not help`,
  sources: `source, sources, source please, sources please, the source, the sources, what is the source, what are the
    sources, what is your source, what are your sources for that, who says that, who says so, says who, according
    to whom, where is that from, citation, citations, citation needed, reference, references, proof`,
  more: `more, more please, tell me more, go on, continue, more details, more detail, details, and what else, what
    else, show me more, show more, show all, all of it, why, but why, why so, why is that, why is it so, how come`,
};

// Longer messages say something.
const mostWords = 12;
const longestPhrase = 6;

const talkOf = new Map<string, Talk>(
  Object.entries(phrases).flatMap(([talk, said]) =>
    said.split(',').map((phrase) => [normalizeText(phrase), talk as Talk] as const),
  ),
);

// An emoji, or nothing but somebody's name.
const isGesture = /\p{Extended_Pictographic}|@[\w.-]/u;

/**
 * What a message is if it consists only of such phrases, mentions and emoji; undefined if it says anything else. The rest of a remark
 * counts: "thanks, source?" asks for the sources.
 */
export function readTalk(message: string): Talk | undefined {
  const words = normalizeText(message.replace(/@[\w.-]+/g, ' '))
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return isGesture.test(message) ? 'remark' : undefined;
  if (words.length > mostWords) return undefined;
  const found = new Set<Talk>();
  for (let at = 0; at < words.length; ) {
    let length = Math.min(longestPhrase, words.length - at);
    while (length > 0 && !talkOf.has(words.slice(at, at + length).join(' '))) length -= 1;
    const talk = talkOf.get(words.slice(at, at + length).join(' '));
    if (talk === undefined) return undefined;
    found.add(talk);
    at += length;
  }
  return (['wrong', 'sources', 'more', 'hello'] as const).find((talk) => found.has(talk)) ?? 'remark';
}
