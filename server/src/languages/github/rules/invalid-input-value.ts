import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { hasExpression, mapIn } from '../model/nodes.js';
import { type TakenInput, type TakenInputs, takenInputs } from '../model/taken-inputs.js';
import { withOf } from '../model/with.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-input-value', {
  summary: 'An input has a value that the action does not know',
  why: `Some inputs take one of a few words, or \`true\` and \`false\`. With another value an action fails, or takes its default
without a word: to most, \`yes\` is as good as \`false\`. Only actions of our table are judged, by what their own
metadata and code say.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: {
    misspelt: '"{name}" of "{action}" has no value "{value}". Did you mean "{suggestion}"?',
    unknown: '"{name}" of "{action}" has no value "{value}". It takes {values}.',
    boolean: '"{name}" of "{action}" is switched by "true" and "false", not by "{value}".',
  },
  fixes: { replace: 'Replace with "{suggestion}"' },
  on: {
    uses({ uses, step }, ctx) {
      const given = step && withOf(step);
      if (!given || given.size === 0) return;
      const taken = takenInputs(uses, ctx.path, ctx.files, ctx.text);
      if (!taken) return;
      const flow = mapIn(step.map, 'with')?.flow;
      for (const [key, { value }] of given) {
        const input = taken.inputs.get(key);
        if (!input || value?.kind !== 'scalar' || hasExpression(value)) continue;
        const found = problemOf(input, taken, value.text.trim());
        if (!found) continue;
        const { message, suggestion } = found;
        const params = {
          name: input.name,
          action: taken.title,
          value: value.text.trim(),
          values: (input.values ?? []).map((one) => `"${one}"`).join(', '),
          suggestion: suggestion ?? '',
        };
        const isSwitch = suggestion === 'true' || suggestion === 'false';
        const edit =
          suggestion !== undefined &&
          // Without quotes it is a boolean of YAML, which is what is meant.
          (isSwitch && value.style === 'plain' ? replace(value, suggestion) : replaceScalar(value, suggestion, flow));
        ctx.report(value, message, params, { fix: edit ? { title: 'replace', params, edits: [edit] } : undefined });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
                with:
                  submodules: ‹recursiv›
                  persist-credentials: ‹no› # not needed
                  lfs: ‹off›
              - uses: actions/upload-artifact@v4
                with: { path: dist, if-no-files-found: ‹"errors"›, overwrite: ‹ture› }
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v5
                  with:
                    submodules: recursive
                    persist-credentials: false # not needed
                    lfs: false
                - uses: actions/upload-artifact@v4
                  with: { path: dist, if-no-files-found: "error", overwrite: true }
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/upload-artifact@v4
              with: { path: dist, if-no-files-found: ‹stop› }
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v5
              with: { submodules: true, persist-credentials: "FALSE", lfs: "" }
            - uses: actions/checkout@v5
              with: { submodules: "\${{ inputs.deep }}" }
            - uses: example/unknown@v1
              with: { submodules: perhaps }
    `),
  ],
});

const on = /^(?:y|yes|on|1|enabled?)$/i;
const off = /^(?:n|no|off|0|disabled?)$/i;

function problemOf(
  { values, isBoolean }: TakenInput,
  { kind }: TakenInputs,
  value: string,
): { readonly message: 'misspelt' | 'unknown' | 'boolean'; readonly suggestion?: string } | undefined {
  if (value === '') return undefined;
  const lower = value.toLowerCase();
  if (values) {
    if (values.some((one) => one.toLowerCase() === lower)) return undefined;
    const isSwitch = values.includes('true') && values.includes('false') && (on.test(value) || off.test(value));
    const suggestion = isSwitch ? String(on.test(value)) : nearest(value, values);
    return suggestion === undefined ? { message: 'unknown' } : { message: 'misspelt', suggestion };
  }
  if (!isBoolean || lower === 'true' || lower === 'false') return undefined;
  // Scripts may well read other words, and an input of text and switches in one any.
  if (kind === 'node' && (on.test(value) || off.test(value)))
    return { message: 'boolean', suggestion: String(on.test(value)) };
  const suggestion = value.length > 3 ? nearest(lower, ['true', 'false'], 1) : undefined;
  return suggestion === undefined ? undefined : { message: 'misspelt', suggestion };
}
