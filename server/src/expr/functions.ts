import { any, arrayOf, bool, string, type Type } from './types.js';

// The functions that expressions may call.

export interface ExprFunction {
  /** As it is best written; names ignore case. */
  readonly name: string;
  /** The ways to call it; those after the first are told apart by their parameters' types. */
  readonly signatures: readonly Signature[];
  readonly returns: Type;
  /** What it gives, for hovers and completion: Markdown. */
  readonly doc: string;
  /** Of functions that can be called in some places only. */
  readonly special?: 'status' | 'files';
  /** Whether it gives the same for the same arguments, always. */
  readonly pure: boolean;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** The fewest and the most arguments that GitHub takes. */
  readonly min: number;
  readonly max: number;
  /** How many of the last parameters come again and again. */
  readonly repeated?: number;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly doc: string;
}

/** The most arguments of a call. */
const most = 255;

function parameter(name: string, type: Type, doc: string): Parameter {
  return { name, type, doc };
}

function fixed(...parameters: readonly Parameter[]): Signature {
  return { parameters, min: parameters.length, max: parameters.length };
}

function status(name: string, doc: string): ExprFunction {
  return { name, signatures: [fixed()], returns: bool, doc, special: 'status', pure: false };
}

const searched = parameter('search', string, 'The string to look in.');

export const functions: readonly ExprFunction[] = [
  {
    name: 'contains',
    signatures: [
      fixed(searched, parameter('item', string, 'The string to look for.')),
      fixed(
        parameter('search', arrayOf(any), 'The array to look in.'),
        parameter('item', any, 'The element to look for.'),
      ),
    ],
    returns: bool,
    doc: 'Whether a string contains another one, or an array an element. Ignores case.',
    pure: true,
  },
  {
    name: 'startsWith',
    signatures: [fixed(searched, parameter('start', string, 'What it should start with.'))],
    returns: bool,
    doc: 'Whether a string starts with another one. Ignores case.',
    pure: true,
  },
  {
    name: 'endsWith',
    signatures: [fixed(searched, parameter('end', string, 'What it should end with.'))],
    returns: bool,
    doc: 'Whether a string ends with another one. Ignores case.',
    pure: true,
  },
  {
    name: 'format',
    signatures: [
      {
        parameters: [
          parameter('text', string, 'The string with `{0}`, `{1}`, … in it; `{{` and `}}` stand for braces.'),
          parameter('value', any, 'What replaces `{0}`; further values replace `{1}`, and so on.'),
        ],
        min: 1,
        max: most,
        repeated: 1,
      },
    ],
    returns: string,
    doc: 'The string with each `{N}` replaced by a value.',
    pure: true,
  },
  {
    name: 'join',
    signatures: [
      {
        parameters: [
          parameter('array', arrayOf(string), 'The strings to join.'),
          parameter('separator', string, 'What goes between them; `,` if left out.'),
        ],
        min: 1,
        max: 2,
      },
      {
        parameters: [
          parameter('text', string, 'A string, which is returned as it is.'),
          parameter('separator', string, 'Of no effect.'),
        ],
        min: 1,
        max: 2,
      },
    ],
    returns: string,
    doc: 'The elements of an array as one string, with a separator between them.',
    pure: true,
  },
  {
    name: 'toJSON',
    signatures: [fixed(parameter('value', any, 'The value to write.'))],
    returns: string,
    doc: 'The value as JSON, over several lines.',
    pure: true,
  },
  {
    name: 'fromJSON',
    signatures: [fixed(parameter('text', string, 'The JSON to read.'))],
    returns: any,
    doc: 'The value of a JSON string: an object, an array, a number, a boolean or a string.',
    pure: true,
  },
  {
    name: 'hashFiles',
    signatures: [
      {
        parameters: [parameter('pattern', string, 'A pattern of paths in the workspace; `!` leaves paths out.')],
        min: 1,
        max: most,
        repeated: 1,
      },
    ],
    returns: string,
    doc: 'One SHA-256 hash of all files that the patterns match, or an empty string where there are none.',
    special: 'files',
    pure: false,
  },
  {
    name: 'case',
    signatures: [
      {
        parameters: [
          parameter('condition', bool, 'A boolean.'),
          parameter('value', any, 'The result where the condition is the first that is true.'),
          parameter('otherwise', any, 'The result where no condition is true.'),
        ],
        min: 3,
        max: most,
        repeated: 2,
      },
    ],
    returns: any,
    doc: 'The value after the first condition that is true, or the last argument where none is.',
    pure: true,
  },
  status(
    'success',
    'Whether nothing before has failed or was cancelled. What an `if` means that calls no status function.',
  ),
  status('always', '`true`, so this runs whatever has happened, even when the run was cancelled.'),
  status('cancelled', 'Whether the run was cancelled.'),
  status('failure', 'Whether something before has failed.'),
];

/** The status functions where jobs may be named: in the `if` of a job. */
const withJobs: Signature = {
  parameters: [parameter('job', string, 'The id of a job in `needs`; all of them if left out.')],
  min: 0,
  max: most,
  repeated: 1,
};

const byName = new Map(functions.map((one) => [one.name.toLowerCase(), one]));
const ofJobs = new Map(
  ['success', 'failure'].flatMap((name) => {
    const one = byName.get(name);
    return one ? [[name, { ...one, signatures: [withJobs] }] as const] : [];
  }),
);

/** The function of a name in any case. With `jobs`, as it can be called in the `if` of a job. */
export function functionNamed(name: string, jobs = false): ExprFunction | undefined {
  const lower = name.toLowerCase();
  return (jobs ? ofJobs.get(lower) : undefined) ?? byName.get(lower);
}

/** The place in `signature.parameters` of the argument with a number, of so many arguments; undefined if it has none. */
export function parameterAt(signature: Signature, argument: number, given: number): number | undefined {
  const { parameters, repeated = 0 } = signature;
  if (argument >= signature.max) return undefined;
  if (repeated === 2) {
    // Pairs, and a last one that stands alone.
    const last = argument === given - 1 && argument % 2 === 0 && argument >= 2;
    return last ? 2 : argument % 2;
  }
  if (argument < parameters.length) return argument;
  return repeated ? parameters.length - 1 : undefined;
}

/** A way to call a function as it is shown, such as `join(array, separator?)`, and where in it the parameters stand. */
export function signatureText(
  called: ExprFunction,
  signature: Signature,
): { text: string; parameters: [number, number][] } {
  const { parameters: all, min, max, repeated = 0 } = signature;
  const parameters: [number, number][] = [];
  let text = `${called.name}(`;
  for (const [index, { name }] of all.entries()) {
    if (index > 0) text += ', ';
    // Pairs come again before the last parameter, any other repeated one at the end.
    if (repeated === 2 && index === 2) text += '…, ';
    parameters.push([text.length, text.length + name.length]);
    text += index >= min && max < most ? `${name}?` : name;
  }
  return { text: `${text}${repeated === 1 ? ', …' : ''})`, parameters };
}
