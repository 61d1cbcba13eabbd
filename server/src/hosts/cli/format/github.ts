import type { Report } from '../run.js';

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** Workflow commands, which GitHub shows as annotations. */
export function formatGithub(report: Report): string {
  const lines: string[] = [];
  for (const file of report.files) {
    for (const { severity, range, rule, message } of file.diagnostics) {
      const properties = [
        `file=${property(file.path)}`,
        `line=${range.start.line + 1}`,
        `col=${range.start.character + 1}`,
        `endLine=${range.end.line + 1}`,
        `endColumn=${range.end.character + 1}`,
        `title=${property(rule)}`,
      ];
      lines.push(`::${commands[severity]} ${properties.join(',')}::${data(message)}`);
    }
  }
  for (const { path, reason } of report.skipped) {
    lines.push(`::warning file=${property(path)}::${data(`skipped: ${reason}`)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
