import { bad, good, source } from '../../../core/rule.js';
import { wordRemoval } from '../model/removal.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/unsigned-packages', {
  summary: 'Packages are installed without a check of their signatures',
  why: `The signature is what tells a package of the distribution from one that somebody put in its place on the way or on a
mirror. Add the key of the repository that lacks it, and leave the check on.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'checkov:CKV2_DOCKER_7',
    'checkov:CKV2_DOCKER_8',
    'checkov:CKV2_DOCKER_9',
    'checkov:CKV2_DOCKER_10',
    'checkov:CKV2_DOCKER_11',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unsigned:
      '"{option}" makes {program} install packages that nobody signed. Remove it, and add the repository\'s key.',
  },
  fixes: { remove: 'Remove "{option}"' },
  on: {
    command(use, ctx) {
      const options = unsigned.get(use.command.name ?? '');
      if (!options) return;
      for (const word of use.command.args) {
        const option = word.value ?? '';
        const alias = Object.hasOwn(options, option) ? options[option] : undefined;
        if (alias === undefined) continue;
        ctx.report(
          use.span(word),
          'unsigned',
          { option, program: use.command.name ?? '' },
          {
            aliases: alias === '' ? [] : [alias],
            fix: { title: 'remove', params: { option }, edits: [wordRemoval(ctx.text, use, word)] },
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        RUN apk add ‹--allow-untrusted› ./app.apk && rpm -i \
            ‹--nosignature› \
            ‹--nodigest› \
            app.rpm
        RUN apt-get install -y ‹--allow-unauthenticated› curl
        RUN dnf install -y curl ‹--nogpgcheck›
      `,
      {
        fixed: source`
          FROM debian:12
          RUN apk add ./app.apk && rpm -i \
              app.rpm
          RUN apt-get install -y curl
          RUN dnf install -y curl
        `,
      },
    ),
    bad(source`
      FROM debian:12
      RUN apt-get ‹--force-yes› install curl; zypper ‹--no-gpg-checks› install curl
      RUN yum ‹--nogpgcheck› install curl; tdnf install ‹--nogpgcheck› curl
    `),
    good(source`
      FROM debian:12
      RUN apk add curl | grep "--allow-untrusted"; rpm -i app.rpm || echo "--nodigest"
    `),
  ],
});

const apt = {
  '--allow-unauthenticated': 'checkov:CKV2_DOCKER_8',
  '--force-yes': 'checkov:CKV2_DOCKER_11',
};
const gpgCheck = { '--nogpgcheck': 'checkov:CKV2_DOCKER_9', '--no-gpgchecks': '' };

/** By program: the option, and the peer's rule that knows it. */
const unsigned: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map<string, Record<string, string>>([
  ['apk', { '--allow-untrusted': 'checkov:CKV2_DOCKER_7' }],
  ['apt-get', apt],
  ['apt', apt],
  ['yum', gpgCheck],
  ['dnf', gpgCheck],
  ['microdnf', gpgCheck],
  ['tdnf', gpgCheck],
  ['zypper', { '--no-gpg-checks': '' }],
  [
    'rpm',
    {
      '--nodigest': 'checkov:CKV2_DOCKER_10',
      '--nosignature': 'checkov:CKV2_DOCKER_10',
      '--noverify': 'checkov:CKV2_DOCKER_10',
      '--nofiledigest': 'checkov:CKV2_DOCKER_10',
    },
  ],
]);
