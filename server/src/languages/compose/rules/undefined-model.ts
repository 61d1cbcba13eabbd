import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { declared, renamed, undefinedIn } from '../model/undefined.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/undefined-model', {
  summary: 'Model that the project does not declare',
  why: `A model that a service uses has to stand under the top-level \`models\`, with the image that it is pulled from.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:undefined-model'],
  fix: 'unsafe',
  messages: {
    unknown: 'The model "{name}" of "{service}" is not declared. Declare it under the top-level "models".',
  },
  fixes: { rename: 'Change to "{nearest}"', declare: 'Declare the model "{name}"' },
  on: {
    project(project, ctx) {
      for (const { service, reference, known, sure } of undefinedIn(project, 'model', ctx.files)) {
        const { name, place } = reference;
        const near = nearest(name, known);
        const rename = near === undefined ? undefined : renamed(place, name, near);
        const declare = declared(project, 'models', name, [`model: ai/${name}`]);
        reportAt(
          ctx,
          place,
          'unknown',
          { name, service: service.name },
          {
            ...(!sure && { severity: 'warning' }),
            fixes: [
              ...(rename ? [{ title: 'rename' as const, params: { nearest: near ?? '' }, edits: [rename] }] : []),
              ...(declare ? [{ title: 'declare' as const, params: { name }, edits: [declare] }] : []),
            ],
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          chat:
            image: example/chat:1
            models: [‹lm›]
        models:
          llm: { model: ai/smollm2 }
      `,
      {
        fixed: source`
          services:
            chat:
              image: example/chat:1
              models: [llm]
          models:
            llm: { model: ai/smollm2 }
        `,
      },
    ),
    bad(
      source`
        services:
          chat:
            image: example/chat:1
            models:
              ‹llm›: { endpoint_var: URL }
      `,
      {
        fixed: source`
          services:
            chat:
              image: example/chat:1
              models:
                llm: { endpoint_var: URL }
          models:
            llm:
              model: ai/llm
        `,
      },
    ),
    good(source`
      services:
        chat:
          image: example/chat:1
          models: [llm]
      models:
        llm: { model: ai/smollm2 }
    `),
  ],
});
