import { bad, good, source } from '../../../core/rule.js';
import { lineStart } from '../../../core/text.js';
import { type PermissionScope, permissionsIn } from '../model/permissions.js';
import type { Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/undocumented-permissions', {
  summary: 'A permission without a comment on what it is for',
  why: `Permissions tend to stay when the step that needed them is gone. A comment after each one, or on the line above, tells
the next reader whether it may go: \`packages: write # pushes the image\`. \`contents: read\` needs no explanation.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:undocumented-permissions'],
  fix: 'none',
  messages: { silent: 'Say in a comment what "{scope}: {level}" is for.' },
  on: {
    workflow(workflow, ctx) {
      const lines = commentLines(workflow);
      for (const map of [workflow.root, ...workflow.jobs.map((job) => job.map)]) {
        for (const scope of permissionsIn(map)?.scopes ?? []) {
          const level = scope.value?.text;
          if (level === undefined || (scope.name === 'contents' && level === 'read')) continue;
          if (isExplained(scope, lines, ctx.text)) continue;
          ctx.report(scope.key, 'silent', { scope: scope.name, level });
        }
      }
    },
  },
  examples: [
    bad(source`
      on: push
      permissions:
        contents: read
        ‹issues›: write
      jobs:
        a:
          runs-on: ubuntu-latest
          permissions: { contents: read, ‹packages›: write }
          steps: [run: make]
        b:
          runs-on: ubuntu-latest
          permissions:
            ‹id-token›: write # platform-builder: ignore[github/excessive-permissions]
            # Comments tell of what is below them.

            ‹pages›: write
          steps: [run: make]
    `),
    good(source`
      on: push
      permissions: {}
      jobs:
        a:
          runs-on: ubuntu-latest
          permissions:
            contents: read
            packages: write # pushes the image
            # Signs the image.
            id-token: write
          steps: [run: make]
        b:
          runs-on: ubuntu-latest
          permissions: read-all
          steps: [run: make]
    `),
  ],
});

/** The comments that tell people something, not those that only switch a tool off: whether they have their line for themselves, by its start. */
function commentLines({ document: { stream, text } }: Workflow): ReadonlyMap<number, boolean> {
  const lines = new Map<number, boolean>();
  for (const { comments } of stream.documents) {
    for (const comment of comments) {
      const words = comment.text.replace(/^[\w.-]+:\s*ignore(?:-file)?\[[^\]]*\]/, '');
      if (/\w/.test(words)) lines.set(lineStart(text, comment.start), comment.ownLine);
    }
  }
  return lines;
}

function isExplained({ entry }: PermissionScope, lines: ReadonlyMap<number, boolean>, text: string): boolean {
  const line = lineStart(text, entry.start);
  return lines.get(line) === false || (line > 0 && lines.get(lineStart(text, line - 1)) === true);
}
