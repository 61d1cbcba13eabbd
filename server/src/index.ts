// The library: `import { checkFiles } from 'platform-builder'`.
export {
  type CheckedFile,
  type CheckOptions,
  type CheckResult,
  checkFiles,
  type Diagnostic,
  type RuleInfo,
  type RuleOption,
  rules,
} from './check.js';
export { Cancelled } from './core/cancel.js';
export { createService, type FileFindings, type Host, type Service } from './service.js';
