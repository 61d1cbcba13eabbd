import { bad, good, option, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { type Feature, featureAt, isBefore, overrideTags } from '../model/feature-versions.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/feature-too-new', {
  summary: 'Attribute that the Compose or engine in use does not know',
  why: `An older Docker Compose refuses an attribute that it does not know, or ignores it. Say in \`composeVersion\` and
\`engineVersion\` what the project has to run with; without them nothing is reported.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  options: {
    composeVersion: option.string('', 'The oldest Docker Compose that the project has to run with, such as `2.24`.'),
    engineVersion: option.string('', 'The oldest Docker Engine that the project has to run with, such as `25.0`.'),
  },
  messages: {
    compose: '"{name}" needs Docker Compose {needed}, but the project is to run with {version}.',
    engine: '"{name}" needs Docker Engine {needed}, but the project is to run with {version}.',
  },
  on: {
    entry({ entry, path }, ctx) {
      const { composeVersion, engineVersion } = ctx.options;
      if ((composeVersion === '' && engineVersion === '') || !entry.key) return;
      const check = (at: Span, name: string, feature: Pick<Feature, 'compose' | 'engine'>): void => {
        const { compose, engine } = feature;
        if (compose !== undefined && isBefore(composeVersion, compose))
          ctx.report(at, 'compose', { name, needed: compose, version: composeVersion });
        else if (engine !== undefined && isBefore(engineVersion, engine))
          ctx.report(at, 'engine', { name, needed: engine, version: engineVersion });
      };
      const value = entry.value?.kind === 'scalar' ? entry.value.text : undefined;
      const tag = entry.value?.tag;
      if (tag?.text === '!reset' || tag?.text === '!override') check(tag, tag.text, overrideTags);
      const feature = featureAt(path, value);
      if (!feature) return;
      const at = feature.isValue && entry.value ? entry.value : entry.key;
      check(at, feature.isValue && value !== undefined ? value : `${path[path.length - 1]}`, feature);
    },
  },
  examples: [
    bad(
      source`
        ‹include›: [db.yaml]
        services:
          web:
            image: example/web:1
            depends_on:
              db:
                condition: service_started
                ‹required›: false
            ports: ‹!override› ["80:80"]
            volumes:
              - { type: ‹image›, source: "example/data:1", target: /data }
            networks:
              default:
                ‹interface_name›: eth1
      `,
      { options: { composeVersion: 'v2.19.1', engineVersion: '27.5' } },
    ),
    bad(
      'services:\n  web:\n    image: a:1\n    networks:\n      default:\n        ‹mac_address›: "02:42:ac:11:00:02"\n',
      {
        options: { engineVersion: '24' },
      },
    ),
    good('include: [db.yaml]\nservices:\n  web:\n    image: a:1\n    gpus: all\n'),
    good(
      'include: [db.yaml]\nservices:\n  web:\n    image: a:1\n    labels: { gpus: all }\n    volumes: [{ type: bind, source: ., target: /a }]\n',
      {
        options: { composeVersion: '2.20', engineVersion: '24' },
      },
    ),
    good('include: [db.yaml]\n', { options: { composeVersion: 'latest' } }),
  ],
});
