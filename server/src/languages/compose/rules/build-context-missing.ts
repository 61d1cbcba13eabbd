import { nearest } from '../../../core/nearest.js';
import { basename, dirname } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/build-context-missing', {
  summary: 'Build context that does not exist',
  why: `\`build.context\` is a folder, relative to the first Compose file's own. Without it the build fails: "unable to
prepare context: path not found". A path with a variable and a remote address are not looked at.`,
  category: 'correctness',
  // It may be made later, or by something that runs before.
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: 'The folder "{context}" does not exist, so "{service}" cannot be built. Create it, or name another.',
    nearest: 'The folder "{context}" does not exist, so "{service}" cannot be built. Did you mean "{nearest}"?',
    file: '"{context}" is a file, but a build context is a folder. Name its folder, and the file in "dockerfile".',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const { context, contextText } = build ?? {};
      if (context === undefined || !contextText?.text) return;
      const kind = ctx.files.kind(context);
      if (kind !== 'missing' && kind !== 'file') return;
      const params = { context: contextText.text, service: service.name };
      if (kind === 'file') return reportAt(ctx, contextText, 'file', params);
      const beside = ctx.files.list(dirname(context)) ?? [];
      const folders = beside.flatMap((entry) => (entry.kind === 'directory' ? [entry.name] : []));
      const near = nearest(basename(context), folders);
      reportAt(ctx, contextText, near === undefined ? 'missing' : 'nearest', { ...params, nearest: near ?? '' });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build: ‹./frontend›
          api:
            build:
              context: ‹./backned›
      `,
      { files: { 'backend/Dockerfile': 'FROM scratch\n' } },
    ),
    bad('services:\n  web:\n    build: ‹./web/Dockerfile›\n', { files: { 'web/Dockerfile': 'FROM scratch\n' } }),
    good(
      source`
        services:
          web:
            build: ./web
          here:
            build: .
          far:
            build: https://github.com/example/app.git#main
          any:
            build: "\${DIR}"
      `,
      { files: { 'web/Dockerfile': 'FROM scratch\n', Dockerfile: 'FROM scratch\n' } },
    ),
  ],
});
