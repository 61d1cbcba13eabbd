import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { addAttributes, mapAt, serviceMap } from '../model/service-edits.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const bounds = { 'max-size': '10m', 'max-file': '"3"' };

export const rule: Rule = composeRule('compose/log-rotation', {
  summary: 'The log of a service grows without end',
  why: `The default driver, \`json-file\`, keeps all that a container prints in one file until the disk is full. Set \`max-size\` and
\`max-file\`, or take the driver \`local\`, which rotates by itself.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  tags: ['production'],
  fix: 'unsafe',
  reach: 'part',
  messages: { endless: 'The log of "{service}" grows without end. Set "max-size" in its logging options.' },
  fixes: { rotate: 'Keep three files of 10 MB' },
  on: {
    service({ service, project }, ctx) {
      if (!isContainer(service, project)) return;
      const logging = valueAt(service.value, 'logging');
      const driver = valueAt(logging, 'driver');
      if (driver && textOf(driver) !== 'json-file') return;
      if (valueAt(logging, 'options', 'max-size')) return;
      const map = serviceMap(ctx.document, service.name);
      const own = mapAt(ctx.document, 'services', service.name, 'logging');
      const options = mapAt(ctx.document, 'services', service.name, 'logging', 'options');
      const edits = options
        ? addAttributes(ctx, options, { 'max-size': bounds['max-size'] })
        : own
          ? addAttributes(ctx, own, { options: bounds })
          : addAttributes(ctx, map, { logging: { driver: 'json-file', options: bounds } });
      const fix = edits && ({ title: 'rotate', edits } as const);
      reportAt(ctx, driver ?? service.place, 'endless', { service: service.name }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: nginx:1.29
          db:
            image: postgres:18
            logging:
              driver: ‹json-file›
          ‹app›: { image: example/app:1 }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              logging:
                driver: json-file
                options:
                  max-size: 10m
                  max-file: "3"
            db:
              image: postgres:18
              logging:
                driver: json-file
                options:
                  max-size: 10m
                  max-file: "3"
            app: { image: example/app:1, logging: { driver: json-file, options: { max-size: 10m, max-file: "3" } } }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          logging: { driver: local }
        db:
          image: postgres:18
          logging:
            options: { max-size: 5m }
        app:
          image: example/app:1
          logging: { driver: "\${LOG_DRIVER}" }
    `),
  ],
});
