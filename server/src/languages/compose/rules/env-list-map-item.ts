import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { written } from '../../../yaml/edits.js';
import type { YamlMap, YamlSeq } from '../../../yaml/tree.js';
import { isEmpty, keyText, resolved } from '../../../yaml/values.js';
import { writtenEnvironments } from '../model/written-environment.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/env-list-map-item', {
  summary: 'Map as an item of an environment list',
  why: `\`environment\` is either a list of \`KEY=value\` or a map of \`KEY: value\`. An item \`- KEY: value\` is a map inside
of a list, which Compose refuses.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:schema', 'compose-go:invalid', 'dclint:invalid-schema'],
  fix: 'safe',
  messages: {
    map: 'An item of an environment list is "{name}=…"; with a colon it is a map, which Compose refuses.',
  },
  fixes: { equals: 'Write the item with "="' },
  on: {
    file(document, ctx) {
      for (const seq of writtenEnvironments(document)) {
        if (seq.kind !== 'seq') continue;
        for (const { value } of seq.items) {
          if (value?.kind !== 'map' || value.entries.length === 0) continue;
          const edit = asItem(ctx.text, seq, value);
          const name = value.entries[0] && keyText(value.entries[0]);
          if (!name) continue;
          const fix = edit && { title: 'equals' as const, edits: [edit] };
          ctx.report(value, 'map', { name }, { fix });
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
            environment:
              - ‹MODE: fast› # or slow
              - ‹URL: "http://a b"›
              - OTHER=1
              - ‹INHERITED:›
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              environment:
                - MODE=fast # or slow
                - "URL=http://a b"
                - OTHER=1
                - INHERITED
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          environment:
            - MODE=fast
            - "a: b=c"
        map:
          image: example/web:1
          environment:
            MODE: fast
    `),
  ],
});

/** The map's one entry as `KEY=value`. */
function asItem(text: string, seq: YamlSeq, map: YamlMap): TextEdit | undefined {
  const [entry, more] = map.entries;
  const key = entry && keyText(entry);
  if (!entry || more || key === undefined || map.anchor) return undefined;
  const value = resolved(entry.value);
  const span = { start: map.start, end: lastOffset(text, map) };
  if (isEmpty(value)) return replace(span, written(key, 'plain', seq.flow));
  if (value?.kind !== 'scalar' || entry.value !== value || /[\r\n]/.test(value.text)) return undefined;
  const style = value.style === 'single' || value.style === 'double' ? value.style : 'plain';
  return replace(span, written(`${key}=${value.text}`, style, seq.flow));
}

/** A map's end without the blanks and comments that may follow its last value. */
function lastOffset(text: string, map: YamlMap): number {
  const last = map.entries[map.entries.length - 1];
  if (map.flow || !last) return map.end;
  const end = last.value?.end ?? (last.colon === undefined ? last.end : last.colon + 1);
  return end - (text.slice(map.start, end).length - text.slice(map.start, end).trimEnd().length);
}
