import { bad, good, source } from '../../../core/rule.js';
import { isEmpty, valueOf } from '../../../yaml/values.js';
import { inputsOfCall } from '../model/interface.js';
import { hasExpression } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/call-input-default', {
  summary: 'The default of an input is of another type, or never used',
  why: `An input of \`workflow_call\` has a type, and GitHub refuses a default that is of another one. Where the input is
required, callers have to give it, so a default is never used.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events', 'actionlint:expression'],
  fix: 'none',
  messages: {
    type: 'The input "{input}" is a {type}, but its default is "{default}".',
    unused: 'The input "{input}" is required, so its default is never used. Remove one of the two.',
  },
  on: {
    workflow(workflow, ctx) {
      for (const { name, type, required, default: fallback } of inputsOfCall(workflow)) {
        if (!fallback || isEmpty(fallback)) continue;
        if (required) ctx.report(fallback, 'unused', { input: name }, { severity: 'warning' });
        if (hasExpression(fallback)) continue;
        const value = valueOf(fallback);
        if ((type === 'boolean' || type === 'number') && typeof value !== type)
          ctx.report(fallback, 'type', { input: name, type, default: fallback.text });
      }
    },
  },
  examples: [
    bad(source`
      on:
        workflow_call:
          inputs:
            dry: {type: boolean, default: ‹'true'›}
            count: {type: number, default: ‹many›}
            name: {type: string, required: true, default: ‹me›}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on:
        workflow_call:
          inputs:
            dry: {type: boolean, default: false}
            count: {type: number, default: "\${{ vars.COUNT }}"}
            name: {type: string, default: 3}
            other: {type: string, required: true}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
