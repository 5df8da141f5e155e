// Whether a text is in a common language other than English: by its most frequent words, which no English question has.

// Words of German, French, Spanish, Portuguese and Italian, without accents, that aren't English words.
const words = new Set(
  [
    'ist der das und wie ein eine einen fur zwischen unterschied welche welcher welches warum nicht mit von auf sind kann ich wir du dem den des zur zum oder bitte erklare bedeutet genau eigentlich gibt es',
    'qu est ce que le les une des du et comment quelle quel quels quelles difference entre pourquoi dans pour avec sont peut je nous vous au aux sur cela veut dire quun quune cest dun dune nest',
    'el los las una del y como cual cuales diferencia por para con son puede yo nosotros esta este que es porque significa funciona sirve quien hace',
    'o os um uma do da dos das e qual quais diferenca sao pode eu nos isto porque significa funciona quem faz voce',
    'il lo gli uno una della dello dei e cosa quale quali differenza tra fra perche con sono puo io noi questo significa funziona chi che cos cose',
  ].flatMap((line) => line.split(' ')),
);
const english = new Set(
  'the is are was what how why which who when where do does did can could should would i you we they it this that of to in on for and or with a an my your me between not from about be as at by'.split(
    ' ',
  ),
);
// A single one may be a name or a typo.
const leastWords = 2;
const latin = /^[\p{Script=Latin}\p{N}.]+$/u;

/** Whether the tokens of a text (lower case, without accents) belong to another language. */
export function isForeign(tokens: readonly string[]): boolean {
  const ours = tokens.filter((token) => english.has(token)).length;
  if (tokens.filter((token) => !latin.test(token)).length > ours) return true;
  // Different ones: "o3 vs o1" has the same letter twice.
  const others = new Set(tokens.filter((token) => words.has(token) && !english.has(token))).size;
  return others >= leastWords && others > ours;
}
