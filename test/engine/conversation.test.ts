// How people talk around a question, and what the bot makes of it, on the shipped knowledge: remarks, greetings, follow-ups, two questions
// in one, known things with untold facts, other languages.
import { describe, expect, test } from 'vitest';
import { renderPlain } from '../../src/document/plain.js';
import type { Target } from '../../src/document/target.js';
import type { Answer } from '../../src/engine/answer/answer.js';
import { readTalk } from '../../src/engine/read/talk.js';
import { createShippedEngine } from '../fixtures/shipped.js';

const { ask, compare } = createShippedEngine();
const converse = (...questions: readonly string[]): Answer => {
  let context: Target | undefined;
  let answer = ask('');
  for (const question of questions) {
    answer = ask(question, context);
    context = answer.context ?? context;
  }
  return answer;
};
const said = (answer: Answer) => renderPlain(answer.document);

describe('what is no question', () => {
  test.each([
    'thank you!',
    'ok cool',
    'lol',
    'nice, that helps',
    'good bot',
    '🙏',
    'cheers mate',
    'cc @sam',
  ])('wants no reply: %j', (message) => {
    expect(ask(message).type).toBe('talk');
  });

  test('is a greeting, which gets two lines', () => {
    const hello = ask('hello there');
    expect(hello.type).toBe('help');
    expect(said(hello).length).toBeLessThan(said(ask('what can you do?')).length / 2);
  });

  test.each([
    ['wrong', 'wrong'],
    ["that's not what I asked", 'wrong'],
    ['source?', 'sources'],
    ['thanks, sources please', 'sources'],
    ['tell me more', 'more'],
    ['hello, what is RAG', undefined],
    ['more parameters', undefined],
    ['?', undefined],
  ])('%j is read as %s', (message, talk) => {
    expect(readTalk(message)).toBe(talk);
  });

  test('opens the vote on the answer before', () => {
    const wrong = converse('what is a GAN?', 'wrong');
    expect(wrong).toMatchObject({ type: 'help', entries: ['gan'] });
    expect(said(wrong)).toContain('vote');
  });

  test('asks for more of the answer before', () => {
    expect(converse('what is a transformer?', 'more')).toMatchObject({ type: 'answered', entries: ['transformer'] });
  });
});

describe('a follow-up', () => {
  test.each([
    ['how is it different from a diffusion model?', 'generative-architectures'],
    ['vs VAE', 'generative-architectures'],
  ])('compares with the subject: %j', (question, id) => {
    expect(converse('what is a GAN?', question)).toMatchObject({ type: 'answered', entries: [id] });
  });

  test('that names something else is on that', () => {
    expect(converse('what is Runway?', 'and Suno?').entries[0]).toBe('suno');
  });
});

describe('a thing that is known', () => {
  test.each([
    ['how do I log in to Runway?', 'runway'],
    ['Midjourney subscription refund', 'midjourney'],
    ['how do I use Suno 7?', 'suno'],
  ])('is offered where what is asked of it is not told: %j', (question, id) => {
    const answer = ask(question);
    expect(answer.type).toBe('suggested');
    expect(answer.entries).toContain(id);
  });

  test.each([
    ['what is the difference between a transformer and an SSM?', 'SSM', 'transformer'],
    ['Zorbulon vs Claude', 'Zorbulon', 'claude'],
    ['what is the difference between Minstral and Mistral?', 'Minstral', 'mistral'],
    ['how do I use Suno 7?', 'Suno 7', 'suno'],
    ['Does Gemini-mango read tables?', 'Gemini-mango', 'gemini'],
    ['Copilot or Claude-mango for my homework', 'Claude-mango', 'claude'],
  ])('is offered with something unknown, which is named as it was written: %j', (question, unknown, id) => {
    const answer = ask(question);
    expect(answer.type).toBe('suggested');
    expect(answer.entries).toContain(id);
    expect(said(answer)).toContain(`The articles do not mention ${unknown}.`);
  });

  test.each(['What is Zorbulon?', 'zorbulon'])('is named if only it is asked for: %j', (question) => {
    const answer = ask(question);
    expect(answer.type).toBe('unanswered');
    expect(said(answer)).toMatch(/The articles do not mention zorbulon\./i);
  });

  test.each([
    ['Is Watson an LLM?', 'Watson'],
    ['is watson an LLM', 'watson'],
    ['what is Bixby', 'Bixby'],
    ['Are Walkmans generative AI?', 'Walkmans'],
  ])('is named if only its class is asked for, or if it is written as a name: %j', (question, name) => {
    expect(said(ask(question))).toContain(`The articles do not mention ${name}.`);
  });

  test.each([
    'WHAT IS THIS',
    'Lovely weather',
    'is Friday nice',
  ])('is no word that only begins a message or is written large like all of it: %j', (question) => {
    expect(said(ask(question))).not.toContain('do not mention');
  });

  test.each(['ollama', 'mixtral 8x22b'])('is not what is only spelled like it: %j', (name) => {
    const answer = ask(`how much VRAM does ${name} need`);
    expect(answer.type).not.toBe('answered');
  });
});

