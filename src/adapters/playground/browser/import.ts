// The script of the import preview: accepts a file dropped anywhere on the page.
import { one, oneOf } from './dom.js';

const form = oneOf(HTMLFormElement, '.drop');
const field = oneOf(HTMLInputElement, '[name=file]', form);
let depth = 0;

const mark = () => document.body.classList.toggle('dropping', depth > 0);
const bringsFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;

one('.drop-hint', form).hidden = false;
addEventListener('dragenter', (event) => {
  if (!bringsFile(event)) return;
  event.preventDefault();
  depth += 1;
  mark();
});
addEventListener('dragleave', () => {
  depth = Math.max(0, depth - 1);
  mark();
});
addEventListener('dragover', (event) => {
  if (bringsFile(event)) event.preventDefault();
});
addEventListener('drop', (event) => {
  depth = 0;
  mark();
  const files = event.dataTransfer?.files;
  if (!bringsFile(event) || files === undefined || files.length === 0) return;
  event.preventDefault();
  field.files = files;
  form.requestSubmit();
});
