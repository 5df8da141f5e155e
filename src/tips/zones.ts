// Time zones as people name them: by IANA name (also an old one), by city, by offset from GMT, or by abbreviation. Pure. Ambiguous names
// aren't accepted; the bot asks back.

/** Cities that no zone is named after, and names that zones used to have or have since received; without accents. */
const cities: Readonly<Record<string, string>> = {
  ahmedabad: 'Asia/Kolkata',
  atlanta: 'America/New_York',
  bangalore: 'Asia/Kolkata',
  barcelona: 'Europe/Madrid',
  beijing: 'Asia/Shanghai',
  bengaluru: 'Asia/Kolkata',
  boston: 'America/New_York',
  calcutta: 'Asia/Kolkata',
  cologne: 'Europe/Berlin',
  dallas: 'America/Chicago',
  delhi: 'Asia/Kolkata',
  edinburgh: 'Europe/London',
  florence: 'Europe/Rome',
  frankfurt: 'Europe/Berlin',
  geneva: 'Europe/Zurich',
  hamburg: 'Europe/Berlin',
  hanoi: 'Asia/Bangkok',
  houston: 'America/Chicago',
  kiev: 'Europe/Kyiv',
  kolkata: 'Asia/Kolkata',
  kyiv: 'Europe/Kyiv',
  miami: 'America/New_York',
  milan: 'Europe/Rome',
  montreal: 'America/Toronto',
  mumbai: 'Asia/Kolkata',
  munich: 'Europe/Berlin',
  new_delhi: 'Asia/Kolkata',
  osaka: 'Asia/Tokyo',
  philadelphia: 'America/New_York',
  pune: 'Asia/Kolkata',
  rio: 'America/Sao_Paulo',
  rio_de_janeiro: 'America/Sao_Paulo',
  saigon: 'Asia/Ho_Chi_Minh',
  san_francisco: 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  shenzhen: 'Asia/Shanghai',
  tel_aviv: 'Asia/Jerusalem',
  washington: 'America/New_York',
};

/** Unambiguous abbreviations. One for summer or winter time only stands for the zone, which has both. */
const letters: Readonly<Record<string, string>> = {
  aedt: 'Australia/Sydney',
  cdt: 'America/Chicago',
  cest: 'Europe/Berlin',
  edt: 'America/New_York',
  eest: 'Europe/Athens',
  hkt: 'Asia/Hong_Kong',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  mdt: 'America/Denver',
  msk: 'Europe/Moscow',
  nzdt: 'Pacific/Auckland',
  nzst: 'Pacific/Auckland',
  pdt: 'America/Los_Angeles',
  sgt: 'Asia/Singapore',
  wib: 'Asia/Jakarta',
};

/** Ambiguous ones: used in several places, or in some without summer time. */
const doubtful: Readonly<Record<string, readonly string[]>> = {
  aest: ['Australia/Sydney', 'Australia/Brisbane'],
  ast: ['America/Halifax', 'Asia/Riyadh'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  cst: ['America/Chicago', 'America/Costa_Rica', 'Asia/Shanghai'],
  est: ['America/New_York', 'America/Panama'],
  gst: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  mst: ['America/Denver', 'America/Phoenix'],
  pst: ['America/Los_Angeles', 'Asia/Manila'],
};

/** Offsets that aren't whole hours, each with a zone that has it all year round. */
export const uneven: Readonly<Record<string, string>> = {
  '-09:30': 'Pacific/Marquesas',
  '+03:30': 'Asia/Tehran',
  '+04:30': 'Asia/Kabul',
  '+05:30': 'Asia/Kolkata',
  '+05:45': 'Asia/Kathmandu',
  '+06:30': 'Asia/Yangon',
  '+08:45': 'Australia/Eucla',
  '+09:30': 'Australia/Darwin',
};

/** Offsets that a place has for only part of the year. */
export const seasonal: Readonly<Record<string, readonly string[]>> = {
  '-03:30': ['America/St_Johns'],
  '-02:30': ['America/St_Johns'],
  '+10:30': ['Australia/Lord_Howe', 'Australia/Adelaide'],
  '+12:45': ['Pacific/Chatham'],
  '+13:45': ['Pacific/Chatham'],
};

// Node lists only one of a zone's several names, and omits UTC.
const zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const byName = new Map(zones.map((zone) => [zone.toLowerCase(), zone]));
const byCity = new Map(zones.map((zone) => [cityOf(zone), zone]));

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
}

