import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { addAttributes, serviceMap, setAttribute } from '../model/service-edits.js';
import { booleanOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/read-only-rootfs', {
  summary: 'A container may write to its own file system',
  why: `With \`read_only: true\` nobody can change programs or leave files in a container; what it has to write goes to volumes
and \`tmpfs\` mounts. Most servers need no more than \`/tmp\` and a folder for their process id.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['semgrep:writable-filesystem-service'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: '"{service}" may write to its own file system. Add "read_only: true", with "tmpfs" for what it writes.',
  },
  fixes: { add: 'Make it read-only, with /tmp in memory' },
  on: {
    service({ service, project }, ctx) {
      const value = valueAt(service.value, 'read_only');
      if (value ? booleanOf(value) !== false : !isContainer(service, project)) return;
      const map = serviceMap(ctx.document, service.name);
      const tmpfs = valueAt(service.value, 'tmpfs') !== undefined;
      const edits = value
        ? setAttribute(ctx, map, 'read_only', 'true')
        : addAttributes(ctx, map, { read_only: 'true', ...(!tmpfs && { tmpfs: ['/tmp'] }) });
      const fix = edits && ({ title: 'add', edits } as const);
      reportAt(ctx, value ?? service.place, 'missing', { service: service.name }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: nginx:1.29
          db:
            image: postgres:18
            read_only: ‹false›
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              read_only: true
              tmpfs:
                - /tmp
            db:
              image: postgres:18
              read_only: true
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          read_only: true
        db:
          image: postgres:18
          read_only: \${READ_ONLY}
    `),
  ],
});
