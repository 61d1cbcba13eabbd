import { dockerfileRule, type Rule } from '../rule.js';

/** Has no handler: its findings come from the program, where a host may start it. */
export const rule: Rule = dockerfileRule('dockerfile/shellcheck', {
  summary: 'Finding of your own ShellCheck',
  why: `Where \`platformBuilder.tools.shellcheck.path\` names a ShellCheck on this machine and the workspace is trusted, the
scripts of RUN are given to it as well. What our own checks have found at the same place is not shown twice.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['shellcheck:*'],
  tags: ['external'],
  fix: 'none',
  messages: {},
  on: {},
  examples: [],
});
