import { nearest } from '../../../core/nearest.js';
import { basename, dirname } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/dockerfile-missing', {
  summary: 'Dockerfile of a build that does not exist',
  why: `\`build.dockerfile\` is relative to the build context, not to the Compose file, and is \`Dockerfile\` by
default. Names count in their exact case, also where the own machine does not mind.`,
  category: 'correctness',
  // It may be made later, or by something that runs before.
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: 'The Dockerfile "{path}" does not exist, so "{service}" cannot be built. Create it, or name another.',
    nearest: 'The Dockerfile "{path}" does not exist, so "{service}" cannot be built. Did you mean "{nearest}"?',
    relative:
      'The Dockerfile "{path}" does not exist: "dockerfile" is relative to the build context. There is "{nearest}".',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const { context, dockerfile } = build ?? {};
      if (!build || context === undefined || dockerfile === undefined) return;
      // A folder that is not there is told by a rule of its own.
      if (ctx.files.kind(context) !== 'directory' || ctx.files.kind(dockerfile) !== 'missing') return;
      const params = { path: build.shown, service: service.name };
      const place = build.dockerfileText ?? build.contextText ?? build.place;
      const written = build.dockerfileText?.text;
      if (written !== undefined && ctx.files.kind(joined(project.directory, written)) === 'file')
        return reportAt(ctx, place, 'relative', { ...params, nearest: written });
      const beside = ctx.files.list(dirname(dockerfile)) ?? [];
      const names = beside.flatMap((entry) => (entry.kind === 'file' ? [entry.name] : []));
      const near = nearest(basename(dockerfile), names);
      reportAt(ctx, place, near === undefined ? 'missing' : 'nearest', { ...params, nearest: near ?? '' });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build: ‹./web›
          api:
            build:
              context: ./web
              dockerfile: ‹web/Api.Dockerfile›
      `,
      { files: { 'web/Api.Dockerfile': 'FROM scratch\n' } },
    ),
    bad('services:\n  web:\n    build: ‹.›\n', { files: { dockerfile: 'FROM scratch\n' } }),
    good(
      source`
        services:
          web:
            build: { context: ./web, dockerfile: Api.Dockerfile }
          inline:
            build:
              context: .
              dockerfile_inline: FROM scratch
          none:
            build: ./missing
      `,
      { files: { 'web/Api.Dockerfile': 'FROM scratch\n' } },
    ),
  ],
});

function joined(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`;
}
