import { bad, good, type Rule, source } from '../../../core/rule.js';
import { undefinedRule } from '../undefined-rule.js';

export const rule: Rule = undefinedRule('compose/undefined-model', {
  kind: 'model',
  section: 'models',
  why: `A model that a service uses has to stand under the top-level \`models\`, with the image that it is pulled from.`,
  declaration: (name) => `model: ai/${name}`,
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
