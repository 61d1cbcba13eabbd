import { resolvePath } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { isDevelopment } from '../model/file-names.js';
import { mountOf } from '../model/mounts.js';
import { itemsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/dev-bind-mount', {
  summary: 'The sources are mounted over what was built',
  why: `A bind mount of the source tree hides the files of the image: what runs is what lies on the host, not what was built and
tested. Keep such mounts in \`compose.override.yaml\` or another file for development, which are left alone.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [],
  tags: ['production'],
  fix: 'none',
  reach: 'part',
  messages: {
    mount: 'The sources in "{path}" hide those of the image of "{service}". Mount them in a file for development.',
  },
  on: {
    service({ service, project }, ctx) {
      if (isDevelopment(ctx.path)) return;
      const context = buildOf(project, service)?.context;
      if (context === undefined) return;
      for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
        const mount = mountOf(item);
        if (mount?.type !== 'bind' || mount.source === undefined) continue;
        const path = resolvePath(project.directory, mount.source);
        if (path !== context && !(sourceFolder.test(path) && isWithin(path, context))) continue;
        reportAt(ctx, mount.sourcePlace, 'mount', { service: service.name, path: mount.source });
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          build: .
          volumes:
            - ‹.›:/app
        api:
          build: ./api
          volumes:
            - ‹./api/src›:/app/src
            - ./data:/data
    `),
    good(
      source`
        services:
          web:
            build: .
            volumes: [".:/app"]
      `,
      { path: 'compose.override.yaml' },
    ),
    good(source`
      services:
        web:
          build: ./web
          volumes: ["./web/data:/data", "./src:/other", "web:/app"]
        proxy:
          image: nginx:1.29
          volumes: ["./src:/usr/share/nginx/html:ro"]
      volumes:
        web:
    `),
  ],
});

const sourceFolder = /(?:^|\/)(?:src|source|sources|app|lib|code|packages|components|pages)$/;

function isWithin(path: string, folder: string): boolean {
  return folder === '' ? !path.startsWith('/') : path.startsWith(`${folder}/`);
}
