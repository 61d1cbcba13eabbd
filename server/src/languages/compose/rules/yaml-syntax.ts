import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { YamlNode, YamlProblem } from '../../../yaml/tree.js';
import { visitYaml } from '../../../yaml/walk.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/yaml-syntax', {
  summary: 'Text that is not YAML',
  why: `A Compose file is YAML. Where a line cannot be read as such, nothing of the file can be used. Blocks are indented
with spaces, never with tabs, and the keys of one table start in the same column.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:yaml-syntax', 'docker-ls:yaml-syntax', 'compose-ls:yaml', 'dclint:invalid-yaml'],
  fix: 'unsafe',
  messages: {
    tab: 'YAML is indented with spaces. Replace the tab.',
    indent: 'No line before this one is indented like it. Put it into the column of the line that it belongs to.',
    missingColon: 'There is no colon after "{subject}". Write "{subject}: …".',
    unclosed: 'The end of {subject} is missing.',
    nested: 'A value without quotes cannot hold ": ". Put it in quotes, or on a line of its own.',
    alias: 'There is no anchor "&{subject}" before "*{subject}".',
    unexpected: 'YAML has no place for {subject} here.',
    tag: 'Compose does not know the tag "{tag}": only "!reset" and "!override".',
  },
  fixes: { spaces: 'Replace the tab with spaces', colon: 'Add a colon' },
  on: {
    problem(problem, ctx) {
      const { kind, subject } = problem;
      const message = messageOf[kind];
      const edit = editOf(problem, ctx.text);
      const title = kind === 'tab' ? 'spaces' : 'colon';
      const params = { subject: subject || 'this' };
      ctx.report(problem, message, params, { fix: edit && { title, edits: [edit] } });
    },
    file({ text, stream }, ctx) {
      if (!text.includes('!')) return;
      const look = ({ tag }: YamlNode): void => {
        if (!tag || tag.text.startsWith('!!') || /^!(?:reset|override|<tag:yaml\.org,2002:.*>)?$/.test(tag.text))
          return;
        ctx.report(tag, 'tag', { tag: tag.text }, { severity: 'warning', aliases: [] });
      };
      for (const { root } of stream.documents) visitYaml(root, { map: look, seq: look, scalar: look });
    },
  },
  examples: [
    bad('services:\n‹\t›web:\n', { fixed: 'services:\n  web:\n' }),
    bad('services:\n  web:\n    image: ‹"›nginx\n'),
    bad(source`
      services:
        web:
          image: nginx:1.29
          environment:
            A: ‹*other›
            B: ‹!vault› x
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          ports: !override ["80:80"]
          command: !reset null
          environment: { A: !!str 1 }
    `),
  ],
});

const messageOf = {
  tab: 'tab',
  indent: 'indent',
  'missing-colon': 'missingColon',
  unclosed: 'unclosed',
  'nested-mapping': 'nested',
  'unknown-alias': 'alias',
  unexpected: 'unexpected',
} as const;

function editOf({ kind, start, end }: YamlProblem, text: string): TextEdit | undefined {
  if (kind === 'tab')
    return replace({ start, end }, '  '.repeat(Math.max(1, text.slice(start, end).split('\t').length - 1)));
  return kind === 'missing-colon' ? replace({ start: end, end }, ':') : undefined;
}
