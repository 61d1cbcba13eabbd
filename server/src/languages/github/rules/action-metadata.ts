import { isGitIgnored } from '../../../context/git-ignore.js';
import type { FileView } from '../../../core/files.js';
import { dirname, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import type { ActionFile } from '../model/action-file.js';
import { actionMessages, actionProblems } from '../model/action-problems.js';
import { localAction } from '../model/interface.js';
import { scalarIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';
import { schemaMessages } from '../schema-messages.js';

export const rule: Rule = githubRule('github/action-metadata', {
  summary: 'The metadata of an action does not say what GitHub needs',
  why: `\`action.yml\` says in \`runs\` what an action is: a script that Node.js runs (\`main\`), a list of \`steps\`, or an
\`image\`. Each kind has its own keys, and jobs that use the action end with an error where one is missing, or belongs to another
kind. Icons and colors are those of GitHub's list.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:action', 'languageservice:schema'],
  fix: 'mixed',
  messages: {
    ...schemaMessages,
    ...actionMessages,
    file: 'There is no file "{file}" beside this one. Add it to the repository, or name another.',
    used: 'The action "{uses}" cannot be run as it is: see its "{name}".',
    doubt: 'The metadata of the action "{uses}" is not as it should be: see its "{name}".',
  },
  fixes: { replace: 'Replace with "{suggestion}"', shell: 'Add "shell: bash"' },
  on: {
    action(action, ctx) {
      for (const { span, message, params, severity, fix, isKnown, isRefused } of actionProblems(action)) {
        const aliases = isRefused ? ['languageservice:schema'] : [];
        ctx.report(span, message, params, {
          severity,
          fix,
          aliases: isKnown ? ['actionlint:action', ...aliases] : aliases,
        });
      }
      for (const file of filesOf(action)) {
        const path = join(dirname(ctx.path), file.text);
        if (isMissing(ctx.files, path))
          ctx.report(file, 'file', { file: file.text }, { aliases: ['actionlint:action'] });
      }
    },
    uses({ uses, step }, ctx) {
      const beside = step && localAction(uses, ctx.path, ctx.files);
      if (!beside) return;
      const problems = actionProblems(beside.value).filter(({ isKnown, breaks }) => isKnown || breaks);
      if (problems.length === 0) return;
      const params = { uses: uses.text, name: beside.path.slice(beside.path.lastIndexOf('/') + 1) };
      const aliases = ['actionlint:action'];
      if (problems.some(({ breaks }) => breaks)) ctx.report(uses.scalar, 'used', params, { aliases });
      else ctx.report(uses.scalar, 'doubt', params, { severity: 'info', profile: 'strict', aliases });
    },
  },
  examples: [
    bad(
      source`
        ‹name›: Build
        branding: {icon: ‹pakage›, color: ‹pink›}
        inputs:
          old: {‹deprecationMessage›: }
        runs:
          using: ‹node16›
          main: dist/index.js
          ‹pre-if›: runner.os == 'Linux'
          ‹steps›: []
      `,
      {
        path: 'action.yml',
        fixed: source`
          name: Build
          branding: {icon: package, color: pink}
          inputs:
            old: {deprecationMessage: }
          runs:
            using: node24
            main: dist/index.js
            pre-if: runner.os == 'Linux'
            steps: []
        `,
      },
    ),
    bad(
      source`
        name: Build
        description: Builds
        outputs:
          ‹tag›: {description: The tag}
        runs:
          using: composite
          steps:
            - ‹name›: Build
              run: make
      `,
      {
        path: 'build/action.yaml',
        fixed: source`
          name: Build
          description: Builds
          outputs:
            tag: {description: The tag}
          runs:
            using: composite
            steps:
              - name: Build
                run: make
                shell: bash
        `,
      },
    ),
    bad('name: a\ndescription: b\n‹runs›: {}\n', { path: 'action.yml' }),
    bad('name: a\ndescription: b\nruns: {using: ‹docker›, entrypoint: a.sh}\n', { path: 'action.yml' }),
    bad('name: a\ndescription: b\nruns: {using: ‹deno›, main: a.js}\n', { path: 'action.yml' }),
    bad('name: a\ndescription: b\nruns: {using: ‹node20›, main: ‹dist/index.js›, post: lib/end.js}\n', {
      path: 'act/action.yml',
      files: { 'act/lib/end.js': '', '.git/HEAD': '' },
    }),
    bad('on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{uses: ‹./act›}, {uses: ‹./b›}]\n', {
      files: {
        'act/action.yml': 'name: a\ndescription: b\nruns: {using: node24}\n',
        'b/action.yml': 'name: a\nruns: {using: node24, main: a.js}\n',
      },
    }),
    good(
      source`
        name: Build
        description: Builds
        branding: {icon: package, color: gray-dark}
        runs: {using: node24, main: dist/index.js, post: dist/index.js, post-if: always()}
      `,
      { path: 'action.yml', files: { '.gitignore': 'dist\n', '.git/HEAD': '' } },
    ),
    good('name: a\ndescription: b\nruns: {using: docker, image: docker://alpine:3, args: [a], pre-if: always()}\n', {
      path: 'action.yml',
      files: { '.git/HEAD': '' },
    }),
    good('name: a\ndescription: b\nruns: {using: Docker, image: Dockerfile}\n', { path: 'action.yml' }),
    good('on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{uses: ./act}, {uses: ./none}]\n', {
      files: { 'act/action.yml': 'name: a\ndescription: b\nruns: {using: node20, main: a.js}\n' },
    }),
  ],
});

/** The files of the repository that an action names. */
function filesOf({ runs, kind }: ActionFile): readonly YamlScalar[] {
  const keys = kind === 'node' ? ['main', 'pre', 'post'] : kind === 'docker' ? ['image'] : [];
  return keys.flatMap((key) => {
    const scalar = scalarIn(runs, key);
    return scalar && scalar.text !== '' && !/:\/\/|\$\{\{|^\//.test(scalar.text) ? [scalar] : [];
  });
}

/** Whether a file is surely not there. What git leaves out may be built before it is published. */
function isMissing(files: FileView, path: string): boolean {
  return files.kind(path) === 'missing' && isGitIgnored(files, path) === false;
}
