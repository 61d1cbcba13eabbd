import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { written } from '../../../yaml/edits.js';
import type { YamlNode, YamlScalar } from '../../../yaml/tree.js';
import { entryOf } from '../../../yaml/values.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/no-quotes-in-volumes', {
  summary: 'A mount is written in quotes that it does not need',
  why: `Mounts read easier without quotes. Those that YAML would read as something else keep them.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:no-quotes-in-volumes'],
  fix: 'safe',
  reach: 'part',
  messages: { quotes: '"{mount}" needs no quotes. Take them out.' },
  fixes: { unquote: 'Take the quotes out' },
  on: {
    map({ map, path }, ctx) {
      if (path.length !== 2 || path[0] !== 'services') return;
      for (const { scalar, flow } of quotedIn(entryOf(map, 'volumes')?.value, map.flow)) {
        const plain = written(scalar.text, 'plain', flow);
        if (plain !== scalar.text || scalar.tag) continue;
        ctx.report(
          scalar,
          'quotes',
          { mount: scalar.text },
          { fix: { title: 'unquote', edits: [replace(scalar, plain)] } },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            volumes:
              - ‹"data:/data"› # kept
              - ‹'\${DIR}:/dir'›
              - type: volume
                source: ‹"data"›
                target: /more
                volume: { subpath: ‹'sub'› }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              volumes:
                - data:/data # kept
                - \${DIR}:/dir
                - type: volume
                  source: data
                  target: /more
                  volume: { subpath: sub }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          volumes:
            - data:/data
            - "./a: b:/c"
            - "#x:/y"
          command: "run"
        db:
          image: postgres:18
          volumes: ["\${DIR}:/dir"]
    `),
  ],
});

/** The scalars in quotes below a node, and whether a flow collection is around them. */
function quotedIn(root: YamlNode | undefined, inFlow: boolean): readonly { scalar: YamlScalar; flow: boolean }[] {
  const found: { scalar: YamlScalar; flow: boolean }[] = [];
  const open: { node: YamlNode | undefined; flow: boolean }[] = [{ node: root, flow: inFlow }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, flow } = next;
    if (node?.kind === 'scalar' && (node.style === 'single' || node.style === 'double'))
      found.push({ scalar: node, flow });
    if (node?.kind === 'map') open.push(...node.entries.map(({ value }) => ({ node: value, flow: flow || node.flow })));
    if (node?.kind === 'seq') open.push(...node.items.map(({ value }) => ({ node: value, flow: flow || node.flow })));
  }
  return found.sort((a, b) => a.scalar.start - b.scalar.start);
}
