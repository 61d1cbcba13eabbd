import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import { yaml11ValueOf } from '../../../yaml/values.js';
import { isCustom, placeWords, schemaProblems } from '../model/schema-problems.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { schemaMessages, wordsFor } from '../schema-messages.js';

export const rule: Rule = kubernetesRule('kubernetes/wrong-type', {
  summary: 'A value that the field cannot have',
  why: `The API server reads a number, a string or a boolean only where it expects one. \`value: 8080\` of an environment variable
and \`yes\` as a label are no strings without quotes, and \`"3"\` is no number with them. Where a field has a few values to choose
from, upper and lower case count.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['schema:type'],
  fix: 'mixed',
  reach: 'part',
  messages: schemaMessages,
  fixes: {
    quote: 'Put it into quotes',
    unquote: 'Take the quotes away',
    wrap: 'Make it a list',
    change: 'Change to "{suggestion}"',
  },
  on: {
    object(object, ctx) {
      for (const problem of schemaProblems(object, ctx.document, 'wrong-type')) {
        const { path } = problem;
        const words = wordsFor(problem, placeWords(object, path));
        if (!words) continue;
        const fix = fixOf(problem, ctx.text);
        ctx.report(problem.span, words.message, words.params, {
          ...(isCustom(object) && { severity: 'warning' }),
          // Schemas of other tools know types and the range of numbers, but no values and forms of texts.
          ...(isTypeOnly(problem) ? {} : { aliases: [] }),
          fix: fix && { ...fix, params: words.params },
        });
      }
    },
  },
  examples: [
    bad(
      source`
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          replicas: ‹"2"›
          selector: {matchLabels: {app: a}}
          template:
            metadata: {labels: {app: a}}
            spec:
              hostNetwork: ‹'true'›
              containers:
                - name: a
                  image: a:1
                  command: ‹make›
                  args: [‹1›, ‹yes›]
                  imagePullPolicy: ‹always›
                  env:
                    - name: PORT
                      value: ‹8080› # the usual
                  ports:
                    - containerPort: 80
                      protocol: ‹tcp›
      `,
      {
        fixed: source`
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: a}
          spec:
            replicas: 2
            selector: {matchLabels: {app: a}}
            template:
              metadata: {labels: {app: a}}
              spec:
                hostNetwork: true
                containers:
                  - name: a
                    image: a:1
                    command: [make]
                    args: ["1", "yes"]
                    imagePullPolicy: Always
                    env:
                      - name: PORT
                        value: "8080" # the usual
                    ports:
                      - containerPort: 80
                        protocol: TCP
        `,
      },
    ),
    bad(source`
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec:
        ports:
          - port: ‹web›
          - port: ‹80.5›
          - port: ‹99999999999›
        ‹sessionAffinityConfig›:
          - clientIP
        type: ‹Internal›
    `),
    bad('apiVersion: batch/v1\r\nkind: Job\r\nmetadata: {name: a}\r\nspec: {suspend: ‹"no"›, template: {}}\r\n'),
    bad('apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: a}\nspec: {dnsNames: [‹1›]}\n', {
      fixed: 'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: a}\nspec: {dnsNames: ["1"]}\n',
    }),
    good(source`
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec:
        ports:
          - port: 80
            targetPort: web
          - port: 0o120
            targetPort: 80
          - port: \${PORT}
        type: ""
        selector:
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        automountServiceAccountToken: no
        containers:
          - {name: a, image: a:1, resources: {limits: {cpu: 1, memory: 1e9}}, args: null}
    `),
  ],
});

function isTypeOnly({ kind }: SchemaProblem): boolean {
  return kind === 'wrong-type' || kind === 'too-small' || kind === 'too-large';
}

interface Fix {
  readonly title: 'quote' | 'unquote' | 'wrap' | 'change';
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

/** As it is refused otherwise, a value that can only be meant in one way is safe to be put so. */
function fixOf(problem: SchemaProblem, text: string): Fix | undefined {
  if (problem.kind === 'not-allowed') {
    const { node, value, suggestion } = problem;
    if (suggestion === undefined || node.kind !== 'scalar') return undefined;
    const safe = suggestion.toLowerCase() === value.toLowerCase();
    return { title: 'change', edits: [replaceScalar(node, suggestion)], safe };
  }
  if (problem.kind !== 'wrong-type' || problem.node?.kind !== 'scalar') return undefined;
  const { node, expected, remedy } = problem;
  const written = text.slice(node.start, node.end);
  if (remedy === 'quote') return { title: 'quote', edits: [replace(node, `"${written}"`)], safe: true };
  if (remedy === 'wrap') {
    if (node.style === 'literal' || node.style === 'folded' || /[,[\]{}\r\n]/.test(written)) return undefined;
    return { title: 'wrap', edits: [replace(node, `[${written}]`)], safe: true };
  }
  if (node.style !== 'double' && node.style !== 'single') return undefined;
  const bare = node.text.trim();
  const value = yaml11ValueOf({ ...node, style: 'plain', tag: undefined, text: bare });
  const isMeant =
    (expected.includes('integer') && Number.isInteger(value)) ||
    (expected.includes('number') && typeof value === 'number') ||
    (expected.includes('boolean') && typeof value === 'boolean' && /^(?:true|false)$/i.test(bare));
  return isMeant ? { title: 'unquote', edits: [replace(node, bare)], safe: true } : undefined;
}
