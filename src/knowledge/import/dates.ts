// Reads dates as people and pages write them.

/** A date as people write it, as YYYY-MM-DD; undefined if it isn't one. */
export function readDate(words: string): string | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$/.exec(words.trim());
  const us = /^(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u.exec(words.trim());
  const eu = /^(\d{1,2})(?:st|nd|rd|th)?\.? (\p{L}{3,9})\.?,? (\d{4})$/u.exec(words.trim());
  const [year, month, day] =
    iso !== null
      ? [iso[1], Number(iso[2]), Number(iso[3])]
      : us !== null
        ? [us[3], monthOf(us[1]), Number(us[2])]
        : eu !== null
          ? [eu[3], monthOf(eu[2]), Number(eu[1])]
          : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function monthOf(name = ''): number {
  return months.findIndex((month) => name.length >= 3 && month.startsWith(name.toLowerCase())) + 1;
}

const months = 'january february march april may june july august september october november december'.split(' ');

/** A machine-readable date as YYYY or YYYY-MM-DD, undefined if it isn't one. */
export function toDate(words: string | undefined): string | undefined {
  if (words === undefined) return undefined;
  return /^\d{4}$/.test(words) ? words : readDate(words.replace(/^(\d{4}-\d\d-\d\d)[ T].*$/, '$1'));
}
