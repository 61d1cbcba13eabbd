import type { TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { ShellCommand } from '../../../shell/read.js';
import { plainCommands } from '../model/commands.js';
import type { Script } from '../model/script.js';
import { scriptEdit } from '../model/script-edit.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/deprecated-command', {
  summary: 'An old command of GitHub in the output of a script',
  why: `\`::set-output\` and \`::save-state\` are read from what a script prints, so that anything which prints can set them; GitHub
warns of them and will stop reading them. \`::set-env\` and \`::add-path\` end the step with an error, unless
\`ACTIONS_ALLOW_UNSECURE_COMMANDS\` is set. Write to the files that \`$GITHUB_OUTPUT\`, \`$GITHUB_STATE\`, \`$GITHUB_ENV\` and
\`$GITHUB_PATH\` name.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:deprecated-commands'],
  fix: 'mixed',
  reach: 'part',
  messages: { old: '"::{command}" is an old command. Write to the file that "{file}" names.' },
  fixes: { file: 'Write to "{file}"' },
  on: {
    script({ script }, ctx) {
      for (const match of script.scalar.text.matchAll(commands)) {
        const command = match[1] ?? 'add-path';
        const file = files[command] ?? '';
        const pos = match.index;
        const edits = inFile(script, pos, file);
        // Such marks stand for line breaks, which the file does not read.
        const safe = !/%(?:0A|0D|25)/i.test(script.scalar.text);
        ctx.report(
          script.span({ pos, end: pos + match[0].length }),
          'old',
          { command, file: `$${file}` },
          { tags: ['deprecated'], fix: edits && { title: 'file', safe, params: { file: `$${file}` }, edits } },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - run: echo "‹::set-output name=version::›$(make version)"
              - run: |
                  echo '‹::save-state name=pid::›1' # for later
                  echo ‹::set-env name=MODE::›fast
                  if true; then echo "‹::add-path::›$HOME/bin"; fi
              - run: "echo \"‹::set-output   name=a::›\${{ github.sha }}\""
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - run: echo "version=$(make version)" >> "$GITHUB_OUTPUT"
                - run: |
                    echo 'pid=1' >> "$GITHUB_STATE" # for later
                    echo MODE=fast >> "$GITHUB_ENV"
                    if true; then echo "$HOME/bin" >> "$GITHUB_PATH"; fi
                - run: "echo \"a=\${{ github.sha }}\" >> \"$GITHUB_OUTPUT\""
        `,
      },
    ),
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: windows-latest
            steps:
              - run: |
                  Write-Output "‹::set-output name=version::›$version"
                  if ($true) { echo '‹::add-path::›C:\bin' }
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: windows-latest
              steps:
                - run: |
                    Write-Output "version=$version" >> $env:GITHUB_OUTPUT
                    if ($true) { echo 'C:\bin' >> $env:GITHUB_PATH }
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        build:
          runs-on: windows-latest
          steps:
            - run: Write-Host "‹::set-output name=version::›1"
            - run: make | sed 's/^/‹::set-output name=a::›/'
              shell: bash
            - run: echo "‹::set-output name=a::›1 ‹::set-output name=b::›2"
              shell: bash
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: echo "version=1" >> "$GITHUB_OUTPUT"
            - run: echo "::debug::set-output name=a" && echo "::add-mask::x" && echo "::set-output::"
            - run: echo "::set-output name=::x" "::set-output name=1a::x"
    `),
  ],
});

const commands = /::(?:(set-output|save-state|set-env)[ \t]+name=[A-Za-z][\w-]*::(?=\S)|add-path::(?=\S))/g;

const files: Readonly<Record<string, string>> = {
  'set-output': 'GITHUB_OUTPUT',
  'save-state': 'GITHUB_STATE',
  'set-env': 'GITHUB_ENV',
  'add-path': 'GITHUB_PATH',
};

/** The edits that make an `echo` of nothing but the command write to the file. */
function inFile(script: Script, pos: number, file: string): readonly TextEdit[] | undefined {
  if (script.shell.name === 'pwsh') return inFileOfPowerShell(script, pos, file);
  const command = script.commands.find((one) => one.pos <= pos && pos < one.end);
  const first = command?.args[0];
  const last = command?.args.at(-1);
  if (!command || !first || !last || !printsOnly(command)) return undefined;
  // Without quotes it is two words. Only what is printed from its first character on is a command.
  const quote = /^["']/.exec(first.text)?.[0] ?? '';
  const printed = script.text.slice(pos, last.end);
  const words = quote === '' && !printed.startsWith('::add-path') ? 2 : 1;
  if (pos !== first.pos + quote.length || command.args.length !== words || printed.split('::').length !== 3)
    return undefined;
  const name = /name=([\w-]+)::/.exec(printed)?.[1];
  const end = pos + printed.indexOf('::', 2) + 2;
  return [
    scriptEdit(script, { pos, end, text: name === undefined ? '' : `${name}=` }),
    scriptEdit(script, { pos: command.end, end: command.end, text: ` >> "$${file}"`, after: true }),
  ];
}

/** The same in PowerShell, from version 6 on: before, `>>` writes UTF-16. */
function inFileOfPowerShell(script: Script, pos: number, file: string): readonly TextEdit[] | undefined {
  const command = plainCommands(script).find((one) => one.pos <= pos && pos < one.end);
  const [word, ...more] = command?.args ?? [];
  if (!command || !word || more.length > 0 || !/^(?:echo|write-output)$/i.test(command.name)) return undefined;
  const printed = script.text.slice(pos, word.end);
  const isAlone = /^[ \t]*(?:\r?\n|$|[;}#])/.test(script.text.slice(command.end));
  if (pos !== word.pos + 1 || !/["']/.test(script.text[word.pos] ?? '') || printed.split('::').length !== 3 || !isAlone)
    return undefined;
  const name = /name=([\w-]+)::/.exec(printed)?.[1];
  const end = pos + printed.indexOf('::', 2) + 2;
  return [
    scriptEdit(script, { pos, end, text: name === undefined ? '' : `${name}=` }),
    scriptEdit(script, { pos: command.end, end: command.end, text: ` >> $env:${file}`, after: true }),
  ];
}

function printsOnly({ name, redirects, place }: ShellCommand): boolean {
  return name === 'echo' && redirects.length === 0 && place.pipelineLength === 1;
}
