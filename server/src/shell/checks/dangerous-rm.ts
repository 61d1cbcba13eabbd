import type { WordPart } from 'unbash';
import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';
import { variableOf } from '../words.js';

export const check: ShellRule = shellRule('dangerous-rm', {
  summary: 'rm of everything, should a variable be empty',
  why: `When the variable is empty, \`rm -rf "$DIR/"*\` deletes all that is below \`/\`. \`\${DIR:?}\` stops instead.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [2115],
  fix: 'unsafe',
  messages: { empty: 'Should "{name}" be empty, this deletes from the root on. Write "${{name}:?}".' },
  fixes: { require: 'Write "${{name}:?}"' },
  check({ reading, outer }, report) {
    for (const { name, args } of reading.commands) {
      if (name !== 'rm' || !args.some((arg) => /^-\w*[rR]|^--recursive$/.test(arg.text))) continue;
      for (const arg of args) {
        const written = arg.text.replace(/["']/g, '');
        if (
          !/^\/?\$(?:\w+|\{\w+\})\/(?:\*|(?:bin|boot|dev|etc|home|lib|usr|var|opt|root|sbin|srv)?)?\*?$/.test(written)
        )
          continue;
        const inner: WordPart[] = [];
        for (const one of arg.node?.parts ?? []) inner.push(...(one.type === 'DoubleQuoted' ? one.parts : [one]));
        const part = inner.find((one) => one.type === 'SimpleExpansion' || one.type === 'ParameterExpansion');
        if (!part) continue;
        const variable = variableOf(part);
        const known = outer(variable)?.value;
        const assigned = reading.assignments.find((one) => one.name === variable);
        if (
          known ||
          /^(?:HOME|PWD)$/.test(variable) ||
          (assigned?.value.type === 'Word' && assigned.value.value !== '' && !assigned.value.parts)
        )
          continue;
        const edits = [{ pos: part.pos, end: part.end, text: `\${${variable}:?}` }];
        report(part, 'empty', { name: variable }, { fix: { title: 'require', edits } });
      }
    }
  },
  examples: [
    badShell('rm -rf "‹$DIR›/"*', { fixed: 'rm -rf "${DIR:?}/"*' }),
    badShell('rm -r ‹${DIR}›/', { fixed: 'rm -r ${DIR:?}/' }),
    goodShell('rm -rf "${DIR:?}/"* && rm -rf "$DIR" "$DIR/cache" && rm "$DIR/"* && D=/tmp && rm -rf $D/*'),
    goodShell('rm -rf "$DIR/"*', { set: { DIR: '/tmp/x' } }),
  ],
});
