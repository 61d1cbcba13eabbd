import type { ReportDetails } from '../../../core/rule.js';
import type { Instruction } from '../syntax/tree.js';

/**
 * How a finding counts that is about what the builder refuses. In a trigger it is a warning: the builder reads what
 * ONBUILD triggers only in the build that starts from this image, which then fails.
 */
export function refused<F>(instruction: Instruction, details: ReportDetails<F>): ReportDetails<F> {
  if (!instruction.trigger) return details;
  const aliases = details.aliases?.filter((alias) => !alias.startsWith('buildkit:')) ?? [];
  return { ...details, severity: 'warning', aliases };
}
