import { join, resolvePath } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { builtStage } from '../model/dockerfiles.js';
import { mountOf } from '../model/mounts.js';
import type { Service } from '../model/project.js';
import { itemsOf, textsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/bind-hides-modules', {
  summary: 'Mount that hides the packages that the image has installed',
  why: `A folder of the host that is mounted over the program hides all that the image has there, \`node_modules\` among it.
Where the host has none itself, the program does not find its packages. A volume at \`node_modules\` keeps those of the image.
Nothing is said where the service installs them as it starts.`,
  category: 'reliability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    hidden:
      '"{source}" has no node_modules and hides those of the image. Mount a volume at "{modules}", or install them here.',
  },
  on: {
    service({ service, project }, ctx) {
      const items = itemsOf(valueAt(service.value, 'volumes'));
      const build = items.length > 0 ? buildOf(project, service) : undefined;
      const modules = build && builtStage(ctx.graph, build)?.details?.modules;
      if (!modules || installs(service)) return;
      const mounts = items.map(mountOf);
      if (mounts.includes(undefined)) return;
      for (const folder of modules.split(' ')) {
        // The mount that is nearest to the folder holds there.
        const nearest = mounts
          .filter((mount) => mount !== undefined && isWithin(folder, mount.target))
          .sort((a, b) => (b?.target.length ?? 0) - (a?.target.length ?? 0))[0];
        if (nearest?.type !== 'bind' || !nearest.source || !/^\.{0,2}\//.test(`${nearest.source}/`)) continue;
        const rest = folder.slice(nearest.target.replace(/\/+$/, '').length + 1);
        const host = resolvePath(project.directory, nearest.source);
        if (rest === '' || ctx.files.kind(host) !== 'directory' || ctx.files.kind(join(host, rest)) !== 'missing')
          continue;
        reportAt(ctx, nearest.sourcePlace, 'hidden', { source: nearest.source, modules: folder });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build: .
            volumes:
              - ‹.›:/app
          api:
            build: .
            volumes:
              - { type: bind, source: ‹./api›, target: /app/ }
      `,
      {
        files: {
          Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci --omit=dev\n',
          'api/main.js': '',
        },
      },
    ),
    good(
      source`
        services:
          volume:
            build: .
            volumes: [".:/app", "/app/node_modules"]
          part:
            build: .
            volumes: ["./src:/app/src"]
          installed:
            build: .
            volumes: ["./web:/app"]
          starts:
            build: .
            command: sh -c "npm install && npm start"
            volumes: [".:/app"]
          named:
            build: .
            volumes: ["code:/app"]
          other:
            build: { context: ., target: other }
            volumes: [".:/app"]
          moved:
            build: { context: ., dockerfile: moved.Dockerfile }
            volumes: [".:/app"]
        volumes:
          code:
      `,
      {
        files: {
          Dockerfile:
            'FROM node:24 AS other\nRUN npm install -g a && cd /app && npm ci\nFROM other\nWORKDIR /app\nRUN npm ci\n',
          'moved.Dockerfile': 'FROM node:24\nWORKDIR /app\nRUN npm ci && mv node_modules /\n',
          'src/a.js': '',
          'web/node_modules/a/package.json': '{}',
        },
      },
    ),
  ],
});

/** Whether what starts in the container may install the packages first. */
function installs(service: Service): boolean {
  const started = (['command', 'entrypoint'] as const).map((key) => valueAt(service.value, key));
  return started.some((value) => {
    if (value && textsOf(value).length === 0) return true;
    return textsOf(value).some(({ text }) => /\b(?:install|ci|i)\b|\.sh\b/.test(text));
  });
}

function isWithin(path: string, folder: string): boolean {
  const clean = folder.replace(/\/+$/, '');
  return path === clean || path.startsWith(`${clean}/`);
}
