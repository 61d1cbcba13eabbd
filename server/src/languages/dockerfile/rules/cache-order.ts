import { bad, good, source } from '../../../core/rule.js';
import type { ShellCommand } from '../../../shell/read.js';
import { commandsOf } from '../model/script.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { InstructionOf, Token } from '../syntax/tree.js';

/** Subcommands that install what a manifest lists, by tool. */
const installs: Readonly<Record<string, RegExp>> = {
  npm: /^(?:ci|install|i|clean-install)$/,
  yarn: /^install$/,
  pnpm: /^(?:install|i|fetch)$/,
  bun: /^(?:install|i)$/,
  pip: /^install$/,
  pip3: /^install$/,
  poetry: /^install$/,
  pipenv: /^(?:install|sync)$/,
  pdm: /^(?:install|sync)$/,
  uv: /^sync$/,
  bundle: /^install$/,
  composer: /^install$/,
  go: /^mod$/,
  cargo: /^fetch$/,
  mvn: /^dependency:(?:go-offline|resolve)$/,
  mvnw: /^dependency:(?:go-offline|resolve)$/,
  dotnet: /^restore$/,
  mix: /^deps\.get$/,
};

export const rule: Rule = dockerfileRule('dockerfile/cache-order', {
  summary: 'Dependencies installed after all files are copied',
  why: `Every change to any file makes the builder run what follows \`COPY . .\` again, the download of all dependencies
included. Copy the manifest and lock file first, install, and copy the rest afterwards.`,
  category: 'performance',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    order: 'Any change to a file runs "{command}" again. Copy its manifest and install before copying everything.',
  },
  on: {
    stage(stage, ctx) {
      let copied: { readonly copy: InstructionOf<'COPY'> | InstructionOf<'ADD'>; readonly word: Token } | undefined;
      const done = new Set<string>();
      for (const instruction of stage.instructions) {
        if (!copied && (instruction.kind === 'COPY' || instruction.kind === 'ADD')) {
          const from = instruction.flags.some((flag) => flag.name.text === 'from');
          const word = from
            ? undefined
            : instruction.sources.find(({ text }) => /^["']?(?:\.\/?|\/|\*)["']?$/.test(text));
          if (word) copied = { copy: instruction, word };
        }
        if (instruction.kind !== 'RUN') continue;
        for (const { command } of commandsOf(ctx.document, instruction)) {
          const installed = installOf(command);
          if (!installed || done.has(installed.tool)) continue;
          done.add(installed.tool);
          if (!copied) continue;
          ctx.report({ start: copied.word.start, end: copied.word.end }, 'order', { command: installed.text });
          return;
        }
      }
    },
  },
  examples: [
    bad(source`
      FROM node:22
      WORKDIR /app
      COPY ‹.› .
      RUN npm ci && npm run build
    `),
    bad('FROM python:3.13\r\nADD [‹"."›, "/app/"]\r\nWORKDIR /app\r\nRUN pip install \\\r\n  -r requirements.txt\r\n'),
    good(source`
      FROM node:22
      WORKDIR /app
      COPY package.json package-lock.json ./
      RUN npm ci
      COPY . .
      RUN npm run build && npm install --omit=dev
    `),
    good(source`
      FROM python:3.13
      COPY . /app
      RUN pip install /app && pip install . && npm install -g serve && go build ./...
    `),
    good(source`
      FROM node:22
      COPY --from=source . .
      RUN npm ci
    `),
  ],
});

/** What a command installs from a manifest; nothing where it names packages, or the project itself. */
function installOf({ name, args }: ShellCommand): { readonly tool: string; readonly text: string } | undefined {
  const known = name === undefined || !Object.hasOwn(installs, name) ? undefined : installs[name];
  const words = args.map(({ value }) => value ?? '$');
  const at = words.findIndex((word) => !word.startsWith('-'));
  const subcommand = words[at] ?? '';
  const tool = name === 'pip3' ? 'pip' : (name ?? '');
  if (tool === 'yarn' && at === -1) return { tool, text: 'yarn' };
  if (!known?.test(subcommand)) return undefined;
  const rest = words.slice(at + 1);
  const text = `${name} ${subcommand}`;
  if (tool === 'pip') {
    const listed = rest.some((word) => /^(?:-r|--requirement)(?:=|$)/.test(word) || /^-r./.test(word));
    return listed ? { tool, text } : undefined;
  }
  if (tool === 'go') return rest[0] === 'download' ? { tool, text: 'go mod download' } : undefined;
  if (rest.some((word) => /^(?:-g|--global|--location=global)$/.test(word))) return undefined;
  // Another word is a package, which no manifest names.
  const named = /^(?:npm|pnpm|bun|pipenv)$/.test(tool) && rest.some((word) => !word.startsWith('-'));
  return named ? undefined : { tool, text };
}
