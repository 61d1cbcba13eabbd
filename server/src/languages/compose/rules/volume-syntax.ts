import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { shortMountProblem } from '../model/mounts.js';
import { itemsOf, memberAt, placeWithin, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/volume-syntax', {
  summary: 'Mount that Compose cannot read',
  why: `A mount is written \`[SOURCE:]TARGET[:options]\`, with no more colons and nothing empty between them, or as a table
with \`type\` and \`target\`; one of the type \`bind\` needs a \`source\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:volume-spec'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    empty: 'There is nothing between two colons, or at one end, of "{mount}".',
    fields: '"{mount}" has too many colons. A mount is written SOURCE:TARGET:options.',
    none: 'This mount is empty. Write SOURCE:TARGET.',
    source: 'A mount of the type bind needs a "source", the path at the host.',
    target: 'This mount needs a "target", the path in the container.',
  },
  fixes: { colon: 'Remove the colon' },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
        if (item.kind === 'table') {
          const bind = valueAt(item, 'type');
          const source = memberAt(item, 'source');
          if (textOf(bind) === 'bind' && bind && (!source?.value || textOf(source.value) === ''))
            reportAt(ctx, bind, 'source');
          const target = memberAt(item, 'target');
          if (!target) reportAt(ctx, bind ?? item, 'target');
          continue;
        }
        if (item.kind !== 'text' || item.text === undefined) continue;
        const problem = shortMountProblem(item.text);
        if (!problem) continue;
        const exact = item.text === item.raw && problem.end > problem.start;
        const place = exact ? placeWithin(item, problem.start, problem.end) : item;
        const drop = problem.kind === 'empty' && exact && isHere(ctx, place);
        const fix = drop ? ({ title: 'colon', edits: [replace(place.span, '')] } as const) : undefined;
        reportAt(ctx, place, problem.kind, { mount: item.text }, { fix });
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
              - "./a:/a‹:›"
              - ./b:‹:›/b
              - ‹./c:/c:ro:z›
              - ‹""›
              - { type: ‹bind›, target: /d }
              - { type: ‹volume›, source: e }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              volumes:
                - "./a:/a"
                - ./b:/b
                - ./c:/c:ro:z
                - ""
                - { type: bind, target: /d }
                - { type: volume, source: e }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          volumes:
            - /a
            - ./b:/b:ro,z
            - C:\\data:D:\\data
            - \${C}:/c
            - { type: tmpfs, target: /d }
    `),
  ],
});
