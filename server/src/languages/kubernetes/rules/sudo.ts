import { bad, good } from '../../../core/rule.js';
import { resolved } from '../../../yaml/values.js';
import { seqIn } from '../model/nodes.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/sudo', {
  summary: 'A command that uses sudo',
  why: `\`sudo\` makes root of whatever user a container was given, and does not work where privilege escalation is off. Start the
container as the user that it needs.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kubescape:C-0062'],
  fix: 'none',
  reach: 'part',
  messages: { sudo: 'The command of container "{name}" uses sudo. Start it as the user that it needs.' },
  on: {
    container({ container }, ctx) {
      for (const { value } of seqIn(container.map, 'command')?.items ?? []) {
        const word = resolved(value);
        if (word?.kind === 'scalar' && /(?:^|[\s;&|(/])sudo(?:\s|$)/.test(word.text))
          ctx.report(word, 'sudo', { name: container.name?.text ?? '' });
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, command: [sh, -c, ‹sudo date›]}]}\n'),
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, command: [‹/usr/bin/sudo›, date]}]}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, command: [pseudo, sudoku]}]}\n'),
  ],
});
