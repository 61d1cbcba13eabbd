import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/base-image-differs', {
  summary: 'Base image in another version than elsewhere in the project',
  why: `Files of one project that start from different versions of an image are built, tested and patched twice, and the older
one is mostly the one that was forgotten. Compared are the versions that tags begin with, in Dockerfiles and Compose files.`,
  category: 'maintainability',
  severity: 'info',
  // Folders of one repository may be projects of their own.
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: { older: '{file} has "{other}", this is "{image}". Use one version in both.' },
  on: {
    FROM(from, ctx) {
      const base = ctx.document.stageOf[from.index]?.base;
      if (!from.image || base?.kind !== 'image' || base.reference.digest !== undefined) return;
      const { repository, tag } = base.reference;
      const own = versionOf(tag);
      if (!own) return;
      const newer = ctx.graph
        .references('image', repository)
        .filter(({ path, details }) => path !== ctx.path && isNewer(versionOf(details?.tag), own))
        .sort((a, b) => (isNewer(versionOf(a.details?.tag), versionOf(b.details?.tag) ?? []) ? -1 : 1))[0];
      if (!newer) return;
      const other = `${repository}:${newer.details?.tag}`;
      const { path, span } = newer;
      ctx.report(
        from.image,
        'older',
        { file: path.split('/').slice(-2).join('/'), other, image: base.text },
        { related: [{ path, span, message: 'The newer version is here' }] },
      );
    },
  },
  examples: [
    bad('FROM ‹node:20-slim›\n', {
      path: 'web/Dockerfile',
      files: { 'api/Dockerfile': 'FROM node:22-alpine\n', 'other/Dockerfile': 'FROM node:24\n' },
    }),
    bad('FROM ‹postgres:17.2›\n', {
      path: 'db/Dockerfile',
      files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:17.6\n' },
    }),
    good('FROM node:22\n', {
      path: 'web/Dockerfile',
      files: {
        'api/Dockerfile': 'FROM node:22.4-slim\n',
        'b/Dockerfile': 'FROM node:20\n',
        'c/Dockerfile': 'FROM example/node:24\n',
        'd/Dockerfile': 'FROM node:lts\n',
      },
    }),
    good('FROM node:20 AS old\nFROM node:22\n'),
  ],
});

/** The numbers that a tag begins with; none for a date or a hash. */
function versionOf(tag: string | undefined): readonly number[] | undefined {
  const match = /^v?(\d{1,4}(?:\.\d{1,6}){0,2})(?![\w])/.exec(tag ?? '');
  return match?.[1]?.split('.').map(Number);
}

/** Whether one version is after another, in as many parts as both have. */
function isNewer(one: readonly number[] | undefined, two: readonly number[]): boolean {
  for (let i = 0; one && i < Math.min(one.length, two.length); i++) {
    const difference = (one[i] ?? 0) - (two[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
