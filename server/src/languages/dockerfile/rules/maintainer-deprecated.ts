import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { sameCase } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { InstructionOf } from '../syntax/tree.js';

const label = 'org.opencontainers.image.authors';

export const rule: Rule = dockerfileRule('dockerfile/maintainer-deprecated', {
  summary: 'MAINTAINER is deprecated',
  why: `MAINTAINER has been deprecated since 2017, and few tools show what it sets. A label says the same, can be read with
\`docker inspect\` and leaves room for more than one author.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'buildkit:MaintainerDeprecated',
    'hadolint:DL4000',
    'trivy:DS-0022',
    'checkov:CKV_DOCKER_6',
    'dockerfile-utils:DEPRECATED_MAINTAINER',
  ],
  fix: 'safe',
  reach: 'part',
  messages: { deprecated: `MAINTAINER is deprecated. Use LABEL ${label} instead.` },
  fixes: { useLabel: `Use LABEL ${label}` },
  on: {
    MAINTAINER(instruction, ctx) {
      if (instruction.trigger) return;
      const text = labelOf(ctx.document, instruction);
      const span = { start: instruction.start, end: instruction.rest.end };
      ctx.report(
        instruction.keyword,
        'deprecated',
        {},
        { fix: text === undefined ? undefined : { title: 'useLabel', edits: [replace(span, text)] } },
      );
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹MAINTAINER› Jane Doe <jane@example.com>\n', {
      fixed: 'FROM alpine:3.22\nLABEL org.opencontainers.image.authors="Jane Doe <jane@example.com>"\n',
    }),
    bad('FROM alpine:3.22\r\n‹maintainer› "Jane Doe"\r\nRUN ls\r\n', {
      fixed: 'FROM alpine:3.22\r\nlabel org.opencontainers.image.authors="Jane Doe"\r\nRUN ls\r\n',
    }),
    bad('FROM alpine:3.22\n‹MAINTAINER› "Jane Doe\n', {
      fixed: 'FROM alpine:3.22\nLABEL org.opencontainers.image.authors="Jane Doe"\n',
    }),
    bad('FROM alpine:3.22\n‹MAINTAINER› Jane "$JD" \\\n  Doe\n', {
      fixed: 'FROM alpine:3.22\nLABEL org.opencontainers.image.authors="Jane \\"\\$JD\\"   Doe"\n',
    }),
    good(source`
      FROM alpine:3.22
      LABEL org.opencontainers.image.authors="Jane Doe <jane@example.com>"
    `),
  ],
});

function labelOf(document: Dockerfile, instruction: InstructionOf<'MAINTAINER'>): string | undefined {
  const { rest, keyword, innerComments } = instruction;
  if (rest.text === '' || innerComments.length > 0) return undefined;
  // A label of that name that is there already must not be overruled.
  const stage = document.stageOf[instruction.index];
  const has = stage?.instructions.some(
    (other) => other.kind === 'LABEL' && other.pairs.some((pair) => pair.key.text.replace(/["']/g, '') === label),
  );
  if (has) return undefined;
  return `${sameCase(keyword.text, 'LABEL')} ${label}=${quoted(rest.text, document.escape)}`;
}

/** The text in double quotes, those that are there kept. Nothing in it is expanded, as in MAINTAINER. */
function quoted(text: string, escapeToken: string): string {
  if (/^'[^']*'$/.test(text)) return text;
  let inner = text.startsWith('"') ? text.slice(1) : text;
  if (inner.length < text.length && inner.endsWith('"')) inner = inner.slice(0, -1);
  let result = '';
  for (const c of inner) result += c === '"' || c === '$' || c === escapeToken ? escapeToken + c : c;
  return `"${result}"`;
}
