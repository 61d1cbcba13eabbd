import type { FileView } from '../../../core/files.js';
import { ancestors, join } from '../../../core/path.js';
import { readEnvFile } from '../../../dotenv/read.js';
import type { Project } from './project.js';

// Which variables a project's users are known to have.

const envFileName =
  /^\.env(?:[.-][\w.-]+)?$|^[\w.-]+\.env(?:[.-][\w.-]+)?$|^env(?:[.-](?:example|sample|dist|template))$/;
const shellVariables =
  /^(?:COMPOSE_\w+|DOCKER_\w+|HOME|USER|PATH|PWD|UID|GID|HOSTNAME|TZ|LOGNAME|SHELL|LANG|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_RUNTIME_DIR|SSH_AUTH_SOCK|USERPROFILE|APPDATA)$/;

/** Whether the shell has a variable of that name on most machines, or Compose knows it itself. */
export function isShellVariable(name: string): boolean {
  return shellVariables.test(name);
}

/**
 * The variables that an env file of the project, of its folder, or of one above it names. Examples such as `.env.example`
 * count: who uses the project makes an env file of them. So do files for `--env-file`.
 */
export function knownVariables(project: Project, path: string, files: FileView): ReadonlySet<string> {
  const names = new Set(project.environment.flatMap(({ entries }) => entries.map(({ key }) => key)));
  for (const directory of new Set([project.directory, ...ancestors(path)])) {
    for (const { name, kind } of files.list(directory) ?? []) {
      if (kind !== 'file' || !envFileName.test(name)) continue;
      const text = files.read(directory === '' ? name : join(directory, name));
      if (typeof text === 'string') for (const { key } of readEnvFile(text).entries) names.add(key);
    }
  }
  return names;
}
