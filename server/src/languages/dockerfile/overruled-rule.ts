import type { Example, Rule } from '../../core/rule.js';
import { removeInstruction } from './model/edits.js';
import { ofKind } from './model/state.js';
import { dockerfileRule } from './rule.js';

/** A rule about instructions that a later one of their kind in the same stage overrules. */
export function overruledRule(
  id: string,
  kind: 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK',
  peers: readonly string[],
  examples: readonly Example[],
): Rule {
  return dockerfileRule(id, {
    summary: `More than one ${kind} in a stage`,
    why: `Only the last ${kind} of a stage counts; the ones before it do nothing. Keep the last, and remove the others.`,
    category: 'correctness',
    severity: 'warning',
    profile: 'recommended',
    since: '0.1',
    peers: ['buildkit:MultipleInstructionsDisallowed', ...peers, 'dockerfile-utils:MULTIPLE_INSTRUCTIONS'],
    fix: 'safe',
    reach: 'part',
    messages: { overruled: `A later ${kind} of this stage overrules this one. Remove it.` },
    fixes: { remove: `Remove this ${kind}` },
    on: {
      stage(stage, ctx) {
        for (const instruction of ofKind(stage, kind).slice(0, -1)) {
          const edit = removeInstruction(ctx.document, instruction);
          ctx.report(instruction.keyword, 'overruled', {}, { fix: edit && { title: 'remove', edits: [edit] } });
        }
      },
    },
    examples,
  });
}
