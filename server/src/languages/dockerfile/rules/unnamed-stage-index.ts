import { insert, replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { isPlain, sameCase } from '../model/edits.js';
import { freeStageName } from '../model/stage-names.js';
import { stageUses } from '../model/stage-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/unnamed-stage-index', {
  summary: 'Stage named by its number',
  why: `A number means another stage as soon as one is added or moved above it, and the build then copies from the wrong one
or fails. Name the stage with \`AS\` and copy from that name.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { index: 'Stage {index} becomes another one when stages are added or moved. Copy from a name instead.' },
  fixes: { name: 'Copy from "{name}"' },
  on: {
    file(document, ctx) {
      for (const use of stageUses(document)) {
        if (!use.byIndex) continue;
        const { stage } = use;
        const name = stage.name ?? freeStageName(document, stage);
        const from = stage.from;
        const last = from?.image;
        const index = document.text.slice(use.start, use.end);
        const edits = [replace(use, name)];
        if (!stage.name && last && from.words.length === 1) {
          edits.push(insert(last.end, ` ${sameCase(from.keyword.text, 'AS')} ${name}`));
        }
        const possible =
          (stage.name ?? last) && /^\d+$/.test(index) && (stage.name || (last && isPlain(document, last)));
        ctx.report(use, 'index', { index }, { fix: possible ? { title: 'name', params: { name }, edits } : undefined });
      }
    },
  },
  examples: [
    bad(
      source`
        FROM golang:1.24
        FROM node:22 AS web
        FROM alpine:3.22
        COPY --from=‹0› /app /app
        COPY --from=‹1› /dist /dist
      `,
      {
        fixed: source`
          FROM golang:1.24 AS build
          FROM node:22 AS web
          FROM alpine:3.22
          COPY --from=build /app /app
          COPY --from=web /dist /dist
        `,
      },
    ),
    bad('from golang:1.24\r\nFROM node:22 AS build\r\nFROM scratch\r\nCOPY --from=‹0› /a /a\r\n', {
      fixed: 'from golang:1.24 as build-2\r\nFROM node:22 AS build\r\nFROM scratch\r\nCOPY --from=build-2 /a /a\r\n',
    }),
    good(source`
      FROM golang:1.24 AS build
      FROM alpine:3.22
      COPY --from=build /app /app
      COPY --from=5 /app /app
    `),
  ],
});
