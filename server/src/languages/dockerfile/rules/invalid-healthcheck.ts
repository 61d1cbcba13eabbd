import { insert, replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { durationProblem } from '../syntax/duration.js';

const builder = 'buildkit:instruction-error';

const peers = {
  syntax: 'dockerfile-utils:FLAG_INVALID_DURATION',
  unit: 'dockerfile-utils:FLAG_UNKNOWN_UNIT',
  'no-unit': 'dockerfile-utils:FLAG_MISSING_DURATION',
  short: 'dockerfile-utils:FLAG_LESS_THAN_1MS',
} as const;

export const rule: Rule = dockerfileRule('dockerfile/invalid-healthcheck', {
  summary: 'Health check that the builder refuses',
  why: `HEALTHCHECK is followed by CMD and a command, or by NONE. Times are durations with a unit, such as \`30s\` or \`1m30s\`,
of at least a millisecond; \`--retries\` is a whole number.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'dockerfile-utils:UNKNOWN_TYPE',
    'dockerfile-utils:HEALTHCHECK_CMD_ARGUMENT_MISSING',
    peers.syntax,
    peers['no-unit'],
    peers.unit,
    peers.short,
    'dockerfile-utils:FLAG_AT_LEAST_ONE',
    'dockerfile-utils:INVALID_SYNTAX',
    builder,
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    type: 'HEALTHCHECK is followed by CMD or NONE, not by "{type}".',
    command: 'There is no command after HEALTHCHECK CMD.',
    duration: '"{value}" is not a duration. Write a number and a unit, such as 30s or 1m30s.',
    unit: '"{value}" has a unit that does not exist. There are ns, us, ms, s, m and h.',
    noUnit: '"{value}" has no unit. Write "{value}s" for seconds.',
    short: '"{value}" is less than a millisecond, the shortest time that can be given.',
    retries: '"{value}" is not a whole number, which "--retries" needs.',
    fewRetries: '"--retries={value}" means the default of 3. Leave it out, or give at least 1.',
    negative: '"--retries" cannot be negative.',
  },
  fixes: { insertCmd: 'Insert CMD', rename: 'Change to {suggestion}', seconds: 'Write "{value}s"' },
  on: {
    HEALTHCHECK(check, ctx) {
      const { type, command, flags, rest, json } = check;
      if (!type) return;
      const kind = type.text.toUpperCase();
      if (kind === 'NONE') return;
      if (kind !== 'CMD') {
        const suggestion = nearest(kind, ['CMD', 'NONE'], 1);
        const fix = suggestion
          ? { title: 'rename' as const, params: { suggestion }, edits: [replace(type, suggestion)] }
          : { title: 'insertCmd' as const, edits: [insert(rest.start, 'CMD ')] };
        const aliases = [builder, 'dockerfile-utils:UNKNOWN_TYPE'];
        ctx.report(type, 'type', { type: type.text }, refused(check, { aliases, fix }));
      } else if (!command || json?.elements.length === 0) {
        const aliases = [builder, 'dockerfile-utils:HEALTHCHECK_CMD_ARGUMENT_MISSING'];
        ctx.report(type, 'command', {}, refused(check, { aliases }));
      }
      for (const { name, value } of flags) {
        if (!value || value.text === '') continue;
        const { text } = value;
        if (name.text === 'retries') {
          const syntax = [builder, 'dockerfile-utils:INVALID_SYNTAX'];
          const few = ['dockerfile-utils:FLAG_AT_LEAST_ONE'];
          if (!/^[+-]?\d+$/.test(text)) {
            ctx.report(value, 'retries', { value: text }, refused(check, { aliases: syntax }));
          } else if (Number(text) < 0) {
            ctx.report(value, 'negative', {}, refused(check, { aliases: [builder, ...few] }));
          } else if (Number(text) > 0x7fffffff) {
            ctx.report(value, 'retries', { value: text }, refused(check, { aliases: [builder] }));
          } else if (Number(text) === 0) {
            ctx.report(value, 'fewRetries', { value: text }, { severity: 'warning', aliases: few });
          }
        } else if (/^(?:interval|timeout|start-period|start-interval)$/.test(name.text)) {
          const problem = durationProblem(text);
          if (!problem) continue;
          const aliases = [builder, peers[problem]];
          const params = { value: text };
          if (problem === 'no-unit') {
            const fix = { title: 'seconds' as const, edits: [insert(value.end, 's')] };
            ctx.report(value, 'noUnit', params, refused(check, /^\d+$/.test(text) ? { aliases, fix } : { aliases }));
          } else ctx.report(value, problem === 'syntax' ? 'duration' : problem, params, refused(check, { aliases }));
        }
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nHEALTHCHECK ‹curl› localhost\n', {
      fixed: 'FROM alpine:3.22\nHEALTHCHECK CMD curl localhost\n',
    }),
    bad('FROM alpine:3.22\nHEALTHCHECK ‹CMDD› true\n', { fixed: 'FROM alpine:3.22\nHEALTHCHECK CMD true\n' }),
    bad('FROM alpine:3.22\nHEALTHCHECK --interval=5s ‹CMD›\n'),
    bad('FROM alpine:3.22\nHEALTHCHECK --interval=‹30› --timeout=‹3x› --start-period=‹10us› CMD true\n', {
      fixed: 'FROM alpine:3.22\nHEALTHCHECK --interval=30s --timeout=3x --start-period=10us CMD true\n',
    }),
    bad('FROM alpine:3.22\nHEALTHCHECK ‹CMD› []\n'),
    bad('FROM alpine:3.22\nHEALTHCHECK --retries=‹0› CMD true\nHEALTHCHECK --retries=‹-1› CMD true\n'),
    bad('FROM alpine:3.22\nHEALTHCHECK --retries=‹2.5› --timeout=‹--5s› CMD true\n'),
    good('FROM alpine:3.22\nHEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=0 --retries=3 CMD true\n'),
    good('FROM alpine:3.22\nHEALTHCHECK --interval=x NONE\nHEALTHCHECK cmd ["true"]\n'),
  ],
});
