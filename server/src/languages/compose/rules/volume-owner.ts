import type { GraphView } from '../../../core/facts.js';
import type { FileView } from '../../../core/files.js';
import { basename, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { parseReference } from '../../../images/reference.js';
import { type Build, buildOf } from '../model/build.js';
import { builtStage, factsOfBuild } from '../model/dockerfiles.js';
import { mountOf } from '../model/mounts.js';
import { itemsOf, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/volume-owner', {
  summary: 'Volume that the user of the image cannot write to',
  why: `A new volume takes over the folder that the image has at its place, with its owner. Where the image has none, the
folder belongs to root, and a program that runs as another user cannot write to it. Make the folder in the Dockerfile and
give it to that user: \`RUN mkdir -p /data && chown node /data\`. Reported is only what nothing in the Dockerfile names.`,
  category: 'reliability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    root: 'The image has no "{target}", so the volume belongs to root, but "{service}" runs as "{user}". Make the folder in the Dockerfile.',
  },
  on: {
    service({ service, project }, ctx) {
      const items = itemsOf(valueAt(service.value, 'volumes'));
      const build = items.length > 0 ? buildOf(project, service) : undefined;
      const stage = build && builtStage(ctx.graph, build);
      if (!build || !stage) return;
      const given = valueAt(service.value, 'user');
      const user = given ? textOf(given) : stage.details?.user;
      if (user === undefined || user === '' || /^(?:root|0+)(?::|$)/.test(user)) return;
      for (const item of items) {
        const mount = mountOf(item);
        if (mount?.type !== 'volume' || mount.source === undefined || mount.readOnly) continue;
        const target = mount.target.replace(/\/+$/, '');
        if (!isMissing(target, stage.details?.image, build, ctx)) continue;
        const shown = user.replace(/:.*$/s, '');
        reportAt(ctx, mount.targetPlace, 'root', { target, service: service.name, user: shown });
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
              - data:‹/data›
              - { type: volume, source: data, target: ‹/app/uploads/› }
          api:
            build: ./api
            user: "1000:1000"
            volumes: ["data:‹/data›"]
        volumes:
          data:
      `,
      {
        files: {
          Dockerfile: 'FROM node:24-slim\nWORKDIR /app\nCOPY main.js ./\nUSER node:node\n',
          'main.js': '',
          'api/Dockerfile': 'FROM python:3.13-slim\nCMD ["python"]\n',
        },
      },
    ),
    good(
      source`
        services:
          made:
            build: .
            volumes: ["data:/data", "data:/tmp", "data:/app/more:ro", "data:/var/lib/x", "./here:/here", "/other"]
          root:
            build: .
            user: root
            volumes: ["data:/new"]
          unknown:
            build: ./unknown
            volumes: ["data:/new"]
          copied:
            build: ./copied
            volumes: ["data:/app/cache"]
        volumes:
          data:
      `,
      {
        files: {
          Dockerfile: 'FROM node:24-slim\nRUN mkdir /data && chown node /data\nUSER node\n',
          'unknown/Dockerfile': 'FROM example/base:1\nUSER app\n',
          'copied/Dockerfile': 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nUSER node\n',
        },
      },
    ),
  ],
});

/** Folders in which packages or the system itself make others. */
const system = new Set('bin boot dev etc lib media mnt opt proc root run sbin srv sys tmp usr var'.split(' '));

/**
 * Whether an image surely has no folder at a path: it starts from an image that is known and has none, and the text of its
 * Dockerfile neither names the folder nor copies whole folders that it may come with.
 */
function isMissing(
  target: string,
  image: string | undefined,
  build: Build,
  { files, graph }: { readonly files: FileView; readonly graph: GraphView },
): boolean {
  const [first = '', ...rest] = target.split('/').slice(1);
  if (!target.startsWith('/') || system.has(first) || (first === 'home' && rest.length < 2)) return false;
  const { repository, tag } = parseReference(image ?? '');
  const facts = imageFacts(repository, tag);
  const text = files.read(build.dockerfile ?? '');
  if (!facts || typeof text !== 'string' || text.includes(basename(target))) return false;
  if ([...(facts.volumes ?? []), facts.workdir ?? ''].some((path) => path.startsWith(target))) return false;
  if (rest.length === 0) return true;
  const { context } = build;
  const sources = factsOfBuild(graph, build, 'source', 'reference') ?? [];
  if (context === undefined || text.includes('--from')) return false;
  return sources.every(({ name }) => name !== '.' && files.kind(join(context, name)) === 'file');
}
