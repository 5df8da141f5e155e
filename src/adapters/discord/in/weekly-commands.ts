// /ai-quiz and /ai-digest as registered with Discord, in English and in translation.
import { postableChannels } from '../out/limits.js';
import type { CommandOption, DiscordCommand } from './command-list.js';
import { type CommandWords, translate, worded } from './command-words.js';

const names = {
  now: translate('jetzt', 'maintenant', 'ahora', 'agora', '今すぐ'),
  on: translate('an', 'activer', 'activar', 'ativar', '有効'),
  off: translate('aus', 'désactiver', 'desactivar', 'desativar', '無効'),
  channel: translate('kanal', 'salon', 'canal', 'canal', 'チャンネル'),
} as const;

type Described = Omit<CommandWords, 'names'>;

function part(name: 'now' | 'on' | 'off', described: Described, channel?: Described): CommandOption {
  const where = (to: Described): CommandOption => ({
    type: 7,
    name: 'channel',
    ...worded({ ...to, names: names.channel }),
    channel_types: postableChannels,
  });
  return {
    type: 1,
    name,
    ...worded({ ...described, names: names[name] }),
    ...(channel === undefined ? {} : { options: [where(channel)] }),
  };
}

export const quizCommand: DiscordCommand = {
  type: 1,
  name: 'ai-quiz',
  description: 'A question with four choices, now or every week',
  name_localizations: translate('ki-quiz', 'ia-quiz', 'ia-quiz', 'ia-quiz', 'ai-クイズ'),
  description_localizations: translate(
    'Eine Frage mit vier Antworten, jetzt oder jede Woche',
    'Une question à quatre choix, maintenant ou chaque semaine',
    'Una pregunta con cuatro opciones, ahora o cada semana',
    'Uma pergunta com quatro opções, agora ou toda semana',
    '四択問題を今すぐ、または毎週',
  ),
  options: [
    part('now', {
      description: 'Ask a question here now',
      descriptions: translate(
        'Stellt hier jetzt eine Frage',
        'Pose une question ici maintenant',
        'Hace una pregunta aquí ahora',
        'Faz uma pergunta aqui agora',
        '今ここで出題',
      ),
    }),
    part(
      'on',
      {
        description: 'A question every week, for people who manage the server',
        descriptions: translate(
          'Jede Woche eine Frage; für alle, die den Server verwalten',
          'Une question chaque semaine, pour qui gère le serveur',
          'Una pregunta cada semana, para quien administra el servidor',
          'Uma pergunta por semana, para quem gerencia o servidor',
          '毎週出題(サーバー管理者向け)',
        ),
      },
      {
        description: 'Where; this channel without it',
        descriptions: translate(
          'Wo; sonst hier',
          'Où ; ici sinon',
          'Dónde; si no, aquí',
          'Onde; senão, aqui',
          '場所(省略時はここ)',
        ),
      },
    ),
    part('off', {
      description: 'No more weekly questions',
      descriptions: translate(
        'Keine wöchentlichen Fragen mehr',
        'Plus de question hebdomadaire',
        'Sin más preguntas semanales',
        'Sem mais perguntas semanais',
        '毎週の出題を終了',
      ),
    }),
  ],
  contexts: [0, 1, 2],
  integration_types: [0, 1],
};

export const digestCommand: DiscordCommand = {
  type: 1,
  name: 'ai-digest',
  description: 'The week in numbers, and what was asked in vain; for people who manage the server',
  name_localizations: translate('ki-wochenbericht', 'ia-bilan', 'ia-resumen', 'ia-resumo', 'ai-週報'),
  description_localizations: translate(
    'Die Woche in Zahlen und was vergeblich gefragt wurde; für alle, die den Server verwalten',
    'La semaine en chiffres et les questions sans réponse, pour qui gère le serveur',
    'La semana en cifras y lo que se preguntó en vano, para quien administra el servidor',
    'A semana em números e o que se perguntou em vão, para quem gerencia o servidor',
    '今週の数字と未回答の質問(サーバー管理者向け)',
  ),
  options: [
    part('now', {
      description: 'Show it now, to you alone',
      descriptions: translate(
        'Zeigt ihn jetzt, nur dir',
        'Le montre maintenant, à vous seul',
        'Lo muestra ahora, solo a ti',
        'Mostra agora, só para você',
        '今すぐ自分だけに表示',
      ),
    }),
    part(
      'on',
      {
        description: 'Every week, to a channel or to you in a private message',
        descriptions: translate(
          'Jede Woche, in einen Kanal oder privat an dich',
          'Chaque semaine, dans un salon ou à vous en privé',
          'Cada semana, en un canal o a ti en privado',
          'Toda semana, em um canal ou a você em particular',
          '毎週チャンネルかDMへ送信',
        ),
      },
      {
        description: 'Where; a private message to you without it',
        descriptions: translate(
          'Wo; sonst privat an dich',
          'Où ; sinon en privé',
          'Dónde; si no, en privado',
          'Onde; senão, em particular',
          '場所(省略時はDM)',
        ),
      },
    ),
    part('off', {
      description: 'No more weekly digests',
      descriptions: translate(
        'Keine Wochenberichte mehr',
        'Plus de bilan hebdomadaire',
        'Sin más resúmenes semanales',
        'Sem mais resumos semanais',
        '毎週の送信を終了',
      ),
    }),
  ],
  contexts: [0],
  integration_types: [0],
};
