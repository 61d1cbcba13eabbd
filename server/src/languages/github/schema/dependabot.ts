import type { Key, Schema, SchemaTable } from '../../../yaml/schema/schema.js';
import { byDefault, list, object, oneOf, required, table, under } from '../../../yaml/schema/shorthand.js';
import { ecosystems, registryTypes } from '../tables/ecosystems.js';
import { dependabotDialect } from './dialect.js';

// What the configuration of Dependabot may hold, version 2. Source: GitHub's page "Dependabot options reference" and the schema
// of SchemaStore (2026-08-07). Other ecosystems than these are allowed where `enable-beta-ecosystems` is true, which a rule
// has to look at.

const update: Readonly<Record<string, Schema | Key>> = {
  'package-ecosystem': required(oneOf(...ecosystems)),
  'multi-ecosystem-group': 'filled',
  patterns: 'unique-texts',
  allow: list('allowed'),
  assignees: 'unique-texts',
  'commit-message': 'commit-message',
  cooldown: 'cooldown',
  'exclude-paths': 'unique-texts',
  groups: table('group', { min: 1 }),
  ignore: list('ignored'),
  'insecure-external-code-execution': oneOf('deny', 'allow'),
  labels: list('filled', { unique: true }),
  milestone: 'milestone',
  name: { type: 'string', format: 'name' },
  'open-pull-requests-limit': byDefault(5, { type: 'integer', min: 0 }),
  'pull-request-branch-name': 'branch-name',
  'rebase-strategy': byDefault('auto', oneOf('auto', 'disabled')),
  registries: [oneOf('*'), 'unique-texts'],
  'target-branch': 'filled',
  vendor: byDefault(false, 'boolean'),
  'versioning-strategy': byDefault(
    'auto',
    oneOf('auto', 'increase', 'increase-if-necessary', 'lockfile-only', 'widen'),
  ),
};

const directory = required('string');
const directories = required('unique-texts');
const schedule = required('schedule');
const grouped = { 'multi-ecosystem-group': required('filled'), patterns: required('unique-texts') };
const when: Readonly<Record<string, Schema | Key>> = {
  day: oneOf('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'),
  time: { type: 'string', pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$', values: ['05:00'] },
  timezone: { type: 'string', format: 'timezone' },
};
const days = (min: number): Schema => ({ type: 'integer', min, max: 90 });

const definitions: Record<string, Schema> = {
  filled: { type: 'string', format: 'filled' },
  'unique-texts': list('filled', { min: 1, unique: true }),
  dependabot: object({
    version: required({ type: 'integer', enum: [2] }),
    updates: required(list('update')),
    registries: table('registry', { min: 1 }),
    'multi-ecosystem-groups': table('shared-group'),
    'enable-beta-ecosystems': byDefault(false, 'boolean'),
  }),
  // One folder or several, and a schedule of its own or that of a group.
  update: [
    object(under('update', { ...update, directory, schedule })),
    object(under('update', { ...update, directories, schedule })),
    object(under('update', { ...update, ...grouped, directory, schedule: 'schedule' })),
    object(under('update', { ...update, ...grouped, directories, schedule: 'schedule' })),
  ],
  schedule: [
    object(
      under('schedule', {
        interval: required(oneOf('daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly')),
        ...when,
        cronjob: 'string',
      }),
    ),
    object(under('schedule', { interval: required(oneOf('cron')), cronjob: required('string'), ...when })),
  ],
  allowed: object(
    {
      'dependency-name': 'string',
      'dependency-type': oneOf('direct', 'indirect', 'all', 'production', 'development'),
      'update-types': 'semver-types',
    },
    { min: 1 },
  ),
  ignored: object(
    { 'dependency-name': 'string', versions: ['string', 'unique-texts'], 'update-types': 'semver-types' },
    { min: 1 },
  ),
  'semver-types': list(
    oneOf('version-update:semver-major', 'version-update:semver-minor', 'version-update:semver-patch'),
    { min: 1, unique: true },
  ),
  'commit-message': object(
    {
      prefix: { type: 'string', format: 'short' },
      'prefix-development': { type: 'string', format: 'short' },
      include: oneOf('scope'),
    },
    { min: 1 },
  ),
  cooldown: object({
    'default-days': days(1),
    'semver-major-days': days(1),
    'semver-minor-days': days(1),
    'semver-patch-days': days(0),
    include: list('string'),
    exclude: list('string'),
  }),
  group: object(
    {
      patterns: 'unique-texts',
      'exclude-patterns': 'unique-texts',
      'dependency-type': oneOf('development', 'production'),
      'update-types': list(oneOf('major', 'minor', 'patch'), { min: 1, unique: true }),
      'applies-to': byDefault('version-updates', oneOf('version-updates', 'security-updates')),
      'group-by': oneOf('dependency-name'),
    },
    { min: 1 },
  ),
  milestone: { type: 'integer', min: 1 },
  'branch-name': object({ separator: required(oneOf('-', '_', '/'), { default: '/' }) }),
  'shared-group': object(
    {
      schedule,
      assignees: 'unique-texts',
      'commit-message': 'commit-message',
      labels: list('filled', { unique: true }),
      milestone: 'milestone',
      'pull-request-branch-name': 'branch-name',
      'target-branch': 'filled',
    },
    { rest: 'any' },
  ),
  registry: object({
    type: required(oneOf(...registryTypes)),
    url: required('string'),
    username: 'string',
    password: 'string',
    key: 'string',
    token: 'string',
    'replaces-base': byDefault(false, 'boolean'),
    organization: 'string',
    repo: 'string',
    'auth-key': 'string',
    'public-key-fingerprint': 'string',
  }),
};

/** The schema of `dependabot.yml`. */
export const dependabotSchema: SchemaTable = { root: 'dependabot', definitions, dialect: dependabotDialect };
