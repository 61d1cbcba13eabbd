import { bad, good, source } from '../../../core/rule.js';
import { type HostPath, hostPathKind, hostPathsOf, volumePath } from '../model/host-paths.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/sensitive-host-path', {
  summary: 'A container sees a part of the system of the host',
  why: `Files below \`/etc\`, \`/var\`, \`/usr\` and the other folders of the system, and whole system folders even when they are
mounted read-only, tell a container about the host and may hold its secrets. Keep the data of containers in volumes or
in a folder of the project. The clock (\`/etc/localtime\`, \`/etc/timezone\`) is left alone.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:volume_has_sensitive_host_directory', 'kics:1c1325ff'],
  fix: 'none',
  messages: { path: '"{owner}" sees "{path}" of the host. Use a volume, or a folder of the project.' },
  on: {
    service({ service }, ctx) {
      for (const found of hostPathsOf(service)) {
        if (!isReported(found)) continue;
        const aliases = found.path.startsWith('/') ? rule.peers : [];
        reportAt(ctx, found.place, 'path', { owner: service.name, path: found.path }, { aliases });
      }
    },
    resource({ kind, member }, ctx) {
      const found = kind === 'volumes' ? volumePath(member) : undefined;
      if (found && isReported(found)) reportAt(ctx, found.place, 'path', { owner: member.key, path: found.path });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            volumes:
              - ‹/var/lib/web›:/data
              - ‹/etc/ssl›:/etc/ssl:ro
              - ‹/›:/host:ro
        volumes:
          data:
            driver_opts: { type: none, o: bind, device: ‹/srv/data› }
      `,
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          volumes:
            - /etc/localtime:/etc/localtime:ro
            - /etc/timezone:/etc/timezone
            - /etc:/host/etc
            - /library/books:/books
            - ./var:/var/app
            - data:/data
      volumes:
        data:
    `),
  ],
});

/** All that the rule for writable system folders does not report. */
function isReported({ path, readOnly }: HostPath): boolean {
  const kind = hostPathKind(path);
  return kind === 'below-system' || (readOnly && kind !== undefined);
}
