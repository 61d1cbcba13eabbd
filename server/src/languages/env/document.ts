import { type EnvFile, readEnvFile } from '../../dotenv/read.js';

/** An env file as read. */
export interface EnvDocument extends EnvFile {
  readonly text: string;
}

export function parseEnv(text: string): EnvDocument {
  const { entries, problems, comments } = readEnvFile(text);
  return { text, entries, problems, comments };
}
