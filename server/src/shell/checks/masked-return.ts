import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('masked-return', {
  summary: 'export that hides a failed command',
  why: `\`export X=$(cmd)\` succeeds even when \`cmd\` fails, so that \`set -e\` and \`&&\` do not notice. Assign first, export then.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  codes: [2155],
  fix: 'unsafe',
  messages: { masked: '"{name}" succeeds even when the command in the substitution fails. Assign first, then {name}.' },
  fixes: { split: 'Assign first' },
  check({ reading, nodes }, report) {
    for (const { node } of nodes.of('Command')) {
      const name = node.name?.value ?? '';
      if (!/^(?:export|local|declare|readonly|typeset)$/.test(name)) continue;
      const args = node.args;
      for (const arg of args) {
        if (arg.type !== 'Assignment' || arg.value.type !== 'Word') continue;
        const fails = arg.value.parts?.some(
          (part) =>
            part.type === 'CommandExpansion' ||
            (part.type === 'DoubleQuoted' && part.parts.some((inner) => inner.type === 'CommandExpansion')),
        );
        if (!fails) continue;
        const only = args.length === 1;
        const text = `${reading.text.slice(arg.pos, arg.end)} && ${name} ${arg.name}`;
        const usable = only && (name === 'export' || name === 'readonly');
        const edits = [{ pos: node.pos, end: node.end, text }];
        report(
          { pos: arg.pos, end: arg.pos + arg.name.length },
          'masked',
          { name },
          usable ? { fix: { title: 'split', edits } } : {},
        );
        break;
      }
    }
  },
  examples: [
    badShell('export ‹V›="$(cat version)" && ls', { fixed: 'V="$(cat version)" && export V && ls' }),
    badShell('f() { local ‹x›=$(ls); echo "$x"; }; f', { dialect: 'bash' }),
    goodShell('V="$(cat version)" && export V && export W=1 && X=$(ls) make'),
  ],
});
