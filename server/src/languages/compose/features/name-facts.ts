import { code } from '../../../core/markdown.js';
import { basename } from '../../../core/path.js';
import type { Variable } from '../../../dotenv/interpolation.js';
import { isSecretName } from '../../../secrets/names.js';
import { named } from '../model/merge.js';
import type { Names, NameUse } from '../model/names.js';
import { portOf } from '../model/ports.js';
import { profilesOf } from '../model/profiles.js';
import { resourcesOf, type Service } from '../model/project.js';
import { itemsOf, membersOf, textOf, type Value, valueAt } from '../model/value.js';
import { originOf, withoutPassword } from '../model/variable-facts.js';
import { usersOf } from './lenses.js';

const mostNamed = 6;

/** What a name stands for in its project, in Markdown. */
export function nameText(names: Names, use: NameUse): string | undefined {
  switch (use.kind) {
    case 'service':
      return serviceText(names, use);
    case 'profile': {
      const services = [...names.project.services.values()].filter((one) => profilesOf(one).includes(use.name));
      return `Profile ${code(use.name)} starts ${list(services.map(({ name }) => name)) || 'no service'}, if it is chosen.`;
    }
    case 'anchor': {
      const uses = names.same(use).filter(({ role }) => role === 'use').length;
      return `Anchor ${code(use.name)}, used ${uses === 1 ? 'once' : `${uses} times`} below.`;
    }
    case 'variable':
      return undefined;
    default:
      return resourceText(names, use);
  }
}

function serviceText(names: Names, use: NameUse): string {
  const service = use.inFile === undefined ? names.project.services.get(use.name) : undefined;
  const lines = [`Service ${code(use.name)}${service ? runs(service) : ''}`, ''];
  if (service) {
    const ports = itemsOf(valueAt(service.value, 'ports')).flatMap((item) => portOf(item) ?? []);
    if (ports.length > 0)
      lines.push(
        `- publishes ${ports
          .slice(0, mostNamed)
          .map(({ host, container }) => `${host ? `${span(host)} → ` : ''}${span(container)}`)
          .join(', ')}`,
      );
    const needs = membersOf(named(valueAt(service.value, 'depends_on'))).map(({ key, value }) =>
      waitsFor(key, textOf(valueAt(value, 'condition'))),
    );
    if (needs.length > 0) lines.push(`- starts after ${needs.slice(0, mostNamed).join(', ')}`);
    const profiles = profilesOf(service);
    if (profiles.length > 0) lines.push(`- runs with the profile ${list(profiles, ' or ')}`);
  }
  return [...lines, ...places(names, use)].join('\n');
}

function runs({ value }: Service): string {
  const image = textOf(valueAt(value, 'image'));
  const build = valueAt(value, 'build');
  const context = textOf(build?.kind === 'text' ? build : valueAt(build, 'context'));
  const built = build ? ` — built${context === undefined ? '' : ` from ${code(context)}`}` : '';
  if (image === undefined) return built;
  return build ? `${built} as ${code(image)}` : ` — ${code(image)}`;
}

function waitsFor(name: string, condition: string | undefined): string {
  if (condition === 'service_healthy') return `${code(name)} is healthy`;
  return condition === 'service_completed_successfully' ? `${code(name)} has finished` : code(name);
}

function span([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}

const sections = {
  network: 'networks',
  volume: 'volumes',
  config: 'configs',
  secret: 'secrets',
  model: 'models',
} as const;

function resourceText(names: Names, use: NameUse): string {
  const { kind, name } = use;
  const section = Object.hasOwn(sections, kind) ? sections[kind as keyof typeof sections] : undefined;
  const value = section && resourcesOf(names.project, section).get(name)?.value;
  const noun = `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
  return [`${noun} ${code(name)}${about(value)}`, '', ...places(names, use)].join('\n');
}

function about(value: Value | undefined): string {
  const external = valueAt(value, 'external');
  if (external && textOf(external) !== 'false') return ' — external: Compose does not make it';
  for (const key of ['file', 'environment', 'driver', 'model']) {
    const text = textOf(valueAt(value, key));
    if (text !== undefined) return ` — ${key} ${code(text)}`;
  }
  return valueAt(value, 'content') ? ' — its content is written here' : '';
}

/** The files that define a name, where there are several, and the services that use it. */
function places(names: Names, use: NameUse): readonly string[] {
  const all = names.same(use);
  const files = [...new Set(all.filter(({ role }) => role === 'definition').map(({ path }) => basename(path)))];
  const users = [
    ...usersOf(
      all.filter(({ role }) => role === 'use'),
      names,
    ),
  ].filter((name) => name !== use.name);
  return [
    ...(files.length === 0
      ? ['- not defined in this project']
      : files.length > 1
        ? [`- defined in ${list(files)}`]
        : []),
    ...(users.length > 0 ? [`- used by ${list(users)}`] : []),
  ];
}

/** What a variable is here: its value and where that comes from. Values of what looks like a secret are not shown. */
export function variableText(names: Names, name: string, written: Variable | undefined): string {
  const origin = originOf(names.project, name);
  const hidden = isSecretName(name);
  const shown = (value: string): string => (hidden ? '(not shown)' : code(withoutPassword(value)));
  const users = [
    ...usersOf(
      names.variables().filter((use) => use.name === name),
      names,
    ),
  ];
  const used = users.length > 0 ? `\n\nUsed by ${list(users)}.` : '';
  const { operator, operand = '' } = written ?? {};
  if (origin?.value !== undefined && !(origin.value === '' && operator?.startsWith(':')))
    return `${code(name)} = ${shown(origin.value)}, from ${code(basename(origin.path))}. The shell's value would win.${used}`;
  const missing = `No env file of the project sets ${code(name)}.`;
  const then = operator?.endsWith('-')
    ? `Unless the shell does, the default ${operand === '' ? '(nothing)' : shown(operand)} holds.`
    : operator?.endsWith('?')
      ? 'Unless the shell does, Compose stops.'
      : operator?.endsWith('+')
        ? 'Unless the shell sets it, this is empty.'
        : 'Unless the shell does, it is empty.';
  return `${missing} ${then}${used}`;
}

function list(items: readonly string[], last = ' and '): string {
  const shown = items.slice(0, mostNamed).map(code);
  if (items.length > mostNamed) return `${shown.join(', ')} and ${items.length - mostNamed} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')}${last}${shown[shown.length - 1]}`;
}
