// What an action does with the job's token. Sources: the permissions in each action's own README (2026-08), and GitHub's
// documentation of the API that it calls. An action that is not here is unknown: its needs must not be guessed.

export type Access = 'read' | 'write';

export interface Scopes {
  /** What the action cannot do without. */
  readonly needs: Readonly<Record<string, Access>>;
  /** What it needs for some of its inputs, events or registries only. */
  readonly may: Readonly<Record<string, Access>>;
}

/** Scopes by slug in lower case; `?` behind one that only some uses need. */
const table: Readonly<Record<string, string>> = {
  'actions/add-to-project': '',
  'actions/ai-inference': 'models:read?',
  'actions/attest': 'id-token:write attestations:write packages:write? artifact-metadata:write?',
  'actions/attest-build-provenance': 'id-token:write attestations:write packages:write? artifact-metadata:write?',
  'actions/attest-sbom': 'id-token:write attestations:write packages:write? artifact-metadata:write?',
  'actions/cache': '',
  'actions/cache/restore': '',
  'actions/cache/save': '',
  'actions/checkout': 'contents:read',
  'actions/configure-pages': 'pages:read',
  'actions/create-github-app-token': '',
  'actions/create-release': 'contents:write',
  'actions/delete-package-versions': 'packages:write',
  'actions/dependency-review-action': 'contents:read pull-requests:write?',
  'actions/deploy-pages': 'pages:write id-token:write',
  'actions/download-artifact': 'actions:read?',
  'actions/first-interaction': 'issues:write pull-requests:write',
  'actions/labeler': 'contents:read pull-requests:write issues:write?',
  'actions/setup-dotnet': '',
  'actions/setup-go': '',
  'actions/setup-java': '',
  'actions/setup-node': '',
  'actions/setup-python': '',
  'actions/stale': 'issues:write pull-requests:write contents:write? actions:write?',
  'actions/upload-artifact': '',
  'actions/upload-artifact/merge': '',
  'actions/upload-pages-artifact': '',
  'actions/upload-release-asset': 'contents:write',
  'amannn/action-semantic-pull-request': 'pull-requests:read',
  'anchore/sbom-action': 'contents:write? actions:read?',
  'astral-sh/setup-uv': '',
  'aws-actions/amazon-ecr-login': '',
  'aws-actions/configure-aws-credentials': 'id-token:write?',
  'azure/login': 'id-token:write?',
  'changesets/action': 'contents:write pull-requests:write',
  'cycjimmy/semantic-release-action': 'contents:write issues:write pull-requests:write id-token:write?',
  'denoland/setup-deno': '',
  'dependabot/fetch-metadata': 'pull-requests:read',
  'dessant/lock-threads': 'issues:write? pull-requests:write? discussions:write?',
  'docker/bake-action': 'packages:write?',
  'docker/build-push-action': 'packages:write?',
  'docker/login-action': '',
  'docker/metadata-action': '',
  'docker/setup-buildx-action': '',
  'docker/setup-qemu-action': '',
  'dorny/paths-filter': 'pull-requests:read?',
  'dorny/test-reporter': 'checks:write contents:read actions:read?',
  'dtolnay/rust-toolchain': '',
  'endbug/add-and-commit': 'contents:write',
  'enricomi/publish-unit-test-result-action':
    'checks:write pull-requests:write? contents:read? issues:read? actions:read?',
  'erlef/setup-beam': '',
  'github/codeql-action/analyze': 'security-events:write actions:read? contents:read?',
  'github/codeql-action/autobuild': '',
  'github/codeql-action/init': 'security-events:write? actions:read? contents:read?',
  'github/codeql-action/upload-sarif': 'security-events:write actions:read? contents:read?',
  'golangci/golangci-lint-action': 'contents:read pull-requests:read?',
  'google-github-actions/auth': 'id-token:write?',
  'google-github-actions/setup-gcloud': '',
  'googleapis/release-please-action': 'contents:write pull-requests:write issues:write?',
  'goreleaser/goreleaser-action': 'contents:write? packages:write? id-token:write?',
  'gradle/actions/dependency-submission': 'contents:write',
  'gradle/actions/setup-gradle': 'contents:write? pull-requests:write?',
  'gradle/actions/wrapper-validation': '',
  'hashicorp/setup-terraform': '',
  'helm/chart-releaser-action': 'contents:write',
  'hmarr/auto-approve-action': 'pull-requests:write',
  'jamesives/github-pages-deploy-action': 'contents:write',
  'jasonetco/create-an-issue': 'contents:read issues:write',
  'marocchino/sticky-pull-request-comment': 'pull-requests:write',
  'mikepenz/action-junit-report': 'checks:write pull-requests:write?',
  'ncipollo/release-action': 'contents:write discussions:write?',
  'opentofu/setup-opentofu': '',
  'ossf/scorecard-action': 'security-events:write? id-token:write? contents:read? actions:read?',
  'oven-sh/setup-bun': '',
  'peaceiris/actions-gh-pages': 'contents:write',
  'peter-evans/create-issue-from-file': 'issues:write',
  'peter-evans/create-or-update-comment': 'issues:write pull-requests:write',
  'peter-evans/create-pull-request': 'contents:write pull-requests:write',
  'peter-evans/find-comment': 'issues:read? pull-requests:read?',
  'peter-evans/repository-dispatch': 'contents:write',
  'pnpm/action-setup': '',
  'pypa/gh-action-pypi-publish': 'id-token:write?',
  'release-drafter/release-drafter': 'contents:write pull-requests:write',
  'ruby/setup-ruby': '',
  'rubygems/release-gem': 'contents:write id-token:write',
  'rust-lang/crates-io-auth-action': 'id-token:write',
  'shivammathur/setup-php': '',
  'softprops/action-gh-release': 'contents:write discussions:write?',
  'stefanzweifel/git-auto-commit-action': 'contents:write',
  'styfle/cancel-workflow-action': 'actions:write',
  'svenstaro/upload-release-action': 'contents:write',
  'swatinem/rust-cache': '',
  'thollander/actions-comment-pull-request': 'pull-requests:write',
  'zizmorcore/zizmor-action': 'security-events:write? contents:read? actions:read?',
};

/** What an action needs of the token; undefined where that is not known. */
export function scopesOf(slug: string): Scopes | undefined {
  const name = slug.toLowerCase();
  const text = Object.hasOwn(table, name) ? table[name] : undefined;
  if (text === undefined) return undefined;
  const needs: Record<string, Access> = {};
  const may: Record<string, Access> = {};
  for (const item of text.split(' ').filter(Boolean)) {
    const [scope = '', access = ''] = item.split(':');
    (access.endsWith('?') ? may : needs)[scope] = access.startsWith('write') ? 'write' : 'read';
  }
  return { needs, may };
}
