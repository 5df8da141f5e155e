// Documents and nodes of every kind, and what every platform gets for them, side by side.
import { describe, expect, test } from 'vitest';
import { renderDocument as renderDiscord } from '../src/adapters/discord/out/render.js';
import { renderDocument as renderPlayground } from '../src/adapters/playground/render.js';
import { renderMessage as renderSlack } from '../src/adapters/slack/out/render.js';
import { choice, choices, document, heading, paragraph, strong, tableRow, text } from '../src/document/build.js';
import type {
  Block,
  Choice,
  Citation,
  Document,
  Inline,
  ListItem,
  TableCell,
  TableRow,
} from '../src/document/nodes.js';
import { renderPlain } from '../src/document/plain.js';
import { drawnEverywhere, drawnOn, type Platform, platforms } from './drawn.js';
import { documents as samples } from './fixtures/documents.js';

const cite: Citation = { article: 'a', name: 'Fiverr', heading: 'Scope', date: '2026-01-01' };

const documents = {
  definition: document([
    heading('Token'),
    paragraph('A token is a piece of a word & the unit <models> read.'),
    { type: 'view', verbatim: false, children: [text('The unit of a price list.')], citations: [cite] },
    { type: 'sources', manner: 'retold', citations: [cite] },
    ...choices('related', [choice('Context window', { type: 'entry', id: 'context-window' })]),
  ]),
  comparison: document([
    heading('GAN and VAE'),
    { type: 'table', children: [tableRow(['Aspect', 'GAN', 'VAE']), tableRow(['Medium', 'images', 'images'], [cite])] },
  ]),
  disagreement: document([
    heading('Code'),
    {
      type: 'disagreement',
      children: [text('whose job code is.')],
      views: [{ type: 'view', verbatim: true, children: [text('An LLM’s.')], citations: [cite] }],
    },
  ]),
  'did you mean': document([
    heading('Did you mean one of these?'),
    ...choices('suggestions', [
      choice('GAN', { type: 'entry', id: 'gan' }),
      choice('VAE', { type: 'entry', id: 'vae' }),
    ]),
  ]),
  list: document([
    heading('Terms'),
    { type: 'list', children: [{ type: 'listItem', children: [strong('RAG: '), text('looks up')] }] },
  ]),
};

const tip = document(
  [
    paragraph([strong('Tip:'), text(' ask for the output first.')]),
    { type: 'sources', manner: 'retold', citations: [cite] },
    ...choices('more', [choice('Tell me more', { type: 'entry', id: 'choosing-flow' })]),
  ],
  { type: 'tip', id: 'output-first' },
);

