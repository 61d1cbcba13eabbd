import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { mapIn } from '../model/nodes.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/dispatch-inputs-slsa', {
  summary: 'A build that whoever starts it can steer',
  why: `For the highest levels of SLSA nothing but the source and the entry point may decide what a build gives. Inputs of
\`workflow_dispatch\` are one more thing. Only for repositories that have to meet that.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['checkov:CKV_GHA_7'],
  fix: 'none',
  messages: { inputs: 'The inputs of a manual start decide about the build. SLSA asks for builds without inputs.' },
  on: {
    workflow(workflow, ctx) {
      const config = eventOf(workflow, 'workflow_dispatch')?.config;
      const inputs = mapIn(config, 'inputs');
      const key = entryOf(config, 'inputs')?.key;
      if (inputs && key && inputs.entries.length > 0) ctx.report(key, 'inputs');
    },
  },
  examples: [
    bad(source`
      on:
        workflow_dispatch:
          ‹inputs›:
            version: { type: string }
      jobs: { build: { runs-on: ubuntu-latest, steps: [run: make] } }
    `),
    good(source`
      on:
        workflow_dispatch:
        workflow_call: { inputs: { version: { type: string } } }
      jobs: { build: { runs-on: ubuntu-latest, steps: [run: make] } }
    `),
    good(source`
      on: [push, workflow_dispatch]
      jobs: { build: { runs-on: ubuntu-latest, steps: [run: make] } }
    `),
  ],
});
