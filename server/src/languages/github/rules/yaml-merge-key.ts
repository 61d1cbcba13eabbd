import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { lastOffset, removeEntry } from '../../../yaml/edits.js';
import { isMerge, mergedEntries } from '../../../yaml/schema/merged.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/yaml-merge-key', {
  summary: 'A table takes over another with a merge key',
  why: `GitHub reads anchors and aliases, but no merge keys: \`<<\` is an unknown key to it, and it refuses the file. Write
the entries out, or let the whole table be an alias.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check'],
  fix: 'unsafe',
  reach: 'part',
  messages: { merge: 'GitHub has no merge key "<<". Write out what it stands for.' },
  fixes: { inline: 'Write out the entries' },
  on: {
    map({ map, kind }, ctx) {
      if (kind === 'pre-commit') return;
      const merges = map.entries.filter(isMerge);
      for (const entry of merges) {
        const edit = merges.length === 1 ? inlined(ctx.text, map, entry) : undefined;
        ctx.report(entry.key ?? entry, 'merge', {}, { fix: edit && { title: 'inline', edits: [edit] } });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a: &base
            runs-on: ubuntu-latest
            timeout-minutes: 5
            env: &env {A: b, C: d}
            steps:
              - run: |
                  make
                  make test
          b:
              ‹<<›: *base
              timeout-minutes: 9
              env: {C: e, ‹<<›: *env}
      `,
      {
        fixed: source`
          on: push
          jobs:
            a: &base
              runs-on: ubuntu-latest
              timeout-minutes: 5
              env: &env {A: b, C: d}
              steps:
                - run: |
                    make
                    make test
            b:
                runs-on: ubuntu-latest
                steps:
                  - run: |
                      make
                      make test
                timeout-minutes: 9
                env: {C: e, A: b}
        `,
      },
    ),
    bad('on: &a push\r\nenv:\r\n  ‹<<›: [*a]\r\n  B: c\r\n'),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          env: &env {A: b}
          steps:
            - run: make
              env: *env
            - run: cat <<EOF
    `),
  ],
});

/** The entries that a merge key stands for, in its place. Undefined where they cannot be written there as they are. */
function inlined(text: string, map: YamlMap, merge: YamlEntry): TextEdit | undefined {
  const { entries, complete } = mergedEntries(map, { left: 1000 });
  if (!complete) return undefined;
  if (entries.length === 0) return removeEntry(text, map, merge);
  const column = columnOf(text, merge.start);
  const written: string[] = [];
  for (const entry of entries) {
    const own = text.slice(entry.start, lastOffset(text, entry));
    // An anchor would be there twice, and name the second from then on.
    if (/(?:^|[\s:,[{-])&[^\s&]/.test(own)) return undefined;
    if (map.flow && /[\r\n#]/.test(own)) return undefined;
    const moved = reindented(own, column - columnOf(text, entry.start));
    if (moved === undefined) return undefined;
    written.push(moved);
  }
  const between = map.flow ? ', ' : lineEnding(text) + ' '.repeat(column);
  return replace({ start: merge.start, end: lastOffset(text, merge) }, written.join(between));
}

/** Lines further in or out, but for the first one; undefined where there is no room. */
function reindented(lines: string, by: number): string | undefined {
  if (by === 0) return lines;
  const [first, ...others] = lines.split('\n');
  const moved = others.map((line) => {
    if (line.trim() === '') return line;
    if (by > 0) return ' '.repeat(by) + line;
    return line.slice(0, -by).trim() === '' ? line.slice(-by) : undefined;
  });
  return moved.includes(undefined) ? undefined : [first, ...moved].join('\n');
}
