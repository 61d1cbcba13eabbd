import { insert } from '../../../core/edit.js';
import type { FixDraft } from '../../../core/rule.js';
import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { setsOption } from '../../../shell/options.js';
import { pipelinesOf } from '../../../shell/pipelines.js';
import { type Dockerfile, rootImage } from '../model/dockerfile.js';
import { insertLineAbove, sameCase } from '../model/edits.js';
import type { Script } from '../model/script.js';
import { lastInForce, shellKindAt } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

/** These fail so rarely that the pipe hides nothing. */
const harmless: ReadonlySet<string> = new Set(['echo', 'printf', 'yes', 'true', ':']);

export const rule: Rule = dockerfileRule('dockerfile/pipefail', {
  summary: 'Pipe without pipefail',
  why: `Of a pipe only the last command decides whether the step fails. When the download in \`curl … | tar x\` breaks off, the
build goes on with half of it, and caches that. \`-o pipefail\` in SHELL, or \`set -o pipefail\` at the start of the RUN, makes
each command count. dash, the \`sh\` of Debian and Ubuntu, does not know it: use bash there.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL4006'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    pipe: 'When "{first}" fails, this pipe goes on and the step succeeds. Set "-o pipefail" with SHELL.',
    group: 'When what comes before it fails, this pipe goes on and the step succeeds. Set "-o pipefail" with SHELL.',
  },
  fixes: { shell: 'Use SHELL ["{shell}", "-o", "pipefail", "-c"]' },
  on: {
    script(script, ctx) {
      const { reading, instruction } = script;
      if (!reading?.text.includes('|') || instruction.kind !== 'RUN') return;
      if (hasPipefail(script)) return;
      const set = reading.commands.find((command) => setsOption(command, 'pipefail'));
      const pipes = pipelinesOf(reading).filter((pipe) => pipe.bar.pos < (set?.pos ?? Number.POSITIVE_INFINITY));
      const pipe = pipes.find(({ sources }) => sources.some((name) => !harmless.has(name ?? ''))) ?? pipes[0];
      if (!pipe) return;
      const first = pipe.sources.find((name) => !harmless.has(name ?? '')) ?? pipe.sources[0];
      ctx.report(
        script.span(pipe.bar),
        first === undefined ? 'group' : 'pipe',
        { first: first ?? '' },
        {
          severity: pipe.sources.every((name) => harmless.has(name ?? '')) ? 'hint' : 'warning',
          fix: shellFix(ctx.document, script),
        },
      );
    },
  },
  examples: [
    bad('FROM debian:12\nRUN curl -fsSL https://example.com/a.tar ‹|› tar -x\n', {
      fixed:
        'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/a.tar | tar -x\n',
    }),
    bad(
      source`
        FROM alpine:3.22
        RUN apk add --no-cache tar
        RUN wget -qO- https://example.com/a.tar \
          ‹|› tar -x
      `,
      {
        fixed: source`
          FROM alpine:3.22
          RUN apk add --no-cache tar
          SHELL ["/bin/ash", "-o", "pipefail", "-c"]
          RUN wget -qO- https://example.com/a.tar \
            | tar -x
        `,
      },
    ),
    bad(
      source`
      FROM debian:12
      SHELL ["/bin/bash", "-c"]
      RUN cat list ‹|› sort > sorted && set -o pipefail && cat a | sort
    `,
      {
        fixed: source`
      FROM debian:12
      SHELL ["/bin/bash", "-o", "pipefail", "-c"]
      RUN cat list | sort > sorted && set -o pipefail && cat a | sort
    `,
      },
    ),
    bad('FROM debian:12\nRUN (echo a && printf b) ‹|› debconf-set-selections\n'),
    bad('FROM debian:12\nRUN { cat a; echo b; } ‹|› debconf-set-selections\n'),
    bad('FROM debian:12\nRUN version=$(curl -fsS https://example.com/ ‹|› jq -r .version) && make "$version"\n'),
    good(source`
      FROM debian:12
      RUN cd \`ls | grep src\` && make -j "$(lscpu | grep -c core)"
      RUN export v=$(cat a | sort); for f in $(ls | sort); do cat "$f" > "$(ls | head -1)"; done
      SHELL ["/bin/bash", "-c"]
      RUN diff <(sort a | uniq) b
    `),
    good(source`
      FROM debian:12 AS base
      SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
      FROM base
      RUN curl -fsSL https://example.com/a.tar | tar -x
    `),
    good(source`
      FROM debian:12
      SHELL ["/bin/bash", "-c"]
      RUN set -euo pipefail; curl -fsSL https://example.com/a.tar | tar -x
      RUN <<EOF
      #!/usr/bin/env python3
      print(1 | 2)
      EOF
    `),
    good(source`
      FROM alpine:3.22
      SHELL ["/bin/sh", "-o", "pipefail", "-c"]
      RUN wget -qO- https://example.com/a.tar | tar -x || exit 1
    `),
    good(source`
      FROM mcr.microsoft.com/powershell:7.4-ubuntu-22.04
      SHELL ["pwsh", "-Command"]
      RUN Get-Variable PSVersionTable | Select-Object -ExpandProperty Value
    `),
  ],
});

/** Whether the shell itself is started with the option, and knows it. */
function hasPipefail(script: Script): boolean {
  const { shell, stage } = script;
  if (!setsOption({ name: 'set', args: shell.words.slice(1) }, 'pipefail')) return false;
  if (shell.name !== 'sh') return shell.name !== 'dash';
  const image = stage && rootImage(stage);
  const facts = image && imageFacts(image.repository, image.tag);
  if (facts?.shell?.kind === 'dash') return false;
  // Older releases of Alpine are past their end of life, and what their sh does with it is not known here.
  const release = facts?.distribution?.id === 'alpine' ? /^3\.(\d+)/.exec(facts.distribution.release ?? '') : null;
  return !release || Number(release[1]) >= 10;
}

function shellFix(document: Dockerfile, script: Script): FixDraft<'shell'> | undefined {
  const { shell, instruction, stage } = script;
  if (script.form === 'heredoc' && shell.words.length === 1) return undefined;
  const kind = shellKindAt(document, instruction, shell);
  if (shell.chosenBy === 'instruction') {
    if (setsOption({ name: 'set', args: shell.words.slice(1) }, 'pipefail')) return undefined;
    const chosen = lastInForce(document, instruction, 'SHELL')?.json?.elements[0];
    if (!chosen || (kind !== 'bash' && kind !== 'ash')) return undefined;
    const params = { shell: shell.words[0] ?? '' };
    return { title: 'shell', params, edits: [insert(chosen.end, ', "-o", "pipefail"')] };
  }
  const image = stage && rootImage(stage);
  if (kind === 'dash' && image && imageFacts(image.repository, image.tag)?.programs.get('bash') === false)
    return undefined;
  const program = kind === 'ash' ? '/bin/ash' : '/bin/bash';
  const line = `${sameCase(instruction.keyword.text, 'SHELL')} ["${program}", "-o", "pipefail", "-c"]`;
  return { title: 'shell', params: { shell: program }, edits: [insertLineAbove(document, instruction, line)] };
}
