import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/octal-mode', {
  summary: 'File mode without the leading zero',
  why: `A mode is an integer, and \`440\` is the decimal number: permissions that nobody meant. In YAML an octal number
begins with a zero: \`0440\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    decimal: 'The mode {mode} is a decimal number and gives the permissions {octal}. Write 0{mode}.',
  },
  fixes: { octal: 'Write 0{mode}' },
  on: {
    scalar({ scalar, path }, ctx) {
      const mode = scalar.text;
      if (scalar.style !== 'plain' || !/^[1-7][0-7]{2,3}$/.test(mode) || !isMode(path)) return;
      const octal = Number(mode).toString(8).padStart(4, '0');
      // Who converts modes by hand, as other tools ask for, writes a usual mode that is none when it is read as octal.
      if (usual.test(octal) && !usual.test(mode.padStart(4, '0'))) return;
      const span = { start: scalar.contentStart, end: scalar.contentStart + mode.length };
      ctx.report(
        span,
        'decimal',
        { mode, octal },
        { fix: { title: 'octal', params: { mode }, edits: [replace(span, `0${mode}`)] } },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            secrets:
              - source: key
                mode: ‹440›
            configs: [{ source: conf, mode: ‹644› }]
            volumes:
              - type: tmpfs
                target: /tmp
                tmpfs: { mode: ‹1777› }
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              secrets:
                - source: key
                  mode: 0440
              configs: [{ source: conf, mode: 0644 }]
              volumes:
                - type: tmpfs
                  target: /tmp
                  tmpfs: { mode: 01777 }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          secrets:
            - source: a
              mode: 0440
            - source: b
              mode: "440"
            - source: c
              mode: 0o440
            - source: d
              mode: 256
            - source: e
              mode: 292
    `),
  ],
});

const usual = /^[01]?(?:[0-7]?)(?:[4-7][0-7]{2})$/;

function isMode(path: readonly (string | number)[]): boolean {
  if (path[0] !== 'services' || path[path.length - 1] !== 'mode') return false;
  if (path.length === 5) return path[2] === 'secrets' || path[2] === 'configs';
  return path.length === 6 && path[2] === 'volumes' && path[4] === 'tmpfs';
}
