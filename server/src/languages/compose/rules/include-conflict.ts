import { bad, good, source } from '../../../core/rule.js';
import { filledDocuments } from '../document.js';
import { layerOf } from '../model/build-values.js';
import { ownLayers } from '../model/own-layers.js';
import type { Member, SourceFile, Value } from '../model/value.js';
import { membersOf, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

const sections = [
  ['services', 'service'],
  ['networks', 'network'],
  ['volumes', 'volume'],
  ['configs', 'config'],
  ['secrets', 'secret'],
  ['models', 'model'],
] as const;

export const rule: Rule = composeRule('compose/include-conflict', {
  summary: 'Definition that an included file has as well',
  why: `Of a name that both the file and one that it includes define, older releases of Docker Compose refuse the whole, and
newer ones merge the two. To change what is included, name an override for it: \`path: [base.yaml, override.yaml]\`.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    again:
      'The {kind} "{name}" is also defined in "{file}", which is included. Name an override for it in "include" instead.',
  },
  on: {
    project(project, ctx) {
      if (!project.files.some(({ role }) => role === 'include')) return;
      const own = ownLayers(project);
      if (!own.some((root) => valueAt(root, 'include'))) return;
      const included = new Map<string, { readonly file: SourceFile; readonly member: Member }>();
      for (const file of project.files) {
        if (file.role !== 'include') continue;
        for (const document of filledDocuments(file.document)) {
          const { root } = layerOf(file, document, project.lookup);
          for (const [section] of sections)
            for (const member of membersOf(valueAt(root, section)))
              included.set(`${section}.${member.key}`, { file, member });
        }
      }
      for (const root of own) {
        for (const [section, kind] of sections) {
          for (const { key, place, value } of membersOf(valueAt(root, section))) {
            const other = included.get(`${section}.${key}`);
            if (!other || sameValue(value, other.member.value)) continue;
            const related = [relatedAt(ctx, other.member.place, `"${key}" is defined here`)];
            reportAt(ctx, place, 'again', { kind, name: key, file: other.file.path }, { related });
          }
        }
      }
    },
  },
  examples: [
    bad(
      source`
        include:
          - db.yaml
        services:
          ‹db›:
            ports: ["5432:5432"]
          web:
            image: example/web:1
        networks:
          data:
            external: true
          ‹back›:
            internal: true
      `,
      {
        files: {
          'db.yaml':
            'services:\n  db:\n    image: postgres:18\nnetworks:\n  data:\n    external: true\n  back:\n    driver: bridge\n',
        },
      },
    ),
    good(
      source`
        include:
          - path: [db.yaml, db.override.yaml]
        services:
          web:
            image: example/web:1
            networks: [back]
        networks:
          back:
            driver: bridge
      `,
      {
        files: {
          'db.yaml': 'services:\n  db:\n    image: postgres:18\nnetworks:\n  back:\n    driver: bridge\n',
          'db.override.yaml': 'services:\n  db:\n    ports: ["5432:5432"]\n',
        },
      },
    ),
    good('services:\n  db:\n    image: postgres:18\n', {
      files: { 'db.yaml': 'services:\n  db:\n    image: postgres:17\n' },
    }),
  ],
});

/** Whether two definitions say the same: then Compose never minds. */
function sameValue(one: Value | undefined, two: Value | undefined, depth = 0): boolean {
  if (!one || !two) return one === two;
  if (depth > 50 || one.kind !== two.kind) return false;
  if (one.kind === 'text') return textOf(one) !== undefined && textOf(one) === textOf(two);
  if (one.kind === 'list' && two.kind === 'list')
    return (
      one.items.length === two.items.length && one.items.every((item, i) => sameValue(item, two.items[i], depth + 1))
    );
  if (one.kind !== 'table' || two.kind !== 'table' || one.members.size !== two.members.size) return false;
  return [...one.members.values()].every(({ key, value }) => {
    const other = two.members.get(key);
    return other !== undefined && sameValue(value, other.value, depth + 1);
  });
}
