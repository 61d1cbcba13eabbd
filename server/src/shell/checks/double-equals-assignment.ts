import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('double-equals-assignment', {
  summary: 'Two equals signs in an assignment',
  why: `\`X==1\` gives \`X\` the value \`=1\`. One sign assigns; two compare, inside of \`[[ ]]\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [1097],
  fix: 'unsafe',
  messages: { equals: 'This gives "{name}" a value that starts with "=". Use one sign to assign.' },
  fixes: { remove: 'Use one "="' },
  check({ nodes, reading }, report) {
    for (const { node, parent } of nodes.of('Assignment')) {
      const { value } = node;
      if (value.type !== 'Word' || reading.text[value.pos] !== '=') continue;
      // As an argument it is a word for the program, such as pip's `name==1.0`.
      const command = parent?.node;
      if (command?.type === 'Command' && !command.prefix.includes(node)) continue;
      const edits = [{ pos: value.pos, end: value.pos + 1, text: '' }];
      report(
        { pos: value.pos - 1, end: value.pos + 1 },
        'equals',
        { name: node.name },
        { fix: { title: 'remove', edits } },
      );
    }
  },
  examples: [
    badShell('X‹==›1 && echo "$X"', { fixed: 'X=1 && echo "$X"' }),
    goodShell('X=1 && pip install a==1.0 && [[ $X == 1 ]]', { dialect: 'bash' }),
  ],
});
