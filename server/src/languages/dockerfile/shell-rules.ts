import type { TextEdit } from '../../core/edit.js';
import type { Example, Rule } from '../../core/rule.js';
import { imageFacts } from '../../images/base-images.js';
import { checks } from '../../shell/checks/index.generated.js';
import { setsOption } from '../../shell/options.js';
import {
  checkPlace,
  type Dialect,
  type Range,
  type ShellEdit,
  type ShellExample,
  type ShellRule,
  type ShellText,
  shellcheckName,
  shellText,
} from '../../shell/rule.js';
import { type Dockerfile, rootImage, stageChain } from './model/dockerfile.js';
import type { Script } from './model/script.js';
import { shellKindAt } from './model/state.js';
import { isGlobalArg, proxyArguments, variableAt } from './model/variables.js';
import { dockerfileRule } from './rule.js';
import { mountsOf, mountValue } from './syntax/mount.js';
import type { Instruction } from './syntax/tree.js';

/** The checks of shell text as rules about what RUN runs. */
export const shellRules: readonly Rule[] = checks.map(bind);

function bind(check: ShellRule): Rule {
  const { name, codes, examples, check: _, ...meta } = check;
  return dockerfileRule(`dockerfile/shell-${name}`, {
    ...meta,
    peers: codes.map(shellcheckName),
    reach: 'part',
    on: {
      script(script, ctx) {
        const text = textOf(ctx.document, script);
        if (text)
          checkPlace(check, { text, span: script.span, edit: (edit) => textEdit(script.span, edit) }, ctx.report);
      },
    },
    examples: examples.map(inDockerfile),
  });
}

function textEdit(span: (at: Range) => { start: number; end: number }, { pos, end, text, after }: ShellEdit): TextEdit {
  if (pos < end) return { span: span({ pos, end }), text };
  const at = after && pos > 0 ? span({ pos: pos - 1, end: pos }).end : span({ pos, end: pos }).start;
  return { span: { start: at, end: at }, text };
}

let latest:
  | { readonly document: Dockerfile; readonly script: Script; readonly text: ShellText | undefined }
  | undefined;

/** What the checks look at. All of them are asked about one script before the next, so the latest is kept. */
function textOf(document: Dockerfile, script: Script): ShellText | undefined {
  if (latest?.document !== document || latest.script !== script)
    latest = { document, script, text: read(document, script) };
  return latest.text;
}

const dialects: ReadonlySet<string> = new Set<Dialect>(['sh', 'dash', 'ash', 'bash', 'ksh', 'zsh']);

function read(document: Dockerfile, script: Script): ShellText | undefined {
  const { reading, shell, instruction, stage } = script;
  if (!reading || !dialects.has(shell.name)) return undefined;
  const kind = shellKindAt(document, instruction, shell);
  const dialect = kind === 'bash' || kind === 'dash' || kind === 'ash' ? kind : (shell.name as Dialect);
  const shebang = script.form === 'heredoc' ? (/^\s*#![^\n]*/.exec(reading.text)?.[0].split(/\s+/).slice(1) ?? []) : [];
  const mounted = new Set(
    instruction.kind === 'RUN' ? mountsOf(instruction).map((mount) => mountValue(mount, 'env')) : [],
  );
  const image = stage && rootImage(stage);
  return shellText(reading, {
    dialect,
    errexit: setsOption({ name: 'set', args: [...shell.words.slice(1), ...shebang] }, 'errexit'),
    outer(name) {
      const variable = variableAt(document, instruction, name);
      if (variable) return { value: variable.kind === 'env' ? variable.value : undefined };
      // A global ARG that the stage does not declare is told by a rule of its own.
      return mounted.has(name) || isGlobalArg(document, name) ? { value: undefined } : undefined;
    },
    names: () => knownNames(document, instruction),
    open: instruction.trigger || !image || imageFacts(image.repository, image.tag) === undefined,
  });
}

/** Names that ARG and ENV set before an instruction, and those of the proxies. */
function knownNames(document: Dockerfile, instruction: Instruction): readonly string[] {
  const stage = document.stageOf[instruction.index];
  const names = new Set(proxyArguments);
  for (const part of stage ? stageChain(stage) : []) {
    for (const other of part.instructions) {
      if (part === stage && other.index >= instruction.index) break;
      if (other.kind !== 'ARG' && other.kind !== 'ENV') continue;
      for (const pair of other.pairs) names.add(pair.key.text);
    }
  }
  return [...names];
}

/** A script of the checks' examples as RUN, as a heredoc where it has several lines. */
function inDockerfile({ text, fixed, dialect = 'sh', set = {}, valid }: ShellExample): Example {
  const head = [
    `FROM ${{ sh: 'example.com/base:1', dash: 'debian:12', ash: 'alpine:3.22', bash: 'debian:12' }[dialect]}`,
    ...(dialect === 'bash' ? ['SHELL ["/bin/bash", "-c"]'] : []),
    ...Object.entries(set).map(([name, value]) => `ENV ${name}=${value}`),
  ].join('\n');
  const whole = (script: string): string =>
    script.includes('\n') ? `${head}\nRUN <<EOS\n${script.replace(/\n?$/, '\n')}EOS\n` : `${head}\nRUN ${script}\n`;
  return { valid, text: whole(text), ...(fixed !== undefined && { fixed: whole(fixed) }) };
}
