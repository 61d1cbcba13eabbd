import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { isEmpty, resolved, valueOf } from '../../../yaml/values.js';
import { entriesOf, hasExpression, mapIn, type NamedEntry, scalarIn, textIn, valueIn } from '../model/nodes.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

/** As many inputs as a dispatch may have. */
const most = 25;

export const rule: Rule = githubRule('github/dispatch-inputs', {
  summary: 'An input of workflow_dispatch contradicts itself',
  why: `GitHub makes a form of the inputs of \`workflow_dispatch\`. It refuses a choice without options or with one
twice, options where nothing is chosen, a default that is none of the options or not of the type, and more than ${most} inputs.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events', 'languageservice:schema'],
  fix: 'none',
  messages: {
    many: 'A dispatch takes at most {most} inputs, and these are {count}. Join some.',
    'no-options': 'The input "{input}" is a choice, but has no options. Add "options".',
    options: 'Only an input of type "choice" has options. Write "type: choice", or remove them.',
    twice: 'The option "{option}" is listed twice. Remove one.',
    'not-option': 'The default "{default}" is none of the options. Use one of them.',
    boolean: 'The default of a boolean is true or false, not "{default}".',
    number: 'The default of a number is a number, not "{default}".',
  },
  on: {
    workflow(workflow, ctx) {
      const inputs = entriesOf(mapIn(eventOf(workflow, 'workflow_dispatch')?.config, 'inputs'));
      const first = inputs[most];
      if (first) ctx.report(first.key, 'many', { most, count: inputs.length });
      for (const input of inputs) {
        const { name, key, value } = input;
        const type = textIn(value, 'type') ?? 'string';
        const list = valueIn(value, 'options');
        const options = optionsIn(input);
        if (type === 'choice' && options.length === 0 && !(list?.kind === 'scalar' && hasExpression(list)))
          ctx.report(scalarIn(value, 'type') ?? key, 'no-options', { input: name });
        const written = entriesOf(value).find((entry) => entry.name === 'options');
        if (type !== 'choice' && written) ctx.report(written.key, 'options');
        const seen = new Set<string>();
        for (const option of options) {
          if (seen.has(option.text)) ctx.report(option, 'twice', { option: option.text });
          seen.add(option.text);
        }
        const fallback = scalarIn(value, 'default');
        if (!fallback || isEmpty(fallback) || hasExpression(fallback)) continue;
        const problem = problemOf(fallback, type, seen);
        if (problem) ctx.report(fallback, problem, { default: fallback.text });
      }
    },
  },
  examples: [
    bad(source`
      on:
        workflow_dispatch:
          inputs:
            level:
              type: choice
              options: [low, high, ‹low›]
              default: ‹middle›
            target: {type: ‹choice›}
            name: {‹options›: [a, b]}
            dry: {type: boolean, default: ‹'yes'›}
            count: {type: number, default: ‹many›}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on:
        workflow_dispatch:
          inputs:
            level: {type: choice, options: [low, high], default: high}
            dry: {type: boolean, default: true}
            count: {type: number, default: 3}
            name: {default: anything, required: true}
            where: {type: environment}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});

function optionsIn({ value }: NamedEntry): readonly YamlScalar[] {
  const list = valueIn(value, 'options');
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item) => {
    const option = resolved(item.value);
    return option?.kind === 'scalar' ? [option] : [];
  });
}

function problemOf(
  fallback: YamlScalar,
  type: string,
  options: ReadonlySet<string>,
): 'not-option' | 'boolean' | 'number' | undefined {
  if (type === 'choice') return options.size > 0 && !options.has(fallback.text) ? 'not-option' : undefined;
  if (type === 'boolean') return /^(?:true|false)$/i.test(fallback.text) ? undefined : 'boolean';
  const number = typeof valueOf(fallback) === 'number' || Number.isFinite(Number(fallback.text));
  return type === 'number' && !number ? 'number' : undefined;
}
