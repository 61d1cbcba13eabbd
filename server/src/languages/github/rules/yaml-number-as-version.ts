import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { YamlNode, YamlScalar } from '../../../yaml/tree.js';
import { resolved } from '../../../yaml/values.js';
import { matrixOf } from '../model/matrix.js';
import { entriesOf } from '../model/nodes.js';
import { withOf } from '../model/with.js';
import type { Job } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/yaml-number-as-version', {
  summary: 'A version is read as a number and loses its zero',
  why: `Without quotes \`3.10\` is a number, and equal to \`3.1\`: that is the version which is set up, or which is not found.
Write versions in quotes: \`"3.10"\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: { number: 'Without quotes this is the number {number}, and not version {version}. Put it in quotes.' },
  fixes: { quote: 'Put {version} in quotes' },
  on: {
    job({ job }, ctx) {
      for (const scalar of matrixVersions(job)) reportNumber(scalar, (...finding) => ctx.report(...finding));
    },
    step({ step }, ctx) {
      for (const [name, { value }] of withOf(step) ?? []) {
        if (isVersion(name) && value?.kind === 'scalar') reportNumber(value, (...finding) => ctx.report(...finding));
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            strategy:
              matrix:
                python-version: [3.9, ‹3.10›, "3.20"]
                go: [‹1.20›]
                other: [3.10]
                include:
                  - { python-version: ‹3.20›, other: 1.10 }
            steps:
              - uses: actions/setup-python@v7
                with: { python-version: "\${{ matrix.python-version }}" }
              - uses: actions/setup-go@v7
                with:
                  go-version: \${{ matrix.go }}
              - uses: actions/setup-python@v7
                with:
                  python-version: ‹3.10› # newest
      `,
      {
        fixed: source`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              strategy:
                matrix:
                  python-version: [3.9, "3.10", "3.20"]
                  go: ["1.20"]
                  other: [3.10]
                  include:
                    - { python-version: "3.20", other: 1.10 }
              steps:
                - uses: actions/setup-python@v7
                  with: { python-version: "\${{ matrix.python-version }}" }
                - uses: actions/setup-go@v7
                  with:
                    go-version: \${{ matrix.go }}
                - uses: actions/setup-python@v7
                  with:
                    python-version: "3.10" # newest
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          strategy:
            matrix:
              python-version: ["3.10", '3.20', 3.9, 3.11, 3.10-dev, 20]
              ratio: [0.10]
          steps:
            - uses: actions/setup-python@v7
              with: { python-version: 3.10.4 }
            - uses: actions/setup-node@v7
              with: { node-version: 20, timeout: 1.50 }
    `),
  ],
});

function isVersion(name: string): boolean {
  return /(?:^|[-_])version$/i.test(name);
}

/** The values of a matrix for the rows that are versions by their names, or are given to an input that is one. */
function matrixVersions(job: Job): readonly YamlScalar[] {
  const matrix = matrixOf(job);
  if (!matrix) return [];
  const used = new Set<string>();
  for (const step of job.steps) {
    for (const [name, { value }] of withOf(step) ?? []) {
      if (!isVersion(name) || value?.kind !== 'scalar') continue;
      const row = /^\s*\$\{\{\s*matrix\.([\w-]+)\s*\}\}\s*$/.exec(value.text)?.[1];
      if (row !== undefined) used.add(row.toLowerCase());
    }
  }
  const isMeant = (name: string): boolean => isVersion(name) || used.has(name.toLowerCase());
  const rows = matrix.rows.filter(({ name }) => isMeant(name)).flatMap(({ values }) => values ?? []);
  const tables = [...(matrix.include ?? []), ...(matrix.exclude ?? [])];
  const cells = tables.flatMap((table) => entriesOf(table).filter(({ name }) => isMeant(name)));
  return [...rows, ...cells.map(({ value }) => value)].flatMap((node: YamlNode | undefined) => {
    const value = resolved(node);
    return value?.kind === 'scalar' ? [value] : [];
  });
}

/** A number that ends in a zero which is not part of its value. */
function reportNumber(
  scalar: YamlScalar,
  report: (
    at: YamlScalar,
    message: 'number',
    params: Readonly<Record<string, string>>,
    details: { readonly fix: { readonly title: 'quote'; readonly edits: readonly ReturnType<typeof replace>[] } },
  ) => void,
): void {
  const { text, style, tag } = scalar;
  if (style !== 'plain' || tag || !/^\d+\.\d*0$/.test(text)) return;
  const params = { number: String(Number(text)), version: text };
  report(scalar, 'number', params, { fix: { title: 'quote', edits: [replace(scalar, `"${text}"`)] } });
}
