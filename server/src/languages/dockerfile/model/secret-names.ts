import { bundledPrefix, knownSecrets } from '../../../secrets/names.js';

// Which variable names the peers take for those of secrets.

const buildkitWords = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const buildkitAllows = /(?:^|_)(?:public|file|version)(?:_|$)/i;
const trivyWords = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token|usr|psw)(?:_|$)/i;
const hadolintParts = /api_key|client_key|password|private|secret|token|username/i;

/** The peers' rules that report a variable of that name, whatever its value. */
export function secretNameAliases(name: string): readonly string[] {
  const found: string[] = [];
  const known = knownSecrets.has(name.replace(bundledPrefix, ''));
  if (buildkitWords.test(name) && !buildkitAllows.test(name)) found.push('buildkit:SecretsUsedInArgOrEnv');
  if (hadolintParts.test(name) || knownSecrets.has(name)) found.push('hadolint:DL3064');
  if (known || (trivyWords.test(name) && !/(?:^|_)public(?:_|$)/i.test(name))) found.push('trivy:DS-0031');
  return found;
}
