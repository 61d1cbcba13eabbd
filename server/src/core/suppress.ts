import type { TextEdit } from './edit.js';
import type { Finding } from './finding.js';
import type { Span } from './text.js';

/** A directive in a file that silences findings. */
export interface Suppression {
  /** The directive, for the report that it is not needed. */
  readonly span: Span;
  /** Where it holds. */
  readonly scope: Span | 'file';
  /** The rules that it names, in any accepted form; `all` silences everything there. */
  readonly names: readonly SuppressedName[] | 'all';
  /** Whose syntax it is: `platform-builder`, `hadolint`, … */
  readonly syntax: string;
  /** Removes the directive as a whole. */
  readonly removal?: TextEdit;
}

export interface SuppressedName {
  readonly name: string;
  readonly span: Span;
  /** Removes this name only; absent where it is the last one. */
  readonly removal?: TextEdit;
}

/**
 * Whether a rule name in any accepted form means a finding: our id, `peer:RULE`, the peer's bare `RULE`, a wildcard
 * (`dockerfile/*`, `hadolint:*`), or one of the spellings that trivy has used for its ids.
 */
export function namesFinding(name: string, rule: string, aliases: readonly string[]): boolean {
  if (name === rule || name === '*' || (name.endsWith('/*') && rule.startsWith(name.slice(0, -1)))) return true;
  if (name.endsWith(':*')) {
    // Of a builder, names in lower case stand for its refusals, which no directive can take back.
    const refusals = name === 'buildkit:*';
    return aliases.some(
      (alias) => alias.startsWith(name.slice(0, -1)) && !(refusals && /^[a-z]/.test(alias.slice(name.length - 1))),
    );
  }
  const wanted = canonicalName(name);
  return aliases.some((alias) => alias === wanted || alias.slice(alias.indexOf(':') + 1) === wanted);
}

/** One spelling per peer rule: `DS002`, `AVD-DS-0002` and `DS-0002` are one, and so are `AVD-KSV-0013` and `KSV013`. */
export function canonicalName(name: string): string {
  const trivy = /^(?:trivy:)?(?:AVD-)?DS-?0*(\d{1,4})$/i.exec(name);
  if (trivy) return `${name.startsWith('trivy:') ? 'trivy:' : ''}DS-${(trivy[1] ?? '').padStart(4, '0')}`;
  const manifest = /^(?:trivy:)?(?:AVD-)?KSV-?0*(\d{1,5})$/i.exec(name)?.[1];
  if (manifest !== undefined) {
    const digits = manifest.length > 3 ? `0${manifest}` : manifest.padStart(3, '0');
    return `${name.startsWith('trivy:') ? 'trivy:' : ''}KSV${digits}`;
  }
  return name;
}

export interface Suppressed {
  readonly kept: Finding[];
  /** Directives, or single names of one, that silenced nothing. */
  readonly unused: readonly { readonly suppression: Suppression; readonly name: SuppressedName | undefined }[];
}

/** Takes out the findings that a directive silences. A finding belongs to a scope when it starts inside. */
export function suppress(findings: readonly Finding[], suppressions: readonly Suppression[]): Suppressed {
  const used = new Set<Suppression | SuppressedName>();
  const kept = findings.filter((finding) => {
    let silenced = false;
    for (const suppression of suppressions) {
      const { scope, names } = suppression;
      if (scope !== 'file' && (finding.span.start < scope.start || finding.span.start > scope.end)) continue;
      if (names === 'all') {
        used.add(suppression);
        silenced = true;
        continue;
      }
      for (const name of names) {
        if (!namesFinding(name.name, finding.rule, finding.aliases)) continue;
        used.add(name);
        silenced = true;
      }
    }
    return !silenced;
  });
  const unused: { suppression: Suppression; name: SuppressedName | undefined }[] = [];
  for (const suppression of suppressions) {
    if (suppression.names === 'all') {
      if (!used.has(suppression)) unused.push({ suppression, name: undefined });
    } else for (const name of suppression.names) if (!used.has(name)) unused.push({ suppression, name });
  }
  return { kept, unused };
}
