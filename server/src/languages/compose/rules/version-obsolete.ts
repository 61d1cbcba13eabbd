import { remove } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { filledDocuments } from '../document.js';
import { isForSwarm } from '../model/swarm.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/version-obsolete', {
  summary: 'The version of the file format, which nothing reads',
  why: `Since Compose 1.27 a file is read by one format, whatever its \`version\` says, and Compose warns that the attribute is
obsolete. \`docker stack deploy\` still reads it, so files for Swarm are left alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:no-version-field'],
  fix: 'safe',
  messages: { obsolete: 'Compose ignores "version" and warns of it. Take it out.' },
  fixes: { remove: 'Remove "version"' },
  on: {
    project(project, ctx) {
      for (const { root } of filledDocuments(ctx.document)) {
        const entry = entryOf(root, 'version');
        if (!entry?.key || root?.kind !== 'map' || isForSwarm(project)) continue;
        const edit = removeEntry(ctx.text, root, entry);
        // Blank lines behind it would stand at the top of the file.
        const first = edit && !root.flow && ctx.text.slice(0, edit.span.start).trim() === '';
        const blank = first ? (/^(?:[ \t]*\r?\n)*/.exec(ctx.text.slice(edit.span.end))?.[0].length ?? 0) : 0;
        const edits = edit && [first ? remove({ start: edit.span.start, end: edit.span.end + blank }) : edit];
        ctx.report(entry.key, 'obsolete', {}, { fix: edits && { title: 'remove', edits } });
      }
    },
  },
  examples: [
    bad(
      source`
        ‹version›: "3.8"

        services:
          web:
            image: nginx:1.29
      `,
      { fixed: 'services:\n  web:\n    image: nginx:1.29\n' },
    ),
    bad('# the shop\r\nname: shop\r\n‹version›: "3" # old\r\nservices:\r\n  web:\r\n    image: nginx:1.29\r\n', {
      fixed: '# the shop\r\nname: shop\r\nservices:\r\n  web:\r\n    image: nginx:1.29\r\n',
    }),
    bad('{ ‹version›: "3", services: { web: { image: "nginx:1.29" } } }\n', {
      fixed: '{ services: { web: { image: "nginx:1.29" } } }\n',
    }),
    good('services:\n  web:\n    image: nginx:1.29\n    labels: { version: "3" }\n'),
    good('version: "3.8"\nservices:\n  web:\n    image: nginx:1.29\n', { path: 'stack/docker-compose.yml' }),
  ],
});
