import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { builtStage, factsOfBuild } from '../model/dockerfiles.js';
import { keyed } from '../model/merge.js';
import { portOf } from '../model/ports.js';
import { itemsOf, placeWithin, textOf, textsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/expose-vs-ports', {
  summary: 'Published port that the Dockerfile does not expose',
  why: `\`EXPOSE\` says which ports the program in the image listens on. A published port that is not among them, nor in
a \`PORT\` variable of the service, often leads to nothing; and a health check that asks another one does not pass.`,
  category: 'correctness',
  severity: 'hint',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    checked:
      'The health check asks port {port}, but the Dockerfile "{file}" exposes {exposed}, so it may never pass. Ask the port that the program listens on.',
    other: 'The Dockerfile "{file}" exposes {exposed}, not {port}. Publish the port that the program listens on.',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const stage = build && builtStage(ctx.graph, build);
      const ports = build && factsOfBuild(ctx.graph, build, 'port', 'definition');
      if (!stage || !ports) return;
      const exposed = ports.filter(({ details }) => details?.stage === stage.details?.index).map(({ name }) => name);
      // A stage that exposes nothing itself may have it from its base.
      if (exposed.length === 0 || exposed.includes('?')) return;
      // Another command than the image's may listen on another port, and a health check tells which.
      if (valueAt(service.value, 'command') || valueAt(service.value, 'entrypoint')) return;
      const checked = textsOf(valueAt(service.value, 'healthcheck', 'test')).map(({ text }) => text);
      const environment = keyed(valueAt(service.value, 'environment'));
      const inVariables = [...(environment?.members.values() ?? [])].flatMap(({ key, value }) =>
        /port/i.test(key) ? [textOf(value) ?? ''] : [],
      );
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        const port = portOf(item);
        if (!port || port.container[0] !== port.container[1]) continue;
        const number = `${port.container[0]}`;
        if (exposed.includes(`${number}/${port.protocol}`) || inVariables.includes(number)) continue;
        if (checked.some((text) => text.includes(`:${number}`))) continue;
        const list = exposed.map((one) => one.replace('/tcp', '')).join(', ');
        reportAt(ctx, port.containerPlace, 'other', { file: build.shown, exposed: list, port: number });
      }
      const published = itemsOf(valueAt(service.value, 'ports')).map((item) => `${portOf(item)?.container[0]}`);
      const values = [...(environment?.members.values() ?? [])].map(({ value }) => textOf(value) ?? '?');
      for (const text of textsOf(valueAt(service.value, 'healthcheck', 'test'))) {
        const asked = /(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0):(\d{2,5})\b/.exec(text.raw);
        const number = asked?.[1];
        if (!asked || number === undefined || exposed.includes(`${number}/tcp`) || published.includes(number)) continue;
        // The program may be told to listen there as well.
        if (values.some((value) => value === '?' || value.includes(number))) continue;
        const start = asked.index + asked[0].length - number.length;
        const place = placeWithin(text, start, start + number.length);
        const params = {
          file: build.shown,
          exposed: exposed.map((one) => one.replace('/tcp', '')).join(', '),
          port: number,
        };
        reportAt(ctx, place, 'checked', params, { severity: 'warning' });
      }
    },
  },
  examples: [
    good(
      source`
        services:
          web:
            build: .
            command: gunicorn -b 0.0.0.0:8000 app
            ports: ["8000:8000"]
          checked:
            build: .
            ports: ["8001:8001"]
            healthcheck: { test: "curl localhost:8001" }
          other:
            build: variable
            ports: ["80:80"]
      `,
      {
        files: {
          Dockerfile: 'FROM node:22\nEXPOSE 5000\n',
          'variable/Dockerfile': 'FROM node:22\nARG PORT=80\nENV PORT=$PORT\nEXPOSE $PORT 9229\n',
        },
      },
    ),
    bad(
      source`
        services:
          web:
            build: .
            ports: ["8080:‹3000›"]
      `,
      { files: { Dockerfile: 'FROM node:22\nEXPOSE 8000\n' } },
    ),
    bad(
      source`
        services:
          web:
            build: .
            healthcheck:
              test: ["CMD", "curl", "-f", "http://localhost:‹3000›/health"]
          told:
            build: .
            environment: { ADMIN: ":3000" }
            healthcheck: { test: curl -f http://localhost:3000 }
          same:
            build: .
            healthcheck: { test: curl -f http://127.0.0.1:8000 || exit 1 }
      `,
      { files: { Dockerfile: 'FROM node:22\nEXPOSE 8000\n' } },
    ),
    good(
      source`
        services:
          web:
            build: .
            ports: ["8080:8000"]
          other:
            build: .
            environment: { PORT: "3000" }
            ports: ["8081:3000"]
      `,
      { files: { Dockerfile: 'FROM node:22\nEXPOSE 8000\n' } },
    ),
    good('services:\n  web:\n    build: .\n    ports: ["80:80"]\n', { files: { Dockerfile: 'FROM nginx:1.29\n' } }),
  ],
});
