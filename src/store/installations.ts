// Workspaces that installed the bot, and their platform's data for each.
import type { Installations } from '../ports.js';
import type { Access } from './access.js';
import type { Seal } from './seal.js';

export function createInstallations({ read, write, now }: Access, seal: Seal): Installations {
  const put: Installations['put'] = (platform, workspace, text) =>
    write(async (db) => {
      const at = now();
      const data = seal.close(text, placeOf(platform, workspace));
      await db
        .insertInto('installations')
        .values({ platform, workspace, data, at })
        .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ data, at }))
        .execute();
    });
  return {
    put,
    get: async (platform, workspace) => {
      const row = await read((db) =>
        db
          .selectFrom('installations')
          .select('data')
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      const text = seal.open(row.data, placeOf(platform, workspace));
      // Stored before there was a key. If it can't be written now, it is encrypted next time.
      if (seal.isOpen(row.data)) await put(platform, workspace, text).catch(() => undefined);
      return text;
    },
    remove: (platform, workspace) =>
      write(async (db) => {
        await db
          .deleteFrom('installations')
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .execute();
      }),
  };
}

function placeOf(platform: string, workspace: string): string {
  return `${platform}:${workspace}`;
}
