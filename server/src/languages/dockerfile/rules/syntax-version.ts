import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { flagHelp } from '../grammar/flags.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { spanWithin } from '../model/edits.js';
import { expandedTokens } from '../model/variable-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';
import { mountsOf } from '../syntax/mount.js';
import type { Instruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/syntax-version', {
  summary: 'Feature that the pinned frontend does not have',
  why: `The \`# syntax\` directive chooses the version of the builder's frontend. What came later is an error in that version.
\`docker/dockerfile:1\` always takes the newest of the first series.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    newer: '{feature} needs version {needed} of the frontend, but the syntax directive asks for {pinned}.',
    labs: '{feature} is only in the "-labs" channel of the frontend, which the syntax directive does not ask for.',
  },
  fixes: { raise: 'Use "{image}"' },
  on: {
    file(document, ctx) {
      const directive = document.directives.find((one) => one.name.text.toLowerCase() === 'syntax');
      const written = directive?.value.text.split(/\s/)[0] ?? '';
      const pinned = /^((?:docker\.io\/)?docker\/dockerfile(?:-upstream)?):(\d+)(?:\.(\d+))?(?:\.\d+)?(-labs)?$/.exec(
        written,
      );
      if (!directive || !pinned) return;
      const minor = pinned[3] === undefined ? Number.POSITIVE_INFINITY : Number(pinned[3]);
      const inLabs = pinned[4] !== undefined;
      if (pinned[2] !== '1') return;
      for (const instruction of document.instructions) {
        for (const { at, feature, since, labs } of featuresOf(document, instruction)) {
          const first = inLabs ? (labs ?? since) : since;
          if (first !== undefined && minor >= first) continue;
          const onlyLabs = since === undefined;
          const image = `${pinned[1]}:1${onlyLabs || inLabs ? '-labs' : ''}`;
          const span = { start: directive.value.start, end: directive.value.start + written.length };
          const fix = { title: 'raise' as const, params: { image }, edits: [replace(span, image)] };
          const params = { feature, needed: `1.${first ?? labs}`, pinned: written.slice(written.indexOf(':') + 1) };
          ctx.report(at, onlyLabs && !inLabs ? 'labs' : 'newer', params, { fix });
        }
      }
    },
  },
  examples: [
    bad('# syntax=docker/dockerfile:1.3\nFROM alpine:3.22\nCOPY ‹--link› a /b\nRUN ‹<<EOF›\nls\nEOF\n', {
      fixed: '# syntax=docker/dockerfile:1\nFROM alpine:3.22\nCOPY --link a /b\nRUN <<EOF\nls\nEOF\n',
    }),
    bad('# syntax=docker/dockerfile:1\nFROM alpine:3.22\nRUN ‹--device›=gpu ls\n', {
      fixed: '# syntax=docker/dockerfile:1-labs\nFROM alpine:3.22\nRUN --device=gpu ls\n',
    }),
    bad('# syntax=docker/dockerfile:1.6\nFROM alpine:3.22\nARG V=v1\nENV A=‹${V#v}›\nCOPY --chmod=‹u+x› a /b\n', {
      fixed: '# syntax=docker/dockerfile:1\nFROM alpine:3.22\nARG V=v1\nENV A=${V#v}\nCOPY --chmod=u+x a /b\n',
    }),
    good('# syntax=docker/dockerfile:1.7-labs\nFROM alpine:3.22\nCOPY --parents --exclude=b a /b\n'),
    good('# syntax=docker/dockerfile:1.4\nFROM alpine:3.22\nCOPY --link a /b\nRUN <<EOF\nls\nEOF\n'),
    good('# syntax=docker/dockerfile:1\nFROM alpine:3.22\nCOPY --parents a /b\n'),
    good('# syntax=example.com/frontend:1.0\nFROM alpine:3.22\nCOPY --link a /b\n'),
  ],
});

interface Feature {
  readonly at: Span;
  readonly feature: string;
  /** The first minor version that has it; undefined where only the labs channel does. */
  readonly since: number | undefined;
  readonly labs?: number | undefined;
}

function minorOf(version: string | undefined): number | undefined {
  return version === undefined ? undefined : Number(version.split('.')[1]);
}

function featuresOf(document: Dockerfile, instruction: Instruction): readonly Feature[] {
  const found: Feature[] = [];
  const host = instruction.kind === 'ONBUILD' ? (instruction.instruction ?? instruction) : instruction;
  for (const { opener } of host.heredocs) found.push({ at: opener, feature: 'A heredoc', since: 4 });
  // What a trigger uses has to be known to the frontend of another file.
  if (host !== instruction) return found;
  for (const flag of instruction.flags) {
    const help = flagHelp(instruction.kind, flag.name.text);
    const at = { start: flag.start, end: flag.name.end };
    if (help?.since !== undefined || help?.labs !== undefined) {
      found.push({ at, feature: `--${help.name}`, since: minorOf(help.since), labs: minorOf(help.labs) });
    }
    if (help?.name === 'chmod' && /^[ugoa]*[-+=]/.test(flag.value?.text ?? '')) {
      found.push({ at: flag.value ?? at, feature: 'A mode in letters', since: 14 });
    }
  }
  for (const mount of mountsOf(instruction)) {
    for (const field of mount.fields) {
      if (field.key === 'env') found.push({ at: field, feature: 'A secret as a variable', since: 10 });
    }
  }
  for (const token of expandedTokens(instruction)) {
    for (const { operator, start, end } of expand(token.text, document.escape).refs) {
      if (operator && /^[#%/]/.test(operator)) {
        const at = spanWithin(instruction, token, start, end);
        found.push({ at, feature: `"${operator}" after a variable`, since: 7 });
      }
    }
  }
  return found;
}
