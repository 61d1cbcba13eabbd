import { bad, good, source } from '../../../core/rule.js';
import { isRemote } from '../model/archives.js';
import { dockerfileRule, type Rule } from '../rule.js';

/** A git address that names a commit, which is a checksum by itself, or a variable that may hold one. */
const commit = /#(?:[0-9a-f]{40,64}(?:[:"']|$)|[^#]*\$)|[?&](?:commit|checksum)=[0-9a-f]{7,64}/i;

export const rule: Rule = dockerfileRule('dockerfile/add-remote-no-checksum', {
  summary: 'ADD of a URL without a checksum',
  why: `What a URL gives can change, by a new release or by an attacker, and the build takes whatever it gets. With
\`--checksum=sha256:…\`, or a commit for git addresses, the build stops instead.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['checkov:CKV_DOCKER_4'],
  fix: 'none',
  reach: 'part',
  messages: { unchecked: 'Nothing checks that "{url}" still gives the same file. Add --checksum.' },
  on: {
    ADD(instruction, ctx) {
      if (instruction.flags.some((flag) => flag.name.text === 'checksum')) return;
      for (const word of instruction.sources) {
        if (isRemote(word.text) && !commit.test(word.text)) ctx.report(word, 'unchecked', { url: word.text });
      }
    },
  },
  examples: [
    bad(source`
      FROM alpine:3.22
      ADD ‹https://example.com/tool› ‹https://example.com/other› /usr/local/bin/
      ADD ‹https://github.com/docker/buildx.git#v0.20› /src
    `),
    bad('FROM alpine:3.22\r\nONBUILD ADD [‹"https://example.com/a b"›, "/c"]\r\n'),
    good(source`
      FROM alpine:3.22
      ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool /bin/
      ADD https://github.com/docker/buildx.git#5ee9a2a4a1c1d3d7b6b0a9e1f0a3d1c2b3a4f5e6 /src
      ADD "https://github.com/docker/buildx.git#\${BUILDX_COMMIT}" /src
      ADD a.tar.gz /a/
    `),
  ],
});