describe('a document on every platform', () => {
  test('definition', () => {
    expect(drawnEverywhere(documents['definition'])).toMatchInlineSnapshot(`
      "== plain
      Token

      A token is a piece of a word & the unit <models> read.

      ┃ Fiverr, 2026 › Scope
      ┃ The unit of a price list.

      Fiverr, 2026 › Scope · retold in our own words

      → Context window
      == discord
      ## Token
      A token is a piece of a word & the unit \\<models\\> read.
      > **Fiverr, 2026** › Scope
      > The unit of a price list.
      ───
      -# Fiverr, 2026 › Scope · retold in our own words
      [Context window]
      == slack
      *Token*
      A token is a piece of a word &amp; the unit &lt;models&gt; read.
      >*Fiverr, 2026* › Scope
      >The unit of a price list.
      (context) Fiverr, 2026 › Scope · _retold in our own words_
      [Context window]
      (text) Token

      A token is a piece of a word &amp; the unit &lt;models&gt; read.

      ┃ Fiverr, 2026 › Scope
      ┃ The unit of a price list.

      Fiverr, 2026 › Scope · retold in our own words
      == playground
      <h2 class="title">Token</h2>
      <p>A token is a piece of a word &amp; the unit &lt;models&gt; read.</p>
      <figure class="view"><blockquote><p>The unit of a price list.</p></blockquote><figcaption><cite>Fiverr, 2026</cite> <span class="place">› Scope</span></figcaption></figure>
      <p class="sources"><cite>Fiverr, 2026</cite> <span class="place">› Scope</span> · <span class="manner">retold in our own words</span></p>
      <div class="choices" role="group" aria-label="More and related questions"><a class="press press-related" href="/?t=e%3Acontext-window">Context window</a></div>
      == mcp
      outcome: answered
      origin: articles
      title: Token
      answer: A token is a piece of a word & the unit <models> read.
      views: [{"text":"The unit of a price list.","manner":"retold","sources":[{"article":"Fiverr","heading":"Scope","date":"2026-01-01","uri":"ai-diff://article/a"}]}]
      sources: [{"article":"Fiverr","date":"2026-01-01","uri":"ai-diff://article/a","places":[{"heading":"Scope","parts":[]}]}]
      next: [{"label":"Context window","tool":"define","arguments":{"term":"context-window"}}]"
    `);
  });

  test('comparison', () => {
    expect(drawnEverywhere(documents['comparison'])).toMatchInlineSnapshot(`
      "== plain
      GAN and VAE

      Aspect  GAN     VAE
      ──────  ──────  ──────
      Medium  images  images
      == discord
      ## GAN and VAE
      \`\`\`
      Aspect  GAN     VAE
      ──────  ──────  ──────
      Medium  images  images
      \`\`\`
      == slack
      *GAN and VAE*
      *Aspect* | *GAN* | *VAE*
      Medium | images | images
      (text) GAN and VAE

      • Aspect - GAN; VAE
      • Medium - GAN: images; VAE: images
      == playground
      <h2 class="title">GAN and VAE</h2>
      <div class="scroll" role="group" tabindex="0" aria-label="Table: GAN and VAE"><table role="table"><caption>GAN and VAE</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Aspect</th><th role="columnheader" scope="col">GAN</th><th role="columnheader" scope="col">VAE</th><th role="columnheader" scope="col" class="marks">Sources</th></tr></thead><tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="row">Medium</th><td role="cell" data-label="GAN"><span>images</span></td><td role="cell" data-label="VAE"><span>images</span></td><td role="cell" class="marks"><span title="Fiverr, 2026 › Scope">1</span></td></tr></tbody></table></div><details class="row-sources"><summary>Sources of the rows</summary><ol><li>Fiverr, 2026 › Scope</li></ol></details>
      == mcp
      outcome: answered
      origin: articles
      title: GAN and VAE
      table: {"columns":["Aspect","GAN","VAE"],"rows":[{"label":"Medium","cells":["images","images"],"sources":[{"article":"Fiverr","heading":"Scope","date":"2026-01-01","uri":"ai-diff://article/a"}]}],"manner":"retold"}"
    `);
  });

  test('disagreement', () => {
    expect(drawnEverywhere(documents['disagreement'])).toMatchInlineSnapshot(`
      "== plain
      Code

      Articles disagree on whose job code is.
      ┃ Fiverr, 2026 › Scope
      ┃ “An LLM’s.”
      == discord
      ## Code
      **Articles disagree on** whose job code is.
      > **Fiverr, 2026** › Scope
      > “An LLM’s.”
      == slack
      *Code*
      *Articles disagree on* whose job code is.
      >*Fiverr, 2026* › Scope
      >“An LLM’s.”
      (text) Code

      Articles disagree on whose job code is.
      ┃ Fiverr, 2026 › Scope
      ┃ “An LLM’s.”
      == playground
      <h2 class="title">Code</h2>
      <div class="disagreement" role="group" aria-label="Articles disagree"><p><strong>Articles disagree on</strong> whose job code is.</p><figure class="view"><blockquote><p>“An LLM’s.”</p></blockquote><figcaption><cite>Fiverr, 2026</cite> <span class="place">› Scope</span></figcaption></figure></div>
      == mcp
      outcome: answered
      origin: articles
      title: Code
      disagreements: [{"point":"whose job code is.","views":[{"text":"An LLM’s.","manner":"quoted","sources":[{"article":"Fiverr","heading":"Scope","date":"2026-01-01","uri":"ai-diff://article/a"}]}]}]"
    `);
  });

  test('did you mean', () => {
    expect(drawnEverywhere(documents['did you mean'])).toMatchInlineSnapshot(`
      "== plain
      Did you mean one of these?

      → GAN
      → VAE
      == discord
      ## Did you mean one of these?
      ───
      [GAN] [VAE]
      == slack
      *Did you mean one of these?*
      [GAN] [VAE]
      (text) Did you mean one of these?

      → GAN
      → VAE
      == playground
      <h2 class="title">Did you mean one of these?</h2>
      <div class="choices" role="group" aria-label="Suggestions"><a class="press press-suggestions" href="/?t=e%3Agan">GAN</a><a class="press press-suggestions" href="/?t=e%3Avae">VAE</a></div>
      == mcp
      outcome: answered
      origin: articles
      title: Did you mean one of these?
      next: [{"label":"GAN","tool":"define","arguments":{"term":"gan"}},{"label":"VAE","tool":"define","arguments":{"term":"vae"}}]"
    `);
  });

  test('list', () => {
    expect(drawnEverywhere(documents['list'])).toMatchInlineSnapshot(`
      "== plain
      Terms

      • RAG: looks up
      == discord
      ## Terms
      - **RAG:** looks up
      == slack
      *Terms*
      • *RAG:* looks up
      (text) Terms

      • RAG: looks up
      == playground
      <h2 class="title">Terms</h2>
      <ul><li><strong>RAG: </strong>looks up</li></ul>
      == mcp
      outcome: answered
      origin: articles
      title: Terms
      answer: - RAG: looks up"
    `);
  });

  test('a verdict on a job', () => {
    expect(drawnEverywhere(samples.choice)).toMatchInlineSnapshot(`
      "== plain
      For a logo: an image generator, not an LLM.

      Why: the output is a picture.

      ┃ elloAI › When to Use Both Together; Krishang Technolab ›
      ┃ Scale: combine LLMs and Generative AI
      ┃ If the logo needs a slogan too, write it with an LLM and
      ┃ pass it on: combining both is recommended.

      elloAI › Evaluate the Required Output; Builder's guide › How
      to Choose the Right Tool · retold in our own words

      → What about a slogan?: Which AI writes a slogan?

      → Ask me three questions
      == discord
      ## For a logo: an image generator, not an LLM.
      Why: the output is a picture.
      > **elloAI** › When to Use Both Together; **Krishang Technolab** › Scale: combine LLMs and Generative AI
      > If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.
      ───
      -# elloAI › Evaluate the Required Output; Builder's guide › How to Choose the Right Tool · retold in our own words
      [What about a slogan?]
      [Ask me three questions]
      == slack
      *For a logo: an image generator, not an LLM.*
      Why: the output is a picture.
      >*elloAI* › When to Use Both Together; *Krishang Technolab* › Scale: combine LLMs and Generative AI
      >If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.
      (context) elloAI › Evaluate the Required Output; Builder's guide › How to Choose the Right Tool · _retold in our own words_
      [Ask me three questions]
      [What about a slogan?]
      (text) For a logo: an image generator, not an LLM.

      Why: the output is a picture.

      ┃ elloAI › When to Use Both Together; Krishang Technolab › Scale: combine LLMs and Generative AI
      ┃ If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.

      elloAI › Evaluate the Required Output; Builder's guide › How to Choose the Right Tool · retold in our own words

      → Ask me three questions
      == playground
      <h2 class="title">For a logo: an image generator, not an LLM.</h2>
      <p>Why: the output is a picture.</p>
      <figure class="view"><blockquote><p>If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.</p></blockquote><figcaption><cite>elloAI</cite> <span class="place">› When to Use Both Together</span><br><cite>Krishang Technolab</cite> <span class="place">› Scale: combine LLMs and Generative AI</span></figcaption></figure>
      <p class="sources"><cite>elloAI</cite> <span class="place">› Evaluate the Required Output</span> · <cite>Builder&#39;s guide</cite> <span class="place">› How to Choose the Right Tool</span> · <span class="manner">retold in our own words</span></p>
      <div class="choices" role="group" aria-label="More and related questions"><a class="press press-related" href="/?t=q%3AWhich+AI+writes+a+slogan%3F">What about a slogan?</a></div>
      <div class="choices" role="group" aria-label="Next step"><a class="press press-steps" href="/?t=g%3Aoutput">Ask me three questions</a></div>
      == mcp
      outcome: answered
      origin: articles
      title: For a logo: an image generator, not an LLM.
      answer: Why: the output is a picture.
      views: [{"text":"If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.","manner":"retold","sources":[{"article":"elloAI","heading":"When to Use Both Together","uri":"ai-diff://article/elloai"},{"article":"Krishang Technolab","heading":"Scale: combine LLMs and Generative AI","uri":"ai-diff://article/krishang"}]}]
      sources: [{"article":"elloAI","uri":"ai-diff://article/elloai","places":[{"heading":"Evaluate the Required Output","parts":[]}]},{"article":"Builder's guide","uri":"ai-diff://article/builder","places":[{"heading":"How to Choose the Right Tool","parts":[]}]}]
      next: [{"label":"What about a slogan?","tool":"ask","arguments":{"question":"Which AI writes a slogan?"}},{"label":"Ask me three questions","tool":"choose","arguments":{"step":"output"}}]
      target: e:choose-image"
    `);
  });

  test('nothing found', () => {
    expect(drawnEverywhere(samples.unanswered)).toMatchInlineSnapshot(`
      "== plain
      Nothing on that

      I answer questions on LLMs and generative AI from five
      articles, and don't guess.

      Closest that I have:

      → Which AI for video?: Which AI should I use for video?
      → Cost of media models
      == discord
      ## Nothing on that
      I answer questions on LLMs and generative AI from five articles, and don't guess.
      Closest that I have:
      ───
      [Which AI for video?] [Cost of media models]
      == slack
      *Nothing on that*
      I answer questions on LLMs and generative AI from five articles, and don't guess.
      Closest that I have:
      [Which AI for video?] [Cost of media models]
      (text) Nothing on that

      I answer questions on LLMs and generative AI from five articles, and don't guess.

      Closest that I have:

      → Which AI for video?: Which AI should I use for video?
      → Cost of media models
      == playground
      <h2 class="title">Nothing on that</h2>
      <p>I answer questions on LLMs and generative AI from five articles, and don&#39;t guess.</p>
      <p>Closest that I have:</p>
      <div class="choices" role="group" aria-label="Suggestions"><a class="press press-suggestions" href="/?t=q%3AWhich+AI+should+I+use+for+video%3F">Which AI for video?</a><a class="press press-suggestions" href="/?t=e%3Acost-llm-vs-media">Cost of media models</a></div>
      == mcp
      outcome: answered
      origin: articles
      title: Nothing on that
      answer: I answer questions on LLMs and generative AI from five articles, and don't guess.

      Closest that I have:
      next: [{"label":"Which AI for video?","tool":"ask","arguments":{"question":"Which AI should I use for video?"}},{"label":"Cost of media models","tool":"define","arguments":{"term":"cost-llm-vs-media"}}]"
    `);
  });

  test('the help', () => {
    expect(drawnEverywhere(samples.help)).toMatchInlineSnapshot(`
      "== plain
      Ask about LLMs and generative AI

      Ask in your own words. Every answer says which article it
      comes from; where they disagree, you see each side.

      • Fiverr: LLM vs. Generative AI, 2026
      • elloAI: LLM vs Generative AI

      Nothing you ask is kept.

      → LLM or generative AI?
      → What is RAG?
      == discord
      ## Ask about LLMs and generative AI
      Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.
      - Fiverr: LLM vs. Generative AI, 2026
      - elloAI: LLM vs Generative AI
      Nothing you ask is kept.
      ───
      [LLM or generative AI?] [What is RAG?]
      == slack
      *Ask about LLMs and generative AI*
      Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.
      • Fiverr: LLM vs. Generative AI, 2026
      • elloAI: LLM vs Generative AI
      Nothing you ask is kept.
      [LLM or generative AI?] [What is RAG?]
      (text) Ask about LLMs and generative AI

      Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.

      • Fiverr: LLM vs. Generative AI, 2026
      • elloAI: LLM vs Generative AI

      Nothing you ask is kept.

      → LLM or generative AI?
      → What is RAG?
      == playground
      <h2 class="title">Ask about LLMs and generative AI</h2>
      <p>Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.</p>
      <ul><li>Fiverr: LLM vs. Generative AI, 2026</li><li>elloAI: LLM vs Generative AI</li></ul>
      <p>Nothing you ask is kept.</p>
      <div class="choices" role="group" aria-label="Examples to try"><a class="press press-examples" href="/?t=q%3ALLM+or+generative+AI%3F">LLM or generative AI?</a><a class="press press-examples" href="/?t=q%3AWhat+is+RAG%3F">What is RAG?</a></div>
      == mcp
      outcome: answered
      origin: articles
      title: Ask about LLMs and generative AI
      answer: Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.

      - Fiverr: LLM vs. Generative AI, 2026
      - elloAI: LLM vs Generative AI

      Nothing you ask is kept.
      next: [{"label":"LLM or generative AI?","tool":"ask","arguments":{"question":"LLM or generative AI?"}},{"label":"What is RAG?","tool":"ask","arguments":{"question":"What is RAG?"}}]
      target: h"
    `);
  });
});

