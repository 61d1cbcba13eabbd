import type { Service } from './project.js';
import { textsOf, valueAt } from './value.js';

/** The profiles of a service; a service without any always runs. */
export function profilesOf(service: Service): readonly string[] {
  return textsOf(valueAt(service.value, 'profiles')).map(({ text }) => text);
}

/** Whether some choice of one profile starts both services. That of profiles that share none is not to be expected. */
export function mayRunTogether(one: Service, two: Service): boolean {
  const [first, second] = [profilesOf(one), profilesOf(two)];
  return first.length === 0 || second.length === 0 || first.some((profile) => second.includes(profile));
}
