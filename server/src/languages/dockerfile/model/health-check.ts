import { imageFacts } from '../../../images/base-images.js';
import { commandOptions } from '../../../shell/options.js';
import { rootImage, type Stage } from './dockerfile.js';
import type { CommandUse } from './script.js';

// Health checks that need nothing but what the image has anyway.

/** The exec form, as JSON, of a check that asks an address with the language that the image is made for. */
export function languageCheck(stage: Stage, address: string): { program: string; json: string } | undefined {
  const image = rootImage(stage);
  const facts = image && imageFacts(image.repository, image.tag);
  if (!facts || !/^https?:\/\/[\w.:/?=&%~-]+$/.test(address)) return undefined;
  const has = (program: 'python' | 'python3' | 'node' | 'ruby' | 'php') => facts.programs.get(program) === true;
  // Only what the image is made for is sure to stay in it.
  switch (facts.name) {
    case 'python':
      if (!has('python')) return undefined;
      return exec('python', '-c', `import urllib.request; urllib.request.urlopen('${address}')`);
    case 'node':
      // fetch came with Node.js 18.
      if (!has('node') || Number(/^\d+/.exec(image.tag ?? '')?.[0] ?? 18) < 18) return undefined;
      return exec('node', '-e', `fetch('${address}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`);
    case 'ruby':
      if (!has('ruby')) return undefined;
      return exec('ruby', '-rnet/http', '-e', `exit Net::HTTP.get_response(URI('${address}')).is_a?(Net::HTTPSuccess)`);
    case 'php':
      if (!has('php')) return undefined;
      return exec('php', '-r', `exit(@file_get_contents('${address}') === false ? 1 : 0);`);
    default:
      return undefined;
  }
}

function exec(program: string, ...args: readonly string[]): { program: string; json: string } {
  return { program, json: `[${[program, ...args].map((word) => JSON.stringify(word)).join(', ')}]` };
}

/** The shell form of a check with a program that the image is known to have. */
export function toolCheck(stage: Stage, address: string): { program: string; command: string } | undefined {
  const image = rootImage(stage);
  const programs = image && imageFacts(image.repository, image.tag)?.programs;
  if (!programs || /[\s'"`$;&|<>()\\]/.test(address)) return undefined;
  if (programs.get('wget') === true) return { program: 'wget', command: `wget -q -O /dev/null ${address} || exit 1` };
  if (programs.get('curl') === true) return { program: 'curl', command: `curl -fsS -o /dev/null ${address} || exit 1` };
  return undefined;
}

const curlValues: ReadonlySet<string> = new Set(['o', 'output', 'm', 'max-time', 'connect-timeout', 'retry', 'w']);
const wgetValues: ReadonlySet<string> = new Set(['O', 'output-document', 'T', 't', 'tries', 'timeout']);
const plainOptions =
  /^(?:[fsSLoOqTtmwv]+|fail|silent|show-error|location|output|max-time|connect-timeout|spider|quiet|tries|timeout|retry|no-verbose|nv|output-document)$/;

/** The only address that a check with curl or wget asks for, where it does no more than ask. */
export function checkedAddress({ command, script }: CommandUse): string | undefined {
  const others = script.commands.filter((other) => other !== command && other.name !== 'exit');
  if (others.length > 0 || command.place.pipelineLength > 1) return undefined;
  if (command.name !== 'curl' && command.name !== 'wget') return undefined;
  const { options, positionals } = commandOptions(command, command.name === 'curl' ? curlValues : wgetValues);
  if (!options.every(({ name }) => plainOptions.test(name))) return undefined;
  const address = positionals.length === 1 ? positionals[0]?.value : undefined;
  return address !== undefined && /^https?:\/\//.test(address) ? address : undefined;
}
