import type { Report } from '../run.js';

/** The library's result plus a summary. */
export function formatJson(report: Report): string {
  const files = report.files.map(({ path, language, diagnostics }) => ({ path, language, diagnostics }));
  const summary = {
    files: files.length,
    ...report.counts,
    fixed: report.fixed,
    skipped: report.skipped,
    milliseconds: Math.round(report.milliseconds),
  };
  return `${JSON.stringify({ files, summary }, undefined, 2)}\n`;
}
