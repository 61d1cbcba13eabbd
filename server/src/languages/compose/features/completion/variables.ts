import type { Items } from '../../../../core/completion-items.js';
import { plain } from '../../../../core/completion-items.js';
import { basename } from '../../../../core/path.js';
import { isSecretName } from '../../../../secrets/names.js';
import { namesOf } from '../../model/names.js';
import { originOf } from '../../model/variable-facts.js';
import type { Place } from './place.js';

/** What follows a name in braces, and what it means. */
const operators: readonly { readonly text: string; readonly example: string; readonly detail: string }[] = [
  { text: ':-', example: '${1:default}', detail: 'the default where it is not set or empty' },
  { text: '-', example: '${1:default}', detail: 'the default where it is not set' },
  { text: ':?', example: '${1:message}', detail: 'stops with the message where it is not set or empty' },
  { text: '?', example: '${1:message}', detail: 'stops with the message where it is not set' },
  { text: ':+', example: '${1:text}', detail: 'the text where it is set and not empty, else nothing' },
  { text: '+', example: '${1:text}', detail: 'the text where it is set, else nothing' },
];

/**
 * Completes behind `$` and `${`.
 * @returns whether the cursor stands there, so that nothing else is to be offered.
 */
export function completeVariable(place: Place, into: Items): boolean {
  const { typed, offset, context } = place;
  const match = /\$(\{?)(\w*)(:?[-?+]?)$/.exec(typed);
  if (!match || place.role === 'key') return false;
  const [whole, brace = '', name = '', operator = ''] = match;
  if (brace === '' && operator !== '') return false;
  const dollars = /\$+$/.exec(typed.slice(0, match.index + 1))?.[0].length ?? 1;
  // `$$` stands for a dollar sign.
  if (dollars % 2 === 0) return true;
  const { text } = context;
  const rest = /^\w*\}?/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const closed = brace === '' ? rest.replace(/\}$/, '') : rest;
  const span = {
    start: offset - whole.length,
    end: offset + (operator === '' ? closed.length : closed === '}' ? 1 : 0),
  };
  if (operator === '')
    for (const { variable, detail } of variables(place))
      into.add(span, `\${${variable}}`, {
        kind: 'variable',
        detail,
        filter: `${brace === '' ? '$' : '${'}${variable}`,
      });
  if (brace !== '' && name !== '') {
    for (const { text: sign, example, detail } of operators) {
      if (!sign.startsWith(operator)) continue;
      into.add(span, `\${${name}${sign}…}`, {
        kind: 'snippet',
        text: `${plain('${')}${name}${sign}${example}${plain('}')}`,
        snippet: true,
        detail,
        filter: `\${${name}${sign}`,
      });
    }
  }
  return true;
}

/** Names of the env files first, with their values; then those that the project uses without setting them. */
function variables({ context, offset }: Place): readonly { readonly variable: string; readonly detail: string }[] {
  const names = namesOf(context.document, context.path, context.files);
  const found = new Map<string, string>();
  const uses = names
    .variables()
    .filter(({ path, span }) => path !== context.path || span.end < offset || span.start > offset);
  for (const { role, name } of [...uses].sort(
    (a, b) => Number(b.role === 'definition') - Number(a.role === 'definition'),
  )) {
    if (found.has(name)) continue;
    const origin = role === 'definition' ? originOf(names.project, name) : undefined;
    const value = origin?.value === undefined ? '' : isSecretName(name) ? '' : ` = ${short(origin.value)}`;
    found.set(name, origin ? `${basename(origin.path)}${value}` : 'not set in an env file');
  }
  return [...found].map(([variable, detail]) => ({ variable, detail }));
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
