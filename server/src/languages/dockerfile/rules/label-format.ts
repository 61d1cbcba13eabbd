import { bad, good, option, source } from '../../../core/rule.js';
import { hasFormat, isLabelFormat, type LabelFormat } from '../model/label-formats.js';
import { labelKey, labelValue } from '../model/labels.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/label-format', {
  summary: 'A label whose value is not what the schema asks for',
  why: `Tools that read labels rely on their form: a date per RFC 3339, a semantic version, a licence by its SPDX identifier.
List the labels of your images with their formats in the option \`schema\`; without it this rule says nothing. Values with
variables are not judged.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'hadolint:DL3052',
    'hadolint:DL3053',
    'hadolint:DL3054',
    'hadolint:DL3055',
    'hadolint:DL3056',
    'hadolint:DL3058',
  ],
  fix: 'none',
  options: {
    schema: option.map({}, 'Keys of labels, each with its format: text, rfc3339, semver, url, hash, spdx, email'),
  },
  messages: { invalid: 'The value "{value}" of the label "{key}" is not {format}.' },
  on: {
    LABEL(label, ctx) {
      for (const pair of label.pairs) {
        const key = labelKey(ctx.document, label, pair);
        const format =
          key !== undefined && Object.hasOwn(ctx.options.schema, key) ? ctx.options.schema[key] : undefined;
        const value = labelValue(ctx.document, label, pair);
        // An empty value is told by a rule of its own.
        if (key === undefined || !format || !isLabelFormat(format) || format === 'text' || !value?.trim()) continue;
        if (hasFormat(format, value)) continue;
        const { name, peer } = described[format];
        ctx.report(pair.value ?? pair, 'invalid', { key, value, format: name }, { aliases: [peer] });
      }
    },
  },
  examples: [
    bad(
      source`
        LABEL site=‹example.com› made=‹"2024-02-30T00:00:00Z"› version=‹v1› license=‹Freeware›
        LABEL commit=‹abc›
        LABEL owner=‹nobody›
      `,
      {
        options: {
          schema: { site: 'url', made: 'rfc3339', version: 'semver', license: 'spdx', commit: 'hash', owner: 'email' },
        },
      },
    ),
    good(
      source`
        LABEL site=https://example.com/a made="2024-02-29T10:00:00.5+02:00" version=1.2.3-rc.1+5
        LABEL license="(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0" commit=2dbfae9
        LABEL owner=me@example.com title=anything commit=43c572f1272b6b3171dd1db9e41b7027128ce080
        LABEL made=$DATE version="1.\${MINOR}"
      `,
      {
        options: {
          schema: {
            ...{ site: 'url', made: 'rfc3339', version: 'semver', license: 'spdx', commit: 'hash', owner: 'email' },
            title: 'text',
          },
        },
      },
    ),
    good('LABEL version=v1\n'),
  ],
});

const described: Readonly<Record<Exclude<LabelFormat, 'text'>, { readonly name: string; readonly peer: string }>> = {
  url: { name: 'an address with a scheme, such as https://example.com', peer: 'hadolint:DL3052' },
  rfc3339: { name: 'a time per RFC 3339, such as 2024-02-29T10:00:00Z', peer: 'hadolint:DL3053' },
  spdx: { name: 'an SPDX licence expression, such as MIT', peer: 'hadolint:DL3054' },
  hash: { name: 'a commit of 7 or 40 hexadecimal digits', peer: 'hadolint:DL3055' },
  semver: { name: 'a semantic version, such as 1.2.3', peer: 'hadolint:DL3056' },
  email: { name: 'an e-mail address', peer: 'hadolint:DL3058' },
};
