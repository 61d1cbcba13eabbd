import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/directive-casing', {
  summary: 'Directive that is not in lower case',
  why: `Directives work in any case, and are written in lower case by custom.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dockerfile-utils:CASING_DIRECTIVE'],
  fix: 'safe',
  messages: { casing: 'Write the directive "{name}" in lower case.' },
  fixes: { change: 'Write "{lower}"' },
  on: {
    directive({ name }, ctx) {
      const lower = name.text.toLowerCase();
      if (name.text === lower) return;
      const fix = { title: 'change' as const, params: { lower }, edits: [replace(name, lower)] };
      const aliases = lower === 'escape' ? rule.peers : [];
      ctx.report(name, 'casing', { name: name.text }, { aliases, fix });
    },
  },
  examples: [
    bad('# ‹Escape›=`\nFROM alpine:3.22\n', { fixed: '# escape=`\nFROM alpine:3.22\n' }),
    good('# escape=`\nFROM alpine:3.22\n'),
    good('# a comment\n# ESCAPE=`\nFROM alpine:3.22\n'),
  ],
});
