// Names and descriptions of commands and options, in English and in translation. A name is lower case without spaces in every language; a
// description has at most 100 characters.

import type { CommandOption } from './command-list.js';

const locales = ['de', 'fr', 'es-ES', 'es-419', 'pt-BR', 'ja'] as const;
type Locale = (typeof locales)[number];
export type Localizations = Readonly<Record<Locale, string>>;

/** A name and a description, in English and in translation. */
export type CommandWords = {
  readonly description: string;
  readonly names: Localizations;
  readonly descriptions: Localizations;
};

/** One name per language; Spain and Latin America share theirs. */
export function translate(de: string, fr: string, es: string, pt: string, ja: string): Localizations {
  return { de, fr, 'es-ES': es, 'es-419': es, 'pt-BR': pt, ja };
}

/** Words in Discord's fields. */
export function worded({ description, names, descriptions }: CommandWords) {
  return { description, name_localizations: names, description_localizations: descriptions } as const;
}

/** Makes options and subcommands from their words, by name. */
export function createNamed<Name extends string>(texts: Readonly<Record<Name, CommandWords>>) {
  return (type: CommandOption['type'], name: Name, details: Partial<CommandOption> = {}): CommandOption => ({
    type,
    name,
    ...worded(texts[name]),
    ...details,
  });
}