type Node = Block | Inline | ListItem | TableRow | TableCell | Choice;
type Shown = { readonly block: Block; readonly words?: string; readonly on?: Partial<Record<Platform, string>> };

const said = [text('zebu')];
const inline = (...children: readonly Inline[]): Block => paragraph(children);
const table: Block = { type: 'table', children: [tableRow(['Aspect', 'GAN']), tableRow(['Medium', 'zebu'])] };
const listed: Block = { type: 'list', children: [{ type: 'listItem', children: said }] };
const [pressed = listed] = choices('related', [choice('zebu', { type: 'question', question: 'What is a zebu?' })]);

// Words that identify each kind of node; `on` if a platform shows it in its own way.
const nodes: Readonly<Record<Node['type'], Shown>> = {
  heading: { block: heading('zebu') },
  paragraph: { block: inline(...said) },
  view: { block: { type: 'view', verbatim: false, children: said, citations: [cite] } },
  table: { block: table },
  tableRow: { block: table },
  tableCell: { block: table, words: 'Aspect' },
  list: { block: listed },
  listItem: { block: listed },
  code: { block: { type: 'code', value: 'zebu' } },
  disagreement: { block: { type: 'disagreement', children: said, views: [] } },
  sources: { block: { type: 'sources', manner: 'retold', citations: [{ ...cite, name: 'zebu' }] } },
  choices: { block: pressed },
  choice: { block: pressed },
  text: { block: inline(...said) },
  strong: { block: inline({ type: 'strong', children: said }), on: { discord: '**zebu**', slack: '*zebu*' } },
  emphasis: { block: inline({ type: 'emphasis', children: said }), on: { discord: '*zebu*', slack: '_zebu_' } },
  inlineCode: { block: inline({ type: 'inlineCode', value: 'zebu' }), on: { discord: '`zebu`', slack: '`zebu`' } },
  link: { block: inline({ type: 'link', url: 'https://zebu.example/', children: said }) },
  moment: {
    block: inline({ type: 'moment', at: 0, text: 'zebu' }),
    on: { discord: '<t:0:F>', slack: '<!date^0^' },
  },
  mention: {
    block: inline({ type: 'mention', of: 'channel', id: '84444444444444444' }),
    words: '84444444444444444',
  },
};

