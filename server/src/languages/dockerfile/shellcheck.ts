import { type ShellcheckInput, shellcheckInput } from '../../shell/shellcheck.js';
import type { Dockerfile } from './model/dockerfile.js';
import { scriptsOf } from './model/script.js';
import { shellKindAt } from './model/state.js';
import { namesAt, proxyArguments } from './model/variables.js';
import { mountsOf, mountValue } from './syntax/mount.js';

/** The rule under which findings of a `shellcheck` of the user's own are shown. */
const shellcheckRule = 'dockerfile/shellcheck';

/** Codes about files that are not there while the image is written. */
const excludedCodes = 'SC1090,SC1091,SC2187';

const shells: Readonly<Record<string, ShellcheckInput['shell']>> = {
  sh: 'sh',
  dash: 'dash',
  bash: 'bash',
  ash: 'busybox',
  ksh: 'ksh',
};

/** The scripts of a Dockerfile that ShellCheck can read. */
export function shellcheckInputs(document: Dockerfile): readonly ShellcheckInput[] {
  const inputs: ShellcheckInput[] = [];
  for (const instruction of document.instructions) {
    const host = instruction.kind === 'ONBUILD' ? instruction.instruction : instruction;
    if (host?.kind !== 'RUN') continue;
    for (const script of scriptsOf(document, host)) {
      const kind = shellKindAt(document, host, script.shell) ?? script.shell.name;
      const shell = shells[kind];
      if (!script.reading || !shell) continue;
      // Variables that the builder sets are told as if the script exported them.
      const names = new Set([...proxyArguments, ...namesAt(document, host)]);
      for (const mount of mountsOf(host)) names.add(mountValue(mount, 'env') ?? '');
      const valid = [...names].filter((name) => /^[A-Za-z_]\w*$/.test(name)).sort();
      inputs.push(
        shellcheckInput({
          rule: shellcheckRule,
          script: script.reading.text,
          head: valid.map((name) => `export ${name}=1`),
          shell,
          exclude: excludedCodes,
          span: script.span,
        }),
      );
    }
  }
  return inputs;
}
