import { bad, good, source } from '../../../core/rule.js';
import { isEngineSocket, mountsBySource } from '../model/host-paths.js';
import { readOnlyMount } from '../model/mount-edits.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/shared-writable-volume', {
  summary: 'Several services may write to the same volume',
  why: `Services that write to one volume or folder can damage each other's files, and whoever gets into one of them has the
others' data. Let one write and the others read (\`:ro\`), or let them talk over the network.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:shared_volumes_between_containers', 'kics:8c978947'],
  fix: 'unsafe',
  messages: { shared: '"{source}" may be written by {services}. Let one of them write and the others read.' },
  fixes: { readOnly: 'Mount it read-only in "{service}"' },
  on: {
    project(project, ctx) {
      for (const uses of mountsBySource(project).values()) {
        const writers = uses.filter(({ mount }) => !mount.readOnly && !isEngineSocket(mount.source ?? ''));
        const names = new Set(writers.map(({ service }) => service.name));
        if (names.size < 2) continue;
        const [first] = writers;
        const list = [...names].slice(0, 4).map((name) => `"${name}"`);
        const services = `${list.slice(0, -1).join(', ')} and ${names.size > 4 ? 'others' : list.at(-1)}`;
        for (const { service, mount } of writers) {
          const other = writers.find((one) => one.service !== service);
          const related = other
            ? [relatedAt(ctx, other.mount.sourcePlace, `"${other.service.name}" writes to it`)]
            : [];
          const edits = mount === first?.mount || !isHere(ctx, mount.value) ? undefined : readOnlyMount(ctx, mount);
          const fix = edits && ({ title: 'readOnly', params: { service: service.name }, edits } as const);
          reportAt(ctx, mount.sourcePlace, 'shared', { source: mount.source ?? '', services }, { related, fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          app:
            image: example/app:1
            volumes: ["‹files›:/files", "./src:/src"]
          worker:
            image: example/worker:1
            volumes: ["‹files›:/data", "./src:/src:ro"]
        volumes:
          files:
      `,
      {
        fixed: source`
          services:
            app:
              image: example/app:1
              volumes: ["files:/files", "./src:/src"]
            worker:
              image: example/worker:1
              volumes: ["files:/data:ro", "./src:/src:ro"]
          volumes:
            files:
        `,
      },
    ),
    good(source`
      services:
        app:
          image: example/app:1
          volumes: ["files:/files", "/var/run/docker.sock:/var/run/docker.sock", "/cache"]
        worker:
          image: example/worker:1
          volumes: ["files:/files:ro", "/var/run/docker.sock:/var/run/docker.sock", "/cache"]
      volumes:
        files:
    `),
  ],
});
