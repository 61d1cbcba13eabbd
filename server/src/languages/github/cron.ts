// Cron expressions as `schedule` has them: minute, hour, day of the month, month, day of the week, in UTC unless a time zone is
// given. Times are those of the clock of that zone; where it changes to or from summer time is not looked at.

export interface Cron {
  /** The values of each field. */
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** Whether the field is one that all days are in; else a day of either field is enough. */
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

/** What is wrong, and where in the text. */
export interface CronProblem {
  readonly kind: 'fields' | 'macro' | 'value' | 'range' | 'order' | 'step';
  readonly start: number;
  readonly end: number;
  /** Of a problem in a field: its name and the least and greatest value. */
  readonly field?: string;
  readonly min?: number;
  readonly max?: number;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdays = 'SUN MON TUE WED THU FRI SAT'.split(' ');

const fields: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: ['', ...months] },
  { name: 'day of the week', min: 0, max: 6, names: weekdays },
];

/** Reads an expression. Without `cron` there is a problem. */
export function parseCron(text: string): { readonly cron?: Cron; readonly problems: readonly CronProblem[] } {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], start: match.index }));
  const whole = { start: 0, end: text.length };
  const [first] = words;
  if (first?.text.startsWith('@')) return { problems: [{ kind: 'macro', ...whole }] };
  if (words.length !== fields.length) return { problems: [{ kind: 'fields', ...whole }] };
  const problems: CronProblem[] = [];
  const sets = fields.map((field, i) => {
    const word = words[i];
    return word ? readField(word.text, word.start, field, problems) : [];
  });
  if (problems.length > 0) return { problems };
  const [minutes = [], hours = [], days = [], monthSet = [], daysOfWeek = []] = sets;
  const isAny = (index: number): boolean => /^\*/.test(words[index]?.text ?? '');
  const cron: Cron = {
    ...{ minutes, hours, days, months: monthSet, weekdays: daysOfWeek },
    ...{ anyDay: isAny(2), anyWeekday: isAny(4) },
  };
  return { cron, problems };
}

function readField(text: string, at: number, field: Field, problems: CronProblem[]): readonly number[] {
  const values = new Set<number>();
  const { name, min, max } = field;
  let start = at;
  for (const part of text.split(',')) {
    const span = { start, end: start + part.length };
    start += part.length + 1;
    const report = (kind: CronProblem['kind']): void => void problems.push({ kind, ...span, field: name, min, max });
    const [range = '', step, more] = part.split('/');
    const by = step === undefined ? 1 : /^[0-9]{1,4}$/.test(step) ? Number(step) : 0;
    if (more !== undefined || by < 1) {
      report('step');
      continue;
    }
    const [from = '', to, rest] = range.split('-');
    const low = from === '*' && to === undefined ? min : valueOf(from, field);
    // `5/10` goes on to the end, as `5-59/10` does.
    const high = from === '*' || (to === undefined && step !== undefined) ? max : valueOf(to ?? from, field);
    if (rest !== undefined || low === undefined || high === undefined) report('value');
    else if (low < min || high > max) report('range');
    else if (low > high) report('order');
    else for (let value = low; value <= high; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function valueOf(text: string, { names }: Field): number | undefined {
  if (/^[0-9]{1,4}$/.test(text)) return Number(text);
  const index = text === '' || !names ? -1 : names.indexOf(text.toUpperCase());
  return index === -1 ? undefined : index;
}

function isDay(cron: Cron, date: Date): boolean {
  if (!cron.months.includes(date.getUTCMonth() + 1)) return false;
  const inDays = cron.days.includes(date.getUTCDate());
  const inWeek = cron.weekdays.includes(date.getUTCDay());
  return cron.anyDay || cron.anyWeekday ? inDays && inWeek : inDays || inWeek;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** A 29th of February may be eight years away. */
const mostDays = 366 * 9;

/**
 * The next times after one, which is an ISO date, with or without a time; at most `count`, as `2026-11-25T04:30Z`. None for
 * a day that never comes, such as the 31st of February.
 */
export function nextRuns(cron: Cron, after: string, count: number): readonly string[] {
  const from = Date.parse(after.length <= 10 ? `${after}T00:00:00Z` : after);
  if (Number.isNaN(from)) return [];
  const found: string[] = [];
  const today = Math.floor(from / day) * day;
  for (let i = 0; i < mostDays && found.length < count; i++) {
    const midnight = today + i * day;
    if (!isDay(cron, new Date(midnight))) continue;
    for (const time of timesOf(cron)) {
      const at = midnight + time * minute;
      if (at <= from) continue;
      found.push(`${new Date(at).toISOString().slice(0, 16)}Z`);
      if (found.length >= count) break;
    }
  }
  return found;
}

/** The minutes of a day that it runs at. */
function timesOf({ hours, minutes }: Cron): readonly number[] {
  return hours.flatMap((hour) => minutes.map((one) => hour * 60 + one));
}

/** The fewest minutes between two runs, as far as those of two days in a row tell. */
export function shortestGap(cron: Cron): number {
  const times = timesOf(cron);
  let least = Infinity;
  for (let i = 1; i < times.length; i++) least = Math.min(least, (times[i] ?? 0) - (times[i - 1] ?? 0));
  const [first = 0] = times;
  const last = times[times.length - 1] ?? 0;
  const overnight = 24 * 60 - last + first;
  return overnight < least && hasNeighbours(cron) ? overnight : least;
}

/** Whether it runs on two days in a row; asked only for what runs late and early. */
function hasNeighbours(cron: Cron): boolean {
  const start = Date.UTC(2024, 0, 1);
  for (let i = 0, before = false; i < mostDays; i++) {
    const is = isDay(cron, new Date(start + i * day));
    if (is && before) return true;
    before = is;
  }
  return false;
}
