import { basename, join } from '../../../core/path.js';
import { bad, good } from '../../../core/rule.js';
import { filledDocuments } from '../document.js';
import { defaultNames, overrideNames } from '../model/file-names.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/compose-file-shadowed', {
  summary: 'A Compose file that Compose does not read, because of another one',
  why: `Of the files that Compose looks for in a folder (\`compose.yaml\`, \`compose.yml\`, \`docker-compose.yml\`,
\`docker-compose.yaml\`), it reads the first and warns of the others; of the override files as well. Remove or rename one of
them. A file that the other one or \`COMPOSE_FILE\` in \`.env\` names is read.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: { shadowed: 'Compose reads "{other}" in this folder and not this file. Remove or rename one of the two.' },
  on: {
    project(project, ctx) {
      const name = basename(ctx.path);
      const names = [defaultNames, overrideNames].find((all) => all.includes(name));
      if (!names || project.lookup('COMPOSE_FILE') !== undefined) return;
      const there = new Set(ctx.files.list(project.directory)?.map((one) => one.name));
      const other = names.find((one) => there.has(one));
      if (other === undefined || names.indexOf(other) >= names.indexOf(name)) return;
      // It may include or extend this one.
      const text = ctx.files.read(join(project.directory, other));
      if (typeof text !== 'string' || text.includes(name)) return;
      const root = filledDocuments(ctx.document)[0]?.root;
      const first = root?.kind === 'map' ? root.entries[0]?.key : root;
      if (first) ctx.report(first, 'shadowed', { other });
    },
  },
  examples: [
    bad('‹services›:\n  web:\n    image: nginx:1.29\n', {
      path: 'docker-compose.yml',
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.28\n' },
    }),
    good('services:\n  web:\n    image: nginx:1.29\n', {
      path: 'compose.yaml',
      files: { 'docker-compose.yml': 'services:\n  web:\n    image: nginx:1.28\n' },
    }),
    good('services:\n  web:\n    image: nginx:1.29\n', {
      path: 'docker-compose.yml',
      files: { 'compose.yaml': 'include: [docker-compose.yml]\n' },
    }),
    good('services:\n  web:\n    image: nginx:1.29\n', {
      path: 'docker-compose.yml',
      files: { 'compose.yaml': 'services: {}\n', '.env': 'COMPOSE_FILE=docker-compose.yml\n' },
    }),
  ],
});
