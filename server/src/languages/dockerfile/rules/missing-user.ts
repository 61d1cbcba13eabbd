import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { rootImage, type Stage, stageChain } from '../model/dockerfile.js';
import { insertLineBelow } from '../model/edits.js';
import { ofKind } from '../model/state.js';
import { isRoot } from '../model/users.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Instruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/missing-user', {
  summary: 'The image runs as root because nothing sets another user',
  why: `Without USER a container runs as root, unless its base image says otherwise: a hole in the program then gives an
attacker every file of the image. Run as a user of its own; a number also satisfies Kubernetes' \`runAsNonRoot\`.

Base images that are known to run as somebody else, and those whose tag says so (\`nonroot\`, \`rootless\`), need no USER.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['trivy:DS-0002', 'checkov:CKV_DOCKER_3', 'dockle:CIS-DI-0001'],
  fix: 'unsafe',
  messages: {
    root: 'Nothing sets a USER, and "{image}" runs as root. Add a USER before the program is started.',
    unknown: 'Nothing sets a USER, so the program runs as root unless the base image says otherwise. Add a USER.',
  },
  fixes: { add: 'Run as user {user}' },
  on: {
    stage(stage, ctx) {
      const { from } = stage;
      if (!stage.final || !from) return;
      const chain = stageChain(stage);
      const base = chain.at(-1)?.base;
      if (base?.kind === 'scratch' || chain.some((part) => ofKind(part, 'USER').length > 0)) return;
      const image = rootImage(stage);
      if (image && /(?:^|[-.])(?:nonroot|rootless|unprivileged)(?:$|[-.])/.test(image.tag ?? '')) return;
      if (image && /(?:nonroot|rootless|unprivileged)/.test(image.repository)) return;
      const facts = image && imageFacts(image.repository, image.tag);
      if (facts?.user && !isRoot(facts.user.name)) return;
      if (facts?.shell?.kind === 'cmd' || facts?.shell?.kind === 'powershell') return;
      const known = facts?.users?.find(({ uid }) => uid >= 1000 && uid < 60000);
      const user = String(known?.uid ?? 10001);
      const step = placeFor(stage, from);
      const half = ctx.text.slice(step.start, step.next).trimEnd().endsWith(ctx.document.escape);
      const plain = facts !== undefined && plainImages.test(facts.name) && !half;
      const elsewhere = ctx.document.stages.some((other) => ofKind(other, 'USER').length > 0);
      ctx.report(
        from.keyword,
        facts?.user ? 'root' : 'unknown',
        { image: facts?.name ?? '' },
        {
          // The peers look for a USER anywhere in the file.
          aliases: elsewhere ? [] : rule.peers,
          // Servers that drop their rights themselves, such as nginx, need root to start.
          fix: plain
            ? {
                title: 'add',
                params: { user },
                edits: [insertLineBelow(ctx.document, step, `USER ${user}`)],
              }
            : undefined,
        },
      );
    },
  },
  examples: [
    bad(
      source`
        FROM node:24 AS build
        USER node
        RUN npm ci
        ‹FROM› node:24-slim
        COPY --from=build /app /app
        EXPOSE 3000
        CMD ["node", "/app/main.js"]
      `,
      {
        fixed: source`
          FROM node:24 AS build
          USER node
          RUN npm ci
          FROM node:24-slim
          COPY --from=build /app /app
          USER 1000
          EXPOSE 3000
          CMD ["node", "/app/main.js"]
        `,
      },
    ),
    bad('‹FROM› alpine:3.24', { fixed: 'FROM alpine:3.24\nUSER 10001' }),
    bad(source`
      ‹FROM› registry.example.com/team/base:1
      RUN something
    `),
    good(source`
      FROM debian:12
      USER app
    `),
    good(source`
      FROM debian:12 AS base
      USER app
      FROM base
    `),
    good('FROM gcr.io/distroless/static-debian12:nonroot\n'),
    good('FROM nginxinc/nginx-unprivileged:1.29\n'),
    good('FROM scratch\n'),
  ],
});

const plainImages =
  /^(?:alpine|debian|ubuntu|fedora|busybox|python|node|ruby|golang|rust|eclipse-temurin|amazoncorretto|maven|gradle|denoland\/deno|oven\/bun|mcr\.microsoft\.com\/dotnet\/.+|registry\.access\.redhat\.com\/.+)$/;

/** The last step that changes files, which may need root. */
function placeFor(stage: Stage, from: Instruction): Instruction {
  return stage.instructions.findLast(({ kind }) => /^(?:RUN|COPY|ADD|WORKDIR)$/.test(kind)) ?? from;
}
