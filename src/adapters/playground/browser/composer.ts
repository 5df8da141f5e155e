// The question box.
import { one, oneOf } from './dom.js';

export type Composer = {
  readonly focus: () => void;
  /** What the next question goes on from; empty where that is nothing. */
  readonly goOnFrom: (context: string) => void;
};

/** `ask` takes the words and what they go on from, and says whether it could. */
export function createComposer(ask: (words: string, context: string) => boolean): Composer {
  const form = oneOf(HTMLFormElement, '.composer');
  const field = oneOf(HTMLTextAreaElement, '[name=q]', form);
  const context = oneOf(HTMLInputElement, '[name=c]', form);
  const count = one('.count', form);

  // Browsers without field-sizing need the height told, and everybody the count near the limit.
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
    // Enter also picks a word while one is being composed (Japanese, Chinese, ...).
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
    focus: () => field.focus(),
    goOnFrom: (code) => {
      context.value = code;
    },
  };
}
