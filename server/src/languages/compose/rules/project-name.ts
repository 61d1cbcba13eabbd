import { bad, good } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/project-name', {
  summary: 'Project name that Compose does not take as it is',
  why: `The name of a project has lower-case letters, digits, \`_\` and \`-\`, and starts with a letter or a digit. Of a
\`name\` in a file Compose silently drops everything else, and it refuses such a name on the command line and in
\`COMPOSE_PROJECT_NAME\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:project-name'],
  fix: 'unsafe',
  messages: {
    becomes: 'Compose calls this project "{value}", not "{name}". Use lower-case letters, digits, "_" and "-".',
    nothing: 'Nothing of "{name}" can be the name of a project. Use lower-case letters, digits, "_" and "-".',
  },
  fixes: { write: 'Change to "{value}"' },
  on: {
    project(project, ctx) {
      const name = valueAt(project.root, 'name');
      if (name?.kind !== 'text' || !name.text) return;
      const value = name.text
        .toLowerCase()
        .replace(/[^a-z0-9_-]+/g, '')
        .replace(/^[_-]+/, '');
      if (value === name.text) return;
      const edit =
        value !== '' && name.text === name.raw && isHere(ctx, name) ? replaceScalar(name.node, value) : undefined;
      reportAt(
        ctx,
        name,
        value === '' ? 'nothing' : 'becomes',
        { name: name.text, value },
        {
          // A name of which nothing is left is refused; any other is only changed.
          ...(value === '' && { severity: 'error' }),
          fix: edit && { title: 'write', params: { value }, edits: [edit] },
        },
      );
    },
  },
  examples: [
    bad('name: ‹My Shop›\nservices: {}\n', { fixed: 'name: myshop\nservices: {}\n' }),
    bad('name: ‹"__"›\nservices: {}\n'),
    good('name: my-shop_2\nservices: {}\n'),
    good('name: ${NAME}\nservices: {}\n'),
  ],
});
