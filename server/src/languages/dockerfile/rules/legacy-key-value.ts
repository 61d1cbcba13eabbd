import { bad, good, source } from '../../../core/rule.js';
import { withEquals } from '../model/equals-form.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/legacy-key-value', {
  summary: 'ENV or LABEL without an equals sign',
  why: `\`ENV NAME value\` takes the whole rest of the line as the value, so a second variable or a comment after it becomes
part of the first. \`ENV NAME=value\` says where the value ends.`,
  category: 'style',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:LegacyKeyValueFormat'],
  fix: 'safe',
  reach: 'part',
  messages: { legacy: 'Write {keyword} {key}=…: without the equals sign the whole rest of the line is the value.' },
  fixes: { addEquals: 'Write {key}=…' },
  on: {
    instruction(instruction, ctx) {
      if ((instruction.kind !== 'ENV' && instruction.kind !== 'LABEL') || !instruction.legacy) return;
      const pair = instruction.pairs[0];
      if (!pair?.value) return;
      const edits = withEquals(instruction, pair.key, pair.value, ctx.document.escape);
      const params = { keyword: instruction.kind, key: pair.key.text };
      ctx.report(pair, 'legacy', params, { fix: edits && { title: 'addEquals', edits } });
    },
  },
  examples: [
    bad('FROM alpine:3.22\nENV ‹PORT 8080›\n', { fixed: 'FROM alpine:3.22\nENV PORT=8080\n' }),
    bad('FROM alpine:3.22\nLABEL ‹description The "big" $APP \\$1 \'$x "\'›\n', {
      fixed: 'FROM alpine:3.22\nLABEL description="The big $APP \\$1 \\$x \\""\n',
    }),
    bad('FROM alpine:3.22\nENV ‹A "b c"›\n', { fixed: 'FROM alpine:3.22\nENV A="b c"\n' }),
    bad('FROM alpine:3.22\r\nONBUILD ENV ‹JAVA_OPTS  -Xmx1g \\\r\n  # The heap\r\n  -Xms1g›\r\n', {
      fixed: 'FROM alpine:3.22\r\nONBUILD ENV JAVA_OPTS="-Xmx1g \\\r\n  # The heap\r\n  -Xms1g"\r\n',
    }),
    good(source`
      FROM alpine:3.22
      ENV PORT=8080 HOST="0.0.0.0"
      LABEL description="It is mine"
    `),
  ],
});
