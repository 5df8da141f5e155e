// Reads a submitted form. Pure.
import * as v from 'valibot';
import type { FilledForm } from '../../../document/form.js';
import type { Origin } from '../../../ports.js';
import type { FormPlace } from '../out/form.js';

export type SentForm = FilledForm & {
  readonly from: Origin & { readonly user: string };
  readonly title: string;
  readonly place: FormPlace;
};

const maybe = v.optional(v.nullable(v.string()));
const option = v.object({ value: maybe });
const answer = v.object({
  value: maybe,
  selected_option: v.optional(v.nullable(option)),
  selected_options: v.optional(v.nullable(v.array(option))),
  selected_conversation: maybe,
  selected_conversations: v.optional(v.nullable(v.array(v.string()))),
  selected_users: v.optional(v.nullable(v.array(v.string()))),
});
const metadata = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ id: v.string(), channel: v.optional(v.string()), threadTs: v.optional(v.string()) }),
);
const payload = v.object({
  user: v.object({ id: v.string(), team_id: maybe }),
  team: v.optional(v.nullable(v.object({ id: v.string() }))),
  view: v.object({
    private_metadata: metadata,
    title: v.object({ text: v.string() }),
    state: v.object({ values: v.record(v.string(), v.record(v.string(), answer)) }),
  }),
});

/** The submitted form, or undefined if it isn't ours. */
export function receiveForm(body: unknown): SentForm | undefined {
  const parsed = v.safeParse(payload, body);
  if (!parsed.success) return undefined;
  const { user, team, view } = parsed.output;
  const { id, channel, threadTs } = view.private_metadata;
  const values = Object.values(view.state.values).flatMap((fields) =>
    Object.entries(fields).flatMap(([name, field]) => {
      const words = wordsOf(field);
      return words === '' ? [] : [[name, words] as const];
    }),
  );
  return {
    from: {
      platform: 'slack',
      workspace: team?.id ?? user.team_id ?? '',
      user: user.id,
      ...(channel === undefined ? {} : { channel }),
    },
    id,
    title: view.title.text,
    values: Object.fromEntries(values),
    place: { ...(channel === undefined ? {} : { channel }), ...(threadTs === undefined ? {} : { threadTs }) },
  };
}

function wordsOf(field: v.InferOutput<typeof answer>): string {
  const many = field.selected_users ?? field.selected_conversations;
  const several = (many ?? field.selected_options?.flatMap(({ value }) => value ?? []))?.join(',');
  return (several ?? field.selected_option?.value ?? field.selected_conversation ?? field.value ?? '').trim();
}
