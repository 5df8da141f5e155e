// npm run -s licences [-- --development] [--json]: lists every package of the bot with its licence. Exit code 1 if any is incompatible.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { renderTable } from '../document/table.js';
import { runCommand } from './command.js';
import { findIncompatible, type Package, readPackages } from './supply.js';

const usage = 'npm run -s licences -- [--development] [--json]';
const width = 120;

function main(): number {
  const { values } = parseArgs({
    options: { development: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const packages = readPackages(readFileSync('package-lock.json', 'utf8'));
  const shown = packages.filter(({ isDevelopment }) => isDevelopment === values.development);
  const wrong = findIncompatible(packages);
  console.log(values.json ? JSON.stringify(shown, null, 2) : toText(shown));
  for (const { name, version, licence } of wrong)
    console.error(
      `${name} ${version}: ${licence || 'no licence'} is not compatible; replace the package, or say in src/bin/supply.ts why it is`,
    );
  return wrong.length === 0 ? 0 : 1;
}

function toText(packages: readonly Package[]): string {
  const rows = [...packages]
    .sort((a, b) => Number(b.isDirect) - Number(a.isDirect) || a.name.localeCompare(b.name))
    .map(({ name, version, licence, isDirect }) => [name, version, licence || '?', isDirect ? 'direct' : 'by others']);
  const direct = packages.filter(({ isDirect }) => isDirect).length;
  return `${renderTable([['package', 'version', 'licence', 'used'], ...rows], width)}\n\n${packages.length} packages, ${direct} of them direct`;
}

await runCommand(usage, main);
