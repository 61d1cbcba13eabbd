import { bad, good, source } from '../../../core/rule.js';
import { brokenBy } from '../../../yaml/broken.js';
import type { YamlDocument, YamlProblem } from '../../../yaml/tree.js';
import { isTemplate } from '../model/applied.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/yaml-syntax', {
  summary: 'Text that is no YAML',
  why: `Where a line cannot be read as YAML, kubectl applies nothing of its document. Blocks are indented with spaces, never with
tabs, the keys of one map start in the same column, and a value that holds \`: \` or begins with \`*\`, \`[\` or \`!\` stands in quotes.
Documents with templates such as \`{{ … }}\` are left to the tool that fills them in.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    tab: 'YAML is indented with spaces. Replace the tab.',
    indent: 'This line is indented as nothing before it. Put it into the column of the line that it belongs to.',
    'missing-colon': 'There is no colon after "{subject}". Write "{subject}: …".',
    unclosed: 'The end of {subject} is missing.',
    'nested-mapping': 'A value without quotes cannot hold ": ". Put it into quotes, or onto a line of its own.',
    'unknown-alias': 'No anchor "&{subject}" stands before "*{subject}". Put the value into quotes if it is no alias.',
    unexpected: 'YAML has no place for {subject} here.',
  },
  on: {
    file({ text, stream }, ctx) {
      for (const document of stream.documents) {
        if (document.problems.length === 0 || isTemplated(document, text)) continue;
        for (const problem of firstProblems(document, text))
          ctx.report(problem, problem.kind, { subject: problem.subject || 'this' });
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: ConfigMap\nmetadata:\n‹\t›name: a\n'),
    bad('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: ‹"›b\n'),
    bad(source`
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      data:
        a: b‹:› c
        d: ‹*e›
    `),
    good(source`
      # nothing yet
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: &name a}
      data:
        a: 'b: c'
        name: *name
        template: |
          {{- if .Values.x }}
          : a
      ---
      {{- if .Values.x }}
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}: a
      {{- end }}
    `),
  ],
});

function isTemplated(document: YamlDocument, text: string): boolean {
  const { problems } = document;
  const lineOf = ({ start }: YamlProblem): string => {
    const newline = text.indexOf('\n', start);
    return text.slice(text.lastIndexOf('\n', start - 1) + 1, newline === -1 ? text.length : newline);
  };
  return isTemplate(document) || problems.some((problem) => /\{\{|\{%|<%/.test(lineOf(problem)));
}

/** What is wrong by itself, and not only as something before it is. */
function firstProblems(document: YamlDocument, text: string): readonly YamlProblem[] {
  const found: YamlProblem[] = [];
  let end = -1;
  for (const problem of document.problems) {
    const isAlias = problem.kind === 'unknown-alias';
    if (problem.start < end && !isAlias) continue;
    found.push(problem);
    if (isAlias) continue;
    end =
      problem.kind === 'unclosed'
        ? text.length + 1
        : Math.max(...brokenBy(problem, text, document).map((one) => one.end));
  }
  return found;
}
