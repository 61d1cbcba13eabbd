import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { isBooleanPath } from '../model/boolean-paths.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/yaml11-boolean', {
  summary: 'Word that only some YAML readers take for a boolean',
  why: `In YAML 1.1, \`yes\`, \`no\`, \`on\` and \`off\` are booleans; in YAML 1.2 they are texts. Compose reads 1.2, while
podman-compose and docker-compose 1 read 1.1 and pass \`True\` or \`False\` on. Quote what is a text; where a boolean is
wanted, write \`true\` or \`false\`.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: {
    text: 'Some tools read an unquoted {word} as a boolean. Quote it.',
    boolean: 'Compose wants a boolean here and warns about {word}. Write {value}.',
  },
  fixes: {
    quote: 'Quote {word}',
    boolean: 'Write {value}',
  },
  on: {
    scalar({ scalar, path }, ctx) {
      const word = scalar.text;
      if (
        scalar.style !== 'plain' ||
        scalar.tag ||
        !/^(?:yes|no|on|off)$/i.test(word) ||
        !/^(?:[a-z]+|[A-Z]?[a-z]+|[A-Z]+)$/.test(word)
      )
        return;
      if (isBooleanPath(path)) {
        const value = /^(?:yes|on)$/i.test(word) ? 'true' : 'false';
        const fix = { title: 'boolean' as const, params: { value }, edits: [replace(own(scalar), value)] };
        ctx.report(own(scalar), 'boolean', { word, value }, { fix });
      } else if (isText(path)) {
        const fix = { title: 'quote' as const, params: { word }, edits: [replace(own(scalar), `"${word}"`)] };
        ctx.report(own(scalar), 'text', { word }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            restart: ‹no› # started by hand
            tty: ‹yes›
            environment:
              DEBUG: ‹off›
              CACHE: ‹On›
          db: { image: example/db:1, restart: ‹no› }
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              restart: "no" # started by hand
              tty: true
              environment:
                DEBUG: "off"
                CACHE: "On"
            db: { image: example/db:1, restart: "no" }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          restart: "no"
          tty: true
          hostname: no
          environment:
            DEBUG: "off"
            LANG: "no"
            CACHE: true
        other:
          image: example/web:1
          environment:
            - DEBUG=off
    `),
  ],
});

/** The word's own place, without an anchor before it. */
function own({ contentStart, text }: { readonly contentStart: number; readonly text: string }): {
  start: number;
  end: number;
} {
  return { start: contentStart, end: contentStart + text.length };
}

/** Whether the value is passed on as a text. */
function isText(path: readonly (string | number)[]): boolean {
  const last = path[path.length - 1];
  if (path[0] !== 'services')
    return typeof path[0] === 'string' && path[0].startsWith('x-') && path.includes('environment');
  if (path.length === 3) return last === 'restart';
  return path[path.length - 2] === 'environment' && typeof last === 'string';
}