describe('what is asked of a thing that is known', () => {
  test.each([
    ['Is Windsurf for free?', 'Windsurf', 'free'],
    ['How much is Pika?', 'Pika', 'How much'],
    ['who repairs Runway when the weather is bad?', 'Runway', 'repairs weather bad'],
  ])('is said not to be told, in the words of the question: %j', (question, subject, asked) => {
    const answer = ask(question);
    expect(answer.type).toBe('suggested');
    expect(said(answer)).toContain(`The articles speak of ${subject}, but say nothing on “${asked}”.`);
  });

  test('is the thing itself if a hyphen only leads on to a class of things', () => {
    expect(said(ask('what is a Midjourney-like tool'))).not.toContain('do not mention');
  });
});

describe('what a product makes, and who makes it', () => {
  test.each([
    ['Does Firefly produce songs?', 'firefly', /^Adobe Firefly\n+Output: images/],
    ['can Runway write text', 'runway', /^Runway\n+Output: video/],
    ['is Stable Diffusion free of charge?', 'stable-diffusion', /^Stable Diffusion\n+Cost: /],
    ['who owns Suno?', 'suno', /^Suno AI\n+None of the articles names the maker of Suno\./],
    ['who is behind Firefly', 'firefly', /^Adobe Firefly\n+Maker: Adobe/],
    ['can Claude read pictures?', 'claude', /^Claude\n+(?:Input|Medium): .*images/],
    ['can Grok make videos', 'grok', /^Grok\n+(?:Output|Medium): /],
  ])('is said first to %j', (question, entry, first) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ type: 'answered', entries: [entry] });
    expect(said(answer)).toMatch(first);
  });

  test.each([
    'how good is Grok',
    'when did Gemini come out',
    'does ElevenLabs sound natural?',
    'who makes pictures with Firefly',
  ])('stays away where something else is asked: %j', (question) => {
    expect(said(ask(question))).not.toMatch(
      /^\S[^\n]*\n+(?:How it works|When to use|Output|Maker|None of the articles names)/,
    );
  });

  test('is said to be untold of what "it" is', () => {
    expect(said(converse('What is Pika?', 'is it cheap?'))).toContain(
      'The articles speak of Pika, but say nothing on “cheap”.',
    );
  });
});

describe('the views that are shown first', () => {
  const viewsOf = (question: string) => ask(question).document.children.filter(({ type }) => type === 'view');

  const first = (question: string) => JSON.stringify(viewsOf(question)[0]);

  test('are those that speak of what is asked', () => {
    expect(first('fine-tuning')).not.toContain('"krishang"');
    expect(first('what does Krishang say about fine-tuning?')).toContain('"krishang"');
  });
});

describe('a name that no article has', () => {
  test.each([
    ['Kling vs ChatGPT', 'Kling', 'chatgpt'],
    ['whats the difference between kling and pika', 'kling', 'pika'],
    ['Suno vs Udio', 'Udio', 'suno'],
    ['runway versus kling', 'kling', 'runway'],
    ['Can we trust Perplexity with contracts?', 'Perplexity', undefined],
  ])('is said to be unknown: %j', (question, name, offered) => {
    const answer = ask(question);
    expect(answer.type).toBe('suggested');
    expect(said(answer)).toContain(`The articles do not mention ${name}.`);
    if (offered !== undefined) expect(answer.entries[0]).toBe(offered);
  });

  test('is not named as what it would be corrected to, nor is a phrase taken for one', () => {
    expect(said(ask('what is Haiper?'))).not.toContain('sharper');
    expect(said(ask('are you hiring'))).not.toContain('do not mention');
  });

  test('is no slip for a word that an entry has', () => {
    expect(ask('suno or audio generators').type).not.toBe('unanswered');
    expect(said(ask('what is midjurney'))).toMatch(/^Midjourney/);
  });
});

describe('a second question on the same thing', () => {
  test('is read with its name', () => {
    expect(said(ask('who makes Suno and what does it cost?'))).toContain(
      'The articles speak of Suno, but say nothing on “cost”.',
    );
  });

  test('may be as short as two words in a conversation', () => {
    const { context } = ask('what is Pika');
    expect(said(ask('how much', context))).toContain('The articles speak of Pika, but say nothing on “how much”.');
  });

  test('may ask what one article says', () => {
    const { context } = ask('what is fine-tuning');
    expect(ask('and what does Krishang say?', context)).toMatchObject({ type: 'answered', entries: ['fine-tuning'] });
  });
});

