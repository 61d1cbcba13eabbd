import { describe, expect, it } from 'vitest';
import { contractOf, knownActions, majorsOf, newestMajor, tagsOfSha } from './contracts.js';

const inputs = (slug: string, ref: string) => [...(contractOf(slug, ref)?.inputs.values() ?? [])];
const input = (slug: string, ref: string, name: string) => contractOf(slug, ref)?.inputs.get(name);

describe('the table of contracts', () => {
  it.each(knownActions())('is well formed for %s', (slug) => {
    expect(slug).toMatch(/^[\w.-]+\/[\w./-]+$/);
    const majors = majorsOf(slug);
    expect(majors.length).toBeGreaterThan(0);
    for (const { ref, tag, sha, date, read } of majors) {
      expect(ref).toMatch(/^[\w./-]+$/);
      expect(tag).toMatch(/^[\w./-]+$/);
      if (sha !== undefined) expect(sha).toMatch(/^[0-9a-f]{40}$/);
      expect(date).toMatch(/^20[12]\d-[01]\d-[0-3]\d$/);
      const contract = contractOf(slug, ref);
      expect(contract !== undefined, ref).toBe(read);
      if (contract === undefined) continue;
      expect(contract.using).toMatch(/^(node(12|16|20|24)|composite|docker|plugin)$/);
      for (const [key, { name, required, default: value, values, type }] of contract.inputs) {
        expect(key).toBe(name.toLowerCase());
        expect(name).toMatch(/^[\w. -]+$/);
        if (required) expect(value).toBeUndefined();
        if (type === 'boolean') expect(value).toMatch(/^(true|false)$/i);
        if (values !== undefined) expect(values.length).toBeGreaterThan(1);
      }
      if (contract.outputs !== 'dynamic') {
        for (const output of contract.outputs) expect(output).toMatch(/^[\w.-]+$/);
      }
    }
  });
});

describe('contractOf', () => {
  it('knows what a major requires, and what it defaults to', () => {
    expect(input('actions/cache', 'v4', 'key')).toEqual({ name: 'key', required: true });
    expect(input('actions/checkout', 'v4', 'fetch-depth')?.default).toBe('1');
    expect(input('actions/checkout', 'v4', 'persist-credentials')?.type).toBe('boolean');
    expect(contractOf('actions/checkout', 'v4')?.outputs).toEqual(['ref', 'commit']);
  });

  it('follows the changes from one major to the next', () => {
    expect(input('actions/setup-go', 'v2', 'stable')).toBeDefined();
    expect(input('actions/setup-go', 'v3', 'stable')).toBeUndefined();
    expect(input('actions/setup-go', 'v3', 'cache')?.default).toBe('false');
    expect(input('actions/setup-go', 'v4', 'cache')?.default).toBe('true');
  });

  it('takes tags, releases, commits and any case of the name', () => {
    const sha = majorsOf('actions/checkout').find(({ ref }) => ref === 'v4')?.sha;
    expect(sha).toMatch(/^[0-9a-f]{40}$/);
    for (const ref of ['v4', '4', 'v4.1.0', 'releases/v4', sha ?? '']) {
      expect(contractOf('Actions/Checkout', ref)?.ref, ref).toBe('v4');
    }
    expect(contractOf('actions/cache/save', 'v4')?.inputs.has('restore-keys')).toBe(false);
  });

  it('judges a release by all releases of its major', () => {
    expect(contractOf('actions/setup-go', 'v6.0.0')?.using).toBe('node20');
    expect(contractOf('actions/setup-go', 'v6')?.using).toBe('node24');
  });

  it('does not judge a release that is newer than what was read', () => {
    expect(contractOf('actions/checkout', 'v4.99.0')).toMatchObject({ ref: 'v4', complete: false, using: '' });
    expect(contractOf('actions/checkout', 'v4.2.0')).toMatchObject({ complete: true, using: 'node20' });
  });

  it('does not know what was not read', () => {
    for (const ref of ['v99', 'main', '', 'v', '@', 'f'.repeat(40), `v${'9'.repeat(400)}`]) {
      expect(contractOf('actions/checkout', ref), ref).toBeUndefined();
    }
    expect(contractOf('nobody/nothing', 'v1')).toBeUndefined();
    expect(contractOf('__proto__', 'v1')).toBeUndefined();
    expect(inputs('', '')).toEqual([]);
  });

  it('says that outputs are dynamic where their names come from the inputs', () => {
    expect(contractOf('actions/github-script', 'v7')?.outputs).toBe('dynamic');
  });
});

describe('tags and commits', () => {
  it('lead to each other', () => {
    const newest = newestMajor('actions/checkout');
    expect(newest?.moving).toBe(true);
    expect(tagsOfSha('actions/checkout', newest?.sha ?? '')).toEqual([newest?.tag, newest?.ref]);
    expect(tagsOfSha('actions/checkout', 'f'.repeat(40))).toEqual([]);
  });

  it('are known for every release of the few actions that are used everywhere', () => {
    const sha = '11bd71901bbe5b1630ceea73d27597364c9af683';
    expect(tagsOfSha('actions/checkout', sha)).toEqual(['v4.2.2']);
    expect(contractOf('actions/checkout', sha)).toMatchObject({ ref: 'v4', using: 'node20', complete: true });
  });
});

