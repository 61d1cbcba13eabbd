import type { Schema, SchemaTable } from '../../yaml/schema/schema.js';
import {
  byDefault,
  deprecated,
  list,
  object,
  oneOf,
  required,
  since,
  table,
  text,
} from '../../yaml/schema/shorthand.js';
import { dialect } from './schema-dialect.js';
import { named, service } from './schema-service.js';

// What a Compose file may hold, as Docker Compose checks it: also what it only takes notice of, such as texts in place of
// booleans where it casts them. What each key is for stands in `schema-texts.ts`.

const external = byDefault(false, ['flag', 'external']);
const openExternal = byDefault(false, ['flag', 'open-external']);

/** Definitions that several others name. */
const shared: Record<string, Schema> = {
  // Compose casts texts at the paths of these.
  flag: { type: 'boolean', cast: 'boolean' },
  whole: { type: 'integer', cast: 'integer' },
  // Texts are taken here as well, and what they mean is looked at later or not at all.
  'loose-flag': ['boolean', 'string'],
  'loose-number': ['number', 'string'],
  'loose-integer': ['integer', 'string'],
  duration: { type: 'string', format: 'duration' },
  size: { type: 'string', format: 'size' },
  'number-or-size': ['number', 'size'],
  'integer-or-size': ['integer', 'size'],
  texts: list('string'),
  'unique-texts': list('string', { unique: true }),
  'text-or-texts': ['string', 'texts'],
  'text-or-unique-texts': ['string', 'unique-texts'],
  command: ['string', 'texts', 'null'],
  /** `K=V` items or a map. */
  pairs: [table(['string', 'number', 'boolean', 'null']), 'texts'],
  'unique-pairs': [table(['string', 'number', 'boolean', 'null']), 'unique-texts'],
  'driver-options': table(['string', 'number']),
  hosts: [table(['string', 'texts']), 'unique-texts'],
  ulimits: object(undefined, { names: { pattern: '^[a-z]+$', schema: ['whole', 'ulimit'] }, rest: 'any' }),
  ulimit: object({ soft: required('whole'), hard: required('whole') }),
  external: object({ name: deprecated('string') }),
  'open-external': object({ name: deprecated('string') }, { rest: 'any' }),
  grants: list(['string', 'grant']),
  grant: object({
    source: 'string',
    target: 'string',
    uid: byDefault('0', 'string'),
    gid: byDefault('0', 'string'),
    mode: 'loose-number',
  }),
};

const file: Record<string, Schema> = {
  file: object({
    name: 'string',
    services: named('service'),
    networks: named('network', 'any'),
    volumes: named('volume'),
    configs: named('config'),
    secrets: named('secret'),
    models: since('2.38', named('model', 'any')),
    include: since('2.20', list(['string', 'include'])),
    version: deprecated('string'),
  }),
  include: object({ path: 'text-or-texts', project_directory: 'string', env_file: 'text-or-texts' }),
  network: [
    'null',
    object({
      name: 'string',
      driver: text('bridge', 'host', 'none', 'overlay', 'macvlan', 'ipvlan'),
      driver_opts: 'driver-options',
      attachable: byDefault(false, 'flag'),
      enable_ipv4: since('2.33.1', 'flag', { default: true }),
      enable_ipv6: byDefault(false, 'flag'),
      external,
      internal: byDefault(false, 'flag'),
      ipam: 'ipam',
      labels: 'pairs',
    }),
  ],
  ipam: object({
    driver: byDefault('default', 'string'),
    config: list('subnet'),
    options: table('string'),
  }),
  subnet: object({
    subnet: 'string',
    ip_range: 'string',
    gateway: 'string',
    aux_addresses: table('string'),
  }),
  volume: [
    'null',
    object({
      name: 'string',
      driver: byDefault('local', text('local')),
      driver_opts: 'driver-options',
      external,
      labels: 'unique-pairs',
    }),
  ],
  config: object({
    name: 'string',
    file: 'string',
    environment: since('2.23.1', 'string'),
    content: since('2.23.1', 'string'),
    external: openExternal,
    labels: 'unique-pairs',
    template_driver: 'string',
  }),
  secret: object({
    name: 'string',
    file: 'string',
    environment: since('2.6', 'string'),
    external: openExternal,
    labels: 'unique-pairs',
    driver: 'string',
    driver_opts: 'driver-options',
    template_driver: 'string',
  }),
  model: object({ model: required('string'), name: 'string', context_size: 'integer', runtime_flags: 'texts' }),
};

const rollout = object({
  parallelism: byDefault(1, 'whole'),
  delay: byDefault('0s', 'duration'),
  failure_action: byDefault('pause', text('pause', 'continue', 'rollback')),
  monitor: byDefault('5s', 'duration'),
  max_failure_ratio: byDefault(0, { type: 'number', cast: 'number' }),
  order: byDefault('stop-first', oneOf('stop-first', 'start-first')),
});

const deploy: Record<string, Schema> = {
  deploy: [
    'null',
    object({
      replicas: byDefault(1, 'whole'),
      resources: 'resources',
      restart_policy: 'restart-policy',
      mode: byDefault('replicated', text('replicated', 'global', 'replicated-job', 'global-job')),
      endpoint_mode: byDefault('vip', text('vip', 'dnsrr')),
      labels: 'pairs',
      placement: 'placement',
      update_config: 'rollout',
      rollback_config: 'rollout',
    }),
  ],
  rollout,
  resources: object({ limits: 'limits', reservations: 'reservations' }),
  limits: object({ cpus: 'loose-number', memory: 'size', pids: 'loose-integer' }),
  reservations: object({
    cpus: 'loose-number',
    memory: 'size',
    devices: list('device-request'),
    generic_resources: list('generic-resource'),
  }),
  'device-request': object({
    capabilities: required('unique-texts'),
    driver: 'string',
    count: 'loose-integer',
    device_ids: 'unique-texts',
    options: 'unique-pairs',
  }),
  'generic-resource': object({ discrete_resource_spec: 'discrete-resource' }),
  'discrete-resource': object({ kind: 'string', value: 'loose-number' }),
  'restart-policy': object({
    condition: byDefault('any', text('none', 'on-failure', 'any')),
    delay: byDefault('5s', 'duration'),
    max_attempts: 'whole',
    window: byDefault('0s', 'duration'),
  }),
  placement: object({
    constraints: 'texts',
    preferences: list('preference'),
    max_replicas_per_node: 'whole',
  }),
  preference: object({ spread: 'string' }),
};

/** The schema of Compose files. */
export const schema: SchemaTable = {
  root: 'file',
  definitions: { ...shared, ...file, ...service, ...deploy },
  dialect,
};
