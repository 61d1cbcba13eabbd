// Which names say that their value is a secret, in every language.

/** Words, between underscores, that name a secret. */
const secretWords =
  /(?:^|_)(?:apikey|auth|credentials?|key|pass|password|passphrase|passwd|pword|pwd|secret|token)(?:_|$)/i;
/** Words that end in one of these: `DBPASSWORD`, `githubToken`. */
const secretEndings = /(?:password|passwd|secret|token|apikey|api_?key|client_?key|private_?key|access_?key)(?:_|$)/i;
const publicWords = /(?:^|_)(?:public|pub|file|version)(?:_|$)/i;

/** Last words that tell about a secret without being one: where it is, what it is called, whether it is used. */
const aboutWords =
  /_(?:algo|algorithm|alias|class|dir|enabled?|endpoint|env|expir(?:y|ation|es)|file|format|header|host|issuer|length|limit|location|manager|method|mode|name|path|port|prefix|prompt|provider|realm|ref|required|scheme|server|service|size|source|strategy|ttl|type|uri|url|urls|user|username|version)$/i;

/** Names that several tools know to hold credentials. */
export const knownSecrets: ReadonlySet<string> = new Set([
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AZURE_CLIENT_SECRET'],
  ...['GITHUB_TOKEN', 'GH_TOKEN', 'GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN', 'GITLAB_TOKEN', 'NPM_TOKEN'],
  ...['HF_TOKEN', 'DIGITALOCEAN_ACCESS_TOKEN', 'DOCKERHUB_PASSWORD', 'FIREBASE_TOKEN', 'CI_DEPLOY_PASSWORD'],
  ...['OPENAI_API_KEY', 'GOOGLE_API_KEY', 'LANGSMITH_API_KEY', 'LANGCHAIN_API_KEY', 'HEROKU_API_KEY'],
]);

/** Prefixes of build tools that put a variable into what the browser loads. */
export const bundledPrefix: RegExp = /^(?:VITE_|REACT_APP_|NEXT_PUBLIC_)/;

/** Names of variables that hold the path of a file with credentials. */
export const credentialFileVariables: ReadonlySet<string> = new Set([
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'HF_TOKEN_PATH',
]);

/** Whether a variable of that name holds a secret, as far as a name can tell. */
export function isSecretName(name: string): boolean {
  const plain = name.replace(bundledPrefix, '');
  if (knownSecrets.has(plain)) return true;
  if (credentialFileVariables.has(name) || publicWords.test(name) || /_PUBLIC_/.test(name)) return false;
  // `API_KEY_ID` is one half of a pair of keys; other ids are no secret.
  if (aboutWords.test(name) || (/_ids?$/i.test(name) && !/_key_id$/i.test(name))) return false;
  return secretWords.test(name) || secretEndings.test(words(name));
}

/** `dbPassword` as `db_Password`, so that words of either way of writing are found. */
function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}
