// /ai-tip as registered with Discord: its subcommands and options, in English and in translation.
import { postableChannels } from '../out/limits.js';
import type { CommandOption, DiscordCommand } from './command-list.js';
import { createNamed, translate, worded } from './command-words.js';

const texts = {
  'ai-tip': {
    description: 'A tip on LLMs and generative AI, now or on schedule',
    names: translate('ki-tipp', 'ia-conseil', 'ia-consejo', 'ia-dica', 'ai-ヒント'),
    descriptions: translate(
      'Ein Tipp zu LLMs und generativer KI, jetzt oder regelmäßig (auf Englisch)',
      "Un conseil sur les LLM et l'IA générative, maintenant ou régulièrement (en anglais)",
      'Un consejo sobre LLM e IA generativa, ahora o cada día (en inglés)',
      'Uma dica sobre LLMs e IA generativa, agora ou todo dia (em inglês)',
      'LLMと生成AIのヒントを今、または定期的に表示(英語)',
    ),
  },
  now: {
    description: 'Show one tip, to you alone',
    names: translate('jetzt', 'maintenant', 'ahora', 'agora', '今'),
    descriptions: translate(
      'Zeigt dir einen Tipp',
      'Montre un conseil, à vous seul',
      'Muestra un consejo, solo a ti',
      'Mostra uma dica, só para você',
      'ヒントを1つ自分だけに表示',
    ),
  },
  schedule: {
    description: 'Post a tip in a channel on certain days, at a certain time',
    names: translate('planen', 'planifier', 'programar', 'agendar', '予約'),
    descriptions: translate(
      'Postet an bestimmten Tagen zu einer Uhrzeit einen Tipp in einen Kanal',
      'Publie un conseil dans un salon, certains jours, à une certaine heure',
      'Publica un consejo en un canal ciertos días a cierta hora',
      'Publica uma dica em um canal em certos dias, a certa hora',
      '決まった曜日と時刻にチャンネルへヒントを投稿',
    ),
  },
  list: {
    description: 'Show what is scheduled on this server',
    names: translate('liste', 'liste', 'lista', 'lista', '一覧'),
    descriptions: translate(
      'Zeigt, was auf diesem Server geplant ist',
      'Montre ce qui est planifié sur ce serveur',
      'Muestra lo programado en este servidor',
      'Mostra o que está agendado neste servidor',
      'このサーバーの予約を表示',
    ),
  },
  stop: {
    description: 'End scheduled tips',
    names: translate('beenden', 'arrêter', 'terminar', 'encerrar', '停止'),
    descriptions: translate(
      'Beendet geplante Tipps',
      'Met fin aux conseils planifiés',
      'Termina los consejos programados',
      'Encerra as dicas agendadas',
      '予約したヒントを終了',
    ),
  },
  skip: {
    description: 'Leave out the next scheduled tip',
    names: translate('auslassen', 'passer', 'omitir', 'pular', '省略'),
    descriptions: translate(
      'Lässt den nächsten geplanten Tipp aus',
      'Saute le prochain conseil planifié',
      'Omite el próximo consejo programado',
      'Pula a próxima dica agendada',
      '次の予約ヒントを飛ばす',
    ),
  },
  time: {
    description: 'The time of day, such as 09:00',
    names: translate('uhrzeit', 'heure', 'hora', 'hora', '時刻'),
    descriptions: translate(
      'Die Uhrzeit, etwa 09:00',
      "L'heure, par exemple 09:00",
      'La hora, como 09:00',
      'A hora, como 09:00',
      '時刻(例: 09:00)',
    ),
  },
  timezone: {
    description: "The time zone, such as Europe/Berlin; the server's if left out",
    names: translate('zeitzone', 'fuseau', 'zona', 'fuso', 'タイムゾーン'),
    descriptions: translate(
      'Die Zeitzone, etwa Europe/Berlin; sonst die des Servers',
      'Le fuseau horaire, par exemple Europe/Paris ; celui du serveur par défaut',
      'La zona horaria, como Europe/Madrid; si falta, la del servidor',
      'O fuso horário, como America/Sao_Paulo; se faltar, o do servidor',
      'タイムゾーン(例: Asia/Tokyo)。省略時はサーバーの設定',
    ),
  },
  days: {
    description: 'daily, weekdays, or a list such as mon,wed,fri; daily if left out',
    names: translate('tage', 'jours', 'días', 'dias', '曜日'),
    descriptions: translate(
      'daily, weekdays oder eine Liste wie mon,wed,fri; sonst täglich',
      'daily, weekdays ou une liste comme mon,wed,fri ; sinon chaque jour',
      'daily, weekdays o una lista como mon,wed,fri; si falta, cada día',
      'daily, weekdays ou uma lista como mon,wed,fri; se faltar, todo dia',
      'daily、weekdays、またはmon,wed,friなど。省略時は毎日',
    ),
  },
  channel: {
    description: 'Where to post; this channel if left out',
    names: translate('kanal', 'salon', 'canal', 'canal', 'チャンネル'),
    descriptions: translate(
      'Wohin; sonst in diesen Kanal',
      'Où publier ; ce salon par défaut',
      'Dónde publicar; si falta, en este canal',
      'Onde publicar; se faltar, neste canal',
      '投稿先(省略時はこのチャンネル)',
    ),
  },
  topics: {
    description: 'Only these topics, such as products, rag; all if left out',
    names: translate('themen', 'sujets', 'temas', 'temas', 'トピック'),
    descriptions: translate(
      'Nur diese Themen, etwa products, rag; sonst alle',
      'Seulement ces sujets, par exemple products, rag ; tous par défaut',
      'Solo estos temas, como products, rag; si falta, todos',
      'Só estes temas, como products, rag; se faltar, todos',
      'このトピックだけ(例: products, rag)。省略時はすべて',
    ),
  },
  schedule_id: {
    description: 'Which one, by the letters in front of it in the list',
    names: translate('plan', 'plan', 'programa', 'plano', '予約番号'),
    descriptions: translate(
      'Welcher, nach den Buchstaben davor in der Liste',
      'Lequel, par les lettres devant lui dans la liste',
      'Cuál, por las letras que lleva delante en la lista',
      'Qual, pelas letras à frente dele na lista',
      '一覧の先頭の文字で指定',
    ),
  },
} as const;

const maxWords = 100;

const named = createNamed(texts);

const word = (key: keyof typeof texts, details: Partial<CommandOption> = {}) =>
  named(3, key, { max_length: maxWords, ...details });
const which = { ...word('schedule_id', { autocomplete: true }), name: 'schedule' };

/** Everybody may ask for a tip; who may schedule is checked on use. */
export const tipCommand: DiscordCommand = {
  type: 1,
  name: 'ai-tip',
  ...worded(texts['ai-tip']),
  options: [
    named(1, 'now'),
    named(1, 'schedule', {
      options: [
        word('time', { required: true }),
        word('timezone', { autocomplete: true }),
        word('days'),
        named(7, 'channel', { channel_types: postableChannels }),
        word('topics', { autocomplete: true }),
      ],
    }),
    named(1, 'list'),
    named(1, 'stop', { options: [which] }),
    named(1, 'skip', { options: [which] }),
  ],
  contexts: [0, 1, 2],
  integration_types: [0, 1],
};
