import { bad, good, source } from '../../../core/rule.js';
import { plainCommands } from '../model/commands.js';
import type { NamedEntry } from '../model/nodes.js';
import { grants, permissionsOf } from '../model/permissions.js';
import { publishes } from '../model/publish-commands.js';
import { isAction } from '../model/uses.js';
import { inputText, isOn, withOf } from '../model/with.js';
import type { Step } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/trusted-publishing', {
  summary: 'A package is published with a stored credential',
  why: `PyPI, npm, RubyGems, crates.io and NuGet take packages from a workflow that they were told to trust, without a stored
token: the job gets \`id-token: write\`, and the registry hands it a credential that lasts for minutes. There is nothing left
that could be stolen or would have to be renewed.`,
  category: 'security',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:use-trusted-publishing'],
  fix: 'none',
  reach: 'part',
  messages: {
    input:
      '"{input}" is a stored credential. Let the registry trust this workflow, and give the job "id-token: write".',
    off: '"{input}: false" publishes with a stored credential. Let the registry trust this workflow instead.',
    command:
      '"{command}" needs a stored credential here. Let the registry trust this workflow, with "id-token: write".',
  },
  on: {
    step({ step }, ctx) {
      const found = manualCredential(step);
      if (found) ctx.report(found.entry.key, found.message, { input: found.entry.name });
    },
    script({ script, job, workflow, steps }, ctx) {
      // Of an action, the permissions are those of whoever uses it.
      if (!job || !workflow || grants(permissionsOf(job, workflow), 'id-token', 'write')) return;
      if (steps.some(usesOtherNpmRegistry)) return;
      for (const command of plainCommands(script)) {
        const words = publishes(command);
        if (words !== undefined) ctx.report(script.span(command), 'command', { command: words });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        python:
          runs-on: ubuntu-latest
          steps:
            - uses: pypa/gh-action-pypi-publish@release/v1
              with:
                ‹password›: \${{ secrets.PYPI_TOKEN }}
            - run: ‹twine upload dist/*›
            - run: python -m build && ‹python -m twine upload dist/*›
            - run: ‹uv publish›
        ruby:
          runs-on: ubuntu-latest
          steps:
            - uses: rubygems/release-gem@v1
              with: { ‹setup-trusted-publisher›: false }
            - uses: rubygems/configure-rubygems-credentials@v1
              with: { ‹api-token›: "\${{ secrets.GEM }}" }
            - run: ‹bundle exec gem push app.gem›
        node:
          runs-on: ubuntu-latest
          permissions: { contents: read }
          steps:
            - uses: actions/setup-node@v4
              with:
                registry-url: https://registry.npmjs.org
                ‹always-auth›: true
            - run: ‹npm publish --access public›
            - run: ‹yarn npm publish›
            - run: ‹bunx npm@11 publish›
    `),
    good(source`
      on: push
      jobs:
        python:
          runs-on: ubuntu-latest
          permissions: { id-token: write }
          steps:
            - uses: pypa/gh-action-pypi-publish@release/v1
            - uses: pypa/gh-action-pypi-publish@release/v1
              with:
                repository-url: https://pypi.example.com/
                password: \${{ secrets.TOKEN }}
            - run: uv publish
        rust:
          runs-on: ubuntu-latest
          steps:
            - run: cargo publish --dry-run
            - run: cargo publish --registry example
            - run: twine upload --repository-url https://pypi.example.com dist/*
            - run: npm run publish
            - run: dotnet nuget push app.nupkg --source https://nuget.pkg.github.com/example/index.json
        packages:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/setup-node@v4
              with: { registry-url: "https://npm.pkg.github.com", always-auth: true }
            - run: npm publish
    `),
    good(
      source`
        runs:
          using: composite
          steps:
            - run: npm publish
              shell: bash
      `,
      { path: 'action.yml' },
    ),
  ],
});

interface Credential {
  readonly entry: NamedEntry;
  readonly message: 'input' | 'off';
}

const pypi: ReadonlySet<string> = new Set(['https://upload.pypi.org/legacy/', 'https://test.pypi.org/legacy/']);
const npm = /^https:\/\/registry\.npmjs\.org\/?$/;

/** The input by which a step publishes with a stored credential to a registry that could trust it. */
function manualCredential(step: Step): Credential | undefined {
  const { uses } = step;
  if (uses?.form.kind !== 'repository') return undefined;
  const inputs = withOf(step);
  if (!inputs) return undefined;
  const given = (name: string, message: Credential['message'] = 'input'): Credential | undefined => {
    const entry = inputs.get(name);
    return entry?.value && { entry, message };
  };
  if (isAction(uses, 'pypa/gh-action-pypi-publish')) {
    const urls = ['repository-url', 'repository_url'].flatMap((name) => inputText(inputs, name) ?? []);
    return urls.every((url) => pypi.has(url)) ? given('password') : undefined;
  }
  if (isAction(uses, 'rubygems/release-gem')) {
    return inputText(inputs, 'setup-trusted-publisher')?.toLowerCase() === 'false'
      ? given('setup-trusted-publisher', 'off')
      : undefined;
  }
  if (isAction(uses, 'rubygems/configure-rubygems-credentials')) {
    const server = inputText(inputs, 'gem-server') ?? 'https://rubygems.org';
    return /^https:\/\/rubygems\.org\/?$/.test(server) ? given('api-token') : undefined;
  }
  if (!isAction(uses, 'actions/setup-node') || isOn(inputs, 'always-auth') !== true) return undefined;
  return npm.test(inputText(inputs, 'registry-url') ?? 'https://registry.npmjs.org') ? given('always-auth') : undefined;
}

/** Whether npm publishes elsewhere by default after this step. */
function usesOtherNpmRegistry(step: Step): boolean {
  if (!isAction(step.uses, 'actions/setup-node')) return false;
  const inputs = withOf(step);
  const url = inputs && inputText(inputs, 'registry-url');
  return url !== undefined && !npm.test(url);
}
