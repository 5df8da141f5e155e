// Workspaces that installed the bot, and what their platform gave for each.
import type { Installations } from '../ports.js';
import type { Access } from './access.js';

export function createInstallations({ read, write, now }: Access): Installations {
  return {
    put: (platform, workspace, data) =>
      write(async (db) => {
        const at = now();
        await db
          .insertInto('installations')
          .values({ platform, workspace, data, at })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ data, at }))
          .execute();
      }),
    get: (platform, workspace) =>
      read(async (db) => {
        const row = await db
          .selectFrom('installations')
          .select('data')
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .executeTakeFirst();
        return row?.data;
      }),
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
