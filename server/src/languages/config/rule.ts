import { ruleOf } from '../../core/rule.js';
import type { ConfigDocument, ConfigProblem } from './document.js';

/** What the walk over a configuration file emits: each problem under its kind. */
export type ConfigEvents = { [K in ConfigProblem['kind']]: ConfigProblem };

/** Defines a rule about configuration files. */
export const configRule: ReturnType<typeof ruleOf<ConfigEvents, ConfigDocument>> = ruleOf<
  ConfigEvents,
  ConfigDocument
>();
