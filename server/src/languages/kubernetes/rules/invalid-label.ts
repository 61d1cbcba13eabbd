import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { isEmpty, resolved, yaml11ValueOf } from '../../../yaml/values.js';
import { isApplied, isPlaceholder } from '../model/applied.js';
import { isLabelKey, isLabelValue, labelMapAt } from '../model/labels.js';
import { kubernetesRule, type Rule } from '../rule.js';

/** All annotations of an object together. */
const mostAnnotations = 256 * 1024;

export const rule: Rule = kubernetesRule('kubernetes/invalid-label', {
  summary: 'A label or an annotation that Kubernetes does not allow',
  why: `Keys are a name of at most 63 letters, digits, \`-\`, \`_\` and \`.\`, with a domain and a slash before it or without. Values
of labels are such a name too, or empty; those of annotations are any text. Both have to be strings: \`true\`, \`on\` and \`1\` are none
without quotes. The API server refuses anything else, and a selector with it never matches.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-score:label-values', 'schema:type'],
  fix: 'mixed',
  reach: 'part',
  messages: {
    type: '{what} "{key}" has to be a string, and "{value}" is none without quotes. Put it into quotes.',
    text: '{what} "{key}" has to be a string.',
    value:
      '"{value}" is no value of a label. Use at most 63 letters, digits, "-", "_" and ".", with a letter or a digit at both ends.',
    key: '"{key}" is no key of a label or an annotation. Use a name of at most 63 letters, digits, "-", "_" and ".", with a domain and a slash before it or without.',
    size: 'The annotations have {size} bytes together; they may have {most}. Take out the longest.',
  },
  fixes: { quote: 'Put it into quotes', change: 'Change to "{fixed}"' },
  on: {
    map({ map, path, object }, ctx) {
      const what = labelMapAt(object, path);
      if (!what || !isApplied(object)) return;
      const words = what === 'annotation' ? 'The annotation' : 'The label';
      let size = 0;
      for (const { key, value: node, colon } of map.entries) {
        if (key?.kind !== 'scalar' || colon === undefined || key.text === '<<' || key.text.startsWith('$')) continue;
        // The API server takes keys of annotations in any case.
        const isKey = isLabelKey(what === 'annotation' ? key.text.toLowerCase() : key.text);
        if (!isKey && !isPlaceholder(key.text)) ctx.report(key, 'key', { key: key.text }, { aliases: [] });
        const value = resolved(node);
        if (!node || !value || isEmpty(value) || value.tag) continue;
        const at = node.kind === 'alias' ? node : value;
        if (value.kind !== 'scalar') {
          ctx.report(key, 'text', { what: words, key: key.text }, { aliases });
          continue;
        }
        const { text } = value;
        size += key.text.length + text.length;
        if (isPlaceholder(text)) continue;
        if (typeof yaml11ValueOf(value) !== 'string') {
          const edits = quoted(node, ctx.text);
          const fix = edits && { title: 'quote' as const, edits, safe: true };
          ctx.report(at, 'type', { what: words, key: key.text, value: text }, { fix, aliases });
        } else if (what !== 'annotation' && !isLabelValue(text)) {
          const fixed = corrected(text);
          const fix =
            fixed === undefined || node.kind !== 'scalar'
              ? undefined
              : { title: 'change' as const, params: { fixed }, edits: [replaceScalar(node, fixed)], safe: false };
          ctx.report(at, 'value', { value: text }, { fix, aliases: ['kube-score:label-values'] });
        }
      }
      const first = map.entries[0]?.key;
      if (what === 'annotation' && size > mostAnnotations && first)
        ctx.report(first, 'size', { size, most: mostAnnotations }, { aliases: [] });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata:
          name: a
          labels:
            version: ‹1.0› # of the app
            enabled: ‹yes›
            team: ‹web team›
            ‹-x›: a
            ‹a/b/c›: a
          annotations: {scrape: ‹true›}
        spec:
          nodeSelector: {gpu: ‹on›}
          containers: [{name: a, image: a:1}]
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata:
            name: a
            labels:
              version: "1.0" # of the app
              enabled: "yes"
              team: web-team
              -x: a
              a/b/c: a
            annotations: {scrape: "true"}
          spec:
            nodeSelector: {gpu: "on"}
            containers: [{name: a, image: a:1}]
        `,
      },
    ),
    bad(source`
      apiVersion: v1
      kind: Service
      metadata:
        name: a
        annotations:
          ‹list›: [a]
      spec:
        selector: {app: ‹1›, tier: ‹"a/b/c"›}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec:
        selector: {matchLabels: {app: ‹1›}}
        template:
          metadata: {labels: {app: ‹1›}}
    `),
    good(source`
      apiVersion: v1
      kind: Service
      metadata:
        name: a
        labels: {app.kubernetes.io/version: "1.0", empty: "", none: , a: v1.0_b-C}
        annotations: {Example.com/Note: "Any text, with / and :", prometheus.io/port: "80"}
      spec:
        selector: {app: '\${APP}'}
      ---
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: a}
      spec:
        labels: {a: 1}
    `),
  ],
});

/** Types are in all schemas. */
const aliases = ['schema:type'];

/** Quotes around a value where it is written. */
function quoted(node: YamlNode, text: string): readonly TextEdit[] | undefined {
  return node.kind === 'scalar' ? [replace(node, `"${text.slice(node.start, node.end)}"`)] : undefined;
}

/** With hyphens for what may not be there; undefined where that is not enough. */
function corrected(text: string): string | undefined {
  if (text.length > 63) return undefined;
  const bare = text.replace(/[^-A-Za-z0-9_.]/g, '-').replace(/^[-_.]+/, '');
  const fixed = bare.slice(0, bare.length - (/[-_.]+$/.exec(bare)?.[0].length ?? 0));
  return fixed !== '' && isLabelValue(fixed) ? fixed : undefined;
}