describe.each(platforms)('on %s', (platform) => {
  test.each(Object.entries(nodes))('a node of the type %s is shown', (_, { block, words = 'zebu', on = {} }) => {
    const drawn = drawnOn(platform, document([heading('Title'), block].slice(block.type === 'heading' ? 1 : 0)));
    expect(drawn).toContain(on[platform] ?? words);
  });
});

describe('a tip on every platform', () => {
  test('is short and has its source', () => {
    expect(renderPlain(tip, { choices: false })).toBe(
      'Tip: ask for the output first.\n\nFiverr, 2026 › Scope · retold in our own words',
    );
    expect(renderSlack(tip, { ask: { type: 'press', target: { type: 'tip', id: 'output-first' } } }).text).toBe(
      'Tip: ask for the output first.\n\nFiverr, 2026 › Scope · retold in our own words',
    );
  });

  test('has a button for more, and two for votes on it', () => {
    expect(JSON.stringify(renderDiscord(tip, { feedback: true }).pages[0]).match(/"custom_id":"[^"]+"/g)).toEqual([
      '"custom_id":"v1:m:e:choosing-flow"',
      '"custom_id":"v1:y:t:output-first"',
      '"custom_id":"v1:n:t:output-first"',
    ]);
    const { blocks } = renderSlack(tip, { ask: { type: 'press', target: { type: 'tip', id: 'output-first' } } });
    expect(blocks.map(({ type }) => type)).toEqual(['section', 'context', 'actions', 'context_actions']);
    expect(JSON.stringify(blocks)).toContain('"value":"1p:e:choosing-flow"');
    expect(JSON.stringify(blocks)).toContain(
      JSON.stringify('1{"do":"vote","up":true,"t":"t:output-first"}').slice(1, -1),
    );
  });
});

