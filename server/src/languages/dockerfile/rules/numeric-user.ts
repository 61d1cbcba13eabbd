import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { isNumeric, isRoot, lastUserOf, uidOf, userNameOf } from '../model/users.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/numeric-user', {
  summary: 'The image runs as a user that is named, not numbered',
  why: `Kubernetes cannot tell whether a named user is root, so it refuses to start the image where a pod asks for
\`runAsNonRoot\`. A number works everywhere, and the container still finds the user's home and groups by it.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['hadolint:DL3066'],
  fix: 'safe',
  reach: 'part',
  messages: {
    named: 'The user "{user}" is a name, which Kubernetes cannot check for runAsNonRoot. Use its number.',
  },
  fixes: { number: 'Use {uid}, the number of "{user}"' },
  on: {
    stage(stage, ctx) {
      const last = lastUserOf(stage);
      if (!stage.final || !last || expandAt(ctx.document, last, last.rest).refs.length > 0) return;
      const { user } = userNameOf(ctx.document, last);
      // What root has to do here is told by another rule.
      if (!user || isNumeric(user) || isRoot(user)) return;
      const uid = uidOf(ctx.document, stage, user);
      const written = last.rest.text.startsWith(user);
      const at = { start: last.rest.start, end: written ? last.rest.start + user.length : last.rest.end };
      ctx.report(
        at,
        'named',
        { user },
        {
          fix:
            uid !== undefined && written
              ? { title: 'number', params: { user, uid }, edits: [replace(at, String(uid))] }
              : undefined,
        },
      );
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        RUN useradd --create-home --uid 1000 app
        USER ‹app›:app
      `,
      {
        fixed: source`
          FROM debian:12
          RUN useradd --create-home --uid 1000 app
          USER 1000:app
        `,
      },
    ),
    bad(
      source`
        FROM node:24
        USER ‹node›
      `,
      {
        fixed: source`
          FROM node:24
          USER 1000
        `,
      },
    ),
    bad(
      source`
        FROM alpine:3.24
        RUN adduser -D app
        USER ‹app›
      `,
    ),
    good(source`
      FROM debian:12
      USER 1000:app
    `),
    good(source`
      FROM debian:12
      ARG RUN_AS=app
      USER $RUN_AS
    `),
    good(source`
      FROM debian:12 AS build
      USER app
      FROM debian:12
      USER 10001
    `),
    good(source`
      FROM debian:12
      USER root
    `),
  ],
});
