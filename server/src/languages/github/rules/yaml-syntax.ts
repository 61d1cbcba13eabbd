import { bad, good, source } from '../../../core/rule.js';
import { brokenBy } from '../../../yaml/broken.js';
import type { YamlDocument, YamlNode, YamlProblem } from '../../../yaml/tree.js';
import { valueOf } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/yaml-syntax', {
  summary: 'Text that is not YAML',
  why: `Workflows and actions are YAML. Where a line cannot be read as such, GitHub uses nothing of the file. Blocks are
indented with spaces, never with tabs, the keys of one table start in the same column, and a value that holds \`: \` or
begins with \`*\`, \`[\` or \`!\` needs quotes. A file is one document.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check', 'languageservice:schema'],
  fix: 'none',
  messages: {
    tab: 'YAML is indented with spaces. Replace the tab.',
    indent: 'No line before this one is indented like it. Put it into the column of the line that it belongs to.',
    'missing-colon': 'There is no colon after "{subject}". Write "{subject}: …".',
    unclosed: 'The end of {subject} is missing.',
    'nested-mapping': 'A value without quotes cannot hold ": ". Put it in quotes, or on a line of its own.',
    'unknown-alias':
      'There is no anchor "&{subject}" before "*{subject}". Put the value in quotes if it is not an alias.',
    unexpected: 'YAML has no place for {subject} here.',
    tag: 'GitHub does not know the tag "{tag}". Remove it.',
    value: '"{text}" is not a value for the tag "{tag}". Remove the tag.',
    documents: 'GitHub reads one document of a file. Remove what follows the "---".',
  },
  on: {
    file({ document: { text, stream }, kind }, ctx) {
      if (kind === 'pre-commit') return;
      for (const document of stream.documents)
        for (const problem of firstProblems(document, text))
          ctx.report(problem, problem.kind, { subject: problem.subject || 'this' });
      const [, second] = stream.documents.filter(({ root }) => root !== undefined);
      if (second?.root) ctx.report({ start: second.root.start, end: second.root.start + 1 }, 'documents');
      if (!text.includes('!')) return;
      const look = (node: YamlNode): void => {
        if (!node.tag) return;
        const tag = node.tag.text.replace(/^!<tag:yaml\.org,2002:(\w+)>$/, '!!$1');
        if (!coreTags.has(tag)) ctx.report(node.tag, 'tag', { tag });
        else if (node.kind === 'scalar' && !isOf(tag, valueOf({ ...node, tag: undefined })))
          ctx.report(node.tag, 'value', { tag, text: node.text });
      };
      for (const { root } of stream.documents) visitYaml(root, { map: look, seq: look, scalar: look });
    },
  },
  examples: [
    bad('on: push\njobs:\n‹\t›a:\n'),
    bad(source`
      on: push
      jobs:
        a:
          runs-on: ‹"›ubuntu-latest
          steps: [run: make]
    `),
    bad(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - name: Say‹:› hello
              run: echo hello
              env: ‹*nothing›
              timeout-minutes: ‹!!int› many
              shell: ‹!vault› bash
    `),
    bad('on: push\njobs: {a: {runs-on: x, steps: [run: make]}}\n---\n‹o›n: push\n'),
    good(source`
      ---
      on: push
      jobs:
        a:
          runs-on: !!str ubuntu-latest
          steps:
            - name: 'Say: hello'
              run: "echo hello"
              timeout-minutes: !!int 5
              continue-on-error: !<tag:yaml.org,2002:bool> true
              env: {A: b}# a comment
    `),
  ],
});

/** What is wrong by itself, and not only as something before it is. */
function firstProblems(document: YamlDocument, text: string): readonly YamlProblem[] {
  const found: YamlProblem[] = [];
  let end = -1;
  let before: YamlProblem | undefined;
  for (const problem of document.problems) {
    // The reader of GitHub takes a comment right behind a list or a table in brackets.
    if (problem.kind === 'unexpected' && /[\]}]#/.test(text.slice(problem.start - 1, problem.start + 1))) continue;
    const follows = problem.kind === 'indent' && before !== undefined && isNear(before, problem, text);
    before = problem;
    if (follows) continue;
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

/** Whether a line is out of place mostly as one a few lines above it is. */
function isNear({ kind, end }: YamlProblem, next: YamlProblem, text: string): boolean {
  if (kind !== 'tab' && kind !== 'indent') return false;
  return next.start - end < 2000 && text.slice(end, next.start).split('\n').length <= 10;
}

const coreTags: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `!!${name}`),
);

/** Whether a value is of the type that a tag of the core schema names. */
function isOf(tag: string, value: ReturnType<typeof valueOf>): boolean {
  if (tag === '!!int') return typeof value === 'number' && Number.isInteger(value);
  if (tag === '!!float') return typeof value === 'number';
  if (tag === '!!bool') return typeof value === 'boolean';
  return tag === '!!null' ? value === null : true;
}
