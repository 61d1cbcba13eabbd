import { parseArgs } from 'node:util';
import type { RuleOption } from '../../check.js';
import { type Severity, severities } from '../../core/finding.js';
import { levels, type Profile, profiles } from '../../core/rule.js';

/** Something wrong with the command line: told in plain words, exit 2. */
export class UsageError extends Error {}

export const formats = ['pretty', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof formats)[number];

export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
  /** Undefined: the peer's configuration decides, else `error`. */
  readonly failOn: Severity | 'never' | undefined;
  readonly profile: Profile | undefined;
  readonly rules: Readonly<Record<string, RuleOption>>;
  readonly since: string | undefined;
  readonly stdinFilename: string | undefined;
  readonly today: string | undefined;
}

export const usage = `platform-builder: checks Dockerfiles, Compose files and what belongs to them

Usage
  platform-builder check [paths…]     check files and folders (default: the current folder)
      --format pretty|json|sarif|github|junit
      --fix                           apply all safe fixes
      --fail-on error|warning|info|hint|never
                                      lowest severity that gives exit code 1 (default: error)
      --profile recommended|strict|all
      --rule NAME=LEVEL               level of a rule: off, hint, info, warning, error (repeatable)
      --since REF                     only files that differ from a git revision, and new ones
      --stdin-filename PATH           check the standard input as that file
      --today YYYY-MM-DD              the date for ends of life (default: the date of our data)
  platform-builder rules [--format pretty|json]
                                      list all rules
  platform-builder explain RULE       what a rule is about; other tools' names work too
  platform-builder lsp --stdio        the language server, for any editor
  platform-builder --version | --help

Exit codes
  0  nothing at or above --fail-on     1  findings     2  wrong usage or an internal error
`;

export function checkArguments(args: readonly string[]): CheckArguments {
  const { values, positionals } = parse(args, {
    format: { type: 'string' },
    fix: { type: 'boolean' },
    'fail-on': { type: 'string' },
    profile: { type: 'string' },
    rule: { type: 'string', multiple: true },
    since: { type: 'string' },
    'stdin-filename': { type: 'string' },
    today: { type: 'string' },
  });
  const today = text(values.today);
  if (today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new UsageError('--today takes YYYY-MM-DD');
  const since = text(values.since);
  if (since?.startsWith('-')) throw new UsageError(`--since takes a git revision, not "${since}"`);
  return {
    paths: positionals,
    format: oneOf('format', values.format, formats) ?? 'pretty',
    fix: values.fix === true,
    failOn: oneOf('fail-on', values['fail-on'], [...severities, 'never'] as const),
    profile: oneOf('profile', values.profile, profiles),
    rules: ruleLevels(Array.isArray(values.rule) ? values.rule.map(String) : []),
    since,
    stdinFilename: text(values['stdin-filename']),
    today,
  };
}

export function rulesArguments(args: readonly string[]): { readonly format: 'pretty' | 'json' } {
  const { values } = parse(args, { format: { type: 'string' } });
  return { format: oneOf('format', values.format, ['pretty', 'json'] as const) ?? 'pretty' };
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

function parse(
  args: readonly string[],
  options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>,
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true }) as { values: Values; positionals: string[] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function text(value: Values[string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function oneOf<const T extends string>(name: string, value: Values[string], allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new UsageError(`--${name} takes ${allowed.join(', ')}, not "${String(value)}"`);
  return found;
}

function ruleLevels(settings: readonly string[]): Record<string, RuleOption> {
  const rules: Record<string, RuleOption> = {};
  for (const setting of settings) {
    const equals = setting.lastIndexOf('=');
    const level = levels.find((item) => item === setting.slice(equals + 1));
    if (equals <= 0 || level === undefined) {
      throw new UsageError(`--rule takes NAME=LEVEL with a level of ${levels.join(', ')}, not "${setting}"`);
    }
    rules[setting.slice(0, equals)] = level;
  }
  return rules;
}
