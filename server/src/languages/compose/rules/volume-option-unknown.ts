import { remove, replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { readShortMount } from '../model/mounts.js';
import { itemsOf, placeWithin, type Text, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const known = new Set(
  ['ro', 'rw', 'z', 'Z', 'nocopy', 'shared', 'rshared', 'slave', 'rslave', 'private', 'rprivate'].concat(
    // Podman's own, which its Compose passes on.
    ['U', 'O', 'idmap', 'exec', 'noexec', 'suid', 'nosuid', 'dev', 'nodev', 'copy'],
  ),
);
/** Hints for the file sharing of earlier versions of Docker Desktop. */
const outdated = new Set(['cached', 'delegated', 'consistent']);
const readOnly = /^(?:read-?only|readonly|read_only|r|RO)$/i;

export const rule: Rule = composeRule('compose/volume-option-unknown', {
  summary: 'Option of a mount that does nothing',
  why: `Compose silently drops an option of the short form that it does not know, so a mount with a mistyped \`ro\`
can be written to. It knows \`ro\`, \`rw\`, \`z\`, \`Z\`, \`nocopy\`, \`shared\`, \`slave\`, \`private\` and the last three with
an \`r\` before them. \`cached\`, \`delegated\` and \`consistent\` are without effect today.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'mixed',
  reach: 'part',
  messages: {
    unknown: 'Compose does not know the option "{option}" and drops it. Remove it, or write one that it knows.',
    readOnly: 'Compose does not know the option "{option}" and drops it, so the mount can be written to. Write "ro".',
    outdated: 'The option "{option}" no longer has any effect. Remove it.',
  },
  fixes: {
    remove: 'Remove "{option}"',
    ro: 'Write "ro"',
  },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
        if (item.kind !== 'text' || item.text === undefined || item.text !== item.raw) continue;
        const mount = readShortMount(item.raw);
        if (!mount || mount.options.length === 0) continue;
        let at = mount.targetSpan[1] + 1;
        for (const option of mount.options) {
          const start = at;
          const end = start + option.length;
          at = end + 1;
          if (option === '' || known.has(option)) continue;
          const place = placeWithin(item, start, end);
          const params = { option };
          const removal = isHere(ctx, item) ? removalOf(item, start, end, mount.targetSpan[1]) : undefined;
          const fixes = removal ? [{ title: 'remove' as const, params, edits: [removal], safe: true }] : [];
          if (outdated.has(option)) reportAt(ctx, place, 'outdated', params, { severity: 'info', fixes });
          else if (readOnly.test(option)) {
            const ro = { title: 'ro' as const, edits: [replace(place.span, 'ro')], safe: false };
            reportAt(ctx, place, 'readOnly', params, { fixes: removal ? [ro, ...fixes] : [] });
          } else reportAt(ctx, place, 'unknown', params, { fixes });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            volumes:
              - ./conf:/etc/app:‹readonly›
              - ./src:/src:ro,‹rx›
              - "data:/data:‹fast›,z"
              - ./lib:/lib:‹cached› # slow otherwise
        volumes:
          data:
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              volumes:
                - ./conf:/etc/app:ro
                - ./src:/src:ro
                - "data:/data:z"
                - ./lib:/lib # slow otherwise
          volumes:
            data:
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          volumes:
            - ./conf:/etc/app:ro,Z
            - ./src:/src:rshared
            - data:/data:nocopy
            - ./any:/any:\${MODE}
            - C:\\data:/data2:ro
            - type: bind
              source: ./long
              target: /long
      volumes:
        data:
    `),
  ],
});

/** Takes out one option, with its comma, or with the colon before the only one. */
function removalOf(item: Text, start: number, end: number, targetEnd: number): TextEdit {
  const first = start === targetEnd + 1;
  const last = end === item.raw.length;
  const [from, to] = first && last ? [targetEnd, end] : first ? [start, end + 1] : [start - 1, end];
  return remove(placeWithin(item, from, to).span);
}