describe('a question on the last answer', () => {
  test('is answered by that entry only if it speaks of it', () => {
    const { context } = ask('what is a VAE');
    const answer = ask('and its colour?', context);
    expect(answer.type).toBe('suggested');
    expect(said(answer)).toContain('The articles speak of VAE, but say nothing on “colour”.');
    expect(ask('how does it work', context)).toMatchObject({ type: 'answered', entries: ['vae'] });
  });

  test.each(['why?', 'why is that', 'how come?'])('is answered by what the articles say of it: %j', (question) => {
    const { context } = ask('what is RAG');
    const answer = ask(question, context);
    expect(answer.entries).toEqual(['rag']);
    expect(said(answer)).toBe(said(ask('more', context)));
  });

  test('offers the entry if that is a question itself', () => {
    const { context } = ask('what are the limits of LLMs');
    const answer = ask('and for umbrellas?', context);
    expect(answer.type).not.toBe('answered');
  });
});

describe('a comparison', () => {
  test.each([
    ['ChatGPT vs Kling vs Claude', 'The articles do not mention Kling.'],
    ['runway or Hailuo or pika', 'The articles do not mention Hailuo.'],
    ['Suno vs MusicLM, price', 'The articles speak of Suno and MusicLM, but say nothing on “price”.'],
  ])('says what it leaves out: %j', (question, sentence) => {
    const answer = ask(question);
    expect(answer.type).toBe('answered');
    expect(said(answer)).toContain(sentence);
  });

  test('needs its word between the two', () => {
    expect(ask('yes or no: is Pika an LLM')).toMatchObject({ type: 'answered', entries: ['pika'] });
    expect(ask('Is Suno an LLM? And is Claude?').entries).toEqual(['suno']);
    expect(ask('GAN or VAE').entries).toContain('generative-architectures');
  });

  test('has no row on whether it is one of the two kinds of AI', () => {
    expect(said(ask('types of generative AI models'))).not.toMatch(/^Is it generative AI/);
  });
});

describe('a class', () => {
  test.each([
    'is Photoshop generative AI',
    'is Zoom an LLM?',
  ])('is not told of what no article mentions: %j', (question) => {
    const answer = ask(question);
    expect(answer.type).not.toBe('answered');
    expect(said(answer)).toMatch(/The articles do not mention (?:Photoshop|Zoom)\./);
  });
});

describe('what a product is or uses', () => {
  test.each([
    ['is Llama a transformer?', 'llama', 'transformer'],
    ['is Stable Diffusion a diffusion model', 'stable-diffusion', 'diffusion model'],
  ])('is its fact with that name: %j', (question, id, fact) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ type: 'answered', entries: [id] });
    expect(said(answer)).toContain(`How it works: ${fact}`);
  });

  test('is not claimed if no fact has that name', () => {
    expect(ask('is Suno a GAN').type).not.toBe('answered');
  });
});

describe('a table of jobs', () => {
  test('is offered if it lacks the job, and answers who names none', () => {
    expect(ask('which AI for taxidermy').type).not.toBe('answered');
    expect(ask('which AI should I use')).toMatchObject({ type: 'answered', entries: ['project-type-best-fit'] });
  });
});

describe('a name with a letter of another language', () => {
  test('is English', () => {
    expect(said(ask('o3 vs o1'))).not.toContain('I answer in English');
    expect(said(ask('qual a diferença entre o LLM e o GAN'))).toContain('I answer in English');
  });
});

describe('a number', () => {
  test('is not denied if it is told', () => {
    expect(said(ask('how many languages does Qwen know'))).toContain('Languages: 29');
  });
});

describe('the maker', () => {
  test.each([
    'is ChatGPT made by OpenAI?',
    'who is ChatGPT developed by',
  ])('comes first if it is asked for: %j', (question) => {
    expect(said(ask(question))).toContain('Maker: OpenAI');
  });
});

describe('what the articles disagree on', () => {
  test.each([
    ['where do the articles disagree on code generation', 'code-generation-llm-or-genai'],
    ['where do the articles disagree', 'where-articles-disagree'],
  ])('is told of the thing that is named: %j', (question, entry) => {
    expect(ask(question)).toMatchObject({ type: 'answered', entries: [entry] });
  });
});

describe('words that ask for nothing by themselves', () => {
  test.each([
    'what do the articles say about Pika',
    'which graphics card does Pika need',
  ])('are not what is said to be untold: %j', (question) => {
    expect(said(ask(question))).not.toMatch(/say nothing on “(?:articles|need|SEO)/);
  });
});

