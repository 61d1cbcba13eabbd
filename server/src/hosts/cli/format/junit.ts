import type { Report } from '../run.js';

/** JUnit XML: a suite per file, a failed case per finding. */
export function formatJunit(report: Report): string {
  const suites = report.files.map((file) => {
    const cases = file.diagnostics.map((diagnostic) => {
      const { start } = diagnostic.range;
      const place = `${file.path}:${start.line + 1}:${start.character + 1}`;
      return [
        `    <testcase classname="${xml(file.path)}" name="${xml(diagnostic.rule)}" file="${xml(file.path)}" line="${start.line + 1}">`,
        `      <failure type="${diagnostic.severity}" message="${xml(diagnostic.message)}">${xml(`${place}: ${diagnostic.message}\n${diagnostic.url}`)}</failure>`,
        '    </testcase>',
      ].join('\n');
    });
    // A suite without cases would not be shown, so that a clean file is a passed case.
    if (cases.length === 0)
      cases.push(`    <testcase classname="${xml(file.path)}" name="no problems" file="${xml(file.path)}"/>`);
    const failures = file.diagnostics.length;
    return [
      `  <testsuite name="${xml(file.path)}" tests="${Math.max(1, failures)}" failures="${failures}" errors="0">`,
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  const failures = report.files.reduce((sum, file) => sum + file.diagnostics.length, 0);
  const tests = report.files.reduce((sum, file) => sum + Math.max(1, file.diagnostics.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="platform-builder" tests="${tests}" failures="${failures}" time="${(report.milliseconds / 1000).toFixed(3)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function xml(text: string): string {
  return text
    .replace(/[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;');
}
