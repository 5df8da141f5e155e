// Short ways to the elements of a page. What the page always has is there, or the page is not ours.

/** The first element that a selector finds. */
export function one(selector: string, within: ParentNode = document): HTMLElement {
  return oneOf(HTMLElement, selector, within);
}

/** The same, as an element of a kind. */
export function oneOf<T extends HTMLElement>(kind: new () => T, selector: string, within: ParentNode = document): T {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`This page has no ${selector}`);
}

/** All elements that a selector finds. */
export function all(selector: string, within: ParentNode = document): readonly HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(selector)];
}

/** A copy of what a template holds. */
export function copyOf(template: string): HTMLElement {
  const { firstElementChild } = oneOf(HTMLTemplateElement, template).content;
  const copy = firstElementChild?.cloneNode(true);
  if (copy instanceof HTMLElement) return copy;
  throw new Error(`The template ${template} is empty`);
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Brings the start of an element into view. */
export function scrollToStart(element: HTMLElement): void {
  element.scrollIntoView({ behavior: calm.matches ? 'instant' : 'smooth', block: 'start' });
}

/** Puts the focus on an element, which need not be a control. */
export function focusOn(element: HTMLElement): void {
  // Read, it is -1 for what cannot have the focus yet; written, it can.
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
