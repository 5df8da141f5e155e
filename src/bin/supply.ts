// The bot's dependencies, read from package-lock.json: packages, their licences, and which of them run scripts when installed.
import * as v from 'valibot';
import { AppError } from '../errors.js';

export type Package = {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; empty if the package states none. */
  readonly licence: string;
  readonly isDirect: boolean;
  /** Not needed in production: the image is built without it. */
  readonly isDevelopment: boolean;
  readonly runsScripts: boolean;
};

/** Licences that let the bot be used, changed and passed on under its own (MIT) by keeping their notices. */
export const compatible: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  // Old packages' name for one of the two above.
  'BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
]);
/** These also bind changes to the package itself: fine for tools, which aren't passed on. */
const compatibleForTools: ReadonlySet<string> = new Set([...compatible, 'MPL-2.0', 'CC-BY-4.0']);

const lockFile = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string(), ''),
      license: v.optional(v.string(), ''),
      dev: v.optional(v.boolean(), false),
      optional: v.optional(v.boolean(), false),
      devOptional: v.optional(v.boolean(), false),
      hasInstallScript: v.optional(v.boolean(), false),
      dependencies: v.optional(v.record(v.string(), v.string()), {}),
      devDependencies: v.optional(v.record(v.string(), v.string()), {}),
    }),
  ),
});

/** Reads the text of a package-lock.json (version 3). Throws an AppError if it isn't one. */
export function readPackages(text: string): readonly Package[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lockFile), text);
  if (!parsed.success)
    throw new AppError('badInput', 'package-lock.json cannot be read: create it again with npm install');
  const { '': root, ...packages } = parsed.output.packages;
  const direct = new Set(Object.keys({ ...root?.dependencies, ...root?.devDependencies }));
  return Object.entries(packages).map(([path, { version, license, dev, optional, devOptional, hasInstallScript }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return {
      name,
      version,
      licence: license,
      isDirect: path === `node_modules/${name}` && direct.has(name),
      isDevelopment: dev || optional || devOptional,
      runsScripts: hasInstallScript,
    };
  });
}

/** Whether an SPDX expression can be satisfied by allowed licences alone; brackets are allowed around the whole, but not nested. */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

/** Packages whose licence is incompatible with their use. */
export function findIncompatible(packages: readonly Package[]): readonly Package[] {
  return packages.filter(
    ({ licence, isDevelopment }) => !isAllowed(licence, isDevelopment ? compatibleForTools : compatible),
  );
}
