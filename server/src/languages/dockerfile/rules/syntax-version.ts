import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { flagHelp } from '../grammar/flags.js';
import { dockerfileRule, type Rule } from '../rule.js';
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
      const labs = pinned[4] !== undefined;
      for (const instruction of document.instructions) {
        for (const { at, feature, since } of featuresOf(instruction)) {
          const needed = Number(since.replace('-labs', '').split('.')[1]);
          const onlyLabs = since.endsWith('-labs') && !labs;
          if (!onlyLabs && (pinned[2] !== '1' || minor >= needed)) continue;
          const image = `${pinned[1]}:1${onlyLabs || labs ? '-labs' : ''}`;
          const span = { start: directive.value.start, end: directive.value.start + written.length };
          const fix = { title: 'raise' as const, params: { image }, edits: [replace(span, image)] };
          const version = written.slice(written.indexOf(':') + 1);
          ctx.report(at, onlyLabs ? 'labs' : 'newer', { feature, needed: `1.${needed}`, pinned: version }, { fix });
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
    good('# syntax=docker/dockerfile:1.4\nFROM alpine:3.22\nCOPY --link a /b\nRUN <<EOF\nls\nEOF\n'),
    good('# syntax=docker/dockerfile:1\nFROM alpine:3.22\nCOPY --parents a /b\n'),
    good('# syntax=example.com/frontend:1.0\nFROM alpine:3.22\nCOPY --link a /b\n'),
  ],
});

interface Feature {
  readonly at: { readonly start: number; readonly end: number };
  readonly feature: string;
  readonly since: string;
}

function featuresOf(instruction: Instruction): readonly Feature[] {
  const host = instruction.kind === 'ONBUILD' ? (instruction.instruction ?? instruction) : instruction;
  const found: Feature[] = [];
  for (const flag of host.flags) {
    const since = flagHelp(host.kind, flag.name.text)?.since;
    if (since) found.push({ at: { start: flag.start, end: flag.name.end }, feature: `--${flag.name.text}`, since });
  }
  for (const { opener } of host.heredocs) found.push({ at: opener, feature: 'A heredoc', since: '1.4' });
  return found;
}
