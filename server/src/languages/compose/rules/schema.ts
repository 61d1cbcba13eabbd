import { bad, good, source } from '../../../core/rule.js';
import { overlaps } from '../../../core/text.js';
import { brokenSpans } from '../../../yaml/broken.js';
import { filledDocuments } from '../document.js';
import { schemaProblems } from '../model/schema-problems.js';
import { composeRule, type Rule } from '../rule.js';
import { findingOf, isSupplied } from '../schema-findings.js';

export const rule: Rule = composeRule('compose/schema', {
  summary: 'An attribute is unknown, missing or of the wrong type',
  why: `Docker Compose knows every attribute that a file may have, and refuses the file as a whole where one is
misspelt, is in the wrong place, is missing, or has a value of another type. It stops at the first one; here each
is reported. Attributes for other tools may begin with \`x-\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:schema', 'compose-go:invalid', 'dclint:invalid-schema'],
  fix: 'mixed',
  messages: {
    unknown: 'Compose has no attribute "{key}" in {where}. Remove it, or begin its name with "x-" if it is yours.',
    misspelt: 'Compose has no attribute "{key}" in {where}. Did you mean "{suggestion}"?',
    ignored: 'Compose ignores "{key}" in {where}. Remove it.',
    'ignored-misspelt': 'Compose ignores "{key}" in {where}. Did you mean "{suggestion}"?',
    name: 'The name "{key}" in {where} may only have {words}. Rename it.',
    missing: '"{key}" is missing in {where}. Add it.',
    empty: '{where} is empty, but has to be {expected}. Give it a value, or remove it.',
    type: '{where} has to be {expected}, not {actual}.',
    quote: '{where} has to be {expected}, not {actual}. Put it in quotes.',
    wrap: '{where} has to be {expected}, not {actual}. Put it in a list.',
    value: '"{value}" is not a value for {where}. Use {allowed}.',
    'value-misspelt': '"{value}" is not a value for {where}. Did you mean "{suggestion}"?',
    pattern: '"{value}" is not a value for {where}. Use one such as {examples}.',
    least: '{where} has to be at least {limit}.',
    most: '{where} has to be at most {limit}.',
    few: '{where} needs at least {limit} items.',
    twice: '"{value}" is listed twice in {where}. Remove one of them.',
  },
  fixes: {
    rename: 'Rename to "{suggestion}"',
    replace: 'Replace with "{suggestion}"',
    quote: 'Put it in quotes',
    wrap: 'Put it in a list',
  },
  on: {
    file(document, ctx) {
      for (const part of filledDocuments(document)) {
        // What is wrong as YAML is told by the rule on syntax, and not what comes of it as well.
        const broken = brokenSpans(ctx.text, part);
        for (const problem of schemaProblems(part)) {
          if (broken.some((span) => overlaps(span, problem.span)) || isSupplied(ctx, problem)) continue;
          const found = findingOf(problem);
          if (!found) continue;
          const { message, params, fix, isIgnored } = found;
          ctx.report(problem.span, message, params, {
            aliases: isIgnored ? ['dclint:invalid-schema'] : [...rule.peers],
            ...(isIgnored && { severity: 'warning' }),
            ...(fix && { fix: { ...fix, params } }),
          });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ‹port›:
              - "8080:80"
            ‹my-key›: 1
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              ports:
                - "8080:80"
              my-key: 1
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            cap_drop: ‹ALL› # all of them
            user: ‹1000›
            environment: ‹"FOO=1"›
            depends_on:
              db: {condition: ‹service_health›}
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              cap_drop: [ALL] # all of them
              user: "1000"
              environment: ["FOO=1"]
              depends_on:
                db: {condition: service_healthy}
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: nginx:1.29
          ‹volumes›:
          depends_on:
            ‹db›: {restart: true}
          develop:
            watch:
              - ‹path›: ./src
          group_add: [a, ‹a›]
          oom_score_adj: ‹2000›
          pull_policy: ‹sometimes›
        ‹my service›:
          image: nginx:1.29
      ‹networks›:
        - front
    `),
    bad('version: ‹3.8›\r\nservices: {a: {image: b, ports: ‹80›}}\r\n', {
      fixed: 'version: "3.8"\r\nservices: {a: {image: b, ports: ["80"]}}\r\n',
    }),
    bad(source`
      services:
        web:
          extends: {service: base, ‹fil›: base.yaml}
        base:
          image: nginx:1.29
    `),
    // What is taken over is reported where it is written, once.
    bad(source`
      x-base: &base
        restart: always
        ‹comand›: run
      services:
        a: {<<: *base, image: "a:1"}
        b: {<<: *base, image: "b:1"}
    `),
    good(source`
      x-base: &base
        restart: always
        init: yes
      services:
        web:
          <<: *base
          image: nginx:1.29
          x-team: shop
          cpus: "0.5"
          scale: "\${REPLICAS:-2}"
          privileged: \${PRIVILEGED}
          ports: [80, "8080:80", {target: "90"}]
          cap_add: [CHOWN, CHOWN]
          volumes: !reset null
          healthcheck: !override
            test: [NONE]
          command:
          networks: {front: }
      networks:
        front:
    `),
    good('services:\n  web:\n    ports:\n    depends_on:\n      db:\n        restart: true\n  db:\n', {
      path: 'compose.override.yaml',
      files: {
        'compose.yaml':
          'services:\n  web:\n    image: a:1\n    ports: ["80"]\n    depends_on: [db]\n  db:\n    image: b:1\n',
      },
    }),
    good('services:\n  web:\n    ports:\n    depends_on:\n      db:\n        restart: true\n', {
      path: 'compose.prod.yaml',
    }),
    // What is no YAML is told by another rule, and not what comes of it as well.
    good('services:\n  a:\n    image: b\n    po\n    test: [a\n    c: d\n'),
    // Each document by itself.
    good('services:\n  a:\n    image: b\n---\nservices:\n  a:\n    ports: ["80"]\n'),
  ],
});