test('a moment is shown in the reader’s own time, people and channels by their names, if the platform can do that', () => {
  const at = Date.parse('2026-11-27T08:00:00Z');
  const line = (id: string) =>
    document([
      paragraph([
        { type: 'moment', at, text: '27 Nov 09:00 | <CET>' },
        text(' '),
        { type: 'mention', of: 'channel', id },
        text(' '),
        { type: 'mention', of: 'person', id },
      ]),
    ]);
  const slackText = (given: Document) => JSON.stringify(renderSlack(given).blocks);
  expect(renderPlain(line('C1'))).toBe('27 Nov 09:00 | <CET> #C1 @C1');
  expect(drawnOn('discord', line('844444444444444444'))).toContain(
    '<t:1795766400:F> <#844444444444444444> <@844444444444444444>',
  );
  expect(slackText(line('C1'))).toContain(
    '<!date^1795766400^{date_long_pretty}, {time}|27 Nov 09:00 / &lt;CET&gt;> <#C1> C1',
  );
  expect(renderPlayground(line('C1'))).toContain(
    '<time datetime="2026-11-27T08:00:00.000Z">27 Nov 09:00 | &lt;CET&gt;</time>',
  );
  // An invalid id is shown as a word.
  expect(slackText(line('!channel'))).not.toContain('<!channel');
  expect(drawnOn('discord', line('@everyone'))).not.toContain('<@');
});

test('text to copy stays as it is, and what would end it early is changed', () => {
  const value = 'title: "a & <b>"\n\n  - indented ``` *not bold*';
  const draft = document([heading('Draft'), { type: 'code', value }]);
  expect(drawnOn('plain', draft)).toBe(`Draft\n\n${value}`);
  expect(drawnOn('discord', draft)).toMatch(/\n```\ntitle: "a & <b>"\n\n {2}- indented [^`]* \*not bold\*\n```$/);
  const { blocks, text: fallback } = renderSlack(draft);
  expect(blocks.at(-1)).toMatchObject({
    text: { text: "```title: \"a &amp; &lt;b&gt;\"\n\n  - indented ''' *not bold*```" },
  });
  expect(fallback).toContain('  - indented');
  expect(drawnOn('playground', draft)).toContain(
    '<pre class="code">title: &quot;a &amp; &lt;b&gt;&quot;\n\n  - indented ``` *not bold*</pre>',
  );
  expect(drawnOn('mcp', draft)).toContain(value);
});
