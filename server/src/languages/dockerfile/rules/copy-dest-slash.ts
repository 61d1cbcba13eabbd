import { insert } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { shellAt } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { CopyInstruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-dest-slash', {
  summary: 'Several sources and a destination that does not end in a slash',
  why: `With more than one source the destination is a directory, and has to say so with a slash at its end. The classic
builder stops at anything else; BuildKit makes a directory of that name, which a reader takes for a file.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3021', 'trivy:DS-0011', 'dockerfile-utils:INVALID_DESTINATION'],
  fix: 'safe',
  reach: 'part',
  messages: { slash: 'With several sources the destination is a directory. Write "{destination}/".' },
  fixes: { append: 'Append "/"' },
  on: { COPY: (copy, ctx) => check(copy, ctx), ADD: (add, ctx) => check(add, ctx) },
  examples: [
    bad('FROM alpine:3.22\nCOPY a b ‹/app›\n', { fixed: 'FROM alpine:3.22\nCOPY a b /app/\n' }),
    bad('FROM alpine:3.22\nADD ["a", "b", ‹"/my app"›]\n', { fixed: 'FROM alpine:3.22\nADD ["a", "b", "/my app/"]\n' }),
    bad('FROM alpine:3.22\nCOPY <<A <<B ‹/app›\na\nA\nb\nB\n', {
      fixed: 'FROM alpine:3.22\nCOPY <<A <<B /app/\na\nA\nb\nB\n',
    }),
    bad("FROM alpine:3.22\nCOPY a b ‹'/app'›\n", { fixed: "FROM alpine:3.22\nCOPY a b '/app/'\n" }),
    good('FROM alpine:3.22\nCOPY a b /app/\nCOPY a b $DIR\nCOPY a /app\nCOPY a b ./\nCOPY a b .\n'),
    good('# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY a b C:\\app\\\n'),
  ],
});

type Context = Parameters<NonNullable<Parameters<typeof dockerfileRule>[1]['on']['COPY']>>[1];

function check(copy: CopyInstruction<'COPY'> | CopyInstruction<'ADD'>, ctx: Context): void {
  const { sources, destination, heredocs, json } = copy;
  if (!destination || sources.length < 2) return;
  const quoted = json !== undefined || /^(["']).+\1$/.test(destination.text);
  const text = json ? destination.text : destination.text.replace(/^(["'])(.+)\1$/, '$2');
  if (text === '.' || text === '..' || /(?:\/|\}|\$\w+|\/\.|"|')$/.test(text)) return;
  if (text.endsWith('\\') && (ctx.document.escape === '`' || isWindows(ctx.document, copy))) return;
  const aliases = rule.peers.filter((peer) => heredocs.length === 0 || !peer.startsWith('dockerfile-utils'));
  const edits = [insert(destination.end - (quoted ? 1 : 0), '/')];
  ctx.report(destination, 'slash', { destination: text }, { aliases, fix: { title: 'append', edits } });
}

function isWindows(document: Dockerfile, copy: CopyInstruction<'COPY'> | CopyInstruction<'ADD'>): boolean {
  return !shellAt(document, copy).posix;
}
