import { replace, type TextEdit } from '../../../core/edit.js';
import { lineEnding } from '../../../core/text.js';
import { readEnvFile } from '../../../dotenv/read.js';
import { written } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';

/** A value of a container's environment that may go to an env file. */
export interface Extracted {
  readonly service: string;
  readonly key: string;
  readonly value: string;
}

export interface EnvLine {
  /** The variable that has the value now. */
  readonly name: string;
  /** What adds it to the env file; undefined where it is there already. */
  readonly edit: TextEdit | undefined;
}

/** Adds a value to an env file, under its own name or that of its service; else why that cannot be. */
export function addedToEnv(env: string, path: string, { service, key, value }: Extracted): EnvLine | { why: string } {
  const line = envValue(value);
  if (line === undefined) return { why: 'The value goes over several lines.' };
  const { entries } = readEnvFile(env);
  const known = (name: string): string | undefined => entries.findLast((one) => one.key === name)?.value;
  const own = `${service
    .toUpperCase()
    .replace(/\W/g, '_')
    .replace(/^(?=\d)/, '_')}_${key}`;
  const name = [key, own].find((one) => known(one) === value || !entries.some((entry) => entry.key === one));
  if (name === undefined) return { why: `.env has other values for ${key} and ${own}.` };
  if (known(name) === value) return { name, edit: undefined };
  const eol = lineEnding(env);
  const lead = env === '' || env.endsWith('\n') ? '' : eol;
  return { name, edit: { ...replace({ start: env.length, end: env.length }, `${lead}${name}=${line}${eol}`), path } };
}

/** Puts a variable in the place of a scalar's text from an offset on. */
export function variableEdit(scalar: YamlScalar, from: number, name: string, flow: boolean): TextEdit {
  const variable = `\${${name}}`;
  if (scalar.style === 'plain') return replace(scalar, written(scalar.text.slice(0, from) + variable, 'plain', flow));
  if (scalar.style === 'literal' || scalar.style === 'folded')
    return replace(scalar, written(scalar.text.slice(0, from) + variable, 'double'));
  return replace(spanInScalar(scalar, from, scalar.text.length), variable);
}

/** A value as an env file has it. */
function envValue(value: string): string | undefined {
  if (/[\r\n]/.test(value)) return undefined;
  if (/^[\w.,:/@%+=-]+$/.test(value)) return value;
  return value.includes("'") ? `"${value.replace(/["\\]/g, '\\$&')}"` : `'${value}'`;
}
