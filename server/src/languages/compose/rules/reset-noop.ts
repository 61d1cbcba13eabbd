import { bad, good, source } from '../../../core/rule.js';
import { visitYaml } from '../../../yaml/walk.js';
import { filledDocuments } from '../document.js';
import { layerOf } from '../model/build-values.js';
import { keyed, keyedPaths, named } from '../model/merge.js';
import type { Project } from '../model/project.js';
import { isWhole } from '../model/standing.js';
import { type Table, type Value, valueAt } from '../model/value.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/reset-noop', {
  summary: 'Reset of something that does not exist',
  why: `\`!reset\` takes out what an earlier file or a base service says, and \`!override\` replaces it. Where there is nothing
of that kind, the tag does nothing: the attribute is mistyped, or the base has changed.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    reset: 'No earlier file has "{path}", so there is nothing to reset. Remove the line, or correct the name.',
    override: 'No earlier file has "{path}", so there is nothing to override. Remove the tag, or correct the name.',
  },
  on: {
    project(project, ctx) {
      if (!/!(?:reset|override)/.test(ctx.text)) return;
      let roots: readonly Value[] | undefined;
      for (const { root } of filledDocuments(ctx.document)) {
        visitYaml(root, {
          entry({ value }, path) {
            const tag = value?.tag;
            if (tag?.text !== '!reset' && tag?.text !== '!override') return;
            roots ??= rootsBefore(project) ?? [];
            const keys = path.map(String);
            // What extensions hold stands for as many places as aliases name it.
            if (keys[0]?.startsWith('x-')) return;
            if (roots.length === 0 || mayComeFromBase(roots, project, keys)) return;
            if (roots.some((one) => has(one, keys))) return;
            ctx.report(tag, tag.text === '!reset' ? 'reset' : 'override', { path: keys.join('.') });
          },
        });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            port: ‹!reset› []
            volumes: ‹!override›
              - data:/data
            environment:
              DEBUG: ‹!reset› null
              MODE: !reset null
            image: !override example/web:2
      `,
      {
        path: 'compose.override.yaml',
        files: {
          'compose.yaml':
            'services:\n  web:\n    image: example/web:1\n    ports: ["80:80"]\n    environment:\n      - MODE=fast\n',
        },
      },
    ),
    good(
      source`
        services:
          web:
            ports: !reset []
            depends_on: !override [db]
          api:
            extends: web
            ports: !reset []
      `,
      {
        path: 'compose.override.yaml',
        files: {
          'compose.yaml':
            'services:\n  web:\n    image: example/web:1\n    ports: ["80:80"]\n    depends_on: [cache]\n',
        },
      },
    ),
    good(
      source`
        x-base: &base
          cpus: !reset null
        services:
          web: *base
      `,
      { path: 'compose.override.yaml', files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n    cpus: 1\n' } },
    ),
    good('services:\n  web:\n    image: example/web:1\n    ports: !reset []\n', { path: 'prod.compose.yaml' }),
  ],
});

/**
 * What the files before the checked one say, and documents of its own before its last. Undefined where that is not known:
 * the file is none of several, or something is missing.
 */
function rootsBefore(project: Project): readonly Value[] | undefined {
  if (!project.complete || !isWhole(project)) return undefined;
  const found: Value[] = [];
  for (const file of project.files) {
    if (file === project.main) break;
    for (const document of filledDocuments(file.document)) {
      const { root } = layerOf(file, document, project.lookup);
      if (root) found.push(root);
    }
  }
  const own = filledDocuments(project.main.document);
  return own.length > 1 ? undefined : found;
}

/** Whether the attribute may be that of a service that is extended, or of a file that is included. */
function mayComeFromBase(roots: readonly Value[], project: Project, keys: readonly string[]): boolean {
  if (project.files.some(({ role }) => role === 'include')) return true;
  const [section, name] = keys;
  if (section !== 'services' || name === undefined) return false;
  if (valueAt(project.root, 'services', name, 'extends')) return true;
  return roots.some((root) => valueAt(root, 'services', name, 'extends') !== undefined);
}

/** Whether something is written at a path of keys, in any form that Compose has for it. */
function has(root: Value, keys: readonly string[]): boolean {
  let at: Value | undefined = root;
  for (const [i, key] of keys.entries()) {
    const table: Table | undefined =
      at?.kind === 'list' ? listTable(at, keys.slice(0, i)) : at?.kind === 'table' ? at : undefined;
    // What is in a list without keys cannot be told apart.
    if (!table) return at?.kind === 'list';
    const member = table.members.get(key);
    if (!member) return false;
    at = member.value;
    if (i < keys.length - 1 && !at) return false;
  }
  return true;
}

function listTable(list: Value, path: readonly string[]): Table | undefined {
  const below = path.slice(2).join('.');
  if (keyedPaths.has(below)) return keyed(list);
  return below === 'depends_on' || below === 'networks' || below === 'models' ? named(list) : undefined;
}
