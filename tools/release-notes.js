// node tools/release-notes.js vX.Y.Z: prints that version's section of CHANGELOG.md. Exits with 1 if the version isn't that of package.json,
// or if the section is missing or empty.
import { readFileSync } from 'node:fs';

const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m).slice(1);
const section = sections.find((each) => each.startsWith(`${version} `) || each.startsWith(`${version}\n`)) ?? '';
const notes = section.slice(section.indexOf('\n') + 1).trim();

const problem =
  (tag !== `v${version}` && `The tag ${tag} is not v${version}, the version of package.json.`) ||
  (notes === '' && `CHANGELOG.md has nothing under "## ${version}".`);
if (problem) {
  console.error(problem);
  process.exit(1);
}
console.log(notes);
