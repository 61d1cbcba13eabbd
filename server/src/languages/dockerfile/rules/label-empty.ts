import { bad, good, option } from '../../../core/rule.js';
import { labelKey, labelValue } from '../model/labels.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/label-empty', {
  summary: 'A label that the schema asks for has no value',
  why: `A label that must be there is meant to tell something. List the labels of your images in the option \`schema\`;
without it this rule says nothing.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3051'],
  fix: 'none',
  options: {
    schema: option.map({}, 'Keys of labels, each with its format: text, rfc3339, semver, url, hash, spdx, email'),
  },
  messages: { empty: 'The label "{key}" is empty. Give it a value.' },
  on: {
    LABEL(label, ctx) {
      for (const pair of label.pairs) {
        const key = labelKey(ctx.document, label, pair);
        if (key === undefined || !Object.hasOwn(ctx.options.schema, key)) continue;
        if (labelValue(ctx.document, label, pair)?.trim() === '') ctx.report(pair, 'empty', { key });
      }
    },
  },
  examples: [
    bad('LABEL ‹title=""› version=1\n', { options: { schema: { title: 'text', version: 'text' } } }),
    good('LABEL title=""\n'),
    good('LABEL title=$TITLE other=""\n', { options: { schema: { title: 'text' } } }),
  ],
});
