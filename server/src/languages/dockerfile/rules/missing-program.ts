import { replace, type TextEdit } from '../../../core/edit.js';
import type { FixDraft } from '../../../core/rule.js';
import { bad, good, source } from '../../../core/rule.js';
import { imageFacts, type Program } from '../../../images/base-images.js';
import { callsOf, endsStep, isOnlyTried } from '../model/calls.js';
import { rootImage, type Stage, stageChain } from '../model/dockerfile.js';
import { insertLineBelow, sameCase } from '../model/edits.js';
import { checkedAddress, languageCheck, toolCheck } from '../model/health-check.js';
import { absence } from '../model/programs.js';
import { type CommandUse, scriptsOf } from '../model/script.js';
import { baseUser, lastAtEnd, ofKind } from '../model/state.js';
import { isRoot, userNameOf } from '../model/users.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Instruction } from '../syntax/tree.js';
import { installCommand, installedBy, packageFor } from '../tools/packages.js';

export const rule: Rule = dockerfileRule('dockerfile/missing-program', {
  summary: 'A program is called that the image does not have',
  why: `Slim and Alpine images leave out \`curl\`, \`bash\`, \`git\` and much else. A RUN that calls what is not there fails the
build; a HEALTHCHECK that does builds without a word, and then the container is never healthy.

Known are the programs of the most used base images. Nothing is reported where a package, a copied file or a script that
cannot be seen through may have brought the program, or where the call is only tried (\`… || …\`, \`if …\`).`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    run: 'The image "{image}" has no "{program}" and nothing installs it before, so this step fails. Install it first.',
    shell:
      'The image "{image}" has no "{program}" and nothing installs it before, so the next RUN fails. Install it first.',
    health:
      'The image "{image}" has no "{program}" and nothing installs it, so the health check always fails. Use what is there, or install it.',
    start:
      'The image "{image}" has no "{program}" and nothing installs it, so the container does not start. Install it.',
    likely: 'The image "{image}" has no "{program}", and nothing that is known to bring it is installed. Install it.',
  },
  fixes: {
    language: 'Check with {program}, which the image has',
    install: 'Install "{program}"',
  },
  on: {
    stage(stage, ctx) {
      const judged = new Set<string>();
      for (const shell of ofKind(stage, 'SHELL')) {
        const word = shell.json?.elements[0];
        const program = calledProgram(word?.value);
        const next = stage.instructions.find(({ index, kind }) => index > shell.index && /^(?:RUN|SHELL)$/.test(kind));
        if (!word || program === undefined || next?.kind !== 'RUN' || next.json) continue;
        const place = { document: ctx.document, stage, files: ctx.files, path: ctx.path, until: shell.index };
        if (absence(program, place) !== 'surely') continue;
        judged.add(program);
        const edit = installation(shell, stage, program);
        const fix = edit && ({ title: 'install', params: { program }, edits: [edit] } as const);
        ctx.report(word, 'shell', { image: imageName(stage), program }, { fix });
      }
      for (const use of callsOf(ctx.document, stage)) {
        const program = calledProgram(use.command.nameWord.value);
        if (program === undefined || judged.has(program) || isOnlyTried(use)) continue;
        const { instruction } = use;
        const run = instruction.kind === 'RUN';
        const absent = absence(program, {
          document: ctx.document,
          stage,
          files: ctx.files,
          path: ctx.path,
          until: run ? instruction.index : Number.POSITIVE_INFINITY,
          ...(run && { untilCommand: use.command.pos }),
        });
        // What is there once stays there, so that later calls need no look.
        judged.add(program);
        if (!absent) continue;
        const at = use.span(use.command.nameWord);
        const start = instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT';
        const sure = absent === 'surely' && (!run || endsStep(use));
        const message = !sure ? 'likely' : run ? 'run' : start ? 'start' : 'health';
        ctx.report(
          at,
          message,
          { image: imageName(stage), program },
          { severity: sure ? 'error' : 'warning', fixes: fixesFor(use, stage, program) },
        );
      }

      function fixesFor(use: CommandUse, stage: Stage, program: Program): readonly FixDraft<'language' | 'install'>[] {
        const fixes: FixDraft<'language' | 'install'>[] = [];
        const { instruction } = use;
        if (instruction.kind === 'HEALTHCHECK' && instruction.command) {
          const address = checkedAddress(use);
          const spoken = address === undefined ? undefined : languageCheck(stage, address);
          if (spoken) {
            const edits = [replace(instruction.command, spoken.json)];
            fixes.push({ title: 'language', params: { program: spoken.program }, edits });
          }
          const tool = address === undefined ? undefined : toolCheck(stage, address);
          if (tool && tool.program !== program && !instruction.json) {
            const edits = [replace(instruction.command, tool.command)];
            fixes.push({ title: 'language', params: { program: tool.program }, edits });
          }
        }
        const edit = installation(use.instruction, stage, program);
        if (edit) fixes.push({ title: 'install', params: { program }, edits: [edit] });
        return fixes;
      }

      /** Adds the package to a command of the stage that installs others, or a step of its own. */
      function installation(instruction: Instruction, stage: Stage, program: Program): TextEdit | undefined {
        const image = rootImage(stage);
        const manager = image && imageFacts(image.repository, image.tag)?.packageManager;
        const packages = manager && packageFor(program, manager);
        const { from } = stage;
        if (!manager || !packages || !from || !startsAsRoot(stage)) return undefined;
        const first = instruction.kind === 'RUN' || instruction.kind === 'SHELL';
        for (const run of ofKind(stage, 'RUN')) {
          if (first && run.index >= instruction.index) break;
          for (const script of scriptsOf(ctx.document, run)) {
            for (const command of script.commands) {
              const last = installedBy({ command, script, instruction: run, stage, span: script.span })?.packages.at(
                -1,
              );
              if (!last || script.form === 'exec') continue;
              const at = script.span(last).end;
              return replace({ start: at, end: at }, ` ${packages}`);
            }
          }
        }
        const command = installCommand(manager, packages);
        const word = sameCase(from.keyword.text, 'RUN');
        return command === undefined ? undefined : insertLineBelow(ctx.document, from, `${word} ${command}`);
      }

      function startsAsRoot(stage: Stage): boolean {
        const before = stage.base.kind === 'stage' ? lastAtEnd(stage.base.stage, 'USER') : undefined;
        return isRoot(before ? userNameOf(ctx.document, before).user : baseUser(stage));
      }
    },
  },
  examples: [
    bad(
      source`
        FROM python:3.14-slim
        COPY . /app
        HEALTHCHECK --interval=30s \
            CMD ‹curl› -f http://localhost:8000/health || exit 1
        CMD ["python", "/app/main.py"]
      `,
      {
        fixed: source`
          FROM python:3.14-slim
          COPY . /app
          HEALTHCHECK --interval=30s \
              CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/health')"]
          CMD ["python", "/app/main.py"]
        `,
      },
    ),
    bad(
      source`
        FROM alpine:3.24
        HEALTHCHECK CMD ‹curl› -f http://localhost:8080/ || exit 1
        CMD ["/app"]
      `,
      {
        fixed: source`
          FROM alpine:3.24
          HEALTHCHECK CMD wget -q -O /dev/null http://localhost:8080/ || exit 1
          CMD ["/app"]
        `,
      },
    ),
    bad(
      source`
        FROM golang:1.25-alpine
        RUN ‹git› clone https://github.com/example/app
      `,
      {
        fixed: source`
          FROM golang:1.25-alpine
          RUN apk add --no-cache git
          RUN git clone https://github.com/example/app
        `,
      },
    ),
    bad(
      source`
        FROM debian:12-slim
        RUN apt-get update && apt-get install -y libpq5
        RUN ‹curl› -fsSLO https://example.com/app
      `,
      {
        fixed: source`
          FROM debian:12-slim
          RUN apt-get update && apt-get install -y libpq5 curl
          RUN curl -fsSLO https://example.com/app
        `,
      },
    ),
    bad(
      source`
        FROM alpine:3.24
        SHELL [‹"/bin/bash"›, "-o", "pipefail", "-c"]
        RUN echo a | cat
      `,
      {
        fixed: source`
          FROM alpine:3.24
          RUN apk add --no-cache bash
          SHELL ["/bin/bash", "-o", "pipefail", "-c"]
          RUN echo a | cat
        `,
      },
    ),
    bad(source`
      FROM node:24-alpine AS base
      COPY --chmod=755 start.sh /app/
      FROM base
      CMD [‹"bash"›, "/app/start.sh"]
    `),
    good(source`
      FROM python:3.14-slim
      RUN apt-get update && apt-get install -y --no-install-recommends curl
      HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1
    `),
    good(source`
      FROM python:3.14-slim
      COPY --from=tools /usr/bin/curl /usr/local/bin/
      RUN curl --version
    `),
    good(source`
      FROM python:3.14-slim
      COPY . .
      RUN ./install.sh
      RUN curl --version
    `),
    good(source`
      FROM python:3.14-slim
      RUN command -v curl || true
      RUN curl -fsS https://example.com || wget https://example.com
      RUN if [ -e /usr/bin/git ]; then git status; fi
    `),
    good(source`
      FROM python:3.14-slim
      RUN /opt/tools/curl --version
      ENTRYPOINT ["python"]
      CMD ["curl"]
    `),
    good(source`
      FROM alpine:3.24
      RUN apk add --no-cache bash
      SHELL ["/bin/bash", "-c"]
      RUN echo a
    `),
    good(source`
      FROM registry.example.com/python:3.14-slim
      RUN curl --version
    `),
    good(source`
      FROM alpine:3.24
      RUN wget -q https://example.com
      HEALTHCHECK CMD wget -q -O /dev/null http://localhost/ || exit 1
    `),
  ],
});

function imageName(stage: Stage): string {
  const base = stageChain(stage).at(-1)?.base;
  return base?.kind === 'image' ? base.text : '';
}

const checked =
  /^(?:bash|curl|g\+\+|gcc|git|gpg|java|jq|make|nc|node|npm|openssl|perl|php|pip|ps|python3?|ruby|ssh|unzip|useradd|wget|xz)$/;

/** The program that a command's first word calls, where the image table may know it. */
function calledProgram(word: string | undefined): Program | undefined {
  const name = /^(?:\/(?:usr\/)?s?bin\/)?([\w+.-]+)$/.exec(word ?? '')?.[1];
  return name !== undefined && checked.test(name) ? (name as Program) : undefined;
}
