import { variablesIn } from '../../../dotenv/interpolation.js';
import { bundledPrefix, isSecretName } from '../../../secrets/names.js';
import { isHarmless, isPlaceholder, tokenFormat, urlCredentialsIn } from '../../../secrets/values.js';
import type { Text } from './value.js';

// Secrets that are written out in a Compose file.

export interface LiteralSecret {
  /** `token`: a credential by its looks; `url`: the password of an address; `value`: by the name of its key. */
  readonly kind: 'token' | 'url' | 'value';
  /** What kind of token it is. */
  readonly format: string;
  /** Whether the value protects nothing: a default that everyone knows, or one that asks to be replaced. */
  readonly weak: boolean;
}

/** Words of a key that leave no doubt. Others, such as `KEY`, need a value that looks like one. */
const plainWords = /pass|pwd|secret|token|credential|api_?key|private_?key|access_?key|client_?key/i;

/** Last words of a key that is about secrets: how long they last, how they are kept, what they are called. */
const aboutSecrets =
  /_(?:age|attempts|attribute|backend|claim|column|count|days|driver|encryption|expires?|expires?_(?:at|in)|field|hashers?|hint|hours|in|interval|label|lifetime|minutes|ms|param|parameter|pattern|policy|regex|retries|rounds|seconds|store|strength|timeout|title|validators?)$/i;

/** A key of an environment, of labels or of a file, as the name of a variable. */
export function variableName(key: string): string {
  return key.replace(/[.-]/g, '_');
}

/**
 * What secret a key's value is, if any.
 * @param others values beside it: a password that is also the name of a user or database is no secret.
 */
export function literalSecret(key: string, text: Text, others: ReadonlySet<string>): LiteralSecret | undefined {
  const { raw } = text;
  const format = tokenFormat(raw);
  if (format !== undefined) return { kind: 'token', format, weak: false };
  const url = urlCredentialsIn(raw);
  if (url && /^[^$<{*]+$/.test(url.password)) {
    const weak = url.password.toLowerCase() === url.user.toLowerCase() || isWeakPassword(url.password);
    return { kind: 'url', format: '', weak };
  }
  if (variablesIn(raw).variables.length > 0 || /\$\(|\{\{/.test(raw)) return undefined;
  const name = variableName(key);
  const value = (text.text ?? raw).trim();
  if (
    !isSecretName(name) ||
    aboutSecrets.test(name) ||
    isHarmless(name, value) ||
    /^[a-z][a-z0-9+.-]*:\/\//i.test(value)
  )
    return undefined;
  if (!plainWords.test(name) && !looksRandom(value)) return undefined;
  return { kind: 'value', format: '', weak: isWeakPassword(value) || others.has(value) };
}

/** Whether a build argument of that name carries a secret: what ends up in a browser does not. */
export function isSecretArgument(name: string): boolean {
  return !bundledPrefix.test(name) && plainWords.test(name) && isSecretName(name) && !aboutSecrets.test(name);
}

function looksRandom(value: string): boolean {
  return value.length >= 16 && /^[\w+/=-]+$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value);
}

const everyonesPasswords =
  /^(?:postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|rabbitmq|root|admin|administrator|guest|user|username|minio(?:admin|123)?|elastic|neo4j|keycloak|sa|app|foo|bar|foobar|hello|1+|12345*6*7*8*9*0*|qwerty|[\w-]*(?:password|passwd|passw0rd|pass|secret|token|key)[\w!@#-]{0,4})$/i;

/** A password that everyone knows or guesses at once. */
function isWeakPassword(value: string): boolean {
  return value.length <= 64 && (isPlaceholder(value) || everyonesPasswords.test(value));
}
