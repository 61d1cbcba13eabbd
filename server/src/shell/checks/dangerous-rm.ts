import type { Word, WordPart } from 'unbash';
import type { ShellWord } from '../read.js';
import { badShell, goodShell, type ShellRule, type ShellText, shellRule } from '../rule.js';
import { type Expansion, valuesOf, variableOf } from '../words.js';

/** Folders that nothing should delete as a whole, the root itself as the empty text. */
const folders: ReadonlySet<string> = new Set(
  (
    ' /* /bin /boot /dev /etc /home /lib /lib64 /media /mnt /opt /proc /root /run /sbin /srv /sys /usr /var ' +
    '/usr/bin /usr/lib /usr/local /usr/sbin /usr/share /var/lib /var/log'
  ).split(' '),
);

export const check: ShellRule = shellRule('dangerous-rm', {
  summary: 'rm of everything if a variable is empty',
  why: `When the variable is empty, \`rm -rf "$DIR/"*\` deletes all that is below \`/\`. \`\${DIR:?}\` stops instead.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [2115],
  fix: 'unsafe',
  messages: { empty: 'If "{name}" is empty, this deletes all of "{path}". Write "${{name}:?}".' },
  fixes: { require: 'Write "${{name}:?}"' },
  check(text, report) {
    for (const { name, args } of text.reading.commands) {
      if (name !== 'rm' || !args.some((arg) => /^-\w*[rR]|^--recursive$/.test(arg.text))) continue;
      for (const arg of args) {
        const path = pathWhenEmpty(arg);
        const parts = path === undefined ? [] : variablesOf(arg);
        const [part] = parts;
        if (!part || parts.some((one) => isSet(text, variableOf(one)))) continue;
        const variable = variableOf(part);
        const edits = [{ pos: part.pos, end: part.end, text: `\${${variable}:?}` }];
        report(part, 'empty', { name: variable, path: path || '/' }, { fix: { title: 'require', edits } });
      }
    }
  },
  examples: [
    badShell('rm -rf "‹$DIR›/"*', { fixed: 'rm -rf "${DIR:?}/"*' }),
    badShell('rm -r ‹${DIR}›/', { fixed: 'rm -r ${DIR:?}/' }),
    badShell('rm -rf "‹$A›/$B" /usr/share/‹$C›', { fixed: 'rm -rf "${A:?}/$B" /usr/share/${C:?}' }),
    goodShell('rm -rf "${DIR:?}/"* && rm -rf "$DIR" "$DIR/cache" && rm "$DIR/"* && D=/tmp && rm -rf $D/*'),
    goodShell('for d in a b; do rm -rf "/usr/share/$d" "/var/lib/apt/lists/$e"; done'),
    goodShell('rm -rf "$DIR/"*', { set: { DIR: '/tmp/x' } }),
  ],
});

/** The folder that a path names once its variables are gone, where that is one to keep. */
function pathWhenEmpty({ text }: ShellWord): string | undefined {
  const written = text.replace(/["']/g, '');
  if (!/^(?:[\w./-]|\$\w+|\$\{\w+\})*\*?$/.test(written) || !written.includes('/')) return undefined;
  const rest = written.replace(/\$(?:\w+|\{\w+\})/g, '').replace(/\/+/g, '/');
  const path = rest === '/*' ? rest : rest.replace(/\/\*?$/, '');
  return folders.has(path) ? path : undefined;
}

function variablesOf(word: ShellWord): readonly Expansion[] {
  const inner: WordPart[] = [];
  for (const part of word.node?.parts ?? []) inner.push(...(part.type === 'DoubleQuoted' ? part.parts : [part]));
  return inner.filter((part) => part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion');
}

/** Whether a variable surely has a value: one of the surroundings, of a loop, or one that is written out. */
function isSet({ outer, nodes }: ShellText, name: string): boolean {
  if (/^(?:HOME|PWD)$/.test(name) || outer(name)) return true;
  const set = valuesOf(nodes, name);
  return set.length > 0 && set.every((word) => word !== undefined && isNonEmpty(word));
}

/** Whether a value has text of its own, whatever its expansions give. */
function isNonEmpty(word: Word): boolean {
  if (!word.parts) return word.value !== '';
  return word.parts.some((part) => (part.type === 'Literal' && part.value !== '') || part.type === 'Glob');
}
