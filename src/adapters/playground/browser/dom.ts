// Shorthands for finding elements. These throw if the element is missing, since the page always has it.

export function one(selector: string, within: ParentNode = document): HTMLElement {
  return oneOf(HTMLElement, selector, within);
}

/** The first element that a selector finds, checked to be of a type. */
export function oneOf<T extends HTMLElement>(kind: new () => T, selector: string, within: ParentNode = document): T {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`This page has no ${selector}`);
}

export function all(selector: string, within: ParentNode = document): readonly HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(selector)];
}

/** A copy of a template's content. */
export function copyOf(template: string): HTMLElement {
  const { firstElementChild } = oneOf(HTMLTemplateElement, template).content;
  const copy = firstElementChild?.cloneNode(true);
  if (copy instanceof HTMLElement) return copy;
  throw new Error(`The template ${template} is empty`);
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function scrollToStart(element: HTMLElement): void {
  element.scrollIntoView({ behavior: calm.matches ? 'instant' : 'smooth', block: 'start' });
}

/** Focuses an element, even one that isn't a control. */
export function focusOn(element: HTMLElement): void {
  // -1 reads as "not focusable yet"; once assigned, the element is focusable.
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
