import { remove, type TextEdit } from '../../../core/edit.js';
import { bad, type FixDraft, good, source } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import { namedTargets } from '../model/builds.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { around, hasCacheMount, isShipped, removesLater } from '../tools/leftovers.js';
import { intoMount } from '../tools/no-cache-rule.js';
import { type PackageCommand, packageCommandsOf } from '../tools/package-commands.js';
import { isUsedInLaterRun, listUserAfter, mayUseListsAfter, usesListsOf } from '../tools/package-lists.js';
import { insertAfterWord } from '../tools/script-edits.js';

const isLeft = around('/var/cache/apk');
const isCached = (target: string) =>
  target === '/var/cache/apk' || target === '/etc/apk/cache' || target === '/var/cache';
const option = '--no-cache';

export const rule: Rule = dockerfileRule('dockerfile/apk-clean', {
  summary: 'apk leaves its package index in the image',
  why: `The index that \`apk update\`, and \`apk add\` without it, store for the next time is of no use in an image, and makes
it larger. \`apk add --no-cache\` fetches its own and stores nothing, so it needs no \`apk update\`; what that stored
before stays. A cache mount keeps the index for the next build, outside of the image.`,
  category: 'cost',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3019', 'trivy:DS-0025'],
  fix: 'mixed',
  reach: 'part',
  messages: {
    cached: '"apk {action}" leaves its cache in the {place}. Add "--no-cache".',
    updated:
      '"apk update" leaves the package index in the {place}. Leave it out: "apk {action} --no-cache" fetches its own.',
    alone: '"apk update" leaves the package index in the {place}, and nothing here uses it. Leave it out.',
  },
  fixes: {
    add: 'Add "--no-cache"',
    drop: 'Use "--no-cache" and no "apk update"',
    mount: 'Use a cache mount',
  },
  on: {
    script(script, ctx) {
      const { document } = ctx;
      const all = packageCommandsOf(script).filter(({ manager, dry }) => manager === 'apk' && !dry);
      const kept = all.filter((one) => /^(?:add|update)$/.test(one.action) && isKept(one));
      const update = kept.find(({ action }) => action === 'update');
      const shipped = isShipped(document, script.stage, namedTargets(ctx.graph, ctx.path));
      const severity = shipped ? undefined : ('hint' as const);
      const place = shipped ? 'image' : 'build cache';
      for (const add of kept) {
        if (add === update) break;
        const safe = { title: 'add' as const, safe: true, edits: [insertAfterWord(add.use, add.verb, option)] };
        const data = { action: add.action, place };
        ctx.report(script.span(add.verb), 'cached', data, { severity, fixes: [safe, ...mountFix(document, add)] });
      }
      if (!update) return;
      const last = listUserAfter(update);
      const unknown = mayUseListsAfter(update);
      if (last) {
        const add = kept.find(({ action, verb }) => action === 'add' && verb.pos > update.verb.pos);
        const fixes = [withoutIndex(document, update, all, !unknown), ...mountFix(document, update)];
        const details = { severity, fixes, ...(add ? {} : { aliases: [] }) };
        ctx.report(script.span((add ?? update).verb), 'updated', { action: (add ?? last).action, place }, details);
        return;
      }
      // What is not known may use the index and take it away, and what a later RUN uses is for update-alone to report.
      if (unknown || isUsedInLaterRun(document, update)) return;
      const fix = { title: 'add' as const, safe: false, edits: [insertAfterWord(update.use, update.verb, option)] };
      ctx.report(script.span(update.verb), 'alone', { place }, { severity, aliases: [], fixes: [fix] });
    },
  },
  examples: [
    bad('FROM alpine:3.22\nRUN apk ‹add› git\n', { fixed: 'FROM alpine:3.22\nRUN apk add --no-cache git\n' }),
    bad('FROM alpine:3.22\nRUN apk update && apk ‹add› \\\n    git\n', {
      fixed: 'FROM alpine:3.22\nRUN apk add --no-cache \\\n    git\n',
    }),
    bad(
      source`
        FROM alpine:3.22
        RUN set -ex \
          && apk ‹update› \
          && apk upgrade \
          && apk --no-cache add git
      `,
      {
        fixed: source`
          FROM alpine:3.22
          RUN set -ex \
            && apk upgrade --no-cache \
            && apk --no-cache add git
        `,
      },
    ),
    bad('FROM alpine:3.22\nRUN <<EOF\napk update\napk ‹add› git\napk add curl\nEOF\n', {
      fixed: 'FROM alpine:3.22\nRUN <<EOF\napk add --no-cache git\napk add --no-cache curl\nEOF\n',
    }),
    bad('FROM alpine:3.22\nRUN if apk update; then apk ‹add› git; fi\n', {
      fixed: 'FROM alpine:3.22\nRUN if apk update --no-cache; then apk add --no-cache git; fi\n',
    }),
    bad('FROM alpine:3.22\nRUN apk ‹update›\nRUN apk add --no-cache git\n', {
      fixed: 'FROM alpine:3.22\nRUN apk update --no-cache\nRUN apk add --no-cache git\n',
    }),
    good('FROM alpine:3.22\nRUN apk add --no-cache git && apk --no-cache add curl && apk del git\n'),
    good('FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk apk update && apk add git\n'),
    good('FROM alpine:3.22\nRUN apk add --no-network --virtual .run libpq && apk add -s git\n'),
    good('FROM alpine:3.22\nRUN apk add git && rm -rf /var/cache/apk/*\n'),
    good('FROM alpine:3.22\nRUN apk update && apk add --no-cache git && rm -rf /var/cache/apk/*\n'),
    good('FROM alpine:3.22\nRUN apk update --no-cache && apk upgrade --no-cache\n'),
    good('FROM alpine:3.22\nRUN apk update && ./install.sh\n'),
    good('FROM alpine:3.22\nRUN apk update\nRUN apk add git && rm -rf /var/cache/apk/*\n'),
  ],
});

