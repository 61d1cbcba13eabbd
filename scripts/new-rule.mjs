// Writes the skeleton of a rule: npm run new-rule dockerfile/shiny-problem
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateIndexes } from './generate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const languages = readdirSync(join(root, 'server/src/languages'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const id = process.argv[2] ?? '';
const match = /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(id);
if (!match || !languages.includes(match[1])) {
  console.error(`usage: npm run new-rule LANGUAGE/kebab-problem      languages: ${languages.join(', ')}`);
  process.exit(2);
}
const [, language, name] = match;
const target = join(root, `server/src/languages/${language}/rules/${name}.ts`);
if (existsSync(target)) {
  console.error(`${target} exists already`);
  process.exit(2);
}
writeFileSync(
  target,
  `import { bad, good, type Rule } from '../../../core/rule.js';
import { ${language}Rule } from '../rule.js';

export const rule: Rule = ${language}Rule('${id}', {
  summary: 'What is wrong, in a line',
  why: \`Why it matters, and what to do instead.\`,
  category: 'maintainability',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: [],
  // With a fix: 'safe' or 'unsafe' here, its titles in \`fixes: { change: '…' }\`, in \`report\` the details
  // \`{ fix: { title: 'change', edits: [replace(span, text)] } }\`, and \`fixed\` in the examples.
  fix: 'none',
  // With \`reach: 'part'\` where findings follow from a part of the file alone: an edit elsewhere then costs nothing.
  messages: { found: 'What is wrong with "{name}", and what to do.' },
  on: {},
  examples: [bad('‹what is reported›\\n'), good('what is not\\n')],
});
`,
);
await generateIndexes();
console.log(target);
