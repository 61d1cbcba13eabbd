import { code } from '../../../core/markdown.js';
import { knownImage } from '../images.js';

/** What an image is known for, in Markdown. */
export function imageText(reference: string): string | undefined {
  const known = knownImage(reference);
  if (!known) return undefined;
  const { name, summary, ports, data, required, filesForVariables, check } = known;
  const lines = [`${name}: ${summary}.`, ''];
  if (ports.length > 0)
    lines.push(`- listens on ${ports.map(({ port, purpose }) => `${code(String(port))} (${purpose})`).join(', ')}`);
  if (data.length > 0) lines.push(`- keeps its data in ${data.map(code).join(' and ')}`);
  for (const group of required) {
    const shown = group.slice(0, mostNamed).map(code);
    const last = shown.pop() ?? '';
    lines.push(`- does not start without ${shown.length > 0 ? `${shown.join(', ')} or ${last}` : last}`);
  }
  if (filesForVariables) lines.push('- takes each variable from a file too, if `_FILE` is added to its name');
  if (check) lines.push(`- can be checked by ${code(check.slice(1).join(' '))}`);
  return lines.join('\n');
}

const mostNamed = 3;
