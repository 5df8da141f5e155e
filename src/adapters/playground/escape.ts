// The one table of escapes for HTML.

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Not allowed in HTML, and not expressible as a character reference.
  '\0': '\uFFFD',
};

/** Makes any string safe as HTML text and as a quoted attribute's value. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"'\0]/g, (character) => escapes[character] ?? character);
}
