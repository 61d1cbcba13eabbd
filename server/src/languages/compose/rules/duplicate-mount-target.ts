import { bad, good, source } from '../../../core/rule.js';
import { mountOf } from '../model/mounts.js';
import { itemsOf, type Place, textsOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/duplicate-mount-target', {
  summary: 'Two mounts at the same path of a container',
  why: `Only one thing can be mounted at a path. Compose refuses a \`tmpfs\` at the path of another mount; of two volumes of
one list it silently takes the last.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:duplicate-mount-target'],
  fix: 'none',
  reach: 'part',
  messages: {
    twice: 'Something else is mounted at "{target}" already. Take one of the mounts out.',
    hidden: 'A later mount at "{target}" takes the place of this one. Take one of them out.',
  },
  on: {
    service({ service }, ctx) {
      const taken = new Map<string, { readonly place: Place; readonly short: boolean; readonly written: string }>();
      for (const item of textsOf(valueAt(service.value, 'tmpfs'))) {
        const target = item.text.split(':')[0] ?? '';
        const before = taken.get(target);
        // The very same item counts once.
        if (before && before.written !== item.text)
          reportAt(ctx, item, 'twice', { target }, { related: [relatedAt(ctx, before.place, 'The first')] });
        if (!before) taken.set(target, { place: item, short: false, written: item.text });
      }
      const mounts = new Map<string, { readonly place: Place; readonly short: boolean; readonly written: string }>();
      for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
        const mount = mountOf(item);
        if (!mount || mount.target === '') continue;
        const target = cleaned(mount.target);
        const place = mount.targetPlace;
        const short = item.kind === 'text';
        const tmpfs = taken.get(target);
        if (tmpfs) reportAt(ctx, place, 'twice', { target }, { related: [relatedAt(ctx, tmpfs.place, 'The first')] });
        const before = mounts.get(target);
        mounts.set(target, { place, short, written: short ? target : mount.target });
        if (!before) continue;
        const related = [relatedAt(ctx, before.place, 'The first')];
        if (before.written !== (short ? target : mount.target)) reportAt(ctx, place, 'twice', { target }, { related });
        else if (isHere(ctx, before.place))
          reportAt(
            ctx,
            before.place,
            'hidden',
            { target },
            {
              severity: 'warning',
              aliases: [],
              related: [relatedAt(ctx, place, 'The later one')],
            },
          );
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          tmpfs: [/run, ‹"/run:size=1m"›]
          volumes:
            - ./run:‹/run›
            - ./a:‹/data›
            - ./b:/data
            - { type: bind, source: ./c, target: ‹/data/› }
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          tmpfs: /tmp
          volumes:
            - ./a:/a
            - ./b:/b
            - ./c:/b/c
            - ./d:\${TARGET}
    `),
    good('services:\n  web:\n    image: nginx:1.29\n    volumes: ["./b:/data"]\n', {
      path: 'compose.override.yaml',
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n    volumes: ["./a:/data"]\n' },
    }),
  ],
});

/** A path without its last slashes, `.` and doubled slashes, as Compose compares it. */
function cleaned(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}` || path;
}
