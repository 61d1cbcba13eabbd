import { bad, good, source } from '../../../core/rule.js';
import { isArchive, isRemote } from '../model/archives.js';
import { replaceKeyword } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

/** Flags that only ADD has. */
const addFlags: ReadonlySet<string> = new Set(['checksum', 'unpack', 'keep-git-dir']);

export const rule: Rule = dockerfileRule('dockerfile/add-instead-of-copy', {
  summary: 'ADD where COPY does',
  why: `ADD also fetches URLs and unpacks archives, so what it does depends on the name and content of its source. For plain
files and folders COPY does the same without surprises.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3020', 'trivy:DS-0005', 'checkov:CKV_DOCKER_4'],
  fix: 'mixed',
  reach: 'part',
  messages: { add: 'ADD is meant for archives and URLs. Use COPY for "{source}".' },
  fixes: { copy: 'Use COPY' },
  on: {
    ADD(instruction, ctx) {
      if (instruction.words.length < 2 || instruction.flags.some((flag) => addFlags.has(flag.name.text))) return;
      const { sources } = instruction;
      const plain = sources.filter(({ text }) => !text.includes('$') && !isArchive(text) && !isRemote(text));
      const first = plain[0];
      if (!first) return;
      const all = plain.length === sources.length;
      const safe = !sources.some(({ text }) => /[*?[]/.test(text));
      ctx.report(
        instruction.keyword,
        'add',
        { source: first.text },
        { fix: all ? { title: 'copy', edits: [replaceKeyword(instruction, 'COPY')], safe } : undefined },
      );
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹ADD› . /app/\n‹add› --chown=1 ["a b", "/c/"]\n', {
      fixed: 'FROM alpine:3.22\nCOPY . /app/\ncopy --chown=1 ["a b", "/c/"]\n',
    }),
    bad('FROM alpine:3.22\r\nONBUILD ‹ADD› a \\\r\n  b.* /c/\r\n', {
      fixed: 'FROM alpine:3.22\r\nONBUILD COPY a \\\r\n  b.* /c/\r\n',
    }),
    bad('FROM alpine:3.22\n‹ADD› a.tar.gz b /c/\n', { fixed: 'FROM alpine:3.22\nADD a.tar.gz b /c/\n' }),
    good(source`
      FROM alpine:3.22
      ADD a.tar.gz /a/
      ADD "b.tgz" /b/
      ADD c-*.tar.xz /c/
      ADD https://example.com/d /d
      ADD git@example.com:team/e.git#v1 /e
      ADD --unpack=false f /f
      ADD $G /g
      COPY h /h
    `),
  ],
});
