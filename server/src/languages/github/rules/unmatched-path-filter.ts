import { bad, good, source } from '../../../core/rule.js';
import { globMatches, globProblems } from '../glob.js';
import { repositoryRoot } from '../kinds.js';
import { filtersIn } from '../model/filters.js';
import { hasMatch } from '../model/matching-files.js';
import { hasExpression } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unmatched-path-filter', {
  summary: 'A filter names paths that do not exist',
  why: `A pattern in \`paths\` or \`paths-ignore\` that fits no file starts the workflow for nothing, or leaves nothing
out: most often the file was moved or the pattern is misspelt. Patterns begin at the root of the repository, and \`*\` does not
reach into folders.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['action-validator:unmatched-glob'],
  fix: 'none',
  messages: { none: 'No file matches "{pattern}". Correct it, or remove it.' },
  on: {
    workflow(workflow, ctx) {
      const filters = filtersIn(workflow).filter(({ kind, patterns }) => kind === 'path' && patterns.length > 0);
      if (filters.length === 0) return;
      const root = repositoryRoot(ctx.path);
      for (const { patterns } of filters) {
        for (const scalar of patterns) {
          const pattern = scalar.text.replace(/^!/, '');
          if (hasExpression(scalar) || globProblems(scalar.text, 'path').length > 0) continue;
          if (hasMatch(ctx.files, root, pattern, (path) => globMatches(pattern, path)) === false)
            ctx.report(scalar, 'none', { pattern });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          push:
            paths: ['src/**', ‹'lib/**'›, ‹'*.md'›, '**.go', '!src/old.ts', ‹'!src/new.ts'›]
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      { files: { 'src/main.ts': '', 'src/old.ts': '', 'src/cmd/main.go': '', 'docs/index.md': '' } },
    ),
    good(
      source`
        on:
          pull_request:
            paths: ['**/*.ts', 'docs/*', 'src/ma[a-z]n.ts', "\${{ x }}", '.github/workflows/*']
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      { files: { 'src/main.ts': '', 'docs/index.md': '' } },
    ),
  ],
});
