// npm run prove-regexes: proves the regular expressions without a proof and writes test/regexes/proofs.json. With --all it proves every one
// again, and exits with 1 if one turns out worse than the file says.
import { existsSync, writeFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { findRegexes, type Growth, hashOf, proofsFile, type Regex, readProofs } from '../../test/regexes/found.js';

const timeoutMs = 300_000;

const isAll = process.argv.includes('--all');
const known = existsSync(proofsFile) ? readProofs() : {};
const proofs = new Map<string, Growth>();
const worse: string[] = [];

for (const regex of findRegexes()) {
  const hash = hashOf(regex);
  if (proofs.has(hash)) continue;
  const kept = known[hash];
  const growth = kept === undefined || kept === 'unknown' || isAll ? prove(regex) : kept;
  if (kept === undefined || kept === 'unknown') console.log(`${growth.padEnd(11)} ${nameOf(regex)}`);
  // On a busy machine recheck may not finish what it finished before.
  else if (growth !== kept && growth !== 'unknown') worse.push(`${kept}, now ${growth}: ${nameOf(regex)}`);
  proofs.set(hash, growth === 'unknown' ? (kept ?? growth) : growth);
}

if (isAll && worse.length > 0) {
  console.error(worse.join('\n'));
  process.exit(1);
}
const sorted = [...proofs].sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(proofsFile, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
console.log(`${proofs.size} regular expressions`);

function prove({ source, flags }: Regex): Growth {
  const found = checkSync(source, flags, { timeout: timeoutMs });
  if (found.status === 'safe') return 'linear';
  if (found.status !== 'vulnerable') return 'unknown';
  return found.complexity.type === 'exponential' ? 'exponential' : 'polynomial';
}

function nameOf({ file, source, flags }: Regex): string {
  return `${file} /${source}/${flags}`;
}
