import { bad, good, source } from '../../../core/rule.js';
import { pythonFindings } from '../../../python/names.js';
import { withoutExpressions } from '../model/script.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/python-script', {
  summary: 'A Python script that cannot work as it is written',
  why: `What \`shell: python\` runs is read as Python does: brackets and strings have an end, and a name is set somewhere in the
script, or is Python's own. Only what is sure is reported; a script that gets names by other ways (\`import *\`, \`exec\`) is left
alone. That an import is used by nothing is for profile *strict*.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:pyflakes'],
  fix: 'none',
  reach: 'part',
  messages: {
    unclosed: 'Nothing closes this "{text}".',
    unopened: 'Nothing opens what this "{text}" closes.',
    mismatched: 'This "{text}" does not close the bracket that is open here.',
    string: 'This string has no end on its line.',
    undefined: 'Nothing in the script sets "{text}".',
    'unused-import': 'Nothing uses the import "{text}".',
  },
  on: {
    script({ script }, ctx) {
      const { text } = script.scalar;
      if (script.shell.name !== 'python' || text.length > 100_000) return;
      const masked = withoutExpressions(text);
      const isHole = ({ pos }: { readonly pos: number }): boolean => masked[pos] === '_' && text.startsWith('${{', pos);
      for (const { kind, text: name, pos, end } of pythonFindings(masked, isHole)) {
        const details = kind === 'unused-import' ? ({ severity: 'info', profile: 'strict' } as const) : {};
        ctx.report(script.span({ pos, end }), kind, { text: name }, details);
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - run: print(‹hello›)
              shell: python
            - run: print‹(›
              shell: python {0}
        b:
          defaults: { run: { shell: python } }
          runs-on: ubuntu-latest
          steps:
            - run: |
                from time import ‹sleep›
                print("\${{ github.ref }}", ‹naem›)
            - run: "print('a\\n\\n', ‹nmae›)"
    `),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - run: print(hello)
            - run: |
                import os
                for name in os.listdir("."):
                    print(name, \${{ github.run_id }})
              shell: python
            - run: |
                \${{ inputs.script }}
                print(name)
              shell: python
    `),
  ],
});
