import { bad, good, source } from '../../../core/rule.js';
import { entryOf, resolved, spanInScalar } from '../../../yaml/values.js';
import { refProblem } from '../model/ref-name.js';
import type { Uses } from '../model/uses.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-uses', {
  summary: '`uses` of a step names no action',
  why: `A step uses an action of a repository (\`owner/repo@v1\`, \`owner/repo/path@v1\`), of this one (\`./path\` as it is checked
out, \`$/path\` at the commit of the workflow) or an image (\`docker://alpine:3.22\`). GitHub refuses everything else. A reusable
workflow is called by a job, not by a step.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:action', 'languageservice:invalid-uses-format', 'languageservice:schema'],
  fix: 'none',
  reach: 'part',
  messages: {
    empty: '"uses" is empty. Name an action, as in "actions/checkout@v5".',
    format: '"{uses}" names no action. Write "owner/repository@ref", "./path" or "docker://image".',
    noRef: '"{uses}" has no version. Add a tag, a branch or a commit after an "@".',
    refEmpty: 'There is no version after the "@" of "{uses}".',
    refName: '"{ref}" cannot be a tag, branch or commit: {reason}.',
    image: '"{uses}" names no image.',
    tag: 'There is no tag after the ":" of "{uses}".',
    workflow: '"{uses}" is a reusable workflow. Call it with "uses" of a job, without steps.',
    version: '"{uses}" is of the same commit as the workflow, so it has no "@".',
  },
  on: {
    step({ step }, ctx) {
      const entry = entryOf(step.map, 'uses');
      const scalar = resolved(entry?.value);
      if (entry?.key && scalar?.kind === 'scalar' && scalar.text === '' && scalar.style !== 'plain')
        ctx.report(scalar, 'empty');
    },
    uses({ uses, step }, ctx) {
      if (!step) return;
      const found = problemOf(uses);
      if (!found) return;
      const { message, from = 0, reason = '' } = found;
      const ref = from > 0 ? uses.text.slice(from) : '';
      const at = ref === '' ? uses.scalar : spanInScalar(uses.scalar, from, uses.text.length);
      const aliases = message === 'tag' || message === 'image' ? { aliases: ['actionlint:action'] } : {};
      ctx.report(at, message, { uses: uses.text, ref, reason }, aliases);
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹""›
            - uses: ‹checkout@v5›
            - uses: ‹/checkout@v5›
            - uses: ‹actions/checkout›
            - uses: ‹actions/checkout@›
            - uses: actions/checkout@‹v5@v4›
            - uses: actions/checkout@‹main.lock›
            - uses: ‹docker://›
            - uses: ‹"docker://alpine:"›
            - uses: ‹example/shared/.github/workflows/build.yml@v1›
            - uses: ‹./.github/workflows/build.yml›
            - uses: ‹$/setup@v1›
            - uses: ‹../setup›
    `),
    bad(
      source`
        name: Set up
        description: Sets up
        runs:
          using: composite
          steps:
            - uses: ‹actions/checkout›
      `,
      { path: 'action.yml' },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v5
            - uses: actions/cache/save@feature/new-1.2
            - uses: ./.github/actions/setup
            - uses: .\setup
            - uses: ./
            - uses: $/setup
            - uses: docker://alpine
            - uses: docker://ghcr.io:443/example/tool@sha256:9b5de2f1a2d3cbcd2cd0aa0a1d4f29e65d03aa8dba1fd2a05c9d9e0a3a0c3a3a
            - uses: \${{ matrix.action }}
        call:
          uses: example/shared/.github/workflows/build.yml@v1
    `),
  ],
});

type Message = 'format' | 'noRef' | 'refEmpty' | 'refName' | 'image' | 'tag' | 'workflow' | 'version';

interface Problem {
  readonly message: Message;
  readonly from?: number;
  readonly reason?: string;
}

/** Why a ref is none, in words. */
const reasons: Readonly<Record<Exclude<ReturnType<typeof refProblem>, undefined>, string>> = {
  empty: 'it is empty',
  character: 'it has a character that git does not allow',
  at: 'there may only be one "@" before it',
  sequence: 'it has ".." or "//"',
  edge: 'it begins or ends with "." or "/"',
  component: 'a part of it begins with "." or ends with ".lock"',
};

function problemOf({ text, form }: Uses): Problem | undefined {
  switch (form.kind) {
    case 'expression':
      return undefined;
    case 'docker': {
      if (form.image.trim() === '' || form.image.startsWith(':')) return { message: 'image' };
      return form.image.endsWith(':') ? { message: 'tag' } : undefined;
    }
    case 'local': {
      if (isWorkflow(form.path)) return { message: 'workflow' };
      if (form.root === '$/') return text.includes('@') ? { message: 'version' } : undefined;
      return /^\.[/\\]/.test(text) ? undefined : { message: 'format' };
    }
    case 'repository': {
      if (form.owner === '..' || form.owner === '.') return { message: 'format' };
      if (form.ref === undefined) return { message: 'noRef' };
      const problem = refProblem(form.ref);
      if (problem === 'empty') return { message: 'refEmpty' };
      if (problem) return { message: 'refName', from: form.refAt, reason: reasons[problem] };
      return isWorkflow(form.path) ? { message: 'workflow' } : undefined;
    }
    default:
      return { message: 'format' };
  }
}

function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}
