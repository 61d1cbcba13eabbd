import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { addEntry } from '../../../yaml/edits.js';
import { calleeOf } from '../model/callee.js';
import { type ExcessPermission, excessPermissions } from '../model/excess-permissions.js';
import { type Permissions, permissionsIn, permissionsOf } from '../model/permissions.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/call-permissions', {
  summary: 'A called workflow wants more of the token than the job that calls it may give',
  why: `A called workflow can have at most what the calling job has. If a job of it, or of a workflow that it calls itself, wants
more, GitHub refuses the caller when it starts. Give the calling job that permission, or take it away below. A job
whose \`permissions\` are not written has the repository's default; for what that may not have, this is reported in profile
*strict*.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:schema'],
  fix: 'mixed',
  reach: 'part',
  messages: {
    more: '"{callee}" wants "{scope}: {access}" for its job "{job}", and this job has "{scope}: {has}".',
    none: '"{callee}" wants "{scope}: {access}" for its job "{job}", and this job does not have it.',
    default:
      '"{callee}" wants "{scope}: {access}" for its job "{job}", which the default of the repository may not include. Write "permissions".',
    inner:
      '"{callee}" cannot start: what it calls wants "{scope}: {access}" for its job "{job}", which is more than it passes on.',
  },
  fixes: { raise: 'Give "{scope}: {access}"' },
  on: {
    job({ job, workflow }, ctx) {
      const callee = calleeOf(job, ctx.path, ctx.files);
      if (!callee || !job.uses) return;
      const permissions = permissionsOf(job, workflow);
      const isOwn = permissionsIn(job.map) !== undefined;
      for (const excess of excessPermissions(callee, permissions, ctx.files)) {
        const { scope, access, has, own } = excess;
        const params = { callee: job.uses.text, scope, access, job: excess.job.id, has: has ?? '' };
        const related = [{ path: excess.path, span: excess.job.key, message: `"${scope}: ${access}"` }];
        // What everybody may read, as in a public repository, is not sure to be refused.
        const severity = access === 'read' ? 'warning' : 'error';
        if (!own) ctx.report(job.uses.scalar, 'inner', params, { related, severity });
        else if (has !== undefined) {
          const edit = permissions && raised(permissions, excess, ctx.text);
          const fix = edit && { title: 'raise' as const, safe: isOwn, params, edits: [edit] };
          ctx.report(job.uses.scalar, has === 'none' ? 'none' : 'more', params, { related, fix, severity });
        } else if (scope !== 'id-token' && access === 'write')
          ctx.report(job.uses.scalar, 'default', params, { related, severity: 'warning', profile: 'strict' });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        permissions: {}
        jobs:
          a:
            permissions:
              contents: read # the sources
            uses: ‹./.github/workflows/called.yml›
          b:
            permissions: { actions: read }
            uses: ‹./.github/workflows/called.yml›
          c:
            uses: ‹./.github/workflows/signs.yml›
      `,
      {
        fixed: source`
          on: push
          permissions: { id-token: write }
          jobs:
            a:
              permissions:
                contents: write # the sources
              uses: ./.github/workflows/called.yml
            b:
              permissions: { actions: read, contents: write }
              uses: ./.github/workflows/called.yml
            c:
              uses: ./.github/workflows/signs.yml
        `,
        files: {
          '.github/workflows/called.yml': source`
            on: workflow_call
            permissions: { contents: read }
            jobs:
              release:
                runs-on: ubuntu-latest
                permissions: { contents: write }
                steps: [run: make]
          `,
          '.github/workflows/signs.yml': source`
            on: workflow_call
            jobs:
              inner:
                uses: ./.github/workflows/inner.yml
          `,
          '.github/workflows/inner.yml': source`
            on: workflow_call
            jobs:
              sign:
                runs-on: ubuntu-latest
                permissions: { id-token: write }
                steps: [run: make]
          `,
        },
      },
    ),
    bad(
      source`
        on: push
        jobs:
          a:
            uses: ‹./.github/workflows/called.yml›
          b:
            uses: ./.github/workflows/signs.yml
      `,
      {
        files: {
          '.github/workflows/called.yml': source`
            on: workflow_call
            permissions: { contents: write, packages: read }
            jobs:
              release:
                runs-on: ubuntu-latest
                steps: [run: make]
          `,
          '.github/workflows/signs.yml': source`
            on: workflow_call
            jobs:
              sign:
                runs-on: ubuntu-latest
                permissions: { id-token: write }
                steps: [run: make]
          `,
        },
      },
    ),
    bad(
      source`
        on: push
        permissions: { actions: write }
        jobs:
          a:
            uses: ‹./.github/workflows/middle.yml›
      `,
      {
        files: {
          '.github/workflows/middle.yml': source`
            on: workflow_call
            permissions: { actions: read }
            jobs:
              middle:
                uses: ./.github/workflows/inner.yml
          `,
          '.github/workflows/inner.yml': source`
            on: workflow_call
            permissions: { actions: write }
            jobs:
              inner:
                runs-on: ubuntu-latest
                steps: [run: make]
          `,
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          a:
            permissions: { contents: write }
            uses: ./.github/workflows/called.yml
          b:
            permissions: write-all
            uses: ./.github/workflows/called.yml
          c:
            permissions: {}
            uses: ./.github/workflows/modest.yml
          d:
            permissions: {}
            uses: example/other/.github/workflows/called.yml@v1
      `,
      {
        files: {
          '.github/workflows/called.yml': source`
            on: workflow_call
            jobs:
              release:
                runs-on: ubuntu-latest
                permissions: { contents: write }
                steps: [run: make]
          `,
          '.github/workflows/modest.yml': source`
            on: workflow_call
            jobs:
              test:
                runs-on: ubuntu-latest
                steps: [run: make]
          `,
        },
      },
    ),
  ],
});

/** Writes a permission where the calling job's are written. */
function raised({ map, scopes }: Permissions, { scope, access }: ExcessPermission, text: string): TextEdit | undefined {
  if (!map) return undefined;
  const known = scopes.find(({ name }) => name === scope);
  if (known) return known.value && replace(known.value, access);
  return map.entries.length > 0 || map.flow ? addEntry(text, map, [`${scope}: ${access}`]) : undefined;
}
