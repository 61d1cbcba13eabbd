import type { Example, Rule } from '../../../core/rule.js';
import { dockerfileRule } from '../rule.js';
import { type PackageCommand, packageCommand } from './package-commands.js';
import { insertAfterWord } from './script-edits.js';

export interface YesSpec {
  readonly tool: string;
  readonly peers: readonly string[];
  /** The option that is missing, as a fix inserts it behind the verb. */
  readonly option: string;
  readonly asks: (command: PackageCommand) => boolean;
  readonly isAnswered: (command: PackageCommand) => boolean;
  readonly aliases?: (command: PackageCommand) => readonly string[];
  readonly examples: readonly Example[];
}

/** A rule about package managers that wait for a yes, which nobody gives in a build. */
export function yesRule(id: string, spec: YesSpec): Rule {
  return dockerfileRule(id, {
    summary: `${spec.tool} asks a question that nobody answers`,
    why: `${spec.tool} asks before it goes on. There is nobody to answer in a build, so it stops with an error.
\`${spec.option}\` answers yes.`,
    category: 'correctness',
    severity: 'warning',
    profile: 'recommended',
    since: '0.1',
    peers: spec.peers,
    fix: 'safe',
    reach: 'part',
    messages: {
      asks: '"{tool} {action}" waits for an answer that a build cannot give. Add "{option}".',
      later: '"{tool} {action}" asks nothing yet, but dnf, which takes its place, does. Add "{option}".',
    },
    fixes: { add: 'Add "{option}"' },
    on: {
      command(use, ctx) {
        const command = packageCommand(use);
        if (!command || command.dry || !spec.asks(command) || spec.isAnswered(command)) return;
        // `yes | apt-get install x` and `echo y | …` answer as well.
        if (use.command.place.pipelineIndex > 0) return;
        // microdnf says yes to all by itself; where dnf 5 has its name, it asks.
        const later = command.manager === 'microdnf';
        ctx.report(
          use.span(command.verb),
          later ? 'later' : 'asks',
          { tool: command.manager, action: command.action, option: spec.option },
          {
            severity: later ? 'hint' : undefined,
            aliases: spec.aliases?.(command) ?? spec.peers,
            fix: {
              title: 'add',
              params: { option: spec.option },
              edits: [insertAfterWord(use, command.verb, spec.option)],
            },
          },
        );
      },
    },
    examples: spec.examples,
  });
}
