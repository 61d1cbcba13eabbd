// What a value that stands where a secret might says of itself. Values are looked at and never shown.

/** Values that are no secret whatever the name: switches and small numbers, paths, fingerprints of public keys. */
export function isHarmless(name: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (/^(?:true|false|yes|no|on|off|none|null|enabled|disabled|\d{1,3})?$/i.test(value)) return true;
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|file:)/.test(value)) return true;
  if (/^[\w.-]+(?:\/[\w.-]+)*\.(?:asc|cer|crt|gpg|json|key|pem|pub|txt|yaml)$/.test(value)) return true;
  // `Filters__0__Key` is a path into a configuration, whose last part is the key of a pair.
  if (/__key$/i.test(name) && /^\w+$/.test(value)) return true;
  if (/(?:^|_)(?:gpg|pgp|signing|release)/i.test(name)) return /^(?:0x)?(?:[0-9a-f]{4}\s*){2,}$/i.test(value);
  return /(?:^|_)keys?$/i.test(name) && /^(?:[0-9A-F]{16}|[0-9A-F]{40})$/.test(value);
}

/** Formats that providers give to their tokens and that nothing else has. */
const tokenFormats: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['AWS access key', /(?:^|[^A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/],
  ['GitHub token', /(?:^|[^A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,255})/],
  ['GitLab token', /(?:^|[^A-Za-z0-9_-])glpat-[A-Za-z0-9_-]{20}/],
  ['Slack token', /(?:^|[^A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['Slack webhook', /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{16,}/],
  ['Stripe key', /(?:^|[^A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{16,}/],
  ['Google API key', /(?:^|[^A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/],
  ['npm token', /(?:^|[^A-Za-z0-9_])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/],
  ['JSON web token', /(?:^|[^A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{16,}/],
  ['private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/],
];

/** Values of documentation, and repetitions that no provider hands out. */
const sample = /EXAMPLE|(?:x{8}|X{8}|0{8}|\*{4})/;

/** What a text holds that is a credential by its looks, such as `GitHub token`. */
export function tokenFormat(text: string): string | undefined {
  // Longer texts than any configuration value are data, in which such a match says little.
  const looked = text.length > 20_000 ? text.slice(0, 20_000) : text;
  for (const [name, pattern] of tokenFormats) {
    const match = pattern.exec(looked);
    if (match && !sample.test(match[0])) return name;
  }
  return undefined;
}

const urlCredentials =
  /(?:^|[\s"'=])[a-z][a-z0-9+.-]{0,30}:\/\/(?<user>[^\s/:@"']{0,200}):(?<password>[^\s/@"']{1,200})@[^\s/"']/i;

/** The user and password of an address in a text. */
export function urlCredentialsIn(text: string): { readonly user: string; readonly password: string } | undefined {
  const groups = urlCredentials.exec(text)?.groups;
  return groups && { user: groups.user ?? '', password: groups.password ?? '' };
}

const placeholderWords =
  /(?:^|[^a-z])(?:change[-_ ]?(?:me|this|it)|changeit|todo|fixme|example|sample|dummy|fake|placeholder|insecure|not[-_ ]?(?:a[-_ ]?)?secret|replace[-_ ]?(?:me|this)|secret[-_ ]?here|(?:your|my)[-_ ]\w*|default|test(?:ing)?|local|dev(?:elopment)?|demo|xxx+|insert)(?:[^a-z]|$)/i;

/** Whether a value asks to be replaced, or says itself that it protects nothing. */
export function isPlaceholder(value: string): boolean {
  if (value.length > 200) return false;
  return placeholderWords.test(value) || /^<.*>$|^\[.*\]$|^\{\{.*\}\}$|^(.)\1*$/.test(value);
}
