import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedRule } from '../unused-rule.js';

export const rule: Rule = unusedRule('compose/unused-model', {
  kind: 'model',
  section: 'models',
  why: `Compose asks for no model that no service uses; often the service was meant to name it.`,
  instead: 'name it in a service',
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
