import type { MessageParams } from '../../../core/message.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import { keyWords } from '../../../yaml/schema/words.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { isEmpty } from '../../../yaml/values.js';
import { schemaProblems } from '../model/schema-problems.js';
import { githubRule, type Rule } from '../rule.js';
import { schemaMessages, wordsFor } from '../schema-messages.js';
import { ecosystemMistakes } from '../tables/ecosystems.js';

export const rule: Rule = githubRule('github/dependabot-schema', {
  summary: 'The configuration of Dependabot has something that Dependabot does not know',
  why: `Dependabot checks \`dependabot.yml\` as a whole, and updates nothing where a key is misspelt, missing, or has a value
that it does not know. Each entry of \`updates\` names an ecosystem, one \`directory\` or several \`directories\`, and a
\`schedule\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: {
    ...schemaMessages,
    unknown: 'Dependabot has no key "{key}" in {where}. Remove it.',
    'unknown-misspelt': 'Dependabot has no key "{key}" in {where}. Did you mean "{suggestion}"?',
    both: 'Dependabot takes either "directory" or "directories". Remove one.',
    reviewers: 'Dependabot no longer reads "reviewers". Remove it, and name them in CODEOWNERS.',
    missing: '"{key}" is missing in {where}. Add it.',
    folder: 'The folder to look at is missing. Add "directory".',
    tool: 'There is no ecosystem "{value}": what it installs belongs to "{suggestion}".',
    name: 'A name is missing before the colon.',
    file: 'The file is empty. Dependabot needs "version: 2" and "updates".',
  },
  fixes: { replace: 'Replace with "{suggestion}"' },
  on: {
    file({ document, kind }, ctx) {
      if (kind !== 'dependabot') return;
      if (document.stream.documents.every(({ root, problems }) => isEmpty(root) && problems.length === 0))
        ctx.report({ start: 0, end: Math.min(1, ctx.text.length) }, 'file');
      for (const problem of schemaProblems(document, kind, 'dependabot-schema')) {
        const found = findingOf(problem);
        if (!found) continue;
        const { message, params, meant } = found;
        const edits = meant?.node.kind === 'scalar' ? [replaceScalar(meant.node, meant.text)] : [];
        const suggestion = meant?.text ?? '';
        const fix = { title: 'replace' as const, params: { suggestion }, edits };
        const isPassedOver = message === 'reviewers';
        ctx.report(
          problem.span,
          message,
          { ...params, suggestion },
          { ...(isPassedOver && { severity: 'warning' }), ...(edits.length > 0 && { fix }) },
        );
      }
    },
    entry({ entry, path, kind }, ctx) {
      const isNamed = (path.length === 2 && path[0] === 'registries') || (path.length === 4 && path[2] === 'groups');
      if (kind === 'dependabot' && isNamed && entry.key && path[path.length - 1] === '') ctx.report(entry.key, 'name');
    },
  },
  examples: [
    bad(
      source`
        version: 2
        updates:
          - package-ecosystem: ‹yarn›
            directory: /
            schedule:
              interval: ‹dayly›
            ‹label›: [dependencies]
          - package-ecosystem: npm
            directory: /
            ‹directories›: [/a]
            schedule: {interval: weekly}
            ‹reviewers›: [octocat]
      `,
      {
        path: '.github/dependabot.yml',
        fixed: source`
          version: 2
          updates:
            - package-ecosystem: npm
              directory: /
              schedule:
                interval: daily
              labels: [dependencies]
            - package-ecosystem: npm
              directory: /
              directories: [/a]
              schedule: {interval: weekly}
              reviewers: [octocat]
        `,
      },
    ),
    bad(
      source`
        version: ‹1›
        updates:
          - ‹package-ecosystem›: pip
            directory: /
            labels: ‹deps›
            open-pull-requests-limit: ‹"5"›
            commit-message: {prefix: ‹true›}
            cooldown: {default-days: ‹100›}
            groups: {‹""›: {patterns: ["*"]}, a: ‹{}›}
            ignore: [{update-types: ["version-update:semver-major", ‹"version-update:semver-major"›]}]
      `,
      { path: '.github/dependabot.yml' },
    ),
    bad('version: 2\nupdates: [{‹package-ecosystem›: pip, schedule: {interval: cron, cronjob: 0 5 * * *}}]\n', {
      path: '.github/dependabot.yml',
    }),
    bad('‹#› later\n', { path: '.github/dependabot.yml' }),
    good(
      source`
        version: 2
        registries: {npm: {type: npm-registry, url: "https://npm.example.com", token: "\${{secrets.NPM}}"}}
        multi-ecosystem-groups: {all: {schedule: {interval: weekly}}}
        updates:
          - package-ecosystem: npm
            directories: [/, /docs]
            schedule: {interval: daily, time: "05:00", timezone: Europe/Berlin}
            registries: "*"
            cooldown: {default-days: 7, semver-patch-days: 0}
          - package-ecosystem: docker
            directory: /
            multi-ecosystem-group: all
            patterns: ["*"]
      `,
      { path: '.github/dependabot.yml' },
    ),
    good(
      source`
        version: 2
        enable-beta-ecosystems: true
        updates: [{package-ecosystem: new-thing, directory: /, schedule: {interval: weekly}}]
      `,
      { path: '.github/dependabot.yml' },
    ),
  ],
});

type Message =
  | keyof typeof schemaMessages
  | 'unknown'
  | 'unknown-misspelt'
  | 'both'
  | 'reviewers'
  | 'missing'
  | 'folder'
  | 'tool';

interface Found {
  readonly message: Message;
  readonly params: MessageParams;
  /** What is meant in place of what is written. */
  readonly meant?: { readonly node: YamlNode; readonly text: string } | undefined;
}

function findingOf(problem: SchemaProblem): Found | undefined {
  const { path } = problem;
  const where = keyWords(path.slice(0, -1));
  if (problem.kind === 'missing-key') {
    const { key } = problem;
    return { message: key === 'directory' || key === 'directories' ? 'folder' : 'missing', params: { key, where } };
  }
  if (problem.kind === 'unknown-key') {
    const { key, suggestion, entry } = problem;
    const params = { key, where };
    if (key === 'directory' || key === 'directories') return { message: 'both', params };
    if (key === 'reviewers') return { message: 'reviewers', params };
    if (suggestion === undefined || !entry.key) return { message: 'unknown', params };
    return { message: 'unknown-misspelt', params, meant: { node: entry.key, text: suggestion } };
  }
  const words = wordsFor(problem);
  if (problem.kind !== 'not-allowed' || !words) return words;
  const { node, value, suggestion } = problem;
  const tool = Object.hasOwn(ecosystemMistakes, value) ? ecosystemMistakes[value] : undefined;
  if (path[path.length - 1] === 'package-ecosystem' && tool !== undefined)
    return { message: 'tool', params: { value }, meant: { node, text: tool } };
  return { ...words, meant: suggestion === undefined ? undefined : { node, text: suggestion } };
}
