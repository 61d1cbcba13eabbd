import { bad, good, source } from '../../../core/rule.js';
import { environmentWrites } from '../model/environment-files.js';
import { privilegedEvent, waitsFor } from '../model/triggers.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/github-env', {
  summary: 'What strangers may have written becomes the environment of later steps',
  why: `A line in \`$GITHUB_ENV\` sets a variable for all steps after it, and \`LD_PRELOAD\` or \`NODE_OPTIONS\` make them run
another program; \`$GITHUB_PATH\` puts other programs before the real ones. A value with a line break in it writes lines of its
own. Where strangers cause the run, or may have a say in what an action is given, pass values as outputs of the step, or write
nothing but texts of the script itself.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:github-env'],
  fix: 'none',
  reach: 'part',
  messages: {
    event:
      'Anyone can trigger "{event}", and what is written to "{file}" here may be theirs and run in later steps. Use an output of the step.',
    action: 'What is written to "{file}" here comes from those who use the action, and may run in later steps.',
  },
  on: {
    script({ script, workflow }, ctx) {
      const event = workflow && privilegedEvent(workflow);
      if (workflow && !event) return;
      const isSeen = !workflow || waitsFor(workflow, 'pull_request_target', 'workflow_run');
      for (const { file, pos, end, isFixed } of environmentWrites(script)) {
        if (isFixed) continue;
        ctx.report(
          script.span({ pos, end }),
          event === undefined ? 'action' : 'event',
          { file, event: event ?? '' },
          { ...(event === undefined && { profile: 'strict' as const }), aliases: isSeen ? ['zizmor:github-env'] : [] },
        );
      }
    },
  },
  examples: [
    bad(source`
      on: pull_request_target
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: |
                ‹echo "TITLE=$TITLE" >> "$GITHUB_ENV"›
                ‹cat vars.txt >> $GITHUB_ENV›
                ‹{
                  echo "A=b"
                  echo "TITLE=$TITLE"
                } >> "$GITHUB_ENV"›
                ./paths | ‹tee -a "\${GITHUB_PATH}"›
            - run: |
                ‹echo "TITLE=$($env:TITLE)" >> $env:GITHUB_ENV›
                ‹Get-Content vars.txt | Out-File -Append $env:GITHUB_ENV›
              shell: pwsh
            - run: ‹echo TITLE=%TITLE%>>%GITHUB_ENV%›
              shell: cmd
    `),
    bad(
      source`
        name: Set
        description: Sets
        runs:
          using: composite
          steps:
            - run: ‹./vars >> "$GITHUB_ENV"›
              shell: bash
      `,
      { path: 'action.yml' },
    ),
    good(source`
      on: workflow_run
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: |
                echo "MODE=fast" >> "$GITHUB_ENV"
                printf '%s\n' 'A=b' | tee -a "$GITHUB_ENV"
                echo "$HOME/.local/bin" >> $GITHUB_PATH
                echo "title=$TITLE" >> "$GITHUB_OUTPUT"
                cat <<'END' >> "$GITHUB_ENV"
                PRICE=$5
                END
                { echo 'A<<END'; echo 1; echo END; } >> "$GITHUB_ENV"
            - run: echo "MODE=fast" >> $env:GITHUB_ENV
              shell: pwsh
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: echo "VERSION=$(git describe)" >> "$GITHUB_ENV"
    `),
  ],
});
