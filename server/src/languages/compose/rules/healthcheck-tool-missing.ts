import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { builtStage } from '../model/dockerfiles.js';
import { itemsOf, placeWithin, type Text, textOf, type Value, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/healthcheck-tool-missing', {
  summary: 'Health check with a program that the built image does not have',
  why: `A health check runs inside of the container. Slim images have no \`curl\` or \`wget\`, Alpine no \`curl\` or
\`bash\`: the check then fails each time, the service is never healthy, and what waits for it never starts. Known are the
programs of the most used base images; what the Dockerfile installs or copies counts.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    absent:
      'The image that "{file}" builds from "{image}" has no "{program}", so this check always fails. Install it there, or check with what is there.',
  },
  on: {
    service({ service, project }, ctx) {
      const test = valueAt(service.value, 'healthcheck', 'test');
      const build = test && buildOf(project, service);
      const stage = build && builtStage(ctx.graph, build);
      const absent = stage?.details?.absent?.split(' ');
      if (!test || !absent) return;
      for (const { program, place, tried } of programsIn(test)) {
        if (tried || !absent.includes(program)) continue;
        reportAt(ctx, place, 'absent', { file: build?.shown ?? '', image: stage?.details?.image ?? '', program });
        return;
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build: .
            healthcheck:
              test: ["CMD", "‹curl›", "-f", "http://localhost:8000/health"]
      `,
      { files: { Dockerfile: 'FROM python:3.13-slim\nCMD ["python", "app.py"]\n' } },
    ),
    bad('services:\n  web:\n    build: .\n    healthcheck:\n      test: ‹curl› -f http://localhost || exit 1\n', {
      files: { Dockerfile: 'FROM alpine:3.22\nCMD ["httpd"]\n' },
    }),
    good('services:\n  web:\n    build: .\n    healthcheck:\n      test: curl -f http://localhost || exit 1\n', {
      files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache curl\nCMD ["httpd"]\n' },
    }),
    good('services:\n  web:\n    build: .\n    healthcheck:\n      test: curl -f localhost || wget -qO- localhost\n', {
      files: { Dockerfile: 'FROM alpine:3.22\nCMD ["httpd"]\n' },
    }),
  ],
});

interface Called {
  readonly program: string;
  readonly place: Text | ReturnType<typeof placeWithin>;
  /** Whether something else is tried where it fails. */
  readonly tried: boolean;
}

/** The program that a check begins with: of an exec form its first word, of shell text the first of each side of `||`. */
function programsIn(test: Value): readonly Called[] {
  const items = itemsOf(test);
  const head = textOf(items[0]);
  const [exec, shell] =
    test.kind === 'text' ? [undefined, test] : head === 'CMD' ? [items[1], undefined] : [undefined, items[1]];
  if (exec?.kind === 'text' && exec.text !== undefined) {
    const program = exec.text.split('/').pop() ?? '';
    const bare = program === exec.text && program === exec.raw;
    return [{ program, place: bare ? placeWithin(exec, 0, program.length) : exec, tried: false }];
  }
  if (shell?.kind !== 'text' || shell.text === undefined || (test.kind === 'list' && head !== 'CMD-SHELL')) return [];
  const sides = shell.text.split('||');
  const match = /^\s*(?:set\s+-e\s*;\s*)?([\w./-]+)/.exec(sides[0] ?? '');
  const program = match?.[1];
  if (!match || program === undefined) return [];
  const other = sides.slice(1).some((side) => !/^\s*(?:exit|false|kill|return)\b/.test(side));
  const start = match[0].length - program.length;
  const place = shell.text === shell.raw ? placeWithin(shell, start, match[0].length) : shell;
  return [{ program: program.split('/').pop() ?? '', place, tried: other }];
}
