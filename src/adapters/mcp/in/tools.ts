// The tools: what each is for, what it takes, and what a call of it asks. Pure.
import * as v from 'valibot';
import { decodeTarget } from '../../../document/target.js';
import { type Asked, toQuestion } from '../../shared/asked.js';
import { given } from '../../shared/given.js';

// In characters; more than anybody writes in a chat, and than any target has.
const mostWords = 4_000;

const words = (description: string) => v.pipe(v.string(), v.maxLength(mostWords), v.description(description));

export const tools = {
  ask: {
    title: 'Ask',
    description:
      'Answers a question from articles: what they say, where they disagree, and which section says it. It looks things up and makes nothing up: "nothing" means that no article answers it.',
    input: v.object({
      question: words('The question in full, in plain English'),
      previous: v.optional(words('The `target` of the last answer, to go on from it: "and for images?"')),
    }),
  },
  compare: {
    title: 'Compare',
    description: 'Compares two things side by side, in a table with sources if there is one.',
    input: v.object({
      a: v.optional(words('One thing, such as "GAN"')),
      b: v.optional(words('The other, such as "diffusion model"')),
      aspect: v.optional(words('A single aspect, such as "training data"')),
    }),
  },
  define: {
    title: 'Define',
    description: 'What a term means, in short and as each article puts it.',
    input: v.object({ term: words('A term, or the id of an entry') }),
  },
  choose: {
    title: 'Choose',
    description: 'Which kind of AI suits a task, and who says so. Without a task, a choice in a few steps.',
    input: v.object({
      task: v.optional(words('The task')),
      step: v.optional(words('A step of the choice, from `next`')),
    }),
  },
  list_terms: {
    title: 'List terms',
    description: 'What can be asked about, the most useful first; or the terms most like some words.',
    input: v.object({ matching: v.optional(words('Only terms like this')) }),
  },
  get_sources: {
    title: 'Get sources',
    description: 'Where an answer comes from, place by place; or all articles that answers come from.',
    input: v.object({ target: v.optional(words('The `target` of an answer')) }),
  },
} as const;

export type ToolName = keyof typeof tools;
export type ToolInput<K extends ToolName> = v.InferOutput<(typeof tools)[K]['input']>;

/** What a call asks; undefined if its target is invalid. */
export const asks = {
  ask: ({ question, previous }: ToolInput<'ask'>): Asked | undefined => {
    const context = previous === undefined ? undefined : decodeTarget(previous);
    return previous !== undefined && context === undefined ? undefined : toQuestion(question.trim(), context);
  },
  compare: (sides: ToolInput<'compare'>): Asked => ({ type: 'diff', ...given(sides) }),
  define: ({ term }: ToolInput<'define'>): Asked => ({ type: 'define', term }),
  choose: ({ task, step }: ToolInput<'choose'>): Asked =>
    step === undefined ? { type: 'choose', ...given({ task }) } : { type: 'press', target: { type: 'guide', step } },
  get_sources: (target: string): Asked | undefined => {
    const decoded = decodeTarget(target);
    return decoded === undefined || decoded.type === 'action' ? undefined : { type: 'press', target: decoded };
  },
};
