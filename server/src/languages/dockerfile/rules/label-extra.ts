import { bad, good, option, source } from '../../../core/rule.js';
import { labelKey } from '../model/labels.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/label-extra', {
  summary: 'A label that the schema does not know',
  why: `Where images may carry agreed labels only, one that nobody agreed on is most often a misspelt key. Set the option
\`strict\` and list the labels in \`schema\`; without \`strict\` this rule says nothing.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3050'],
  fix: 'none',
  options: {
    schema: option.map({}, 'Keys of labels, each with its format: text, rfc3339, semver, url, hash, spdx, email'),
    strict: option.boolean(false, 'Allow the labels of the schema only'),
  },
  messages: { extra: 'The label "{key}" is not in the schema. Remove it, or correct its key.' },
  on: {
    LABEL(label, ctx) {
      if (!ctx.options.strict) return;
      for (const pair of label.pairs) {
        const key = labelKey(ctx.document, label, pair);
        if (key !== undefined && !Object.hasOwn(ctx.options.schema, key)) ctx.report(pair.key, 'extra', { key });
      }
    },
  },
  examples: [
    bad('LABEL title=x ‹titel›=x\n', { options: { schema: { title: 'text' }, strict: true } }),
    good('LABEL titel=x\n', { options: { schema: { title: 'text' } } }),
    good(
      source`
        LABEL title=x $KEY=x
      `,
      { options: { schema: { title: 'text' }, strict: true } },
    ),
  ],
});
