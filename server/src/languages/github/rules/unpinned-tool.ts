import { bad, good, source } from '../../../core/rule.js';
import { hasExpression } from '../model/nodes.js';
import { isAction } from '../model/uses.js';
import { withOf } from '../model/with.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unpinned-tool', {
  summary: 'An action installs the latest version of a tool',
  why: `Pinning the action does not pin what it downloads: without a \`version\`, each run may install another program, and a
release that someone tampered with is in use at once. Give the version, and let Renovate raise it.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:unpinned-tools'],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: '"{action}" installs the latest version of its tool. Give it a "version".',
    latest: '"{action}" installs whatever is "latest". Give it a version.',
    unknown: 'An expression chooses the version that "{action}" installs. Make sure that it is a fixed one.',
  },
  on: {
    step({ step }, ctx) {
      const { uses } = step;
      if (!uses || !isAction(uses, 'aquasecurity/setup-trivy', '1password/load-secrets-action')) return;
      const inputs = withOf(step);
      if (!inputs) return;
      const params = { action: uses.text.split('@')[0] ?? '' };
      const version = inputs.get('version')?.value;
      if (!version) ctx.report(uses.scalar, 'missing', params);
      else if (version.kind !== 'scalar') return;
      else if (hasExpression(version)) ctx.report(version, 'unknown', params, { severity: 'info', profile: 'strict' });
      else if (version.text.trim() === 'latest') ctx.report(version, 'latest', params);
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        scan:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹aquasecurity/setup-trivy@v0.2.3›
            - uses: ‹1Password/load-secrets-action@v3›
              with:
                export-env: true
            - uses: aquasecurity/setup-trivy@v0.2.3
              with:
                version: ‹latest›
            - uses: aquasecurity/setup-trivy@v0.2.3
              with:
                version: ‹\${{ inputs.trivy }}›
    `),
    good(source`
      on: push
      jobs:
        scan:
          runs-on: ubuntu-latest
          steps:
            - uses: aquasecurity/setup-trivy@v0.2.3
              with:
                version: v0.65.0
            - uses: example/setup-trivy@v1
    `),
  ],
});
