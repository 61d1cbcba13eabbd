import { bad, good, source } from '../../../core/rule.js';
import { setBlock } from '../../../yaml/edits.js';
import { entryOf, isEmpty } from '../../../yaml/values.js';
import { booleanOf, memberAt, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/resource-source', {
  summary: 'Config or secret without contents',
  why: `A config comes from a \`file\`, a variable of the \`environment\` or its \`content\`, a secret from a \`file\` or the
\`environment\`, unless they are \`external\`. Compose refuses those that say nothing of it.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:resource-source', 'compose-go:secret-source'],
  fix: 'unsafe',
  messages: {
    config: 'The config "{name}" has no source. Give it "file", "environment" or "content", or make it "external".',
    secret: 'The secret "{name}" has no source. Give it "file" or "environment", or make it "external".',
  },
  fixes: { file: 'Take it from the file "{file}"' },
  on: {
    resource({ kind, member, project }, ctx) {
      if ((kind !== 'configs' && kind !== 'secrets') || !project.complete) return;
      const { key: name, place, value } = member;
      if (value && value.kind !== 'table') return;
      const sources = kind === 'configs' ? ['file', 'environment', 'content'] : ['file', 'environment'];
      if (sources.some((key) => memberAt(value, key))) return;
      const external = valueAt(value, 'external');
      const driver = memberAt(value, 'driver') !== undefined;
      // The loader lets both pass for configs; what a secret says of its driver is no source to Compose.
      if (kind === 'configs' ? external || driver : external && booleanOf(external) !== false) return;
      const root = ctx.document.stream.documents.findLast((one) => one.root !== undefined)?.root;
      const section = entryOf(root, kind)?.value;
      const entry = entryOf(section, name);
      const file = `./${name}${kind === 'secrets' ? '.txt' : ''}`;
      const flow = section?.kind !== 'map' || section.flow;
      const edit = entry && isEmpty(entry.value) && !flow ? setBlock(ctx.text, entry, [`file: ${file}`], 2) : undefined;
      const aliases = [
        ...(external || driver ? [] : ['compose-go:resource-source']),
        ...(kind === 'secrets' ? ['compose-go:secret-source'] : []),
      ];
      reportAt(
        ctx,
        place,
        kind === 'configs' ? 'config' : 'secret',
        { name },
        {
          aliases,
          fix: edit && { title: 'file', params: { file }, edits: [edit] },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
        secrets:
          ‹token›:
        configs:
          ‹site›:
            name: site
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
          secrets:
            token:
              file: ./token.txt
          configs:
            site:
              name: site
        `,
      },
    ),
    bad('secrets:\r\n  ‹token›: # kept\r\n', { fixed: 'secrets:\r\n  token:\r\n    file: ./token.txt # kept\r\n' }),
    good(source`
      secrets:
        token: { environment: TOKEN }
        other: { external: true }
      configs:
        site: { content: "" }
        more: { file: ./more }
        far: { external: true }
        driven: { driver: x }
    `),
  ],
});
