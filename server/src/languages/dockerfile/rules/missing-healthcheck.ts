import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { rootImage, type Stage, stageChain } from '../model/dockerfile.js';
import { insertLineAbove } from '../model/edits.js';
import { languageCheck, toolCheck } from '../model/health-check.js';
import { isTarget } from '../model/stage-uses.js';
import { ofKind } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/missing-healthcheck', {
  summary: 'The image has no health check',
  why: `Without HEALTHCHECK Docker and Compose only know that a process runs, not that it answers: a program that hangs
counts as up, and \`depends_on: condition: service_healthy\` has nothing to wait for. Kubernetes has probes of its own and
ignores HEALTHCHECK; \`HEALTHCHECK NONE\` says that none is wanted.`,
  category: 'reliability',
  severity: 'info',
  profile: 'all',
  tags: ['production'],
  since: '0.1',
  peers: ['hadolint:DL3057', 'trivy:DS-0026', 'checkov:CKV_DOCKER_2', 'dockle:CIS-DI-0006'],
  fix: 'unsafe',
  messages: { missing: 'Nothing in the image tells whether its program works. Add a HEALTHCHECK.' },
  fixes: { add: 'Add a health check with {program}' },
  on: {
    stage(stage, ctx) {
      const { from } = stage;
      if (!from || !isTarget(ctx.document, stage)) return;
      if (stageChain(stage).some((part) => ofKind(part, 'HEALTHCHECK').length > 0)) return;
      const image = rootImage(stage);
      if (image && imageFacts(image.repository, image.tag)?.healthcheck === true) return;
      // Two of the peers are content with a HEALTHCHECK anywhere in the file.
      const elsewhere = ctx.document.stages.some((other) => ofKind(other, 'HEALTHCHECK').length > 0);
      const check = checkFor(stage);
      const start = ofKind(stage, 'CMD').at(-1) ?? ofKind(stage, 'ENTRYPOINT').at(-1);
      ctx.report(
        from.keyword,
        'missing',
        {},
        {
          aliases: elsewhere ? ['hadolint:DL3057'] : rule.peers,
          fix:
            check && start
              ? {
                  title: 'add',
                  params: { program: check.program },
                  edits: [insertLineAbove(ctx.document, start, `HEALTHCHECK CMD ${check.command}`)],
                }
              : undefined,
        },
      );
    },
  },
  examples: [
    bad(
      source`
        ‹FROM› python:3.14-slim
        COPY . /app
        EXPOSE 8000
        CMD ["python", "/app/main.py"]
      `,
      {
        fixed: source`
          FROM python:3.14-slim
          COPY . /app
          EXPOSE 8000
          HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/')"]
          CMD ["python", "/app/main.py"]
        `,
      },
    ),
    bad(source`
      FROM debian:12
      HEALTHCHECK CMD true
      ‹FROM› debian:12
    `),
    good(source`
      FROM debian:12 AS base
      HEALTHCHECK CMD true
      FROM base
    `),
    good(source`
      FROM golang:1.24 AS build
      FROM scratch
      COPY --from=build /app /app
      HEALTHCHECK NONE
    `),
    good('RUN true\n'),
  ],
});

/** A check of the only port that the stage exposes. */
function checkFor(stage: Stage): { program: string; command: string } | undefined {
  const ports = ofKind(stage, 'EXPOSE').flatMap((expose) => expose.words.map((word) => word.text));
  const port = /^(\d+)(?:\/tcp)?$/i.exec(ports.length === 1 ? (ports[0] ?? '') : '')?.[1];
  if (port === undefined || Number(port) === 22) return undefined;
  const address = `http://127.0.0.1:${port}/`;
  const check = languageCheck(stage, address);
  return check ? { program: check.program, command: check.json } : toolCheck(stage, address);
}
