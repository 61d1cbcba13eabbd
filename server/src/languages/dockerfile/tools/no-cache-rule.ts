import type { TextEdit } from '../../../core/edit.js';
import type { Example, Rule } from '../../../core/rule.js';
import { namedTargets } from '../model/builds.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { wordRemoval } from '../model/removal.js';
import { dockerfileRule } from '../rule.js';
import { hasCacheMount, isShipped } from './leftovers.js';
import { type PackageCommand, packageCommandsOf } from './package-commands.js';
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
    reach: 'part',
    messages: {
      cached: '"{tool} {action}" leaves its cache in the image. Add "{option}".',
      stored: '"{tool} {action}" leaves its cache in the build cache. Add "{option}".',
    },
    fixes: { add: 'Add "{option}"', mount: 'Use a cache mount' },
    on: {
      script(script, ctx) {
        const { option } = spec;
        const shipped = isShipped(ctx.document, script.stage, namedTargets(ctx.graph, ctx.path));
        let mounting: readonly TextEdit[] | undefined;
        for (const command of packageCommandsOf(script)) {
          const { use, verb, action } = command;
          if (command.dry || !spec.caches(command) || hasCacheMount(use, spec.isCached)) continue;
          if (spec.isOff(command, ctx.document)) continue;
          mounting ??= intoMount(ctx.document, command, spec.mount(command, ctx.document), option);
          ctx.report(
            use.span(verb),
            shipped ? 'cached' : 'stored',
            { tool: spec.tool, action, option },
            {
              severity: shipped ? undefined : 'hint',
              fixes: [
                { title: 'add', params: { option }, safe: true, edits: [insertAfterWord(use, verb, option)] },
                ...(mounting.length > 0 ? [{ title: 'mount' as const, safe: false, edits: mounting }] : []),
              ],
            },
          );
        }
      },
    },
    examples: spec.examples,
  });
}

/** Adds a mount, and lets the other commands of the RUN use it as well. */
export function intoMount(
  document: Dockerfile,
  { use, manager }: PackageCommand,
  mount: string | undefined,
  option: string,
): readonly TextEdit[] {
  if (mount === undefined || use.instruction.trigger) return [];
  const edits = [addMount(document, use, mount)];
  for (const other of packageCommandsOf(use.script)) {
    if (other.manager !== manager) continue;
    const given = other.options.options.find(({ name }) => option === `--${name}`);
    if (given) edits.push(wordRemoval(document.text, other.use, given.word));
  }
  return edits;
}
