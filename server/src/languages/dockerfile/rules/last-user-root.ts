import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { isTarget } from '../model/stage-uses.js';
import { isRoot, lastUserOf, userNameOf } from '../model/users.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/last-user-root', {
  summary: 'The image runs as root because its last USER says so',
  why: `A program that runs as root in its container owns every file of the image, and a hole in it or in the runtime gives
an attacker far more than it had to. Switch to root only for the steps that need it, and back before CMD.

Stages that others only copy from, or that set another user on top, are left alone: nobody runs them.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3002', 'trivy:DS-0002', 'checkov:CKV_DOCKER_8'],
  fix: 'none',
  messages: { root: 'The last USER is "{user}", so the container runs as root. Switch to another user at the end.' },
  on: {
    stage(stage, ctx) {
      const last = lastUserOf(stage);
      if (!last || !isRoot(userNameOf(ctx.document, last).user)) return;
      if (!runsAs(ctx.document, stage)) return;
      const lastOfFile = ctx.document.stages.findLast((other) => lastUserOf(other)) === stage;
      ctx.report(
        last.rest,
        'root',
        { user: last.rest.text },
        { aliases: lastOfFile && stage.final ? rule.peers : ['hadolint:DL3002'] },
      );
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      USER ‹root›
    `),
    bad(source`
      FROM debian:12
      USER app
      USER ‹0:0›
      RUN something
    `),
    bad(source`
      FROM debian:12 AS base
      USER ‹root:root›
      FROM base
      RUN something
    `),
    bad(source`
      FROM debian:12 AS debug
      USER ‹root›
      FROM debian:12
      USER app
    `),
    good(source`
      FROM debian:12
      USER root
      RUN something
      USER app
    `),
    good(source`
      FROM debian:12 AS build
      USER root
      RUN something
      FROM debian:12
      COPY --from=build /app /app
      USER app
    `),
    good(source`
      FROM debian:12 AS base
      USER root
      FROM base
      USER 10001
    `),
    good(source`
      FROM debian:12
      USER rooter
    `),
    good(source`
      FROM debian:12
      ARG RUN_AS
      USER $RUN_AS
    `),
  ],
});

/** Whether the stage, or one that takes its user over, may be what is run. */
function runsAs(document: Dockerfile, stage: Stage): boolean {
  if (isTarget(document, stage)) return true;
  return document.stages.some(
    (other) =>
      other.base.kind === 'stage' && other.base.stage === stage && !lastUserOf(other) && runsAs(document, other),
  );
}
