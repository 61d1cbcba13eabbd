import { insert, joined, replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { addEntry, written } from '../../../yaml/edits.js';
import { isWithin, mountsOf } from '../model/data-folders.js';
import type { Mount } from '../model/mounts.js';
import { type Project, resourcesOf } from '../model/project.js';
import { declared } from '../model/undefined.js';
import { valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/anonymous-volume', {
  summary: 'A volume without a name',
  why: `A mount with a target alone makes a volume with a random name. It stays with the container's service as long as that
lives, is hard to find again, and \`docker compose down\` leaves it behind without use. Name it and declare it. A target below
another mount of the service is left alone, as it hides a folder of the host, and so are folders such as \`node_modules\`.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: { nameless: 'The volume at "{target}" has no name, so its data is hard to find again. Name it.' },
  fixes: { name: 'Name it "{volume}"' },
  on: {
    service({ service, project }, ctx) {
      const { mounts } = mountsOf(service);
      for (const mount of mounts) {
        const { type, source: from, target, value } = mount;
        if (type !== 'volume' || from !== undefined || made.test(target)) continue;
        if (mounts.some((other) => other !== mount && isWithin(target, other.target))) continue;
        const volume = `${service.name}-${target.split('/').findLast(Boolean) ?? 'data'}`.replace(/[^\w.-]/g, '-');
        const edits = isHere(ctx, value) ? named(project, mount, volume, ctx.text) : undefined;
        const fix = edits && ({ title: 'name', params: { volume }, edits } as const);
        reportAt(ctx, mount.targetPlace, 'nameless', { target }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: example/db:1
            volumes:
              - "‹/var/lib/data›" # kept
          files:
            image: example/files:1
            volumes:
              - type: volume
                target: ‹/srv/files›
        volumes:
          other:
      `,
      {
        fixed: source`
          services:
            db:
              image: example/db:1
              volumes:
                - "db-data:/var/lib/data" # kept
            files:
              image: example/files:1
              volumes:
                - type: volume
                  target: /srv/files
                  source: files-files
          volumes:
            other:
            files-files:
            db-data:
        `,
      },
    ),
    bad('services:\n  db:\n    image: example/db:1\n    volumes:\n      - ‹/data›\n', {
      fixed: 'services:\n  db:\n    image: example/db:1\n    volumes:\n      - db-data:/data\nvolumes:\n  db-data:\n',
    }),
    good(source`
      services:
        web:
          image: node:24
          volumes:
            - .:/app
            - /app/tmp
            - /srv/node_modules
            - data:/data
            - { type: tmpfs, target: /tmp }
      volumes:
        data:
    `),
  ],
});

/** Folders that can be made again from the sources, which the volume only keeps apart from those of the host. */
const made =
  /\/(?:node_modules|vendor|\.?venv|target|dist|build|out|obj|bin|\.next|\.nuxt|\.turbo|\.cache|\.gradle|\.git|__pycache__)\/?$/;

function named(project: Project, mount: Mount, volume: string, text: string): readonly TextEdit[] | undefined {
  const { value, target } = mount;
  if (resourcesOf(project, 'volumes').has(volume)) return undefined;
  const declare = declared(project, 'volumes', volume);
  let edit: TextEdit | undefined;
  if (value.kind === 'text' && value.raw === value.text && !value.node.anchor) {
    const { node } = value;
    edit =
      node.style === 'plain' ? replace(node, written(`${volume}:${target}`)) : insert(node.contentStart, `${volume}:`);
  } else if (value.kind === 'table' && value.node.kind === 'map' && !valueAt(value, 'source')) {
    edit = addEntry(text, value.node, [`source: ${volume}`]);
  }
  return edit && declare && joined([edit, declare]);
}
