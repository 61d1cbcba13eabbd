import { Memo } from '../../../core/memo.js';
import { bad, good, source } from '../../../core/rule.js';
import { builderUsesOf } from '../model/builder-uses.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { ofKind } from '../model/state.js';
import { builderArguments } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';
import type { Instruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/unused-arg', {
  summary: 'ARG that nothing uses',
  why: `A global ARG counts only in FROM lines, and in stages that declare it again. An ARG of a stage counts for the RUNs and
the variables below it. Where there is neither, the ARG and every \`--build-arg\` for it change nothing.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    global: 'No FROM uses "{name}" and no stage declares it again, so it changes nothing.',
    stage: 'Nothing below uses "{name}", so it changes nothing.',
  },
  on: {
    file(document, ctx) {
      const used = globallyUsed(document);
      for (const arg of document.globals) {
        for (const { key } of arg.pairs) {
          if (!used.has(key.text) && !builderArguments.has(key.text)) {
            ctx.report(key, 'global', { name: key.text }, { tags: ['unnecessary'] });
          }
        }
      }
    },
    stage(stage, ctx) {
      const args = ofKind(stage, 'ARG');
      if (args.length === 0) return;
      const own = usesIn(ctx.document, stage);
      const heirs = heirsOf(ctx.document).get(stage);
      if (heirs?.run) return;
      for (const arg of args) {
        if (own.lastRun > arg.index) continue;
        for (const { key } of arg.pairs) {
          const name = key.text;
          // The words of an ARG see those before them.
          const beside = arg.pairs.some((pair) => pair.key !== key && names(ctx.document, pair.value?.text).has(name));
          const below = (own.last.get(name) ?? -1) > arg.index || heirs?.names.has(name);
          if (beside || below || builderArguments.has(name)) continue;
          ctx.report(key, 'stage', { name }, { tags: ['unnecessary'] });
        }
      }
    },
  },
  examples: [
    bad(source`
      ARG ‹VERSION›=1.0
      ARG BASE=3.22
      FROM alpine:$BASE
      COPY app /app
      ARG ‹RELEASE›=1
      CMD ["/app"]
    `),
    good(source`
      ARG ALPINE=3.22
      ARG TAG=\${ALPINE}
      ARG VERSION=1.0
      ARG BUILDKIT_SBOM_SCAN_STAGE=true
      FROM --platform=$BUILDPLATFORM alpine:\${TAG} AS base
      ARG VERSION
      ARG RELEASE
      LABEL release=$RELEASE
      FROM base
      RUN make
    `),
    good(source`
      FROM alpine:3.22
      ARG A=1 B=$A
      COPY <<EOF /etc/b
      $B
      EOF
    `),
  ],
});

function inner(instruction: Instruction): Instruction {
  return instruction.kind === 'ONBUILD' ? (instruction.instruction ?? instruction) : instruction;
}

function names(document: Dockerfile, text: string | undefined): ReadonlySet<string> {
  return new Set(text?.includes('$') ? expand(text, document.escape).refs.map((ref) => ref.name) : []);
}

/** The names that a FROM line, a later global ARG or a stage takes from the global ones. */
function globallyUsed(document: Dockerfile): ReadonlySet<string> {
  const used = new Set<string>();
  for (const arg of document.globals) {
    for (const pair of arg.pairs) for (const name of names(document, pair.value?.text)) used.add(name);
  }
  for (const { from, instructions } of document.stages) {
    if (from) for (const { name } of builderUsesOf(document, from)) used.add(name);
    for (const instruction of instructions) {
      const declared = inner(instruction);
      if (declared.kind === 'ARG') for (const pair of declared.pairs) if (!pair.value) used.add(pair.key.text);
    }
  }
  return used;
}

interface Uses {
  /** The place of the last RUN, which gets every ARG above it as an environment variable; -1 where there is none. */
  readonly lastRun: number;
  /** The place of the last use of each name that the builder expands. */
  readonly last: ReadonlyMap<string, number>;
}

function usesIn(document: Dockerfile, stage: Stage): Uses {
  const last = new Map<string, number>();
  let lastRun = -1;
  for (const outer of stage.instructions) {
    const instruction = inner(outer);
    if (instruction.kind === 'RUN') lastRun = outer.index;
    for (const { name } of builderUsesOf(document, instruction)) last.set(name, outer.index);
  }
  return { lastRun, last };
}

/** What the stages use that start from a stage, directly or through others. */
interface Heirs {
  run: boolean;
  readonly names: Set<string>;
}

const heirs = new Memo<Dockerfile, ReadonlyMap<Stage, Heirs>>();

function heirsOf(document: Dockerfile): ReadonlyMap<Stage, Heirs> {
  const cached = heirs.get(document);
  if (cached) return cached;
  const found = new Map<Stage, Heirs>();
  // A stage stands below its base, so from the last on each has all of its heirs before it hands them on.
  for (const stage of [...document.stages].reverse()) {
    if (stage.base.kind !== 'stage') continue;
    const base = found.get(stage.base.stage) ?? { run: false, names: new Set<string>() };
    found.set(stage.base.stage, base);
    const { lastRun, last } = usesIn(document, stage);
    const own = found.get(stage);
    base.run ||= lastRun >= 0 || own?.run === true;
    // Where a RUN may use any name, the names do not matter.
    if (base.run) continue;
    for (const name of last.keys()) base.names.add(name);
    for (const name of own?.names ?? []) base.names.add(name);
  }
  heirs.set(document, found);
  return found;
}
