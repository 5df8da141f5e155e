// What the bot is made of, read from package-lock.json: packages, their licences, and which of them run scripts when installed.
import * as v from 'valibot';
import { AppError } from '../errors.js';

export type Package = {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; empty where the package tells none. */
  readonly licence: string;
  readonly isDirect: boolean;
  /** Not part of what runs in production: the image is made without it. */
  readonly isDevelopment: boolean;
  readonly runsScripts: boolean;
};

/** Licences that let the bot be used, changed and passed on under its own (MIT) by keeping their notices. */
export const compatible: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  // What old packages call one of the two above.
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
/** Those that also bind changes to the package itself: fine for tools, which are not passed on. */
export const compatibleForTools: ReadonlySet<string> = new Set([...compatible, 'MPL-2.0', 'CC-BY-4.0']);

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

/** Reads the text of a package-lock.json (version 3). Throws an AppError where it is none. */
export function readPackages(text: string): readonly Package[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lockFile), text);
  if (!parsed.success)
    throw new AppError('badInput', 'package-lock.json cannot be read: make it anew with npm install');
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

/** Whether one way to read an SPDX expression needs allowed licences only; brackets around the whole are fine, nested ones are not. */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

/** Packages whose licence is not compatible with what they are used for. */
export function findIncompatible(packages: readonly Package[]): readonly Package[] {
  return packages.filter(
    ({ licence, isDevelopment }) => !isAllowed(licence, isDevelopment ? compatibleForTools : compatible),
  );
}
