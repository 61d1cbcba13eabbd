import { describe, expect, it } from 'vitest';
import { isArchived } from './archived.js';
import { contractOf, majorsOf } from './contracts.js';
import { popularActions, popularRepositories } from './popular.js';
import { replacementOf } from './replacements.js';
import { runtimeState } from './runtimes.js';
import { scopesOf } from './scopes.js';

describe('runtimes', () => {
  const dead: [string, number][] = [
    ['actions/cache', 3],
    ['actions/checkout', 3],
    ['actions/configure-pages', 3],
    ['actions/deploy-pages', 2],
    ['actions/download-artifact', 3],
    ['actions/github-script', 6],
    ['actions/labeler', 4],
    ['actions/setup-dotnet', 3],
    ['actions/setup-go', 4],
    ['actions/setup-java', 3],
    ['actions/setup-node', 3],
    ['actions/setup-python', 4],
    ['actions/stale', 8],
    ['actions/upload-artifact', 3],
    ['aws-actions/configure-aws-credentials', 3],
    ['azure/login', 1],
    ['docker/build-push-action', 4],
    ['docker/login-action', 2],
    ['docker/metadata-action', 4],
    ['docker/setup-buildx-action', 2],
    ['docker/setup-qemu-action', 2],
    ['dorny/paths-filter', 2],
    ['github/codeql-action/init', 2],
    ['golangci/golangci-lint-action', 3],
    ['google-github-actions/auth', 1],
    ['goreleaser/goreleaser-action', 4],
    ['peaceiris/actions-gh-pages', 3],
    ['peter-evans/create-pull-request', 5],
    ['release-drafter/release-drafter', 5],
    ['softprops/action-gh-release', 1],
    ['Swatinem/rust-cache', 1],
  ];
  it.each(dead)('of %s end with major %i, as its action.yml says', (slug, last) => {
    expect(runtimeState(slug, `v${last}`)).toMatch(/^(dead|refused)$/);
    expect(runtimeState(slug, `v${last + 1}`) ?? 'fine').not.toMatch(/^(dead|refused)$/);
    expect(contractOf(slug, `v${last}`)?.using).toMatch(/^node1[26]$/);
  });

  it('are known for refused, for unread and for exact versions', () => {
    expect(runtimeState('actions/cache/save', 'v2')).toBe('refused');
    expect(runtimeState('actions/upload-artifact', 'v3.1.2')).toBe('refused');
    expect(runtimeState('actions/checkout', 'v1')).toBe('dead');
    expect(runtimeState('codecov/codecov-action', 'v3')).toBe('dead');
    expect(runtimeState('ruby/setup-ruby', 'v1.100.0')).toBe('dead');
    expect(runtimeState('ruby/setup-ruby', 'v1')).toBeUndefined();
    expect(runtimeState('actions/checkout', 'v4')).toBe('deprecated');
    expect(runtimeState('actions/checkout', 'v5')).toBeUndefined();
    expect(runtimeState('actions/checkout', 'main')).toBeUndefined();
    expect(runtimeState('nobody/nothing', 'v1')).toBeUndefined();
  });
});

describe('archived actions', () => {
  it('are known by repository, in any case and with a path', () => {
    expect(isArchived('Actions/Setup-Ruby')).toBe(true);
    expect(isArchived('azure/container-actions/docker-login')).toBe(true);
    expect(isArchived('actions/checkout')).toBe(false);
    expect(isArchived('constructor')).toBe(false);
  });

  it('have replacements that are not archived', () => {
    for (const slug of ['actions/create-release', 'tibdex/github-app-token', 'gradle/gradle-build-action']) {
      const replacement = replacementOf(slug);
      expect(replacement, slug).toBeDefined();
      expect(isArchived(replacement?.slug ?? '')).toBe(false);
      expect(majorsOf(replacement?.slug ?? '').length, slug).toBeGreaterThan(0);
    }
    expect(replacementOf('constructor')).toBeUndefined();
  });
});

describe('popular actions', () => {
  it('are named once, and nearly all of them have a contract', () => {
    expect(new Set(popularActions.map((slug) => slug.toLowerCase())).size).toBe(popularActions.length);
    expect(popularActions.filter((slug) => majorsOf(slug).length === 0)).toEqual([]);
    expect(popularRepositories).toContain('gradle/actions');
  });
});

describe('scopes', () => {
  it('tell needs from what only some uses need, and nothing of unknown actions', () => {
    expect(scopesOf('Softprops/action-gh-release')).toEqual({
      needs: { contents: 'write' },
      may: { discussions: 'write' },
    });
    expect(scopesOf('actions/setup-node')).toEqual({ needs: {}, may: {} });
    expect(scopesOf('nobody/nothing')).toBeUndefined();
    expect(scopesOf('constructor')).toBeUndefined();
  });
});
