import type { Example, FixDraft, Rule } from '../../../core/rule.js';
import { namedTargets } from '../model/builds.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { dockerfileRule } from '../rule.js';
import { hasCacheMount, isShipped } from './leftovers.js';
import { type PackageCommand, packageCommandsOf } from './package-commands.js';
import { addMount, appendCommand } from './script-edits.js';

export interface CleanSpec {
  readonly tool: string;
  readonly peers: readonly string[];
  /** What is left behind, for the message: `the package lists`. */
  readonly leftover: string;
  /** What takes it away, for message and fix; `{tool}` stands for the program. */
  readonly clean: string;
  readonly leaves: (command: PackageCommand) => boolean;
  /** Whether a later command of the same script takes it away. */
  readonly isCleaned: (command: PackageCommand, all: readonly PackageCommand[], document: Dockerfile) => boolean;
  readonly isCached: (target: string) => boolean;
  /** The mounts that keep it out of the image. */
  readonly mounts: (command: PackageCommand, document: Dockerfile) => readonly string[];
  /** Stages that end in no image do not count. */
  readonly shippedOnly: boolean;
  readonly severity: 'warning' | 'info';
  readonly aliases?: (command: PackageCommand) => readonly string[];
  readonly examples: readonly Example[];
}

/** A rule about what a package manager leaves in the layer, unless the same RUN takes it away. */
export function cleanRule(id: string, spec: CleanSpec): Rule {
  return dockerfileRule(id, {
    summary: `${spec.tool} leaves ${spec.leftover} in the image`,
    why: `What one RUN leaves behind stays in its layer, even if a later instruction deletes it. Take it away in the same RUN
(\`${spec.clean.replace('{tool}', spec.tool)}\`), or keep it out of the image, and for the next build, with a cache mount.`,
    category: 'cost',
    severity: spec.severity,
    profile: 'recommended',
    since: '0.1',
    peers: spec.peers,
    fix: 'unsafe',
    reach: 'part',
    messages: {
      left: '"{tool} {action}" leaves {leftover} in the image. End the RUN with "{clean}".',
      stored: '"{tool} {action}" leaves {leftover} in the build cache. End the RUN with "{clean}".',
    },
    fixes: { append: 'Add "{clean}"', mount: 'Use a cache mount' },
    on: {
      script(script, ctx) {
        const all = packageCommandsOf(script);
        // One finding per RUN: its last such command decides what is left.
        const command = all.findLast((one) => !one.dry && spec.leaves(one));
        if (!command) return;
        const { use } = command;
        const shipped = isShipped(ctx.document, use.stage, namedTargets(ctx.graph, ctx.path));
        if (spec.shippedOnly && !shipped) return;
        if (hasCacheMount(use, spec.isCached)) return;
        if (spec.isCleaned(command, all, ctx.document)) return;
        const clean = spec.clean.replace('{tool}', command.manager);
        ctx.report(
          use.span(command.verb),
          shipped ? 'left' : 'stored',
          { tool: command.manager, action: command.action, leftover: spec.leftover, clean },
          {
            severity: shipped ? undefined : 'hint',
            aliases: spec.aliases?.(command) ?? spec.peers,
            fixes: fixes(ctx.document, command, clean, spec),
          },
        );
      },
    },
    examples: spec.examples,
  });
}

function fixes(
  document: Dockerfile,
  command: PackageCommand,
  clean: string,
  spec: CleanSpec,
): FixDraft<'append' | 'mount'>[] {
  const { use } = command;
  const append = appendCommand(document, use, clean);
  const found: FixDraft<'append' | 'mount'>[] = append ? [{ title: 'append', params: { clean }, edits: [append] }] : [];
  const mounts = use.instruction.trigger ? [] : spec.mounts(command, document);
  if (mounts.length > 0) found.push({ title: 'mount', edits: [addMount(document, use, mounts.join(' --mount='))] });
  return found;
}
