import { basename } from '../../core/path.js';

const envName = /^\.env(?:[.-][\w-]+)*$|^[\w.-]+\.env(?:[.-](?:example|sample|dist|template|defaults?))?$/i;

/** `.env.ts` is a program, `.env.j2` becomes an env file when it is filled in, and `.env.vault` is for machines. */
const otherFormats =
  /\.(?:[cm]?[jt]sx?|json[c5]?|ya?ml|toml|php|py|rb|sh|mdx?|txt|lock|bak|orig|j2|jinja2?|tmpl|tpl|erb|ejs|hbs|mustache|vault|enc|gpg|age|asc|keys)$/i;

/** Whether a file sets variables, by its name. */
export function isEnvName(path: string): boolean {
  const name = basename(path);
  return envName.test(name) && !otherFormats.test(name);
}

/** Scripts that a shell sources are named so as well; `.env` itself is none. */
export function isScript(path: string, head: string): boolean {
  if (/^\.env(?:[.-]|$)/i.test(basename(path))) return false;
  return /^#!|^[ \t]*(?:if|for|while|case|function|source|eval|set|unset|shopt|echo|\.|\[\[?)[ \t]/m.test(head);
}
