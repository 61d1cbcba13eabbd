// Patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`: `*`, `?`, and a backslash before them.

/** Beyond these what comes out is taken as unknown: the time grows with the square of the value. */
const longestValue = 512;
const longestPattern = 128;

/** The value without the shortest or longest part at one side that the pattern matches. */
export function trim(value: string, pattern: string, side: 'start' | 'end', greedy: boolean): string | undefined {
  if (value.length > longestValue || pattern.length > longestPattern) return undefined;
  const matches = wildcard(pattern);
  for (let i = 0; i <= value.length; i++) {
    const length = greedy ? value.length - i : i;
    if (side === 'start' && matches(value.slice(0, length))) return value.slice(length);
    if (side === 'end' && matches(value.slice(value.length - length))) return value.slice(0, value.length - length);
  }
  return value;
}

/** The value with what the pattern matches replaced, the longest match at each place. */
export function substitute(value: string, pattern: string, by: string, all: boolean): string | undefined {
  if (value.length > longestValue || pattern.length > longestPattern) return undefined;
  if (pattern === '') return value === '' ? by : undefined;
  const matches = wildcard(pattern);
  let result = '';
  let i = 0;
  while (i < value.length) {
    let length = -1;
    for (let n = value.length - i; n > 0; n--) {
      if (matches(value.slice(i, i + n))) {
        length = n;
        break;
      }
    }
    if (length === -1) result += value.charAt(i++);
    else {
      result += by;
      i += length;
      if (!all) break;
    }
  }
  return result + value.slice(i);
}

/** Matches a whole text against `*`, `?` and escaped characters, in time linear in text times pattern. */
function wildcard(pattern: string): (text: string) => boolean {
  const parts: (string | 1 | 2)[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (c === '*') parts.push(2);
    else if (c === '?') parts.push(1);
    else parts.push(c === '\\' ? pattern.charAt(++i) : c);
  }
  return (text) => {
    let p = 0;
    let t = 0;
    let star = -1;
    let mark = 0;
    while (t < text.length) {
      const part = parts[p];
      if (part === 2) {
        star = p++;
        mark = t;
      } else if (part === 1 || part === text.charAt(t)) {
        p++;
        t++;
      } else if (star !== -1) {
        p = star + 1;
        t = ++mark;
      } else return false;
    }
    while (parts[p] === 2) p++;
    return p === parts.length;
  };
}

/**
 * The first escape in a pattern that the builder refuses; undefined where there is none. It reads the pattern of a
 * suffix backwards, so that a lone escape at its end is one of the character before it.
 */
export function wrongEscape(pattern: string, backwards: boolean): string | undefined {
  let last = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (c !== '\\') {
      last = c;
      continue;
    }
    const next = pattern.charAt(++i) || (backwards ? last : '');
    if (next === '' || !'*?\\/}'.includes(next)) return c + next;
    last = '\\';
  }
  return undefined;
}
