// When kinds came, were deprecated and went, by what the sources of Kubernetes say of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the sources of a module say of its kinds. */
function readApis(folders) {
  const cycles = new Map();
  const groups = new Map();
  const clusterWide = new Set();
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((one) => one.endsWith('register.go'))) {
      const [name, version] = file.split(/[\\/]/).slice(-3);
      const group = /GroupName = "([^"]*)"/.exec(readFileSync(join(folder, file), 'utf8'))?.[1];
      if (group === undefined || !/^v\d/.test(version)) continue;
      const apiVersion = `${group ? `${group}/` : ''}${version}`;
      groups.set(`${name}.${version}`, apiVersion);
      for (const [kind, cycle] of lifeCyclesOf(join(folder, file, '..', 'zz_generated.prerelease-lifecycle.go')))
        cycles.set(`${apiVersion} ${kind}`, cycle);
      const types = textOf(join(folder, file, '..', 'types.go'));
      for (const [comment, kind] of types.matchAll(/(?:^\/\/.*\n|^\n(?=\/\/))+^type (\w+) struct/gm))
        if (comment.includes('+genclient:nonNamespaced')) clusterWide.add(`${apiVersion} ${kind}`);
    }
  }
  return { cycles, groups, clusterWide };
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The life cycle of each kind, by the functions that are generated for it. */
function* lifeCyclesOf(file) {
  const text = textOf(file);
  for (const [, kind] of text.matchAll(/func \(in \*(\w+)\) APILifecycleIntroduced/g)) {
    if (/(?:List|Options)$/.test(kind) || notStored.has(kind)) continue;
    const of = (step, result) => new RegExp(`\\(in \\*${kind}\\) APILifecycle${step}\\(\\)[^}]*${result}`).exec(text);
    const minor = (step) => Number(of(step, 'return 1, (\\d+)\\n')?.[1] ?? 0) || undefined;
    const [, group, version] = of('Replacement', 'Group: "([^"]*)", Version: "([^"]*)"') ?? [];
    yield [
      kind,
      {
        since: minor('Introduced'),
        deprecated: minor('Deprecated'),
        until: minor('Removed'),
        to: version && `${group ? `${group}/` : ''}${version}`,
      },
    ];
  }
}

/** Kinds that are only spoken between programs. */
const notStored = new Set([
  'AdmissionReview',
  'APIGroupDiscovery',
  'ConversionReview',
  'DeploymentRollback',
  'ImageReview',
  'JobTemplate',
  'PodStatusResult',
  'RangeAllocation',
  'Scale',
  'SerializedReference',
]);

/** What was removed before the first module, or was never marked: introduced, deprecated, removed, replacement. */
const older = {
  'batch/v2alpha1 CronJob': { since: 4, deprecated: 8, until: 21, to: 'batch/v1' },
  'rbac.authorization.k8s.io/v1alpha1 ClusterRole': { since: 5, deprecated: 17, until: 22 },
  'rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding': { since: 5, deprecated: 17, until: 22 },
  'rbac.authorization.k8s.io/v1alpha1 Role': { since: 5, deprecated: 17, until: 22 },
  'rbac.authorization.k8s.io/v1alpha1 RoleBinding': { since: 5, deprecated: 17, until: 22 },
  'scheduling.k8s.io/v1alpha1 PriorityClass': { since: 8, deprecated: 14, until: 17 },
  'settings.k8s.io/v1alpha1 PodPreset': { since: 6, until: 20 },
  'v1 ComponentStatus': { deprecated: 19 },
  'v1 Endpoints': { deprecated: 33, to: 'discovery.k8s.io/v1 EndpointSlice' },
};

/**
 * Kinds by API version: introduced, deprecated, removed, replacement, and whether they belong to no namespace.
 * @param {readonly Map<string, Map<string, object>>[]} releases the types of each release
 * @param {number} first the minor number of the first of them
 * @param {readonly string[]} folders the modules that hold the sources of API versions
 */
export function kindsOf(releases, first, folders) {
  const { cycles, groups, clusterWide } = readApis(folders);
  const found = new Map(cycles);
  for (const name of new Set(releases.flatMap((types) => [...types.keys()]))) {
    const [folder, version, kind] = name.split('.');
    const known = releases.map((types) => types.get(name));
    const fields = known.findLast(Boolean);
    const apiVersion = groups.get(`${folder}.${version}`);
    if (!apiVersion || !['apiVersion', 'kind', 'metadata'].every((one) => fields.has(one)) || notStored.has(kind))
      continue;
    const from = known.findIndex(Boolean);
    const to = known.findLastIndex(Boolean);
    const gone = to < releases.length - 1 ? first + to + 1 : undefined;
    const cycle = found.get(`${apiVersion} ${kind}`) ?? { since: from > 0 ? first + from : undefined };
    // An alpha may go sooner than its life cycle says, for a newer version of it.
    found.set(`${apiVersion} ${kind}`, { ...cycle, until: Math.min(gone ?? 99, cycle.until ?? 99) % 99 || undefined });
  }
  for (const [name, cycle] of Object.entries(older)) found.set(name, { ...found.get(name), ...cycle });

  const result = {};
  for (const [name, cycle] of found) {
    const [apiVersion, kind] = name.split(' ');
    result[apiVersion] ??= {};
    result[apiVersion][kind] = {
      ...(cycle.since && { since: cycle.since }),
      ...(cycle.deprecated && { deprecated: Math.min(cycle.deprecated, cycle.until ?? 99) }),
      ...(cycle.until && { until: cycle.until }),
      ...replacement(name, found),
      ...(clusterWide.has(name) && { cluster: true }),
    };
  }
  return sorted(Object.fromEntries(Object.entries(result).map(([name, kinds]) => [name, sorted(kinds)])));
}

/** The version to go to: the one that is named, or that it leads to, or the most stable one of the group. */
function replacement(name, found) {
  const [apiVersion, kind] = name.split(' ');
  const cycle = found.get(name);
  if (cycle.deprecated === undefined && cycle.until === undefined) return {};
  const isStaying = (one) => found.has(one) && found.get(one).until === undefined;
  for (let to = cycle.to, steps = 0; to && steps < 5; steps++) {
    const next = to.includes(' ') ? to : `${to} ${kind}`;
    if (isStaying(next)) return { to: next.endsWith(` ${kind}`) ? next.split(' ')[0] : next };
    to = found.get(next)?.to;
  }
  const group = apiVersion.split('/')[0];
  const stability = (one) => (/v\d+$/.test(one) ? 2 : /beta\d+$/.test(one) ? 1 : 0);
  const rank = (one) => [stability(one), one].join(' ');
  const [best] = [...found.keys()]
    .filter((one) => one.endsWith(` ${kind}`) && one.startsWith(`${group}/`))
    .map((one) => one.split(' ')[0])
    .filter((one) => stability(one) >= stability(apiVersion))
    .filter((one) => isStaying(`${one} ${kind}`) || (found.get(`${one} ${kind}`).until ?? 0) > (cycle.until ?? 0))
    .sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
  return best && best !== apiVersion ? { to: best } : {};
}

export function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