/** Whether the index that a command uses stays behind. */
function isKept({ options, use }: PackageCommand): boolean {
  // Without a network there is nothing to keep.
  return !hasOption(options, 'no-cache', 'no-network') && !removesLater(use, isLeft) && !hasCacheMount(use, isCached);
}

function mountFix(document: Dockerfile, command: PackageCommand): FixDraft<'mount'>[] {
  const edits = intoMount(document, command, 'type=cache,target=/var/cache/apk', option);
  return edits.length > 0 ? [{ title: 'mount', safe: false, edits }] : [];
}

/** Lets each command fetch the index for itself; the updates then have no use. */
function withoutIndex(
  document: Dockerfile,
  update: PackageCommand,
  all: readonly PackageCommand[],
  safe: boolean,
): FixDraft<'drop' | 'add'> {
  const edits: TextEdit[] = [];
  let title: 'drop' | 'add' = 'drop';
  for (const one of all) {
    if (one.verb.pos < update.verb.pos || !usesListsOf(update, one)) continue;
    const removal = one.action === 'update' && listUserAfter(one) ? updateRemoval(document, one) : undefined;
    if (removal) edits.push(removal);
    else {
      if (one.action === 'update') title = 'add';
      if (!hasOption(one.options, 'no-cache')) edits.push(insertAfterWord(one.use, one.verb, option));
    }
  }
  return { title, safe, edits };
}

/** Takes a command out with what joins it to the next one. Undefined where it is a part of something else. */
function updateRemoval(document: Dockerfile, { use }: PackageCommand): TextEdit | undefined {
  const { command, script } = use;
  const { place } = command;
  const next = script.commands.find(({ pos }) => pos >= command.end);
  if (!next || place.enclosing.length > 0 || place.pipelineLength > 1 || place.previous === '||') return undefined;
  if ((place.next !== '&&' && place.next !== ';') || next.place.enclosing.length > 0) return undefined;
  const { start, end } = script.span(command);
  const to = script.span(next).start;
  return /^[\s\\`]*(?:&&|;)?[\s\\`]*$/.test(document.text.slice(end, to)) ? remove({ start, end: to }) : undefined;
}
