import { bad, good, source } from '../../../core/rule.js';
import { hostPathKind, hostPathsOf, volumePath } from '../model/host-paths.js';
import { readOnlyMount } from '../model/mount-edits.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/sensitive-host-mount', {
  summary: 'A container may write to a system folder of the host',
  why: `Whoever gets into a container that can write to \`/\`, \`/etc\`, \`/root\` and the like of the host, or to the keys in
\`~/.ssh\`, \`~/.aws\` or \`~/.kube\`, has the host, or what those keys open. Mount the one file that is needed, and mount it
read-only. Folders below those of the system are another rule's: [sensitive-host-path](sensitive-host-path.md).`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kics:volume_has_sensitive_host_directory', 'kics:1c1325ff'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    system: '"{owner}" may change "{path}" of the host. Mount only what is needed, read-only.',
    credentials: '"{owner}" may change the credentials in "{path}". Mount only what is needed, read-only.',
  },
  fixes: { readOnly: 'Mount it read-only' },
  on: {
    service({ service }, ctx) {
      for (const { path, place, mount, readOnly } of hostPathsOf(service)) {
        const kind = hostPathKind(path);
        if (readOnly || (kind !== 'system' && kind !== 'credentials')) continue;
        const edits = mount && readOnlyMount(ctx, mount);
        const fix = edits && ({ title: 'readOnly', edits } as const);
        const aliases = path.startsWith('/') ? rule.peers : [];
        const shown = kind === 'credentials' ? (/^.*?\/\.\w+/.exec(path)?.[0] ?? path) : path;
        reportAt(ctx, place, kind, { owner: service.name, path: shown }, { aliases, fix });
      }
    },
    resource({ kind, member }, ctx) {
      const found = kind === 'volumes' ? volumePath(member) : undefined;
      const what = found && hostPathKind(found.path);
      if (found && !found.readOnly && (what === 'system' || what === 'credentials'))
        reportAt(ctx, found.place, what, { owner: member.key, path: found.path });
    },
  },
  examples: [
    bad(
      source`
        services:
          backup:
            image: example/backup:1
            volumes:
              - ‹/›:/host
              - "‹/etc/›:/host/etc:z"
              - ‹~/.ssh›:/root/.ssh
              - type: bind
                source: ‹/root›
                target: /keys
      `,
      {
        fixed: source`
          services:
            backup:
              image: example/backup:1
              volumes:
                - /:/host:ro
                - "/etc/:/host/etc:z,ro"
                - ~/.ssh:/root/.ssh:ro
                - type: bind
                  source: /root
                  target: /keys
                  read_only: true
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: nginx:1.29
          volumes: [system:/data, ‹"\${HOME}/.aws:/root/.aws"›]
      volumes:
        system:
          driver: local
          driver_opts: { type: none, o: bind, device: ‹/usr› }
    `),
    good(source`
      services:
        exporter:
          image: quay.io/prometheus/node-exporter:v1.9.1
          volumes:
            - /:/host:ro,rslave
            - /etc/localtime:/etc/localtime
            - ./etc:/etc/app
            - /data
            - ~/.aws:/root/.aws:ro
            - "\${DATA_DIR}:/data"
            - ~/work:/work
    `),
  ],
});
