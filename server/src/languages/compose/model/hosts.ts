/** A host in a text, by its offsets. */
export interface Host {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const word = /[A-Za-z0-9_][\w.-]*/g;
/** What stands before the path of a URL; a variable in it may hold any character. */
const authorityAt = /^(?:\$\{[^\s}]*\}|[^\s/?#'"<>`])*/;
const longestAuthority = 500;
const longestValue = 5000;

/**
 * The services that a text names as hosts: in URLs (`http://web:80/`, `mongodb://one,two/`), as `db:5432`, and, where
 * `whole` says so, as the whole text.
 */
export function hostsIn(text: string, isService: (name: string) => boolean, whole: boolean): readonly Host[] {
  const found: Host[] = [...urlHostsIn(text, isService)];
  if (text.length < longestValue && (whole || text.includes(':'))) {
    for (const { 0: name, index: start } of text.matchAll(word)) {
      const end = start + name.length;
      const alone = whole && /^["'\s]*$/.test(text.slice(0, start)) && /^["'\s]*$/.test(text.slice(end));
      const withPort = /^:[\d$]/.test(text.slice(end, end + 2)) && /^$|[\s,;='"[(]/.test(text.charAt(start - 1));
      if ((alone || withPort) && isService(name) && !found.some((one) => one.start === start))
        found.push({ name, start, end });
    }
  }
  return found;
}

/** The services that URLs in a text name as their hosts. */
export function urlHostsIn(text: string, isService: (name: string) => boolean): readonly Host[] {
  const found: Host[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    if (!/[A-Za-z0-9+]/.test(text.charAt(at - 1))) continue;
    const start = at + 3;
    const authority = authorityAt.exec(text.slice(start, start + longestAuthority))?.[0] ?? '';
    let from = start + authority.lastIndexOf('@') + 1;
    for (const part of text.slice(from, start + authority.length).split(',')) {
      const name = /^[\w.-]*/.exec(part)?.[0] ?? '';
      if (/^(?:$|[:)\]}])/.test(part.slice(name.length)) && isService(name))
        found.push({ name, start: from, end: from + name.length });
      from += part.length + 1;
    }
  }
  return found;
}