// Minus signs as typesetters write them.
function minuses(written: string): string {
  return written.replace(/\u2212/g, '-');
}

function keyOf(written: string): string {
  const plain = minuses(written).normalize('NFD').replace(/\p{M}/gu, '');
  return plain
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '_');
}

/** The IANA name of a zone; undefined if there is none, or more than one. */
export function readTimezone(written: string): string | undefined {
  const name = keyOf(written);
  if (Object.hasOwn(doubtful, name)) return undefined;
  const known = byName.get(name) ?? (Object.hasOwn(cities, name) ? cities[name] : undefined) ?? byCity.get(name);
  const found = known ?? (Object.hasOwn(letters, name) ? letters[name] : undefined) ?? readOffset(name);
  if (found !== undefined) return isZone(found) ? found : undefined;
  if (!/^[a-z][a-z0-9/_+-]*$/.test(name) || !isZone(name)) return undefined;
  if (!name.includes('/')) return name.toUpperCase();
  return name
    .replace(/(^|[/_-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^Us\//, 'US/');
}

/** The zones that an abbreviation may stand for; none if it isn't ambiguous. */
export function meaningsOf(written: string): readonly string[] {
  const name = keyOf(written);
  return Object.hasOwn(doubtful, name) ? (doubtful[name] ?? []) : [];
}

/** Why a zone isn't understood and what to write instead, as a sentence; undefined if there is nothing to add. */
export function adviseZone(written: string): string | undefined {
  const word = written.split(/[\s,]+/).find((each) => meaningsOf(each).length > 0);
  if (word !== undefined) return `${word.toUpperCase()} may be ${oneOf(meaningsOf(word))}: name one.`;
  const difference = /(?:^|gmt|utc|\s)_?([+-]_?\d{1,2}(?::?\d{2})?)\b/.exec(minuses(written).toLowerCase())?.[1];
  const offset = difference === undefined ? undefined : parseOffset(difference.replace('_', ''));
  if (offset === undefined || readTimezone(offset) !== undefined) return undefined;
  const places = Object.hasOwn(seasonal, offset) ? (seasonal[offset] ?? []) : [];
  if (places.length === 0) return `No place has the time UTC${offset}: name a city, such as Berlin.`;
  return `UTC${offset} is the time of a place in a part of the year: name ${oneOf(places)}.`;
}

function oneOf(zones: readonly string[]): string {
  return zones.length < 2 ? zones.join('') : `${zones.slice(0, -1).join(', ')} or ${zones.at(-1)}`;
}

// No place is further from UTC (14 hours on the Line Islands).
const mostHours = 14;

// Fixed-offset zones have an inverted sign: Etc/GMT-2 is two hours ahead. They have no summer time, as whoever names one expects.
function readOffset(name: string): string | undefined {
  const written = /^(?:gmt|utc)?_?([+-])_?(\d{1,2}(?::?\d{2})?)$/.exec(name);
  const offset = written === null ? undefined : parseOffset(`${written[1]}${written[2]}`);
  if (offset === undefined) return undefined;
  const hours = Number(offset.slice(1, 3));
  if (!offset.endsWith(':00')) return Object.hasOwn(uneven, offset) ? uneven[offset] : undefined;
  if (hours > mostHours) return undefined;
  return hours === 0 ? 'UTC' : `Etc/GMT${offset.startsWith('+') ? '-' : '+'}${hours}`;
}

/** "+5:30", "+0530", "-3" as `+05:30`, `-03:00`. */
function parseOffset(written: string): string | undefined {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{1,2}?)(?::?(\d{2}))?$/.exec(written) ?? [];
  return hours === undefined ? undefined : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Zone names that complete what is typed, at most `limit`, with those whose city matches first. */
export function completeTimezone(typed: string, limit: number): readonly string[] {
  const text = keyOf(typed);
  const starts = zones.filter((zone) => cityOf(zone).startsWith(text));
  const named = Object.keys(cities).flatMap((city) =>
    text !== '' && city.startsWith(text) ? (cities[city] ?? []) : [],
  );
  const others = zones.filter((zone) => zone.toLowerCase().includes(text) && !starts.includes(zone));
  return [...new Set([...starts, ...named, ...meaningsOf(typed), ...others])].slice(0, limit);
}
