import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { imageFacts } from '../../../images/base-images.js';
import { builderUsesOf } from '../model/builder-uses.js';
import { type Dockerfile, rootImage, type Stage, stageChain } from '../model/dockerfile.js';
import { declareArg } from '../model/edits.js';
import { scriptsOf } from '../model/script.js';
import { shellReadsOf } from '../model/shell-reads.js';
import { globalArguments, isGlobalArg, variableAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { mountsOf, mountValue } from '../syntax/mount.js';
import type { Instruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/arg-out-of-scope', {
  summary: 'Global ARG used in a stage that does not declare it',
  why: `An ARG above the first FROM, and a platform argument such as \`TARGETARCH\`, is visible in FROM lines only. In a stage it
is empty until the stage declares it again: \`ARG NAME\`, without a value, takes the global one over.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:UndefinedVar', 'shellcheck:SC2154'],
  fix: 'unsafe',
  messages: { scope: '"{name}" is empty here, as this stage does not declare it. Add "ARG {name}" above.' },
  fixes: { declare: 'Declare ARG {name} in this stage' },
  on: {
    file(document, ctx) {
      const reported = new Map<Stage, Set<string>>();
      for (const stage of document.stages) {
        const names = new Set(stageChain(stage).flatMap((part) => [...(reported.get(part) ?? [])]));
        reported.set(stage, names);
        for (const instruction of stage.instructions) {
          if (instruction.heredocs.length === 0 && !instruction.logical.text.includes('$')) continue;
          for (const { name, span, byBuilder } of usesOf(document, instruction)) {
            if (names.has(name) || !(globalArguments.has(name) || isGlobalArg(document, name))) continue;
            if (variableAt(document, instruction, name)) continue;
            names.add(name);
            const image = rootImage(stage);
            const known = !image || imageFacts(image.repository, image.tag) || globalArguments.has(name);
            ctx.report(
              span,
              'scope',
              { name },
              {
                aliases: aliasesOf(name, byBuilder),
                ...(known ? {} : { severity: 'info' }),
                fix: { title: 'declare', edits: [declareArg(document, instruction, name)] },
              },
            );
          }
        }
      }
    },
  },
  examples: [
    bad(
      source`
        ARG VERSION=1.0
        FROM alpine:3.22
        LABEL version=\${‹VERSION›}
        RUN echo "$VERSION"
      `,
      {
        fixed: source`
          ARG VERSION=1.0
          FROM alpine:3.22
          ARG VERSION
          LABEL version=\${VERSION}
          RUN echo "$VERSION"
        `,
      },
    ),
    bad('FROM golang:1.24\r\n# Build\r\nRUN GOARCH=$‹TARGETARCH› \\\r\n  go build\r\n', {
      fixed: 'FROM golang:1.24\r\nARG TARGETARCH\r\n# Build\r\nRUN GOARCH=$TARGETARCH \\\r\n  go build\r\n',
    }),
    good(source`
      ARG VERSION=1.0
      FROM alpine:\${VERSION} AS base
      ARG VERSION TARGETARCH
      FROM base
      COPY app-$TARGETARCH /app
      RUN echo "$VERSION"
    `),
    good(source`
      ARG VERSION=1.0
      ARG NODE_VERSION=22
      FROM node:\${NODE_VERSION}
      RUN VERSION=2 && echo "$VERSION"
      RUN echo "\${VERSION:-3}" '$VERSION' "$NODE_VERSION"
      RUN . /etc/os-release && echo "$VERSION"
      RUN --mount=type=secret,id=v,env=VERSION echo "$VERSION"
      CMD echo $VERSION
    `),
  ],
});

/** ShellCheck takes a name in upper case for one of the environment. */
function aliasesOf(name: string, byBuilder: boolean): readonly string[] {
  if (byBuilder) return ['buildkit:UndefinedVar'];
  return /[A-Z]/.test(name) ? [] : ['shellcheck:SC2154'];
}

/** The variables that an instruction takes, from the builder or, in RUN, from the shell. */
function usesOf(
  document: Dockerfile,
  instruction: Instruction,
): readonly { readonly name: string; readonly span: Span; readonly byBuilder: boolean }[] {
  const expanded = builderUsesOf(document, instruction)
    .filter(({ ref }) => !ref.operator || !/[-+]$/.test(ref.operator))
    .map(({ name, span }) => ({ name, span, byBuilder: true }));
  if (instruction.kind !== 'RUN') return expanded;
  const mounted = mountsOf(instruction).map((mount) => mountValue(mount, 'env'));
  const read = scriptsOf(document, instruction)
    .flatMap(shellReadsOf)
    .filter(({ name }) => !mounted.includes(name))
    .map(({ name, span }) => ({ name, span, byBuilder: false }));
  return [...expanded, ...read];
}
