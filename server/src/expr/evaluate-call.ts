import type { Evaluated } from './evaluate.js';
import { formatParts } from './format-string.js';
import type { CallNode, ExprNode } from './tree.js';
import { folded, fromJson, isEqual, isPrimitive, toJson, toText, type Value } from './values.js';

/** How long a text may become that is computed here; longer ones are not known. */
const longest = 1_000_000;

/** The value of a call, if it is known and GitHub can compute it. Arguments are computed when they are needed. */
export function callFunction(node: CallNode, evaluate: (argument: ExprNode) => Evaluated): Value | undefined {
  const { args } = node;
  const argument = (index: number): Value | undefined => {
    const place = args[index];
    const evaluated = place && evaluate(place);
    return evaluated?.known ? evaluated.value : undefined;
  };
  switch (node.name.toLowerCase()) {
    case 'contains':
      return args.length === 2 ? contains(argument(0), argument(1)) : undefined;
    case 'startswith':
      return args.length === 2 ? affix(argument(0), argument(1), (text, start) => text.startsWith(start)) : undefined;
    case 'endswith':
      return args.length === 2 ? affix(argument(0), argument(1), (text, end) => text.endsWith(end)) : undefined;
    case 'format':
      return format(argument(0), args.length - 1, (index) => argument(index + 1));
    case 'join':
      return args.length === 1 || args.length === 2
        ? joined(argument(0), args.length === 2 ? argument(1) : ',')
        : undefined;
    case 'tojson': {
      const value = args.length === 1 ? argument(0) : undefined;
      return value === undefined ? undefined : toJson(value);
    }
    case 'fromjson': {
      const value = args.length === 1 ? argument(0) : undefined;
      return value === undefined ? undefined : parse(toText(value));
    }
    case 'case':
      return choose(args.length, argument);
    default:
      return undefined;
  }
}

function contains(search: Value | undefined, item: Value | undefined): boolean | undefined {
  if (search === undefined || item === undefined) return undefined;
  if (isPrimitive(search)) return isPrimitive(item) && folded(toText(search)).includes(folded(toText(item)));
  return search.kind === 'array' && search.items.some((one) => isEqual(item, one));
}

function affix(
  text: Value | undefined,
  part: Value | undefined,
  test: (text: string, part: string) => boolean,
): boolean | undefined {
  if (text === undefined || part === undefined) return undefined;
  return isPrimitive(text) && isPrimitive(part) && test(folded(toText(text)), folded(toText(part)));
}

function format(
  template: Value | undefined,
  given: number,
  value: (index: number) => Value | undefined,
): string | undefined {
  const parts = template === undefined ? undefined : formatParts(toText(template));
  let result = '';
  for (const part of parts ?? []) {
    const next = typeof part === 'string' ? part : part < given ? value(part) : undefined;
    if (next === undefined || result.length > longest) return undefined;
    result += toText(next);
  }
  return parts && result;
}

function joined(array: Value | undefined, separator: Value | undefined): string | undefined {
  if (array === undefined || separator === undefined) return undefined;
  if (isPrimitive(array)) return toText(array);
  if (array.kind === 'object') return '';
  return array.items.map(toText).join(isPrimitive(separator) ? toText(separator) : ',');
}

function parse(text: string): Value | undefined {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function choose(given: number, argument: (index: number) => Value | undefined): Value | undefined {
  if (given < 3 || given % 2 === 0) return undefined;
  for (let index = 0; index < given - 1; index += 2) {
    const condition = argument(index);
    if (typeof condition !== 'boolean') return undefined;
    if (condition) return argument(index + 1);
  }
  return argument(given - 1);
}
