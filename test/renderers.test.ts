// One document of each kind, and what every platform gets for it, side by side.
import { describe, expect, test } from 'vitest';
import { renderDocument as renderDiscord } from '../src/adapters/discord/out/render.js';
import { renderDocument as renderPlayground } from '../src/adapters/playground/render.js';
import { renderMessage as renderSlack } from '../src/adapters/slack/out/render.js';
import { choice, choices, document, heading, paragraph, strong, tableRow, text } from '../src/document/build.js';
import type { Citation, Document } from '../src/document/nodes.js';
import { renderPlain } from '../src/document/plain.js';
import { documents as samples } from './fixtures/documents.js';

const cite: Citation = { article: 'a', name: 'Fiverr', heading: 'Scope', date: '2026-01-01' };

const documents: Readonly<Record<string, Document>> = {
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

/** The first message that Discord gets, without the ids of its buttons. */
function discord(given: Document) {
  return JSON.parse(
    JSON.stringify(renderDiscord(given, {}).pages[0], (key, value) => (key === 'custom_id' ? undefined : value)),
  );
}

/** What Slack gets, without the values of its buttons. */
function slack(given: Document) {
  return JSON.parse(
    JSON.stringify(renderSlack(given, {}), (key, value) =>
      key === 'value' || key === 'action_id' || key === 'block_id' ? undefined : value,
    ),
  );
}

const everywhere = (given: Document) => ({
  plain: renderPlain(given, { width: 60 }),
  discord: discord(given),
  slack: slack(given),
  playground: renderPlayground(given),
});

describe('a document on every platform', () => {
  test('definition', () => {
    expect(everywhere(documents['definition'] as Document)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## Token",
                  "type": 10,
                },
                {
                  "content": "A token is a piece of a word & the unit \\<models\\> read.",
                  "type": 10,
                },
                {
                  "content": "> **Fiverr, 2026** › Scope
      > The unit of a price list.",
                  "type": 10,
                },
                {
                  "divider": true,
                  "spacing": 1,
                  "type": 14,
                },
                {
                  "content": "-# Fiverr, 2026 › Scope · retold in our own words",
                  "type": 10,
                },
                {
                  "components": [
                    {
                      "label": "Context window",
                      "style": 2,
                      "type": 2,
                    },
                  ],
                  "type": 1,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "Token

      A token is a piece of a word & the unit <models> read.

      ┃ Fiverr, 2026 › Scope
      ┃ The unit of a price list.

      Fiverr, 2026 › Scope · retold in our own words

      → Context window",
        "playground": "<h2 class="title">Token</h2>
      <p>A token is a piece of a word &amp; the unit &lt;models&gt; read.</p>
      <figure class="view"><blockquote><p>The unit of a price list.</p></blockquote><figcaption><cite>Fiverr, 2026</cite> <span class="place">› Scope</span></figcaption></figure>
      <p class="sources"><cite>Fiverr, 2026</cite> <span class="place">› Scope</span> · <span class="manner">retold in our own words</span></p>
      <div class="choices" role="group" aria-label="More and related questions"><a class="press press-related" href="/?t=e%3Acontext-window">Context window</a></div>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*Token*
      A token is a piece of a word &amp; the unit &lt;models&gt; read.",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": ">*Fiverr, 2026* › Scope
      >The unit of a price list.",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "text": "Fiverr, 2026 › Scope · _retold in our own words_",
                  "type": "mrkdwn",
                  "verbatim": true,
                },
              ],
              "type": "context",
            },
            {
              "elements": [
                {
                  "text": {
                    "emoji": false,
                    "text": "Context window",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
              ],
              "type": "actions",
            },
          ],
          "text": "Token

      A token is a piece of a word &amp; the unit &lt;models&gt; read.

      ┃ Fiverr, 2026 › Scope
      ┃ The unit of a price list.

      Fiverr, 2026 › Scope · retold in our own words",
        },
      }
    `);
  });
  test('comparison', () => {
    expect(everywhere(documents['comparison'] as Document)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## GAN and VAE",
                  "type": 10,
                },
                {
                  "content": "\`\`\`
      Aspect  GAN     VAE
      ──────  ──────  ──────
      Medium  images  images
      \`\`\`",
                  "type": 10,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "GAN and VAE

      Aspect  GAN     VAE
      ──────  ──────  ──────
      Medium  images  images",
        "playground": "<h2 class="title">GAN and VAE</h2>
      <div class="scroll" role="group" tabindex="0" aria-label="Table: GAN and VAE"><table role="table"><caption>GAN and VAE</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Aspect</th><th role="columnheader" scope="col">GAN</th><th role="columnheader" scope="col">VAE</th><th role="columnheader" scope="col" class="marks">Sources</th></tr></thead><tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="row">Medium</th><td role="cell" data-label="GAN"><span>images</span></td><td role="cell" data-label="VAE"><span>images</span></td><td role="cell" class="marks"><span title="Fiverr, 2026 › Scope">1</span></td></tr></tbody></table></div><details class="row-sources"><summary>Sources of the rows</summary><ol><li>Fiverr, 2026 › Scope</li></ol></details>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*GAN and VAE*",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "column_settings": [
                {
                  "is_wrapped": true,
                },
                {
                  "is_wrapped": true,
                },
                {
                  "is_wrapped": true,
                },
              ],
              "rows": [
                [
                  {
                    "elements": [
                      {
                        "elements": [
                          {
                            "style": {
                              "bold": true,
                            },
                            "text": "Aspect",
                            "type": "text",
                          },
                        ],
                        "type": "rich_text_section",
                      },
                    ],
                    "type": "rich_text",
                  },
                  {
                    "elements": [
                      {
                        "elements": [
                          {
                            "style": {
                              "bold": true,
                            },
                            "text": "GAN",
                            "type": "text",
                          },
                        ],
                        "type": "rich_text_section",
                      },
                    ],
                    "type": "rich_text",
                  },
                  {
                    "elements": [
                      {
                        "elements": [
                          {
                            "style": {
                              "bold": true,
                            },
                            "text": "VAE",
                            "type": "text",
                          },
                        ],
                        "type": "rich_text_section",
                      },
                    ],
                    "type": "rich_text",
                  },
                ],
                [
                  {
                    "text": "Medium",
                    "type": "raw_text",
                  },
                  {
                    "text": "images",
                    "type": "raw_text",
                  },
                  {
                    "text": "images",
                    "type": "raw_text",
                  },
                ],
              ],
              "type": "table",
            },
          ],
          "text": "GAN and VAE

      • Aspect - GAN; VAE
      • Medium - GAN: images; VAE: images",
        },
      }
    `);
  });
  test('disagreement', () => {
    expect(everywhere(documents['disagreement'] as Document)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## Code",
                  "type": 10,
                },
                {
                  "content": "**Articles disagree on** whose job code is.",
                  "type": 10,
                },
                {
                  "content": "> **Fiverr, 2026** › Scope
      > “An LLM’s.”",
                  "type": 10,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "Code

      Articles disagree on whose job code is.
      ┃ Fiverr, 2026 › Scope
      ┃ “An LLM’s.”",
        "playground": "<h2 class="title">Code</h2>
      <div class="disagreement" role="group" aria-label="Articles disagree"><p><strong>Articles disagree on</strong> whose job code is.</p><figure class="view"><blockquote><p>“An LLM’s.”</p></blockquote><figcaption><cite>Fiverr, 2026</cite> <span class="place">› Scope</span></figcaption></figure></div>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*Code*",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": "*Articles disagree on* whose job code is.
      >*Fiverr, 2026* › Scope
      >“An LLM’s.”",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
          ],
          "text": "Code

      Articles disagree on whose job code is.
      ┃ Fiverr, 2026 › Scope
      ┃ “An LLM’s.”",
        },
      }
    `);
  });
  test('did you mean', () => {
    expect(everywhere(documents['did you mean'] as Document)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## Did you mean one of these?",
                  "type": 10,
                },
                {
                  "divider": true,
                  "spacing": 1,
                  "type": 14,
                },
                {
                  "components": [
                    {
                      "label": "GAN",
                      "style": 2,
                      "type": 2,
                    },
                    {
                      "label": "VAE",
                      "style": 2,
                      "type": 2,
                    },
                  ],
                  "type": 1,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "Did you mean one of these?

      → GAN
      → VAE",
        "playground": "<h2 class="title">Did you mean one of these?</h2>
      <div class="choices" role="group" aria-label="Suggestions"><a class="press press-suggestions" href="/?t=e%3Agan">GAN</a><a class="press press-suggestions" href="/?t=e%3Avae">VAE</a></div>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*Did you mean one of these?*",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "text": {
                    "emoji": false,
                    "text": "GAN",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
                {
                  "text": {
                    "emoji": false,
                    "text": "VAE",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
              ],
              "type": "actions",
            },
          ],
          "text": "Did you mean one of these?

      → GAN
      → VAE",
        },
      }
    `);
  });
  test('list', () => {
    expect(everywhere(documents['list'] as Document)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## Terms",
                  "type": 10,
                },
                {
                  "content": "- **RAG:** looks up",
                  "type": 10,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "Terms

      • RAG: looks up",
        "playground": "<h2 class="title">Terms</h2>
      <ul><li><strong>RAG: </strong>looks up</li></ul>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*Terms*",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": "• *RAG:* looks up",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
          ],
          "text": "Terms

      • RAG: looks up",
        },
      }
    `);
  });
});

describe('other answers on every platform', () => {
  const { choice: verdict, unanswered, help } = samples;

  test('a verdict on a job', () => {
    expect(everywhere(verdict)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## For a logo: an image generator, not an LLM.",
                  "type": 10,
                },
                {
                  "content": "Why: the output is a picture.",
                  "type": 10,
                },
                {
                  "content": "> **elloAI** › When to Use Both Together; **Krishang Technolab** › Scale: combine LLMs and Generative AI
      > If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.",
                  "type": 10,
                },
                {
                  "divider": true,
                  "spacing": 1,
                  "type": 14,
                },
                {
                  "content": "-# elloAI › Evaluate the Required Output; Builder's guide › How to Choose the Right Tool · retold in our own words",
                  "type": 10,
                },
                {
                  "components": [
                    {
                      "label": "What about a slogan?",
                      "style": 2,
                      "type": 2,
                    },
                  ],
                  "type": 1,
                },
                {
                  "components": [
                    {
                      "label": "Ask me three questions",
                      "style": 2,
                      "type": 2,
                    },
                  ],
                  "type": 1,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "For a logo: an image generator, not an LLM.

      Why: the output is a picture.

      ┃ elloAI › When to Use Both Together; Krishang Technolab ›
      ┃ Scale: combine LLMs and Generative AI
      ┃ If the logo needs a slogan too, write it with an LLM and
      ┃ pass it on: combining both is recommended.

      elloAI › Evaluate the Required Output; Builder's guide › How
      to Choose the Right Tool · retold in our own words

      → What about a slogan?: Which AI writes a slogan?

      → Ask me three questions",
        "playground": "<h2 class="title">For a logo: an image generator, not an LLM.</h2>
      <p>Why: the output is a picture.</p>
      <figure class="view"><blockquote><p>If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.</p></blockquote><figcaption><cite>elloAI</cite> <span class="place">› When to Use Both Together</span><br><cite>Krishang Technolab</cite> <span class="place">› Scale: combine LLMs and Generative AI</span></figcaption></figure>
      <p class="sources"><cite>elloAI</cite> <span class="place">› Evaluate the Required Output</span> · <cite>Builder&#39;s guide</cite> <span class="place">› How to Choose the Right Tool</span> · <span class="manner">retold in our own words</span></p>
      <div class="choices" role="group" aria-label="More and related questions"><a class="press press-related" href="/?t=q%3AWhich+AI+writes+a+slogan%3F">What about a slogan?</a></div>
      <div class="choices" role="group" aria-label="Next step"><a class="press press-steps" href="/?t=g%3Aoutput">Ask me three questions</a></div>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*For a logo: an image generator, not an LLM.*
      Why: the output is a picture.",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": ">*elloAI* › When to Use Both Together; *Krishang Technolab* › Scale: combine LLMs and Generative AI
      >If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "text": "elloAI › Evaluate the Required Output; Builder's guide › How to Choose the Right Tool · _retold in our own words_",
                  "type": "mrkdwn",
                  "verbatim": true,
                },
              ],
              "type": "context",
            },
            {
              "elements": [
                {
                  "text": {
                    "emoji": false,
                    "text": "Ask me three questions",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
              ],
              "type": "actions",
            },
            {
              "elements": [
                {
                  "text": {
                    "emoji": false,
                    "text": "What about a slogan?",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
              ],
              "type": "actions",
            },
          ],
          "text": "For a logo: an image generator, not an LLM.

      Why: the output is a picture.

      ┃ elloAI › When to Use Both Together; Krishang Technolab › Scale: combine LLMs and Generative AI
      ┃ If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.

      elloAI › Evaluate the Required Output; Builder's guide › How to Choose the Right Tool · retold in our own words

      → Ask me three questions",
        },
      }
    `);
  });

  test('nothing found', () => {
    expect(everywhere(unanswered)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## Nothing on that",
                  "type": 10,
                },
                {
                  "content": "I answer questions on LLMs and generative AI from five articles, and don't guess.",
                  "type": 10,
                },
                {
                  "content": "Closest that I have:",
                  "type": 10,
                },
                {
                  "divider": true,
                  "spacing": 1,
                  "type": 14,
                },
                {
                  "components": [
                    {
                      "label": "Which AI for video?",
                      "style": 2,
                      "type": 2,
                    },
                    {
                      "label": "Cost of media models",
                      "style": 2,
                      "type": 2,
                    },
                  ],
                  "type": 1,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "Nothing on that

      I answer questions on LLMs and generative AI from five
      articles, and don't guess.

      Closest that I have:

      → Which AI for video?: Which AI should I use for video?
      → Cost of media models",
        "playground": "<h2 class="title">Nothing on that</h2>
      <p>I answer questions on LLMs and generative AI from five articles, and don&#39;t guess.</p>
      <p>Closest that I have:</p>
      <div class="choices" role="group" aria-label="Suggestions"><a class="press press-suggestions" href="/?t=q%3AWhich+AI+should+I+use+for+video%3F">Which AI for video?</a><a class="press press-suggestions" href="/?t=e%3Acost-llm-vs-media">Cost of media models</a></div>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*Nothing on that*
      I answer questions on LLMs and generative AI from five articles, and don't guess.
      Closest that I have:",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "text": {
                    "emoji": false,
                    "text": "Which AI for video?",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
                {
                  "text": {
                    "emoji": false,
                    "text": "Cost of media models",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
              ],
              "type": "actions",
            },
          ],
          "text": "Nothing on that

      I answer questions on LLMs and generative AI from five articles, and don't guess.

      Closest that I have:

      → Which AI for video?: Which AI should I use for video?
      → Cost of media models",
        },
      }
    `);
  });

  test('the help', () => {
    expect(everywhere(help)).toMatchInlineSnapshot(`
      {
        "discord": {
          "allowed_mentions": {
            "parse": [],
            "replied_user": false,
          },
          "components": [
            {
              "components": [
                {
                  "content": "## Ask about LLMs and generative AI",
                  "type": 10,
                },
                {
                  "content": "Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.",
                  "type": 10,
                },
                {
                  "content": "- Fiverr: LLM vs. Generative AI, 2026
      - elloAI: LLM vs Generative AI",
                  "type": 10,
                },
                {
                  "content": "Nothing you ask is kept.",
                  "type": 10,
                },
                {
                  "divider": true,
                  "spacing": 1,
                  "type": 14,
                },
                {
                  "components": [
                    {
                      "label": "LLM or generative AI?",
                      "style": 2,
                      "type": 2,
                    },
                    {
                      "label": "What is RAG?",
                      "style": 2,
                      "type": 2,
                    },
                  ],
                  "type": 1,
                },
              ],
              "type": 17,
            },
          ],
          "flags": 32768,
        },
        "plain": "Ask about LLMs and generative AI

      Ask in your own words. Every answer says which article it
      comes from; where they disagree, you see each side.

      • Fiverr: LLM vs. Generative AI, 2026
      • elloAI: LLM vs Generative AI

      Nothing you ask is kept.

      → LLM or generative AI?
      → What is RAG?",
        "playground": "<h2 class="title">Ask about LLMs and generative AI</h2>
      <p>Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.</p>
      <ul><li>Fiverr: LLM vs. Generative AI, 2026</li><li>elloAI: LLM vs Generative AI</li></ul>
      <p>Nothing you ask is kept.</p>
      <div class="choices" role="group" aria-label="Examples to try"><a class="press press-examples" href="/?t=q%3ALLM+or+generative+AI%3F">LLM or generative AI?</a><a class="press press-examples" href="/?t=q%3AWhat+is+RAG%3F">What is RAG?</a></div>",
        "slack": {
          "blocks": [
            {
              "text": {
                "text": "*Ask about LLMs and generative AI*
      Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": "• Fiverr: LLM vs. Generative AI, 2026
      • elloAI: LLM vs Generative AI",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": "Nothing you ask is kept.",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "text": {
                    "emoji": false,
                    "text": "LLM or generative AI?",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
                {
                  "text": {
                    "emoji": false,
                    "text": "What is RAG?",
                    "type": "plain_text",
                  },
                  "type": "button",
                },
              ],
              "type": "actions",
            },
          ],
          "text": "Ask about LLMs and generative AI

      Ask in your own words. Every answer says which article it comes from; where they disagree, you see each side.

      • Fiverr: LLM vs. Generative AI, 2026
      • elloAI: LLM vs Generative AI

      Nothing you ask is kept.

      → LLM or generative AI?
      → What is RAG?",
        },
      }
    `);
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

test('a moment is shown in the reader’s own time, people and channels by their names, where the platform can', () => {
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
  expect(JSON.stringify(discord(line('844444444444444444')))).toContain(
    '<t:1795766400:F> <#844444444444444444> <@844444444444444444>',
  );
  expect(slackText(line('C1'))).toContain(
    '<!date^1795766400^{date_long_pretty}, {time}|27 Nov 09:00 / &lt;CET&gt;> <#C1> C1',
  );
  expect(renderPlayground(line('C1'))).toContain(
    '<time datetime="2026-11-27T08:00:00.000Z">27 Nov 09:00 | &lt;CET&gt;</time>',
  );
  // What is no id is a word.
  expect(slackText(line('!channel'))).not.toContain('<!channel');
  expect(JSON.stringify(discord(line('@everyone')))).not.toContain('<@');
});

test('text to copy stays as it is, and what would end it early is changed', () => {
  const value = 'title: "a & <b>"\n\n  - indented ``` *not bold*';
  const drawn = everywhere(document([heading('Draft'), { type: 'code', value }]));
  expect(drawn.plain).toBe(`Draft\n\n${value}`);
  const [container] = drawn.discord.components;
  expect(container.components.at(-1).content).toMatch(
    /^```\ntitle: "a & <b>"\n\n {2}- indented [^`]* \*not bold\*\n```$/,
  );
  expect(drawn.slack.blocks.at(-1).text.text).toBe("```title: \"a &amp; &lt;b&gt;\"\n\n  - indented ''' *not bold*```");
  expect(drawn.slack.text).toContain('  - indented');
  expect(drawn.playground).toContain(
    '<pre class="code">title: &quot;a &amp; &lt;b&gt;&quot;\n\n  - indented ``` *not bold*</pre>',
  );
});
