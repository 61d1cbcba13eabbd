import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import type { YamlPath } from '../../../yaml/walk.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/block-scalar-chomping', {
  summary: 'A block of text keeps the line break at its end',
  why: `A value that is written as a block, with \`|\` or \`>\`, ends with a line break. In a variable, an input, an output, a
secret, a value of a matrix or the name of a concurrency group that is rarely meant, and hard to see: \`release\` and
\`release\\n\` are not equal. Write \`|-\` or \`>-\` to leave it out, \`|+\` or \`>+\` to show that it is meant.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['languageservice:block-scalar-chomping'],
  fix: 'safe',
  reach: 'part',
  messages: {
    clip: 'This value ends with a line break. Write "{mark}-" to leave it out, or "{mark}+" to keep it on purpose.',
  },
  fixes: { strip: 'Leave the line break out with "{mark}-"' },
  on: {
    scalar({ scalar, path, kind }, ctx) {
      if ((scalar.style !== 'literal' && scalar.style !== 'folded') || kind !== 'workflow' || !isExact(path)) return;
      if (!scalar.text.endsWith('\n')) return;
      const header = headerOf(scalar, ctx.text);
      if (!header || /[-+]/.test(header.text)) return;
      const params = { mark: header.text.charAt(0) };
      const end = header.start + header.text.length;
      // Of several lines it is the text as a whole that counts, mostly; and most actions trim what they are given.
      const isLine = scalar.text.indexOf('\n') === scalar.text.length - 1;
      const isInput = path[path.length - 2] === 'with' && path.includes('steps');
      const profile = isLine && !isInput ? 'strict' : 'all';
      const fix = { title: 'strip' as const, edits: [insert(end, '-')] };
      ctx.report({ start: header.start, end }, 'clip', params, { profile, fix });
    },
  },
  examples: [
    bad(
      source`
        on: push
        concurrency:
          group: ‹|›
            group-\${{ github.ref }}
        env:
          NAME: ‹>›
            value
        jobs:
          build:
            runs-on: ubuntu-latest
            concurrency: ‹|›
              job
            strategy:
              matrix:
                os: [ubuntu-latest]
                exclude:
                  - os: ‹|2› # indented
                      windows-latest
            outputs: { a: b }
            steps:
              - uses: actions/github-script@v8
                with:
                  script: ‹|›
                    one
                    two
          call:
            uses: ./.github/workflows/other.yml
            secrets:
              token: ‹|›
                \${{ secrets.TOKEN }}
      `,
      {
        fixed: source`
          on: push
          concurrency:
            group: |-
              group-\${{ github.ref }}
          env:
            NAME: >-
              value
          jobs:
            build:
              runs-on: ubuntu-latest
              concurrency: |-
                job
              strategy:
                matrix:
                  os: [ubuntu-latest]
                  exclude:
                    - os: |2- # indented
                        windows-latest
              outputs: { a: b }
              steps:
                - uses: actions/github-script@v8
                  with:
                    script: |-
                      one
                      two
            call:
              uses: ./.github/workflows/other.yml
              secrets:
                token: |-
                  \${{ secrets.TOKEN }}
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        build:
          name: |
            Build
          if: |
            github.ref == 'refs/heads/main'
          runs-on: |
            ubuntu-latest
          env:
            A: |-
              value
            B: |+
              value
            C: value
          steps:
            - run: |
                make
              name: >
                all
    `),
  ],
});

const exactTables: ReadonlySet<unknown> = new Set(['env', 'with', 'outputs', 'secrets']);

/** Whether what stands at a path is taken as it is, with its line breaks. */
function isExact(path: YamlPath): boolean {
  const [top, , below] = path;
  if (top === 'on') return false;
  const table = path[path.length - 2];
  const key = path[path.length - 1];
  const level = top === 'jobs' ? path.slice(2) : path;
  if (level[0] === 'concurrency') return level.length === 1 || (level.length === 2 && key === 'group');
  if (below === 'strategy' && path[3] === 'matrix') return path.length > 4;
  return exactTables.has(table);
}

/** The mark of a block with what belongs to it. */
function headerOf(scalar: YamlScalar, text: string): { readonly start: number; readonly text: string } | undefined {
  const [found] = /[|>][-+0-9]*/.exec(text.slice(scalar.start, scalar.contentStart)) ?? [];
  return found === undefined ? undefined : { start: text.indexOf(found, scalar.start), text: found };
}
