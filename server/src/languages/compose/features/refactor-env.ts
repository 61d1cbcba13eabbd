import { replace } from '../../../core/edit.js';
import type { Refactoring } from '../../../core/features.js';
import { join } from '../../../core/path.js';
import { lineEnding } from '../../../core/text.js';
import { written } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import { readEnvFile } from '../model/env-file.js';
import { projectOf } from '../model/project.js';
import { refused, type Target } from './refactorings.js';

const kind = 'refactor.extract';

/** Moves a value of a container's environment to the project's `.env`, where there is one. */
export function toEnvFile({ context, link, keys, service }: Target): readonly Refactoring[] {
  const { node } = link;
  if (node?.kind !== 'scalar') return [];
  const { directory } = projectOf(context.document, context.path, context.files);
  const path = join(directory, '.env');
  const env = context.files.read(path);
  if (typeof env !== 'string') return [];
  const last = keys[keys.length - 1];
  const equals = typeof last === 'number' ? node.text.indexOf('=') : -1;
  const key = typeof last === 'string' ? last : node.text.slice(0, Math.max(0, equals));
  const value = node.text.slice(equals + 1);
  if (!/^[A-Za-z_]\w*$/.test(key) || value === '' || value.includes('$')) return [];
  const title = 'Move the value to .env';
  const line = envValue(value);
  if (line === undefined) return refused(title, kind, 'The value goes over several lines.');
  const { entries } = readEnvFile(env);
  const known = (name: string): string | undefined => entries.findLast((one) => one.key === name)?.value;
  const own = `${service
    .toUpperCase()
    .replace(/\W/g, '_')
    .replace(/^(?=\d)/, '_')}_${key}`;
  const name = [key, own].find((one) => known(one) === value || !entries.some((entry) => entry.key === one));
  if (name === undefined) return refused(title, kind, `.env has other values for ${key} and ${own}.`);
  const eol = lineEnding(env);
  const lead = env === '' || env.endsWith('\n') ? '' : eol;
  const added = replace({ start: env.length, end: env.length }, `${lead}${name}=${line}${eol}`);
  return [
    {
      title,
      kind,
      edits: [valueEdit(node, equals + 1, name, link.flow), ...(known(name) === value ? [] : [{ ...added, path }])],
    },
  ];
}

function valueEdit(scalar: YamlScalar, from: number, name: string, flow: boolean): Refactoring['edits'][number] {
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
