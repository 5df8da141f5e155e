// The question box.
import { one, oneOf } from './dom.js';

type Composer = {
  /** What the next question continues from; empty for nothing. */
  readonly goOnFrom: (context: string) => void;
};

/** `ask` takes the words and their context, and says whether it accepted them. */
export function createComposer(ask: (words: string, context: string) => boolean): Composer {
  const form = oneOf(HTMLFormElement, '.composer');
  const field = oneOf(HTMLTextAreaElement, '[name=q]', form);
  const context = oneOf(HTMLInputElement, '[name=c]', form);
  const count = one('.count', form);

  // Browsers without field-sizing need an explicit height, and the count is shown near the limit.
  const adjust = (): void => {
    if (!CSS.supports('field-sizing', 'content')) field.rows = Math.min(8, field.value.split('\n').length);
    count.hidden = field.value.length < field.maxLength * 0.9;
    count.textContent = `${field.value.length} of ${field.maxLength} characters`;
  };
  const clear = (): void => {
    field.value = '';
    adjust();
  };
  const send = (): void => {
    const words = field.value.trim();
    if (words !== '' && ask(words, context.value)) clear();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
    field.focus();
  });
  field.addEventListener('input', adjust);
  field.addEventListener('keydown', (event) => {
    // Enter also confirms a word during composition (Japanese, Chinese, ...).
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      clear();
    }
  });
  one('#keys').hidden = false;

  return {
    goOnFrom: (code) => {
      context.value = code;
    },
  };
}