export const words = {
  'ai-diff': {
    description: 'Compare an LLM with generative AI, or any two AI terms',
    names: translate('ki-vergleich', 'ia-différence', 'ia-diferencia', 'ia-diferença', 'ai-違い'),
    descriptions: translate(
      'Vergleicht LLM und generative KI, oder zwei beliebige KI-Begriffe (Antworten auf Englisch)',
      "Compare LLM et IA générative, ou deux termes d'IA (réponses en anglais)",
      'Compara LLM e IA generativa, o dos términos de IA (respuestas en inglés)',
      'Compara LLM e IA generativa, ou dois termos de IA (respostas em inglês)',
      'LLMと生成AI、または2つのAI用語を比較します(回答は英語)',
    ),
  },
  'ai-ask': {
    description: 'Ask a question about LLMs and generative AI',
    names: translate('ki-frage', 'ia-question', 'ia-pregunta', 'ia-pergunta', 'ai-質問'),
    descriptions: translate(
      'Beantwortet eine Frage zu LLMs und generativer KI (auf Englisch)',
      "Pose une question sur les LLM et l'IA générative (réponses en anglais)",
      'Haz una pregunta sobre los LLM y la IA generativa (respuestas en inglés)',
      'Faça uma pergunta sobre LLMs e IA generativa (respostas em inglês)',
      'LLMと生成AIについて質問します(回答は英語)',
    ),
  },
  'ai-define': {
    description: 'Explain an AI term',
    names: translate('ki-begriff', 'ia-définir', 'ia-definir', 'ia-definir', 'ai-用語'),
    descriptions: translate(
      'Erklärt einen KI-Begriff (auf Englisch)',
      "Explique un terme d'IA (en anglais)",
      'Explica un término de IA (en inglés)',
      'Explica um termo de IA (em inglês)',
      'AI用語を説明します(英語)',
    ),
  },
  'ai-choose': {
    description: 'Find out which kind of AI fits a task',
    names: translate('ki-auswahl', 'ia-choisir', 'ia-elegir', 'ia-escolher', 'ai-選ぶ'),
    descriptions: translate(
      'Zeigt, welche Art von KI zu einer Aufgabe passt (auf Englisch)',
      "Trouve le type d'IA adapté à une tâche (en anglais)",
      'Descubre qué tipo de IA conviene a una tarea (en inglés)',
      'Descubra qual tipo de IA serve para uma tarefa (em inglês)',
      'タスクに合うAIの種類を探します(英語)',
    ),
  },
  'ai-help': {
    description: 'What this bot answers, and from which articles',
    names: translate('ki-hilfe', 'ia-aide', 'ia-ayuda', 'ia-ajuda', 'ai-ヘルプ'),
    descriptions: translate(
      'Was dieser Bot beantwortet, und aus welchen Artikeln',
      'Ce à quoi ce bot répond, et à partir de quels articles',
      'Qué responde este bot y de qué artículos',
      'O que este bot responde e de quais artigos',
      'このボットが答える内容と出典',
    ),
  },
  'ai-gaps': {
    description: 'Questions without a good answer, for people who manage the server',
    names: translate('ki-lücken', 'ia-lacunes', 'ia-huecos', 'ia-lacunas', 'ai-未回答'),
    descriptions: translate(
      'Fragen ohne gute Antwort, für alle, die den Server verwalten',
      'Questions sans bonne réponse, pour qui gère le serveur',
      'Preguntas sin buena respuesta, para quien gestiona el servidor',
      'Perguntas sem boa resposta, para quem gerencia o servidor',
      'よい回答のない質問(サーバー管理者向け)',
    ),
  },
  'Explain AI terms': {
    description: '',
    names: translate(
      'KI-Begriffe erklären',
      "Expliquer les termes d'IA",
      'Explicar términos de IA',
      'Explicar termos de IA',
      'AI用語を説明',
    ),
    descriptions: translate('', '', '', '', ''),
  },
  a: {
    description: 'One of the two; an LLM if left out',
    names: translate('a', 'a', 'a', 'a', 'a'),
    descriptions: translate(
      'Der erste Begriff; sonst LLM',
      'Le premier terme ; LLM par défaut',
      'El primer término; si falta, LLM',
      'O primeiro termo; se faltar, LLM',
      '1つ目の用語(省略時はLLM)',
    ),
  },
  b: {
    description: 'The other one; generative AI if left out',
    names: translate('b', 'b', 'b', 'b', 'b'),
    descriptions: translate(
      'Der zweite Begriff; sonst generative KI',
      'Le second terme ; IA générative par défaut',
      'El segundo término; si falta, IA generativa',
      'O segundo termo; se faltar, IA generativa',
      '2つ目の用語(省略時は生成AI)',
    ),
  },
  aspect: {
    description: 'Only this aspect, such as cost or training data',
    names: translate('aspekt', 'aspect', 'aspecto', 'aspecto', '観点'),
    descriptions: translate(
      'Nur dieser Aspekt, etwa cost oder training data',
      'Seulement cet aspect, par exemple cost ou training data',
      'Solo este aspecto, como cost o training data',
      'Só este aspecto, como cost ou training data',
      'この観点だけ(例: cost, training data)',
    ),
  },
  question: {
    description: 'Your question, in your own words',
    names: translate('frage', 'question', 'pregunta', 'pergunta', '質問'),
    descriptions: translate(
      'Die Frage, in eigenen Worten auf Englisch',
      'Votre question, avec vos mots, en anglais',
      'Tu pregunta, con tus palabras, en inglés',
      'Sua pergunta, com suas palavras, em inglês',
      '質問(英語で自由に)',
    ),
  },
  term: {
    description: 'The term, such as RAG or diffusion model',
    names: translate('begriff', 'terme', 'término', 'termo', '用語'),
    descriptions: translate(
      'Der Begriff, etwa RAG oder diffusion model',
      'Le terme, par exemple RAG ou diffusion model',
      'El término, como RAG o diffusion model',
      'O termo, como RAG ou diffusion model',
      '用語(例: RAG, diffusion model)',
    ),
  },
  task: {
    description: 'What it is for, such as a logo; leave it out to be asked step by step',
    names: translate('aufgabe', 'tâche', 'tarea', 'tarefa', 'タスク'),
    descriptions: translate(
      'Wofür, etwa a logo; ohne Angabe geht es Schritt für Schritt',
      'Pour quoi faire, par exemple a logo ; sinon, étape par étape',
      'Para qué, por ejemplo a logo; si falta, paso a paso',
      'Para quê, por exemplo a logo; se faltar, passo a passo',
      '用途(例: a logo)。省略すると順に質問します',
    ),
  },
  private: {
    description: 'Show the answer only to me',
    names: translate('privat', 'privé', 'privado', 'privado', '非公開'),
    descriptions: translate(
      'Die Antwort nur mir zeigen',
      'Montrer la réponse à moi seulement',
      'Mostrar la respuesta solo a mí',
      'Mostrar a resposta só para mim',
      '回答を自分だけに表示',
    ),
  },
} as const satisfies Readonly<Record<string, CommandWords>>;