describe('what is named and told elsewhere', () => {
  test.each([
    'is GPT-3 better than Suno',
    'GPT-3 vs Suno',
  ])('is neither denied nor taken for another: %j', (question) => {
    const answer = ask(question);
    expect(answer.type).toBe('suggested');
    expect(said(answer)).not.toContain('do not mention');
    expect(answer.candidates).toContain('gpt3-parameters');
  });

  test.each([
    'when did ChatGPT come out?',
    'when was ChatGPT launched?',
    'ChatGPT release date',
  ])('is a date, however it is asked for: %j', (question) => {
    expect(ask(question)).toMatchObject({ type: 'answered', entries: ['chatgpt'] });
  });

  test('is not denied if the entry has the number', () => {
    expect(said(ask('Qwen2.5-72B'))).not.toContain('do not mention');
  });

  test('is a version with a letter if no article has it', () => {
    expect(said(ask('Midjourney v9'))).toContain('The articles do not mention Midjourney v9.');
  });

  test('is read without its markup', () => {
    expect(said(ask('is <b>Midjourney</b> an LLM'))).toContain('not an LLM');
  });
});

describe('three things in one question', () => {
  test('are compared in a table that has all of them', () => {
    expect(said(ask('Compare VAEs, GANs and diffusion models'))).toMatch(/Diffusion, GAN and VAE/);
  });

  test('are not dropped: the third follows in a sentence, with its button', () => {
    const answer = ask('Compare Midjourney, DALL-E and Suno');
    expect(answer.entries).toEqual(['midjourney', 'dall-e']);
    expect(said(answer)).toContain('Suno');
  });
});

describe('two things in one question', () => {
  test('are compared by "better than"', () => {
    expect(ask('Is Suno better than Runway?')).toMatchObject({ type: 'answered', entries: ['suno', 'runway'] });
  });

  test('are compared by the job if the question asks for the kind of tool', () => {
    expect(said(ask('LLM or generative AI for a logo'))).toContain('Logo: Image generator');
  });
});

describe('two questions in one message', () => {
  test('are both answered: the first in full, the second in a sentence', () => {
    const answer = ask('What is a token, and what is a context window?');
    expect(answer).toMatchObject({ type: 'answered', entries: ['token'] });
    expect(said(answer)).toContain('Context window');
  });

  test('are answered by the first, and by a word that the second is not told', () => {
    const answer = ask('What is a token, and what does Midjourney cost?');
    expect(answer).toMatchObject({ type: 'answered', entries: ['token'] });
    expect(said(answer)).toContain('The articles speak of Midjourney, but say nothing on “cost”.');
  });

  test('leave the first if the second is unknown', () => {
    expect(ask('What is a diffusion model, and who sells wool socks?').entries[0]).toBe('diffusion-model');
  });
});

describe('a question in another language', () => {
  test.each([
    ['Was ist der Unterschied zwischen RAG und Suno?', 'rag'],
    ["Qu'est-ce que Midjourney et comment ça marche ?", 'midjourney'],
    ['¿Qué es Stable Diffusion y para qué sirve?', 'stable-diffusion'],
    ["c'est quoi un LLM, quelle difference", 'llm'],
    ['O que é RAG e como funciona?', 'rag'],
    ['Che cosa è Midjourney e come funziona?', 'midjourney'],
  ])('that names a known term gets one line and the term: %j', (question, id) => {
    const answer = ask(question);
    expect(answer.type).toBe('suggested');
    expect(answer.entries).toContain(id);
    expect(said(answer)).toContain('I answer in English');
  });
});

describe('/ai-diff', () => {
  test('says what it does not know, and offers the rest', () => {
    const answer = compare({ a: 'zebras', b: 'RAG' });
    expect(answer.type).toBe('suggested');
    expect(said(answer)).toContain('zebras');
    expect(answer.entries).toEqual(['rag']);
  });

  test('says that there is no such aspect, and lists those that there are', () => {
    const answer = compare({ aspect: 'smell' });
    expect(answer.type).toBe('suggested');
    expect(said(answer)).toContain('smell');
    expect(said(answer)).toContain('Scope');
  });

  test.each(['what is the difference between gan and vae?', 'gan→vae', 'gan vs.vae'])('reads sentences: %j', (a) => {
    expect(compare({ a })).toMatchObject({ type: 'answered', entries: ['generative-architectures'] });
  });

  test('shows one aspect of two', () => {
    expect(compare({ a: 'gan', b: 'vae', aspect: 'medium' }).context).toMatchObject({ row: expect.any(Number) });
  });
});

describe('a verdict', () => {
  test.each([
    'what books would you recommend?',
    'which film should we see',
    'recommend a restaurant',
  ])('is not given if no tool is asked for: %j', (question) => {
    expect(ask(question).type).not.toBe('answered');
  });

  test('lists the products of the kind that is asked for', () => {
    expect(ask('which image generator looks most real?').entries).toContain('midjourney');
  });
});
