import type { TextEdit } from '../../../core/edit.js';
import type { Example, Rule } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { wordRemoval } from '../model/removal.js';
import { dockerfileRule } from '../rule.js';
import { hasCacheMount, isShipped } from './leftovers.js';
import { type PackageCommand, packageCommand, packageCommandsOf } from './package-commands.js';
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
  /** The mount that keeps the cache out of the image; undefined where it is not known. */
  readonly mount: (command: PackageCommand, document: Dockerfile) => string | undefined;
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
    messages: {
      cached: '"{tool} {action}" leaves its cache in the image. Add "{option}".',
      stored: '"{tool} {action}" leaves its cache in the build cache. Add "{option}".',
    },
    fixes: { add: 'Add "{option}"', mount: 'Use a cache mount' },
    on: {
      command(use, ctx) {
        const command = packageCommand(use);
        if (!command || command.dry || !spec.caches(command) || spec.isOff(command, ctx.document)) return;
        if (hasCacheMount(use, spec.isCached)) return;
        const { option } = spec;
        const shipped = isShipped(ctx.document, use.stage);
        const mount = use.instruction.trigger ? undefined : spec.mount(command, ctx.document);
        ctx.report(
          use.span(command.verb),
          shipped ? 'cached' : 'stored',
          { tool: spec.tool, action: command.action, option },
          {
            severity: shipped ? undefined : 'hint',
            fixes: [
              { title: 'add', params: { option }, safe: true, edits: [insertAfterWord(use, command.verb, option)] },
              ...(mount === undefined
                ? []
                : [{ title: 'mount' as const, safe: false, edits: intoMount(ctx.document, command, option, mount) }]),
            ],
          },
        );
      },
    },
    examples: spec.examples,
  });
}

/** Adds a mount, and lets the other commands of the RUN use it as well. */
function intoMount(document: Dockerfile, command: PackageCommand, option: string, mount: string): TextEdit[] {
  const { use, manager } = command;
  const needless = packageCommandsOf(use.script).flatMap((other) =>
    other.manager !== manager
      ? []
      : other.options.options.flatMap(({ name, word }) =>
          word.value === option && option === `--${name}` ? [wordRemoval(document.text, other.use, word)] : [],
        ),
  );
  return [addMount(document, use, mount), ...needless];
}
