import { matchName } from '../../../core/glob.js';
import { bad, good, option, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { parseReference } from '../../../images/reference.js';
import { stageReferred } from '../model/dockerfile.js';
import { stageNames } from '../model/stage-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';

export const rule: Rule = dockerfileRule('dockerfile/untrusted-registry', {
  summary: 'Image from a registry that is not trusted here',
  why: `Whoever can push to the registry that an image comes from decides what runs in the build and in production. List the
registries that your organisation vouches for in the option \`trusted\`; without it this rule says nothing.

An entry is a host such as \`ghcr.io\` or \`docker.io\` (which also stands for images without a host), \`*\`, or a host that
begins or ends with \`*\`, such as \`*.example.com\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3026'],
  fix: 'none',
  options: { trusted: option.strings([], 'Registries that images may come from') },
  messages: {
    untrusted:
      'The registry "{registry}" of the image "{image}" is not among the trusted ones. Use an image from one of them.',
  },
  on: {
    FROM(from, ctx) {
      const base = ctx.document.stageOf[from.index]?.base;
      if (from.image && base?.kind === 'image') judge(from.image, base.text, ctx.options.trusted, ctx.report);
    },
    instruction(instruction, ctx) {
      if (instruction.kind !== 'COPY' && instruction.kind !== 'RUN') return;
      const stage = ctx.document.stageOf[instruction.index];
      for (const flag of instruction.flags) {
        for (const { text, span, role } of stageNames(instruction, flag)) {
          // The builder takes a number for a stage in COPY only; a name for a stage before it takes it for an image.
          if (stage && stageReferred(ctx.document, stage, text, role === 'copy' ? 'name-or-index' : 'name')) continue;
          if (text.toLowerCase() === 'scratch' || expand(text, ctx.document.escape).refs.length > 0) continue;
          if (/^\d+$/.test(text)) continue;
          judge(span, text, ctx.options.trusted, ctx.report);
        }
      }
    },
  },
  examples: [
    bad('FROM ‹registry.example.com/team/app:1›\n', { options: { trusted: ['ghcr.io', '*.example.org'] } }),
    bad('FROM ‹debian:12›\n', { options: { trusted: ['ghcr.io'] } }),
    bad(
      source`
        FROM docker.io/library/debian:12
        COPY --from=‹ghcr.io/astral-sh/uv:0.9› /uv /bin/
        RUN --mount=type=bind,from=‹quay.io/team/tool:1›,target=/tool /tool/run
      `,
      { options: { trusted: ['docker.io'] } },
    ),
    good('FROM registry.example.com/team/app:1\n'),
    good('FROM registry.example.com/team/app:1\n', { options: { trusted: ['*'] } }),
    good('FROM eu.example.com/team/app:1\n', { options: { trusted: ['*.example.com'] } }),
    good(
      source`
        ARG BASE
        FROM $BASE
        FROM scratch AS files
        COPY --from=0 /a /a
        FROM debian:12
        COPY --from=files /a /a
      `,
      { options: { trusted: ['docker.io'] } },
    ),
  ],
});

function judge(
  at: Span,
  text: string,
  trusted: readonly string[],
  report: (at: Span, message: 'untrusted', params: Record<string, string>) => void,
): void {
  if (trusted.length === 0) return;
  const { registry } = parseReference(text);
  if (trusted.some((entry) => allows(entry.trim(), registry))) return;
  report(at, 'untrusted', { registry, image: text });
}

function allows(entry: string, registry: string): boolean {
  // Entries may be written as an address; only a `*` at either end is a wildcard.
  const host = entry.replace(/^https?:\/\//, '').replace(/\/$/, '');
  if (!/^\*?[^*]*\*?$/.test(host)) return host === registry;
  return matchName(host.replace(/[[\]?\\]/g, '\\$&'), registry);
}
