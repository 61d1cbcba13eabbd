import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { factsOfBuild } from '../model/dockerfiles.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/additional-context-unused', {
  summary: 'Additional build context that the Dockerfile does not use',
  why: `A named context takes the place of what \`FROM\`, \`COPY --from\` and \`--mount=…,from=\` name. With another name
it is sent to nobody, and the name in the Dockerfile is looked up in a registry.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    unused: 'Nothing in "{file}" uses the context "{name}". Use it in FROM or --from, or remove it here.',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const used = build && factsOfBuild(ctx.graph, build, 'build-context', 'reference');
      const stages = build && factsOfBuild(ctx.graph, build, 'stage', 'definition');
      if (!build || !used || !stages || stages.length === 0) return;
      for (const { key, place } of build.contexts.values()) {
        const isUsed = used.some(({ name }) => name.includes('$') || name.toLowerCase() === key.toLowerCase());
        // A context also takes the place of a stage of the same name.
        if (isUsed || stages.some(({ name }) => name === key.toLowerCase())) continue;
        reportAt(ctx, place, 'unused', { file: build.shown, name: key });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build:
              context: .
              additional_contexts:
                ‹shared›: ../shared
      `,
      { files: { Dockerfile: 'FROM node:22\nCOPY --from=common / /\n' } },
    ),
    good(
      source`
        services:
          web:
            build:
              context: .
              additional_contexts: [shared=../shared, "node:22=docker-image://node:22.1"]
      `,
      { files: { Dockerfile: 'FROM node:22\nCOPY --from=shared / /\n' } },
    ),
  ],
});
