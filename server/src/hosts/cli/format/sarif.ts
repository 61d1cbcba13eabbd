import { createHash } from 'node:crypto';
import { type Diagnostic, repository, rules } from '../../../check.js';
import type { Range } from '../../../core/text.js';
import type { Report, Reported } from '../run.js';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** SARIF 2.1.0, for code scanning. */
export function formatSarif(report: Report, version: string): string {
  const used = new Set(report.files.flatMap((file) => file.diagnostics.map((diagnostic) => diagnostic.rule)));
  const described = rules().filter((rule) => used.has(rule.id));
  const indexes = new Map(described.map((rule, index) => [rule.id, index]));
  const seen = new Map<string, number>();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Platform Builder',
            semanticVersion: version,
            informationUri: repository,
            rules: described.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.summary },
              fullDescription: { text: rule.why },
              helpUri: rule.url,
              defaultConfiguration: { level: levels[rule.severity] },
              properties: { tags: [rule.category, ...rule.peers] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that the check was started in.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.skipped.map(({ path, reason }) => ({
              level: 'warning',
              message: { text: `skipped: ${reason}` },
              locations: [{ physicalLocation: { artifactLocation: location(path) } }],
            })),
          },
        ],
        results: report.files.flatMap((file) =>
          file.diagnostics.map((diagnostic) => result(file, diagnostic, indexes, seen)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function location(path: string): { uri: string; uriBaseId?: string } {
  const absolute = /^(?:\/|[A-Za-z]:)/.test(path);
  const uri = path.split('/').map(encodeURIComponent).join('/');
  if (!absolute) return { uri, uriBaseId: 'SRCROOT' };
  return { uri: `file://${path.startsWith('/') ? '' : '/'}${uri.replace('%3A', ':')}` };
}

function region(range: Range) {
  return {
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  };
}

function physical(path: string, range: Range) {
  return { physicalLocation: { artifactLocation: location(path), region: region(range) } };
}

function result(
  file: Reported,
  diagnostic: Diagnostic,
  indexes: ReadonlyMap<string, number>,
  seen: Map<string, number>,
) {
  return {
    ruleId: diagnostic.rule,
    ruleIndex: indexes.get(diagnostic.rule) ?? -1,
    level: levels[diagnostic.severity],
    message: { text: diagnostic.message },
    locations: [physical(file.path, diagnostic.range)],
    partialFingerprints: { 'primaryLocationLineHash/v1': fingerprint(file, diagnostic, seen) },
    ...(diagnostic.related && {
      relatedLocations: diagnostic.related.map((place) => ({
        ...physical(place.path, place.range),
        message: { text: place.message },
      })),
    }),
    ...(diagnostic.fixes.length > 0 && {
      fixes: diagnostic.fixes.map((fix) => ({
        description: { text: fix.title },
        artifactChanges: [...new Set(fix.edits.map((edit) => edit.path))].map((path) => ({
          artifactLocation: location(path),
          replacements: fix.edits
            .filter((edit) => edit.path === path)
            .map((edit) => ({ deletedRegion: region(edit.range), insertedContent: { text: edit.newText } })),
        })),
      })),
    }),
  };
}

/** Stays the same while lines above change: what the line says, and which of equal ones it is. */
function fingerprint(file: Reported, diagnostic: Diagnostic, seen: Map<string, number>): string {
  const line = file.text.split(/\r\n|\n|\r/)[diagnostic.range.start.line] ?? '';
  const hash = createHash('sha256')
    .update(`${file.path}\0${diagnostic.rule}\0${line.trim()}`)
    .digest('hex')
    .slice(0, 16);
  const count = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, count);
  return `${hash}:${count}`;
}
