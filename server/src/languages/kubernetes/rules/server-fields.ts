import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { isEmpty, keyText, resolved } from '../../../yaml/values.js';
import { isApplied } from '../model/applied.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { kindOf } from '../schema/kinds.js';

const own: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'managedFields',
  'creationTimestamp',
  'generation',
  'selfLink',
  'deletionTimestamp',
]);

export const rule: Rule = kubernetesRule('kubernetes/server-fields', {
  summary: 'A field that only the cluster sets',
  why: `\`kubectl get -o yaml\` shows what the cluster keeps for itself: \`status\`, \`uid\`, \`resourceVersion\` and so on. In a
manifest these are passed over at best; with an old \`resourceVersion\` or \`uid\` an update is refused. An object that belongs to
the whole cluster is in no namespace. What generators leave behind, \`status: {}\` and \`creationTimestamp: null\`, is told in a
stricter profile.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: {
    field: 'Only the cluster sets "{key}". Remove it.',
    namespace: 'A {kind} belongs to the whole cluster and is in no namespace. Remove "namespace".',
  },
  fixes: { remove: 'Remove "{key}"' },
  on: {
    object(object, ctx) {
      const { apiVersion, kind, map, metadata } = object;
      const fact = kindOf(apiVersion?.text ?? '', kind?.text ?? '');
      if (!kind || !isApplied(object)) return;
      const report = (holder: YamlMap, entry: YamlEntry, message: 'field' | 'namespace'): void => {
        if (!entry.key) return;
        const key = keyText(entry) ?? '';
        const edit = removeEntry(ctx.text, holder, entry);
        const fix = edit && { title: 'remove' as const, params: { key }, edits: [edit] };
        const value = resolved(entry.value);
        const isBare = isEmpty(value) || (value?.kind === 'map' && value.entries.length === 0);
        const mild = isBare ? ({ severity: 'info', profile: 'strict' } as const) : {};
        ctx.report(entry.key, message, { key, kind: kind.text }, { fix, ...mild });
      };
      for (const entry of metadata?.entries ?? []) {
        const key = keyText(entry) ?? '';
        if (own.has(key) && metadata) report(metadata, entry, 'field');
        if (key === 'namespace' && fact?.clusterWide && metadata && !isEmpty(entry.value))
          report(metadata, entry, 'namespace');
      }
      if (!fact || fact.project || !hasStatus(fact.kind)) return;
      const status = map.entries.find((entry) => keyText(entry) === 'status');
      if (status) report(map, status, 'field');
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Service
        metadata:
          name: a
          ‹uid›: 0c5f
          ‹resourceVersion›: "12"
        spec:
          ports: [{port: 80}]
        ‹status›:
          loadBalancer:
            ingress: [{ip: 10.0.0.1}]
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Service
          metadata:
            name: a
          spec:
            ports: [{port: 80}]
        `,
      },
    ),
    bad('apiVersion: v1\r\nkind: PersistentVolume\r\nmetadata: {name: a, ‹namespace›: b}\r\n', {
      fixed: 'apiVersion: v1\r\nkind: PersistentVolume\r\nmetadata: {name: a}\r\n',
    }),
    bad('apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  ‹creationTimestamp›: null\n‹status›: {}\n', {
      fixed: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n',
    }),
    good(source`
      apiVersion: v1
      kind: Service
      metadata: {name: a, namespace: b}
      spec:
        ports: [{port: 80}]
      ---
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: a, namespace: b}
      status: {a: b}
    `),
  ],
});

/** Kinds that are told of, and not asked for, by what writes their status. */
function hasStatus(kind: string): boolean {
  return !/^(?:Node|CertificateSigningRequest|.*Review)$/.test(kind);
}
