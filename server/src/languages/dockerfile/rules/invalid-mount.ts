import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import { isDigest } from '../../../images/reference.js';
import { flagHelp } from '../grammar/flags.js';
import { mountProblem } from '../model/mount-problem.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { isHeredocWord } from '../syntax/heredoc.js';
import { mountsOf } from '../syntax/mount.js';
import type { CopyInstruction, Token } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/invalid-mount', {
  summary: 'Mount, network, security mode or file mode that the builder refuses',
  why: `\`--mount\` takes keys and values with commas in between, and each type has its own keys. \`--network\` is \`default\`,
\`none\` or \`host\`; \`--security\` is \`sandbox\` or \`insecure\`; \`--chmod\` is octal or symbolic; \`--checksum\` goes with one
address.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    key: 'A mount has no key "{key}".',
    value: '"{key}" needs a value, as in "{key}=…".',
    choice: '"{value}" does not fit "{key}". It is one of {choices}.',
    number: '"{value}" does not fit "{key}", which takes a number{how}.',
    boolean: '"{value}" does not fit "{key}", which takes true or false.',
    notFor: 'A mount of type {type} has no "{key}".',
    secret: 'A secret mount needs an id, a source or a target.',
    both: 'A secret mount has an id or a source, not both.',
    root: 'A cache mount cannot have "/" as its target.',
    variable: '"from" of a mount does not expand variables. Give the stage a fixed name.',
    quote: 'A quote in a mount has to enclose a whole key and value, as in "source=a,b".',
    early: 'Write "type={type}" before "{key}": the builder reads from left to right.',
    sshSource: 'An ssh mount has no source. Its "id" names the socket.',
    flag: '"--{flag}" is one of {choices}, not "{value}".',
    chmod: '"{value}" is not a file mode. Write it in octal, such as 755, or as in u=rwX,go=rX.',
    digest: '"{value}" is not a checksum, which looks like "sha256:" and 64 hexadecimal digits.',
    checksum: '"--checksum" goes with exactly one source, which is an address.',
  },
  fixes: { change: 'Change to "{suggestion}"' },
  on: {
    RUN(run, ctx) {
      for (const flag of run.flags) {
        const choices = flagHelp('RUN', flag.name.text)?.values;
        const value = flag.value?.text;
        if (!choices || value === undefined || choices.includes(value)) continue;
        const at = flag.value && value !== '' ? flag.value : flag;
        const suggestion = value === '' ? undefined : nearest(value, choices);
        const fix = suggestion && {
          title: 'change' as const,
          params: { suggestion },
          edits: [replace(at, suggestion)],
        };
        const params = { flag: flag.name.text, value, choices: choices.join(', ') };
        ctx.report(at, 'flag', params, refused(run, fix ? { fix } : {}));
      }
      for (const mount of mountsOf(run)) {
        const found = mountProblem(mount, ctx.document.escape);
        if (!found) continue;
        const { at, message, params, suggestion } = found;
        const plain = suggestion !== undefined && !mount.quoted;
        const fix = plain
          ? { title: 'change' as const, params: { suggestion }, edits: [replace(at, suggestion)] }
          : undefined;
        ctx.report(at, message, params, refused(run, fix ? { fix } : {}));
      }
    },
    COPY: (copy, ctx) => {
      for (const at of wrongModes(copy)) ctx.report(at, 'chmod', { value: at.text }, refused(copy, {}));
    },
    ADD(add, ctx) {
      for (const at of wrongModes(add)) ctx.report(at, 'chmod', { value: at.text }, refused(add, {}));
      const checksum = add.flags.find((flag) => flag.name.text === 'checksum');
      const sources = add.sources.filter((source) => !isHeredocWord(source.text));
      const [source] = sources;
      if (!checksum?.value?.text || !source || source.text.includes('$')) return;
      const remote = address.test(source.text);
      if (sources.length !== 1 || !remote) ctx.report(checksum, 'checksum', {}, refused(add, {}));
      else if (isPlainAddress(source.text) && !/\$/.test(checksum.value.text) && !isDigest(checksum.value.text)) {
        ctx.report(checksum.value, 'digest', { value: checksum.value.text }, refused(add, {}));
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nRUN --mount=type=‹cahce›,target=/a ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --mount=type=cache,target=/a ls\n',
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,‹traget=/a› ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --mount=type=cache,target=/a ls\n',
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,target=/a,sharing=‹lock› ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --mount=type=cache,target=/a,sharing=locked ls\n',
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,‹target› ls\n'),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,target=‹/› ls\n'),
    bad('FROM alpine:3.22\nRUN --mount=target=/a,‹uid=1› --mount=type=cache,target=/b,mode=‹9› ls\n'),
    bad('FROM alpine:3.22\nRUN ‹--mount=type=secret› --mount=type=secret,id=a,‹source=b› ls\n'),
    bad('FROM alpine:3.22\nRUN --network=‹hots› --security=‹unsafe› ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --network=host --security=unsafe ls\n',
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=bind,target=‹/› --mount=‹required›,type=secret,id=a ls\n'),
    bad('FROM alpine:3.22\nRUN --mount=type=ssh,‹source=a› --mount=type=tmpfs,target=/a,size=‹big› ls\n'),
    bad(`FROM alpine:3.22\nRUN --mount='target=/a,source=b‹"›c' --mount=type=cache,target=/c,uid=‹5000000000› ls\n`),
    bad('FROM alpine:3.22\nRUN ‹--network=› --security=‹$MODE› ls\n'),
    bad('FROM alpine:3.22\nADD --checksum=‹sha256:0› https://example.com/a /b\n'),
    bad('FROM alpine:3.22\nCOPY --chmod=‹rwx› a /b\nADD ‹--checksum=sha256:0› a /b\n'),
    good(
      'FROM alpine:3.22\nRUN --mount=type=cache,target=/a,sharing=locked,uid=1,mode=0755 --mount=type=secret,id=a,required ls\n',
    ),
    good(
      'FROM alpine:3.22\nRUN --mount=type=tmpfs,target=/a,size=10m --mount=type=ssh --mount=type=bind,dst=/b,rw ls\n',
    ),
    good(`FROM alpine:3.22\nRUN --mount='type=bind,"source=a,b",target=/c' ls\n`),
    good(
      'FROM alpine:3.22\nARG T=/a\nRUN --mount=type=cache,target=$T --mount=type=secret,id=k,env=KEY --network=none ls\n',
    ),
    good(
      'FROM alpine:3.22\nCOPY --chmod=0755 a /b\nCOPY --chmod=u=rwX,go=rX a /b\nCOPY --chmod=+x a /b\nCOPY --chmod=g=uX a /b\nCOPY --chmod=$M a /b\n',
    ),
  ],
});

/** The values of `--chmod` that are no file mode. */
function wrongModes(copy: CopyInstruction<'COPY'> | CopyInstruction<'ADD'>): readonly Token[] {
  return copy.flags.flatMap(({ name, value }) =>
    name.text === 'chmod' && value && !/^$|[$"'\\`]/.test(value.text) && !isMode(value.text) ? [value] : [],
  );
}

const symbolic = /^[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,[ugoa]*(?:[-+=][rwxXstugo]*)+)*$/;

function isMode(text: string): boolean {
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) <= 0o7777 : symbolic.test(text);
}

const address = /^(?:https?|git|ssh):\/\/|^github\.com\/|^[\w.-]+@[\w.-]+:|\.git(?:[#?]|$)/;

/** An address that is fetched over HTTP, and not one of a Git repository. */
function isPlainAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && !/\.git(?:[#?]|$)/.test(text);
}
