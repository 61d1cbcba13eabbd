import { bad, good, source } from '../../../core/rule.js';
import { labelKey } from '../model/labels.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/label-key', {
  summary: 'A label key that tools may not accept',
  why: `Docker recommends label keys of lower-case letters, digits, \`.\`, \`-\`, \`_\` and \`/\` that begin with a letter and end
with a letter or digit, without two separators in a row. Keys below \`com.docker.\`, \`io.docker.\` and
\`org.dockerproject.\` are Docker's own.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['hadolint:DL3048'],
  fix: 'none',
  messages: {
    invalid: 'The label key "{key}" should have lower-case letters, digits and single separators between them only.',
    reserved: 'The label key "{key}" is in a namespace that Docker keeps for itself. Use a domain of your own.',
  },
  on: {
    LABEL(label, ctx) {
      for (const pair of label.pairs) {
        const key = labelKey(ctx.document, label, pair);
        if (key === undefined) continue;
        if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(key)) ctx.report(pair.key, 'reserved', { key });
        else if (!/^[a-z](?:[a-z0-9._/-]*[a-z0-9])?$/.test(key) || /\.\.|--/.test(key)) {
          ctx.report(pair.key, 'invalid', { key });
        }
      }
    },
  },
  examples: [
    bad(source`
      LABEL ‹Maintainer›=me ‹1st›=x ‹.hidden›=x ‹a..b›=x ‹a--b›=x ‹end-›=x ‹com.docker.x›=x
    `),
    good(source`
      LABEL maintainer=me org.opencontainers.image.title="App" a=b io.example/x_y-z.1=x $KEY=x
    `),
  ],
});
