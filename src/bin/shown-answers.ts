// Renders answers as plain text the way Discord and Slack show them, from the payloads that would be sent.
import type { ActionRow, Payload } from '../adapters/discord/out/payload.js';
import { renderDocument } from '../adapters/discord/out/render.js';
import { type BlockElement, cellText, type SlackMessage } from '../adapters/slack/out/limits.js';
import { renderMessage } from '../adapters/slack/out/render.js';
import type { Engine } from '../engine/engine.js';

/** The questions in docs/answers.md: some of each kind, including those with no answer or a partial one. */
export const askedThere = [
  'What is an LLM?',
  'What is generative AI?',
  'What is the difference between an LLM and generative AI?',
  'Are all LLMs generative AI?',
  'Is ChatGPT an LLM?',
  'What is RAG?',
  'RAG or fine-tuning?',
  'GAN vs diffusion model',
  'Claude vs ChatGPT',
  'GPT vs Gemini',
  'Which AI for a logo?',
  'Which AI should I use for summarizing reports?',
  'Which AI for a marketing campaign?',
  'Training data of LLMs and generative AI',
  'What is hallucination?',
  'How big is the generative AI market?',
  'Will AI replace programmers?',
  'What is Midjourney?',
  'What does Midjourney cost?',
  'Who won the football match yesterday?',
] as const;

export function answersText(engine: Engine): string {
  const parts = askedThere.map((question) => {
    const { document, context } = engine.ask(question);
    const asked = { type: 'question', text: question } as const;
    const next = context === undefined ? {} : { context };
    const [page] = renderDocument(document, { asked, asker: '1', feedback: true, ...next }).pages;
    const slack = renderMessage(document, { ask: asked, by: 'U1', explained: true, ...next });
    return [
      `## ${question}`,
      ...fenced('On Discord', page === undefined ? [] : discordLines(page)),
      ...fenced('On Slack', slackLines(slack)),
    ].join('\n\n');
  });
  return `${head}\n\n${parts.join('\n\n')}\n`;
}

const head = [
  '# Answers',
  [
    'Twenty questions and their answers, as sent to Discord and Slack. `npm run show-answers` writes this file, and a test',
    'fails when it is out of date. Buttons are in brackets; `[…: ]` is a menu.',
  ].join('\n'),
].join('\n\n');

function fenced(name: string, lines: readonly string[]): readonly string[] {
  return [name, ['````text', ...lines, '````'].join('\n')];
}

function discordLines({ components = [] }: Payload): readonly string[] {
  return components.flatMap((component) => {
    const children = component.type === 17 ? component.components : [component];
    return children.flatMap((child) => {
      if (child.type === 10) return child.content.split('\n');
      return child.type === 14 ? ['---'] : [rowLine(child)];
    });
  });
}

function rowLine({ components }: ActionRow): string {
  return components
    .map((each) =>
      each.type === 2
        ? `[ ${[each.emoji?.name, each.label].filter((part) => part !== undefined).join(' ')} ]`
        : `[ ${each.placeholder}: ${each.options.map(({ label }) => label).join(' | ')} ]`,
    )
    .join(' ');
}

function slackLines({ blocks }: SlackMessage): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'section':
        return [
          ...(block.text?.text.split('\n') ?? []),
          ...(block.accessory === undefined ? [] : elementText(block.accessory)),
        ];
      case 'context':
        return block.elements.flatMap((element) => ('text' in element ? element.text.split('\n') : []));
      case 'table':
        return block.rows.map((row) => row.map(cellText).join(' | '));
      case 'actions':
      case 'context_actions':
        return [block.elements.flatMap(elementText).join(' ')];
      default:
        return [];
    }
  });
}

function elementText(element: BlockElement): readonly string[] {
  switch (element.type) {
    case 'button':
    case 'icon_button':
      return [`[ ${element.text.text} ]`];
    case 'overflow':
      return [`[ …: ${element.options.map(({ text }) => text.text).join(' | ')} ]`];
    case 'static_select':
      return [
        `[ ${element.placeholder?.text ?? ''}: ${(element.options ?? []).map(({ text }) => text.text).join(' | ')} ]`,
      ];
    case 'feedback_buttons':
      return [`[ ${element.positive_button.text.text} ] [ ${element.negative_button.text.text} ]`];
    default:
      return [];
  }
}
