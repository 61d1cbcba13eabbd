import { ignoreFileOf } from '../../../context/ignore-file.js';
import { bad, good } from '../../../core/rule.js';
import { contextPath, contextSources } from '../model/build-context.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/broad-copy', {
  summary: 'Everything is copied into the image, and nothing is excluded',
  why: `Without an ignore file, \`COPY . .\` in the final stage takes the history of the repository, local secrets such as
\`.env\`, and dependencies of this machine into the image. Add a \`.dockerignore\`, or copy what is needed by name.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    broad: 'This copies the whole folder into the image, and there is no .dockerignore that leaves anything out.',
  },
  on: {
    instruction(copy, ctx) {
      if ((copy.kind !== 'COPY' && copy.kind !== 'ADD') || copy.trigger) return;
      const stage = ctx.document.stageOf[copy.index];
      if (!stage?.final) return;
      const broad = contextSources(copy).find((word) => !word.text.includes('$') && contextPath(word.text) === '');
      if (!broad || ignoreFileOf(ctx.files, ctx.path) !== null) return;
      ctx.report({ start: broad.start, end: broad.end }, 'broad');
    },
  },
  examples: [
    bad('FROM node:22-slim\nWORKDIR /app\nCOPY ‹.› .\n', { files: { '.env': '' } }),
    bad('FROM scratch\nCOPY ‹./› /app/\n', { path: 'web/Dockerfile', files: { 'web/x': '' } }),
    bad('FROM scratch\nADD ‹.› /app/\n', { files: { '.env': '' } }),
    good('FROM node:22-slim\nWORKDIR /app\nCOPY . .\n', { files: { '.dockerignore': '.git\n' } }),
    good('FROM node:22-slim AS build\nCOPY . .\nFROM scratch\nCOPY --from=build / /\n'),
    good('FROM scratch\nCOPY src /src\n'),
  ],
});
