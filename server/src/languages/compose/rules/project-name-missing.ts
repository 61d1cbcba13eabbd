import { insert } from '../../../core/edit.js';
import type { FileView } from '../../../core/files.js';
import { ancestors, basename, dirname, join, resolvePath } from '../../../core/path.js';
import { bad, good } from '../../../core/rule.js';
import { lineEnding, lineStart } from '../../../core/text.js';
import { filledDocuments } from '../document.js';
import { layerOf } from '../model/build-values.js';
import { defaultNames, overrideNames } from '../model/file-names.js';
import type { Project } from '../model/project.js';
import { Sources } from '../model/sources.js';
import { isWhole } from '../model/standing.js';
import { itemsOf, textsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/project-name-missing', {
  summary: 'The project has no name of its own',
  why: `Without \`name\`, the folder's is taken, so a second copy of the project, or another folder of that name, shares its
containers, networks and volumes by accident. Files that others include or that override another are left alone.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:require-project-name-field'],
  fix: 'safe',
  messages: { missing: 'The project is named after its folder. Give it a "name".' },
  fixes: { add: 'Name it "{name}", as now' },
  on: {
    project(project, ctx) {
      const { main } = project;
      const file = basename(main.path);
      const root = filledDocuments(main.document)[0]?.root;
      const first = root?.kind === 'map' ? root.entries[0] : undefined;
      if (root?.kind !== 'map' || !first || overrideNames.includes(file) || !isWhole(project)) return;
      if (valueAt(project.root, 'name') || project.lookup('COMPOSE_PROJECT_NAME') !== undefined) return;
      if (isIncluded(project, ctx.files)) return;
      const name = basename(project.directory)
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, '')
        .replace(/^[_-]+/, '');
      const edits =
        name === '' || root.flow
          ? undefined
          : [insert(lineStart(ctx.text, first.start), `name: ${name}${lineEnding(ctx.text)}`)];
      ctx.report(first.key ?? first, 'missing', {}, { fix: edits && { title: 'add', params: { name }, edits } });
    },
  },
  examples: [
    bad('# The shop\n‹services›:\n  web:\n    image: nginx:1.29\n', {
      path: 'src/My.Shop/compose.yaml',
      fixed: '# The shop\nname: myshop\nservices:\n  web:\n    image: nginx:1.29\n',
    }),
    bad('‹services›:\n  web:\n    image: nginx:1.29\n', { path: 'docker-compose.yml' }),
    good('name: shop\nservices:\n  web:\n    image: nginx:1.29\n'),
    good('services:\n  web:\n    image: nginx:1.29\n', {
      path: 'compose.override.yaml',
      files: { 'compose.yaml': 'services:\n  web:\n    build: .\n' },
    }),
    good('services:\n  web:\n    image: nginx:1.29\n', {
      path: 'web/compose.yaml',
      files: { 'compose.yaml': 'include:\n  - web/compose.yaml\n' },
    }),
    good('services:\n  web:\n    image: nginx:1.29\n', { files: { '.env': 'COMPOSE_PROJECT_NAME=shop\n' } }),
  ],
});

/** Whether the project of a folder above includes this file. */
function isIncluded({ main, directory, lookup }: Project, files: FileView): boolean {
  const sources = new Sources(files);
  for (const above of ancestors(directory).slice(0, 4)) {
    if (above === directory) continue;
    for (const name of defaultNames) {
      const path = join(above, name);
      const document = sources.document(path);
      for (const one of document ? filledDocuments(document) : []) {
        if (!document) continue;
        const { root } = layerOf({ path, document, role: 'file' }, one, lookup);
        for (const item of itemsOf(valueAt(root, 'include'))) {
          const paths = textsOf(item.kind === 'table' ? valueAt(item, 'path') : item);
          if (paths.some(({ text }) => resolvePath(dirname(path), text) === main.path)) return true;
        }
      }
    }
  }
  return false;
}