describe('the newest majors known in August 2026', () => {
  const newest: Record<string, string> = {
    'actions/attest': 'v4',
    'actions/attest-build-provenance': 'v4',
    'actions/cache': 'v6',
    'actions/checkout': 'v7',
    'actions/configure-pages': 'v6',
    'actions/create-github-app-token': 'v3',
    'actions/dependency-review-action': 'v5',
    'actions/deploy-pages': 'v5',
    'actions/download-artifact': 'v8',
    'actions/github-script': 'v9',
    'actions/labeler': 'v7',
    'actions/setup-dotnet': 'v6',
    'actions/setup-go': 'v7',
    'actions/setup-java': 'v5',
    'actions/setup-node': 'v7',
    'actions/setup-python': 'v7',
    'actions/stale': 'v11',
    'actions/upload-artifact': 'v7',
    'actions/upload-pages-artifact': 'v5',
    'aws-actions/amazon-ecr-login': 'v2',
    'aws-actions/amazon-ecs-deploy-task-definition': 'v2',
    'aws-actions/configure-aws-credentials': 'v6',
    'azure/k8s-deploy': 'v7',
    'azure/k8s-set-context': 'v5',
    'azure/login': 'v3',
    'azure/setup-helm': 'v5',
    'azure/setup-kubectl': 'v5',
    'azure/webapps-deploy': 'v3',
    'changesets/action': 'v2',
    'codecov/codecov-action': 'v7',
    'docker/bake-action': 'v7',
    'docker/build-push-action': 'v7',
    'docker/login-action': 'v4',
    'docker/metadata-action': 'v6',
    'docker/setup-buildx-action': 'v4',
    'docker/setup-qemu-action': 'v4',
    'dorny/paths-filter': 'v4',
    'github/codeql-action/analyze': 'v4',
    'github/codeql-action/init': 'v4',
    'github/codeql-action/upload-sarif': 'v4',
    'gitleaks/gitleaks-action': 'v3',
    'golangci/golangci-lint-action': 'v9',
    'google-github-actions/auth': 'v3',
    'google-github-actions/deploy-cloudrun': 'v3',
    'google-github-actions/get-gke-credentials': 'v3',
    'google-github-actions/setup-gcloud': 'v3',
    'googleapis/release-please-action': 'v5',
    'goreleaser/goreleaser-action': 'v7',
    'gradle/actions/setup-gradle': 'v6',
    'gradle/actions/wrapper-validation': 'v6',
    'hashicorp/setup-terraform': 'v4',
    'jdx/mise-action': 'v4',
    'mikepenz/action-junit-report': 'v6',
    'opentofu/setup-opentofu': 'v2',
    'oven-sh/setup-bun': 'v2',
    'peaceiris/actions-gh-pages': 'v4',
    'peter-evans/create-pull-request': 'v8',
    'pnpm/action-setup': 'v6',
    'pypa/gh-action-pypi-publish': 'release/v1',
    'release-drafter/release-drafter': 'v7',
    'slackapi/slack-github-action': 'v4',
    'softprops/action-gh-release': 'v3',
    'swatinem/rust-cache': 'v2',
    'tj-actions/changed-files': 'v47',
  };
  it.each(Object.entries(newest))('%s: %s', (slug, ref) => {
    expect(newestMajor(slug)?.ref).toBe(ref);
  });

  it('are known without a contract where no source had them', () => {
    const unread = Object.keys(newest).filter((slug) => newestMajor(slug)?.read === false);
    expect(unread).toEqual([
      'actions/cache',
      'actions/configure-pages',
      'actions/dependency-review-action',
      'actions/github-script',
      'actions/stale',
      'codecov/codecov-action',
      'googleapis/release-please-action',
      'pnpm/action-setup',
    ]);
    expect(contractOf('actions/cache', 'v6')).toBeUndefined();
    expect(contractOf('actions/cache', 'v5')).toBeDefined();
  });

  it('say where only exact releases can be named', () => {
    expect(newestMajor('astral-sh/setup-uv')).toMatchObject({ ref: 'v10', moving: false, tag: 'v10.0.1' });
    expect(newestMajor('aquasecurity/trivy-action')).toMatchObject({ moving: false });
  });

  it('are complete if they were read from a source of this year', () => {
    expect(contractOf('actions/checkout', 'v7')?.complete).toBe(true);
    expect(contractOf('pypa/gh-action-pypi-publish', 'release/v1')?.complete).toBe(false);
    expect(contractOf('actions/create-release', 'v1')?.complete).toBe(true);
  });
});
