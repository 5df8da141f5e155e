// /ai-teach, /ai-settings and "Teach this answer" as registered with Discord, in English and in translation.
import type { DiscordCommand } from './command-list.js';
import { createNamed, translate, worded } from './command-words.js';

const texts = {
  'ai-teach': {
    description: 'Answers of this server, for those who may teach',
    names: translate('ki-lehren', 'ia-enseigner', 'ia-enseñar', 'ia-ensinar', 'ai-学習'),
    descriptions: translate(
      'Antworten dieses Servers, für alle, die sie pflegen dürfen',
      'Les réponses de ce serveur, pour celles et ceux qui peuvent en ajouter',
      'Respuestas de este servidor, para quien puede enseñarlas',
      'Respostas deste servidor, para quem pode ensiná-las',
      'このサーバー独自の回答(権限のある人向け)',
    ),
  },
  new: {
    description: 'Add an answer, with a preview before it counts',
    names: translate('neu', 'nouvelle', 'nueva', 'nova', '追加'),
    descriptions: translate(
      'Fügt eine Antwort hinzu, mit Vorschau',
      'Ajoute une réponse, avec aperçu',
      'Añade una respuesta, con vista previa',
      'Adiciona uma resposta, com prévia',
      '回答を追加(プレビューあり)',
    ),
  },
  list: {
    description: 'Show the answers of this server',
    names: translate('liste', 'liste', 'lista', 'lista', '一覧'),
    descriptions: translate(
      'Zeigt die Antworten dieses Servers',
      'Montre les réponses de ce serveur',
      'Muestra las respuestas de este servidor',
      'Mostra as respostas deste servidor',
      'このサーバーの回答を表示',
    ),
  },
  edit: {
    description: 'Change an answer',
    names: translate('ändern', 'modifier', 'editar', 'editar', '編集'),
    descriptions: translate(
      'Ändert eine Antwort',
      'Modifie une réponse',
      'Cambia una respuesta',
      'Altera uma resposta',
      '回答を編集',
    ),
  },
  remove: {
    description: 'Remove an answer; history brings it back',
    names: translate('entfernen', 'retirer', 'quitar', 'remover', '削除'),
    descriptions: translate(
      'Entfernt eine Antwort; der Verlauf bringt sie zurück',
      "Retire une réponse ; l'historique la rétablit",
      'Quita una respuesta; el historial la recupera',
      'Remove uma resposta; o histórico a traz de volta',
      '回答を削除(履歴から復元可能)',
    ),
  },
  history: {
    description: 'Who changed what and when, and earlier wordings to restore',
    names: translate('verlauf', 'historique', 'historial', 'histórico', '履歴'),
    descriptions: translate(
      'Was wann geändert wurde, und frühere Fassungen',
      'Ce qui a changé et quand, et les versions précédentes',
      'Qué cambió y cuándo, y versiones anteriores',
      'O que mudou e quando, e versões anteriores',
      '変更履歴と以前の文面の復元',
    ),
  },
  answer: {
    description: 'Which one: type some of its words',
    names: translate('antwort', 'réponse', 'respuesta', 'resposta', '回答'),
    descriptions: translate(
      'Welche: einige Wörter daraus eingeben',
      'Laquelle : tapez quelques mots',
      'Cuál: escribe algunas palabras',
      'Qual: digite algumas palavras',
      '語句を入力して選択',
    ),
  },
} as const;

const maxWords = 200;

const named = createNamed(texts);

const which = (required: boolean) => named(3, 'answer', { required, autocomplete: true, max_length: maxWords });

// Only in servers that installed the bot, since an answer is taught to one server. Permission is checked on use.
const inServers = { contexts: [0], integration_types: [0] } as const;

export const teachCommand: DiscordCommand = {
  type: 1,
  name: 'ai-teach',
  ...worded(texts['ai-teach']),
  options: [
    named(1, 'new'),
    named(1, 'list'),
    named(1, 'edit', { options: [which(true)] }),
    named(1, 'remove', { options: [which(true)] }),
    named(1, 'history', { options: [which(false)] }),
  ],
  ...inServers,
};

export const settingsCommand: DiscordCommand = {
  type: 1,
  name: 'ai-settings',
  description: 'What this server sets: where I speak and how, who may teach, help channels, digest',
  name_localizations: translate('ki-einstellungen', 'ia-réglages', 'ia-ajustes', 'ia-ajustes', 'ai-設定'),
  description_localizations: translate(
    'Was dieser Server festlegt: wo und wie ich spreche, wer mich lehrt, Hilfekanäle, Wochenbericht',
    "Réglages de ce serveur : où et comment je parle, qui m'apprend, salons d'aide, bilan",
    'Ajustes de este servidor: dónde y cómo hablo, quién me enseña, canales de ayuda, resumen',
    'Ajustes deste servidor: onde e como falo, quem me ensina, canais de ajuda, resumo',
    'このサーバーの設定(話す場所、回答、学習の権限、ヘルプ、週報)',
  ),
  options: [],
  ...inServers,
};

export const teachMessage: DiscordCommand = {
  type: 3,
  name: 'Teach this answer',
  name_localizations: translate(
    'Diese Antwort lehren',
    'Enseigner cette réponse',
    'Enseñar esta respuesta',
    'Ensinar esta resposta',
    'この回答を学習',
  ),
  ...inServers,
};
