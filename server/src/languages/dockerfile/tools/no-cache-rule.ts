import type { Example, Rule } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { dockerfileRule } from '../rule.js';
import { hasCacheMount, type PackageCommand, packageCommand } from './package-commands.js';
import { addMount, insertAfterWord } from './script-edits.js';

export interface NoCacheSpec {
  readonly tool: string;
  readonly peers: readonly string[];
  readonly severity: 'warning' | 'info';
  /** The option that keeps the cache out of the image. */
  readonly option: string;
  readonly caches: (command: PackageCommand) => boolean;
  readonly isOff: (command: PackageCommand, document: Dockerfile) => boolean;
  readonly isCached: (target: string) => boolean;
  readonly mount: string;
  readonly examples: readonly Example[];
}

/** A rule about caches that an option of the command itself keeps out of the image. */
export function noCacheRule(id: string, spec: NoCacheSpec): Rule {
  return dockerfileRule(id, {
    summary: `${spec.tool} leaves its cache in the image`,
    why: `What ${spec.tool} keeps for the next time is of no use in an image, and makes it larger. \`${spec.option}\` keeps
nothing; a cache mount keeps it for the next build, outside of the image.`,
    category: 'cost',
    severity: spec.severity,
    profile: 'recommended',
    since: '0.1',
    peers: spec.peers,
    fix: 'mixed',
    messages: { cached: '"{tool} {action}" leaves its cache in the image. Add "{option}".' },
    fixes: { add: 'Add "{option}"', mount: 'Use a cache mount' },
    on: {
      command(use, ctx) {
        const command = packageCommand(use);
        if (!command || !spec.caches(command) || spec.isOff(command, ctx.document)) return;
        if (hasCacheMount(use, spec.isCached)) return;
        const { option } = spec;
        ctx.report(
          use.span(command.verb),
          'cached',
          { tool: spec.tool, action: command.action, option },
          {
            fixes: [
              { title: 'add', params: { option }, safe: true, edits: [insertAfterWord(use, command.verb, option)] },
              ...(use.instruction.trigger
                ? []
                : [{ title: 'mount' as const, safe: false, edits: [addMount(ctx.document, use, spec.mount)] }]),
            ],
          },
        );
      },
    },
    examples: spec.examples,
  });
}
