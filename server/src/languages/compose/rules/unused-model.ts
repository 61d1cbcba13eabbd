import { bad, good, source } from '../../../core/rule.js';
import { removeMember, unusedIn } from '../model/unused.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/unused-model', {
  summary: 'A model that no service uses',
  why: `Compose asks for no model that no service uses; often the service was meant to name it. Files that others include or
extend, and what another Compose file of the folder uses, are left alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { unused: 'No service uses the model "{name}". Take it out, or name it in a service.' },
  fixes: { remove: 'Remove the model "{name}"' },
  on: {
    project(project, ctx) {
      for (const { key: name, place } of unusedIn(project, 'models', ctx.files)) {
        const edits = removeMember(ctx.document, 'models', name);
        reportAt(ctx, place, 'unused', { name }, { fix: edits && { title: 'remove', params: { name }, edits } });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          chat:
            image: example/chat:1
            models: [small]
        models:
          small: { model: ai/small }
          ‹large›: { model: ai/large }
      `,
      {
        fixed: source`
          services:
            chat:
              image: example/chat:1
              models: [small]
          models:
            small: { model: ai/small }
        `,
      },
    ),
    good(source`
      services:
        chat:
          image: example/chat:1
          models:
            small: { endpoint_var: URL }
      models:
        small: { model: ai/small }
    `),
  ],
});
