import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, type FixDraft, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { imageFacts } from '../../../images/base-images.js';
import { builderUsesOf } from '../model/builder-uses.js';
import { rootImage } from '../model/dockerfile.js';
import { declareArg } from '../model/edits.js';
import { builderArguments, globalArguments, isGlobalArg, namesAt, variableAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { VariableRef } from '../syntax/expansion.js';
import type { Instruction } from '../syntax/tree.js';

/** Suggestions come from the names nearest above, as comparing all of a long list for each use takes too long. */
const mostNames = 200;

export const rule: Rule = dockerfileRule('dockerfile/undefined-var', {
  summary: 'Variable that nothing sets',
  why: `The builder replaces a variable that is not set with nothing, without an error. An ENV or ARG must come before the use,
in the same stage or in one that this stage starts from. What the base image sets counts too, where it is known.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:UndefinedVar'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unset: 'Nothing above sets "{name}", so it is empty here. Set it with ARG or ENV.',
    image: 'Nothing above sets "{name}". Unless the base image does, it is empty here.',
    nearest: 'Nothing above sets "{name}". Did you mean "{other}"?',
  },
  fixes: { rename: 'Use "{other}"', declare: 'Declare ARG {name}' },
  on: {
    instruction(instruction, ctx) {
      const { document } = ctx;
      const stage = document.stageOf[instruction.index];
      // A trigger runs in another build, with variables of its own.
      if (!stage || instruction.kind === 'FROM' || instruction.trigger) return;
      for (const { name, ref, span } of builderUsesOf(document, instruction)) {
        if (hasFallback(ref) || setBeside(instruction, name, span)) continue;
        if (name === 'HOME' || builderArguments.has(name) || variableAt(document, instruction, name)) continue;
        // Global arguments that the stage does not declare are a matter of their own.
        if (globalArguments.has(name) || isGlobalArg(document, name)) continue;
        const other = nearest(name, namesAt(document, instruction).slice(-mostNames));
        const fixes: FixDraft<'rename' | 'declare'>[] = [];
        if (other) fixes.push({ title: 'rename', params: { other }, edits: [replace(span, other)] });
        if (/^[A-Za-z_]\w*$/.test(name)) {
          fixes.push({ title: 'declare', params: { name }, edits: [declareArg(document, instruction, name)] });
        }
        const image = rootImage(stage);
        const known = image && imageFacts(image.repository, image.tag);
        const external = image !== undefined || stage.base.kind === 'unknown';
        ctx.report(
          span,
          other ? 'nearest' : external ? 'image' : 'unset',
          { name, other: other ?? '' },
          {
            fixes,
            ...(external && !other ? { severity: image && !known ? 'hint' : 'info' } : {}),
            ...(instruction.kind === 'EXPOSE' ? { aliases: [] } : {}),
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        FROM scratch
        ARG DIR_ASSETS=assets/
        COPY \${‹DIR_ASSET›} .
      `,
      {
        fixed: source`
          FROM scratch
          ARG DIR_ASSETS=assets/
          COPY \${DIR_ASSETS} .
        `,
      },
    ),
    bad('FROM scratch\r\n# The version\r\nLABEL version="$‹RELEASE›"\r\nARG RELEASE=1\r\n', {
      fixed: 'FROM scratch\r\nARG RELEASE\r\n# The version\r\nLABEL version="$RELEASE"\r\nARG RELEASE=1\r\n',
    }),
    bad(source`
      FROM registry.example.com/base:1
      ENV TOOL_BIN=$‹TOOL_ROOT›/bin
      COPY <<EOF /etc/app.conf
      it's $‹PORT_NUMBER›
      EOF
    `),
    good(source`
      FROM node:22 AS base
      ARG RELEASE
      ENV DIR=/app
      FROM base
      ENV A=$RELEASE B=\${DIR} C=$NODE_VERSION D=$PATH E=\${UNSET:-x} F=\${UNSET:+y} G=\\$UNSET H='$UNSET'
      ENV LD_LIBRARY_PATH=\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}/lib
      WORKDIR $HOME/app
      RUN echo $UNSET
      CMD echo $UNSET
      ONBUILD COPY $UNSET /x
      COPY <<'EOF' /etc/app.conf
      $UNSET
      EOF
    `),
    good('FROM alpine:3.22\nARG VERSION=3 FILE=app-$VERSION.tar.gz\n'),
  ],
});

/** `${A:-x}` and `${A:+x}` say what happens where nothing is set; so does the `$A` inside of `${A:+$A:}`. */
function hasFallback(ref: VariableRef): boolean {
  if (ref.operator && /[-+]$/.test(ref.operator)) return true;
  return ref.inside?.name === ref.name && /\+$/.test(ref.inside.operator ?? '');
}

/** Whether a word before it in the same ARG sets the name, or another pair of the same ENV: a matter of its own. */
function setBeside(instruction: Instruction, name: string, span: Span): boolean {
  if (instruction.kind === 'ARG') {
    return instruction.pairs.some((pair) => pair.key.text === name && pair.end <= span.start);
  }
  if (instruction.kind !== 'ENV' || instruction.legacy) return false;
  return (
    instruction.pairs.some((pair) => pair.key.text === name && !(pair.start <= span.start && span.end <= pair.end)) &&
    !instruction.pairs.some((pair) => pair.key.text === name && pair.start <= span.start && span.end <= pair.end)
  );
}
