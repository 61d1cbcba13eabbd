import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { isApplied, isPlaceholder } from '../model/applied.js';
import { isDnsLabel, isLabelKey, isSubdomain } from '../model/labels.js';
import { mapsIn, scalarIn, seqIn } from '../model/nodes.js';
import { groupOf, isKind, type KubernetesObject } from '../model/objects.js';
import { isKustomized } from '../model/patches.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { kindOf } from '../schema/kinds.js';

type Form = 'label' | 'service' | 'subdomain' | 'segment' | 'free';

export const rule: Rule = kubernetesRule('kubernetes/invalid-name', {
  summary: 'A name that Kubernetes does not allow',
  why: `Most names are those of the domain name system: small letters, digits, \`-\` and \`.\`, with a letter or a digit at both
ends, and at most 253 characters. Names of namespaces, containers and volumes have no dots and at most 63 characters, those of
services begin with a letter besides; a Job has at most 63, a CronJob 52. The API server refuses any other.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    label: '"{name}" is no name for {what}. Use small letters, digits and "-", with a letter or a digit at both ends.',
    service: '"{name}" is no name for {what}. Use small letters, digits and "-", and begin with a letter.',
    subdomain:
      '"{name}" is no name for {what}. Use small letters, digits, "-" and ".", with a letter or a digit at both ends.',
    segment: '"{name}" is no name for {what}, as it stands in a path. Use neither "/" nor "%".',
    long: '"{name}" is too long for {what}, which has at most {most} characters.',
    finalizer: '"{name}" is no finalizer. Write a name, or a domain, a slash and a name.',
  },
  fixes: { change: 'Change to "{fixed}"' },
  on: {
    object(object, ctx) {
      const { kind, apiVersion, name, namespace, metadata } = object;
      const fact = kindOf(apiVersion?.text ?? '', kind?.text ?? '');
      if (!kind || !isApplied(object)) return;
      const report = reporter(ctx, isKustomized(ctx.path, ctx.files));
      report(namespace, 'label', 'a namespace');
      for (const finalizer of seqIn(metadata, 'finalizers')?.items ?? []) {
        const scalar = finalizer.value?.kind === 'scalar' ? finalizer.value : undefined;
        if (scalar && !isLabelKey(scalar.text) && !isPlaceholder(scalar.text))
          ctx.report(scalar, 'finalizer', { name: scalar.text });
      }
      if (!fact) return;
      const form = formOf(object);
      const what = `${/^[AEIOU]/.test(kind.text) ? 'an' : 'a'} ${kind.text}`;
      report(name, form, what, mostOf(object, form));
      if (!name) report(scalarIn(metadata, 'generateName'), form, what, Infinity, true);
      if (!isKind(object, 'Service')) return;
      for (const port of mapsIn(object.map, 'spec', 'ports'))
        report(scalarIn(port, 'name'), 'label', 'a port of a Service');
    },
    pod({ object, spec, containers }, ctx) {
      if (!isApplied(object)) return;
      const report = reporter(ctx, false);
      for (const { name } of containers) report(name, 'label', 'a container');
      for (const volume of mapsIn(spec, 'volumes')) report(scalarIn(volume, 'name'), 'label', 'a volume');
      report(scalarIn(spec, 'hostname'), 'label', 'a host');
      report(scalarIn(spec, 'subdomain'), 'label', 'a subdomain');
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Service
        metadata:
          name: ‹my_service›
          namespace: ‹Prod›
        spec:
          ports: [{name: ‹Web_UI›, port: 80}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: ‹My.Pod›}
        spec:
          containers:
            - {name: ‹"a.b"›, image: a:1}
          volumes:
            - {name: ‹data_›, emptyDir: {}}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Service
          metadata:
            name: my-service
            namespace: prod
          spec:
            ports: [{name: web-ui, port: 80}]
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: my.pod}
          spec:
            containers:
              - {name: "a-b", image: a:1}
            volumes:
              - {name: data, emptyDir: {}}
        `,
      },
    ),
    bad('apiVersion: v1\r\nkind: Service\r\nmetadata: {name: ‹1st›}\r\n'),
    bad('apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: ‹a/b›, finalizers: [‹a/b/c›]}\n'),
    bad(`apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: ‹${'a'.repeat(53)}›}\n`),
    bad('apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: ‹Pi_›}\n', {
      fixed: 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: pi-}\n',
    }),
    good(source`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: system:Reader}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a.b-c.1, namespace: '\${NAMESPACE}', finalizers: [kubernetes, example.com/a]}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {generateName: pi-}
      ---
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: Any_Name}
      ---
      apiVersion: networking.k8s.io/v1
      kind: IPAddress
      metadata: {name: "2001:db8::1"}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: A_B, namespace: C}
    `),
  ],
});

