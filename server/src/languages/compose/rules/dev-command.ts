import { bad, good, source } from '../../../core/rule.js';
import { commandOf } from '../model/containers.js';
import { isDevelopment } from '../model/file-names.js';
import { keyed } from '../model/merge.js';
import { isDebuggerPort } from '../model/port-roles.js';
import { portOf } from '../model/ports.js';
import { booleanOf, itemsOf, textOf, type Value, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/dev-command', {
  summary: 'A service runs as in development',
  why: `Servers that reload, watchers and debuggers are slow, show their insides to everyone, and some run what a stranger sends
them. Start the program as for its users, and keep this in \`compose.override.yaml\` or another file for development,
which are left alone.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [],
  tags: ['production'],
  fix: 'none',
  reach: 'part',
  messages: {
    command: '"{what}" is made for development. Start "{service}" as for its users.',
    variable: '"{what}" makes "{service}" run as in development. Leave it out here.',
    port: 'Port {what} of "{service}" is that of a debugger. Publish it in a file for development.',
  },
  on: {
    service({ service }, ctx) {
      if (isDevelopment(ctx.path)) return;
      const report = (at: Value, message: 'command' | 'variable' | 'port', what: string): void =>
        reportAt(ctx, at, message, { service: service.name, what });
      for (const key of ['entrypoint', 'command'] as const) {
        const value = valueAt(service.value, key);
        const what = developmentCommand.exec(commandOf(service.value, key) ?? '')?.[0].trim();
        if (value && what !== undefined) report(value, 'command', what);
      }
      for (const { key, value } of keyed(valueAt(service.value, 'environment'))?.members.values() ?? []) {
        if (!value) continue;
        const debug = /^(?:(?:APP|DJANGO|FLASK)_)?DEBUG$/.test(key) && booleanOf(value);
        const mode = /^(?:NODE|RAILS|RACK|FLASK|APP|ASPNETCORE)_ENV(?:IRONMENT)?$/.test(key);
        if (debug || (mode && /^(?:dev|development|local)$/i.test(textOf(value) ?? ''))) report(value, 'variable', key);
      }
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        const port = portOf(item);
        if (port && isDebuggerPort(port)) report(item, 'port', `${port.container[0]}`);
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: example/web:1
          command: ‹npm run dev›
          environment:
            NODE_ENV: ‹development›
            DEBUG: ‹"1"›
          ports: ["80:80", ‹"9229:9229"›]
        api:
          image: example/api:1
          command: ‹["uvicorn", "app:app", "--reload"]›
        old:
          image: example/old:1
          entrypoint: ‹python manage.py runserver 0.0.0.0:8000›
    `),
    good(
      source`
        services:
          web:
            image: example/web:1
            command: npm run dev
            ports: ["9229:9229"]
      `,
      { path: 'compose.dev.yaml' },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          command: node server.js
          environment: { NODE_ENV: production, DEBUG: "0", FLASK_DEBUG: "\${DEBUG}" }
          ports: ["80:80"]
        api:
          image: example/api:1
          command: [gunicorn, "app:app", "--reload-engine=off"]
    `),
  ],
});

const developmentCommand =
  /(?:^|[\s/])(?:nodemon|ts-node-dev|tsx watch|air|npm (?:run )?(?:dev|watch|start:dev)|(?:yarn|pnpm|bun)(?: run)? (?:dev|watch|start:dev)|manage\.py runserver|next dev|vite(?: dev)?|ng serve|flask run --debug|fastapi dev|dotnet watch|rails server -e development|--reload)(?=\s|$)/;
