import { insert, replace, type TextEdit } from '../../../core/edit.js';
import type { FixDraft } from '../../../core/rule.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { isPlain } from '../model/edits.js';
import { pairRemoval, wordRemoval } from '../model/removal.js';
import {
  type CopiedToRoot,
  copiedToRoot,
  isRootClosed,
  mayBeElsewhere,
  otherUser,
  type RootPath,
  rootPaths,
  startedProgram,
  type UserInstall,
  userInstalls,
} from '../model/root-home.js';
import { isTarget } from '../model/stage-uses.js';
import { lastAtEnd } from '../model/state.js';
import { accountsOf } from '../model/users.js';
import { intoVirtualEnvironment } from '../model/virtual-environment.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/home-of-other-user', {
  summary: "The program is in root's home, but another user runs it",
  why: `Distributions close \`/root\` to everybody but root. What is installed there (\`pip install --user\`, a copied
\`/root/.local\`, a PATH that leads there) is out of reach once USER names somebody else: the program is "not found", though
the image builds without a word.

Install where all may read, such as a virtual environment in \`/opt/venv\`, or into the home of the user that runs it.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    start:
      'Only root may enter "{path}", but the container runs as "{user}", so it does not find "{program}". Put it where "{user}" may read.',
    copied: 'Only root may enter "{path}", but the container runs as "{user}". Copy it to where "{user}" may read.',
    installed: '"--user" installs into root\'s home, which "{user}" may not enter at run time. Install without it.',
    path: 'PATH leads to "{path}", which only root may enter, but the container runs as "{user}".',
  },
  fixes: {
    venv: 'Install into the virtual environment /opt/venv, which every user may read',
    home: 'Copy into the home of "{user}"',
    everywhere: 'Install for all users, without --user',
  },
  on: {
    stage(stage, ctx) {
      const { document } = ctx;
      if (!isTarget(document, stage)) return;
      const user = otherUser(document, stage);
      if (user === undefined || !isRootClosed(document, stage)) return;
      const paths = rootPaths(stage);
      const installs = userInstalls(document, stage);
      // Configuration for the build is copied to /root with good reason; what PATH or Python looks for is not.
      const copies = copiedToRoot(document, stage).filter(
        ({ target }) =>
          /^\/root\/\.local(?:\/|$)/.test(target) ||
          paths.some(({ entries }) => entries.some((entry) => entry.startsWith(`${target}/`) || entry === target)),
      );
      const place = firstPlace(copies, installs, paths);
      if (!place) return;
      const program = startedProgram(document, stage);
      const broken =
        place.kind !== 'path' && paths.length > 0 && program !== undefined && !mayBeElsewhere(document, stage, program);
      const last = lastAtEnd(stage, 'USER');
      ctx.report(
        place.at,
        broken ? 'start' : place.kind,
        { path: place.path, user, program: program ?? '' },
        {
          severity: broken ? 'error' : 'warning',
          related: last
            ? [{ span: { start: last.start, end: last.end }, message: `The container runs as "${user}".` }]
            : [],
          fixes: fixesFor(ctx.text, document, stage, user, copies, installs, paths),
        },
      );
    },
  },
  examples: [
    bad(
      source`
        FROM python:3.14-slim AS build
        COPY requirements.txt .
        RUN pip install --user --no-cache-dir -r requirements.txt

        FROM python:3.14-slim
        COPY --from=build /root/.local ‹/root/.local›
        COPY . /app
        ENV PATH=/root/.local/bin:$PATH
        RUN useradd --create-home app
        USER app
        CMD ["uvicorn", "main:app"]
      `,
      {
        fixed: source`
          FROM python:3.14-slim AS build
          COPY requirements.txt .
          RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

          FROM python:3.14-slim
          COPY --from=build /opt/venv /opt/venv
          COPY . /app
          ENV PATH=/opt/venv/bin:$PATH
          RUN useradd --create-home app
          USER app
          CMD ["uvicorn", "main:app"]
        `,
      },
    ),
    bad(
      source`
        FROM python:3.14
        RUN pip install ‹--user› flask
        ENV PATH=/root/.local/bin:$PATH
        USER 10001
        CMD ["flask", "run"]
      `,
      {
        fixed: source`
          FROM python:3.14
          RUN pip install flask
          USER 10001
          CMD ["flask", "run"]
        `,
      },
    ),
    bad(
      source`
        FROM node:24-slim
        COPY --from=tools /tools/ ‹/root/tools›
        ENV PATH="/root/tools/bin:$PATH"
        USER node
        CMD ["node", "main.js"]
      `,
      {
        fixed: source`
          FROM node:24-slim
          COPY --chown=node --from=tools /tools/ /home/node/tools
          ENV PATH="/home/node/tools/bin:$PATH"
          USER node
          CMD ["node", "main.js"]
        `,
      },
    ),
    bad(source`
      FROM rust:1-slim
      ENV ‹PATH=/root/.cargo/bin:$PATH›
      USER 1000
    `),
    good(source`
      FROM python:3.14-slim AS build
      RUN pip install --user flask
      FROM python:3.14-slim
      COPY --from=build /root/.local /root/.local
      ENV PATH=/root/.local/bin:$PATH
      CMD ["flask", "run"]
    `),
    good(source`
      FROM node:24
      COPY .npmrc /root/.npmrc
      RUN npm ci
      USER node
    `),
    good(source`
      FROM python:3.14-slim
      USER app
      RUN pip install --user flask
    `),
    good(source`
      FROM python:3.14-slim
      RUN pip install --user flask && chmod 755 /root
      USER 10001
    `),
    good(source`
      FROM registry.example.com/python:3.14
      RUN pip install --user flask
      USER 10001
    `),
  ],
});

type Place = { readonly at: Span; readonly kind: 'copied' | 'installed' | 'path'; readonly path: string };

function firstPlace(
  copies: readonly CopiedToRoot[],
  installs: readonly UserInstall[],
  paths: readonly RootPath[],
): Place | undefined {
  const [copy] = copies;
  if (copy) return { at: copy.destination, kind: 'copied', path: copy.target };
  const [install] = installs;
  if (install) return { at: install.use.span(install.option), kind: 'installed', path: '/root/.local' };
  const [path] = paths;
  return path && { at: path.pair, kind: 'path', path: path.entries[0] ?? '' };
}

type Fix = FixDraft<'venv' | 'home' | 'everywhere'>;

function fixesFor(
  text: string,
  document: Dockerfile,
  stage: Stage,
  user: string,
  copies: readonly CopiedToRoot[],
  installs: readonly UserInstall[],
  paths: readonly RootPath[],
): readonly Fix[] {
  const fixes: Fix[] = [];
  const venv = copies.length === 1 && copies[0] ? intoVirtualEnvironment(document, stage, copies[0], paths) : undefined;
  if (venv) fixes.push({ title: 'venv', edits: venv });
  if (copies.length > 0 && installs.length === 0) {
    const home = intoHome(document, stage, user, copies, paths);
    if (home) fixes.push({ title: 'home', params: { user }, edits: home });
  }
  if (copies.length === 0 && installs.length > 0) {
    const edits = installs.map(({ use, option }) => wordRemoval(text, use, option));
    for (const path of paths) {
      if (!path.entries.every((entry) => entry === '/root/.local/bin')) return fixes;
      const edit = withoutEntries(document, path);
      if (!edit) return fixes;
      edits.push(edit);
    }
    fixes.push({ title: 'everywhere', edits });
  }
  return fixes;
}

/** The pair without its entries below /root; without the pair where nothing but the inherited PATH is left. */
function withoutEntries(document: Dockerfile, { env, pair }: RootPath): TextEdit | undefined {
  const { value } = pair;
  if (!value || !isPlain(document, value)) return undefined;
  const left = value.text.replace(/\/root\/[^:"']*:?/g, '').replace(/:(?=["']?$)/, '');
  return /^["']?\$\{?PATH\}?["']?$/.test(left) ? pairRemoval(document, env, pair) : replace(value, left);
}

/** Into the home of the user, where it exists before the copy. */
function intoHome(
  document: Dockerfile,
  stage: Stage,
  user: string,
  copies: readonly CopiedToRoot[],
  paths: readonly RootPath[],
): readonly TextEdit[] | undefined {
  const account = accountsOf(document, stage).findLast(({ name, uid }) => name === user || String(uid) === user);
  const home = account?.home;
  if (!account || !home) return undefined;
  const edits: TextEdit[] = [];
  for (const { copy, destination } of copies) {
    if (account.since >= copy.index || copy.json || !destination.text.startsWith('/root')) return undefined;
    edits.push(replace(destination, home + destination.text.slice('/root'.length)));
    const owned = copy.flags.some((flag) => flag.name.text === 'chown');
    if (!owned) edits.push(insert(copy.keyword.end, ` --chown=${user}`));
  }
  for (const { pair } of paths) {
    if (!pair.value || !isPlain(document, pair.value)) return undefined;
    edits.push(replace(pair.value, pair.value.text.replace(/\/root(?=\/)/g, home)));
  }
  return edits;
}