/** @param isStem whether more is put behind the name. */
type Report = (name: YamlScalar | undefined, form: Form, what: string, most?: number, isStem?: boolean) => void;

function reporter(
  ctx: {
    report(
      at: YamlScalar,
      message: 'label' | 'service' | 'subdomain' | 'segment' | 'long',
      params: Record<string, string>,
      details: {
        fix: { title: 'change'; params: { fixed: string }; edits: ReturnType<typeof replaceScalar>[] } | undefined;
        severity?: 'warning';
      },
    ): void;
  },
  isBase: boolean,
): Report {
  return (name, form, what, most = form === 'subdomain' || form === 'segment' ? 253 : 63, isStem = false) => {
    if (!name || form === 'free' || name.text === '' || isPlaceholder(name.text)) return;
    const { text } = name;
    const isLong = text.length > most;
    // A kustomization puts a prefix or a suffix to it, or changes it as a whole.
    const whole = isBase ? text.replace(/^[-.]/, '').replace(/[-.]$/, '') : text;
    const stem = isStem ? whole.replace(/[-.]$/, '') : whole;
    if (!isLong && isOf(form, stem)) return;
    const proper = isLong ? undefined : corrected(stem, form);
    const fixed = proper !== undefined && isStem && /[-._]$/.test(text) ? `${proper}-` : proper;
    const fix =
      fixed === undefined
        ? undefined
        : { title: 'change' as const, params: { fixed }, edits: [replaceScalar(name, fixed)] };
    ctx.report(
      name,
      isLong ? 'long' : form,
      { name: text, what, most: String(most) },
      { fix, ...(isBase && { severity: 'warning' }) },
    );
  };
}

/** With small letters, and hyphens for what else may not be there; undefined where that is not enough. */
function corrected(text: string, form: Form): string | undefined {
  if (form === 'segment' || text.length > 253) return undefined;
  const bare = text
    .toLowerCase()
    .replace(form === 'subdomain' ? /[^-a-z0-9.]/g : /[^-a-z0-9]/g, '-')
    .replace(/^[-.]+/, '');
  const fixed = bare.slice(0, bare.length - (/[-.]+$/.exec(bare)?.[0].length ?? 0));
  return isOf(form, fixed) && fixed !== text ? fixed : undefined;
}

function isOf(form: Form, text: string): boolean {
  switch (form) {
    case 'label':
      return isDnsLabel(text);
    case 'service':
      return isDnsLabel(text) && /^[a-z]/.test(text);
    case 'subdomain':
      return isSubdomain(text);
    case 'segment':
      return text !== '.' && text !== '..' && !/[/%]/.test(text);
    case 'free':
      return true;
  }
}

/** Kinds of which the name is an address, or has a form of its own. */
const free: ReadonlySet<string> = new Set(['IPAddress', 'ClusterTrustBundle', 'ComponentStatus', 'StorageVersion']);

function formOf(object: KubernetesObject): Form {
  const kind = object.kind?.text ?? '';
  if (isKind(object, 'Service')) return 'service';
  if (isKind(object, 'Namespace')) return 'label';
  if (free.has(kind)) return 'free';
  return groupOf(object) === 'rbac.authorization.k8s.io' ? 'segment' : 'subdomain';
}

function mostOf(object: KubernetesObject, form: Form): number {
  if (isKind(object, 'CronJob', 'batch')) return 52;
  if (isKind(object, 'Job', 'batch')) return 63;
  return form === 'service' || form === 'label' ? 63 : form === 'segment' ? Infinity : 253;
}
