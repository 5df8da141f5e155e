// What kind of question it is, told by a few turns of phrase. An intent is one more token of a question, with a weight of its
// own, so that it counts in the search like any other; some intents also choose how the answer is composed.

export type Intent =
  | 'define'
  | 'compare'
  | 'choose'
  | 'classify'
  | 'list'
  | 'figure'
  | 'maker'
  | 'why'
  | 'how'
  | 'when'
  | 'help';

/** The turns of phrase of each intent, and how much having the same intent tells (a rare word tells up to 1). */
export const intents: Readonly<
  Record<Exclude<Intent, 'classify' | 'help'>, { weight: number; cues: readonly string[] }>
> = {
  define: {
    weight: 0.04,
    cues: [
      'what is',
      'what are',
      'define',
      'definition',
      'meaning',
      'meaning of',
      'what does',
      'mean',
      'explain',
      'tell me about',
      'describe',
      'what the heck is',
      'what the hell is',
      'wtf is',
      'stand for',
      'eli5',
      'whats',
    ],
  },
  compare: {
    weight: 0.3,
    cues: [
      'vs',
      'versus',
      'difference',
      'difference between',
      'differ',
      'different',
      'differ from',
      'different from',
      'compare',
      'compared to',
      'compared with',
      'comparison',
      'distinguish',
      'distinction',
      'compare with',
      'as opposed to',
      'contrast',
      'tell apart',
      'apart',
      'diff',
      'vs.',
    ],
  },
  choose: {
    weight: 0.25,
    cues: [
      'which',
      'choose',
      'choosing',
      'choice',
      'pick',
      'decide',
      'recommend',
      'recommendation',
      'should i use',
      'should we use',
      'best',
      'what should i use',
      'which one',
      'better',
      'suit',
      'suitable',
      'right tool',
      'which tool',
      'good ai for',
      'best ai for',
      'ai for',
      'what ai',
      'which ai',
      'need an ai',
      'need ai',
      'go for',
      'suggest',
    ],
  },
  list: {
    weight: 0.3,
    cues: [
      'example',
      'examples of',
      'list',
      'list of',
      'name some',
      'name a few',
      'name',
      'such as',
      'some',
      'give me some',
      'instance',
      'popular',
      'well known',
      'which ones',
      'what kinds of',
      'kinds of',
      'types of',
    ],
  },
  figure: {
    weight: 0.25,
    cues: [
      'how much',
      'how many',
      'how big',
      'how large',
      'percentage',
      'percent',
      'number of',
      'statistic',
      'figure',
      'number',
      'stats',
      'amount',
    ],
  },
  maker: {
    weight: 0.35,
    cues: [
      'who make',
      'who made',
      'who built',
      'who build',
      'who create',
      'who develop',
      'who own',
      'who is behind',
      'maker',
      'creator',
      'inventor',
      'who invent',
      'vendor',
      'which company',
      'what company',
      'who came up with',
      'who produce',
      'company behind',
      'who is the maker of',
      'who run',
      'whose',
    ],
  },
  why: { weight: 0.3, cues: ['why', 'how come', 'reason for', 'cause', 'why do', 'why is', 'why are', 'what for'] },
  how: { weight: 0.1, cues: ['how', 'how do', 'how does', 'how to', 'how can', 'way to'] },
  when: { weight: 0.2, cues: ['when', 'when should', 'when to'] },
};
