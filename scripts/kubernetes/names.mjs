// Names of the types of Kubernetes, shortened so that all sources agree: `apps.v1.DeploymentSpec`, `meta.v1.ObjectMeta`.

/** @param {string} name such as `io.k8s.api.apps.v1.DeploymentSpec` */
export function shortName(name) {
  const parts = name.split('.');
  const version = parts.findLastIndex((part) => /^v\d/.test(part));
  return parts.slice(version > 0 ? version - 1 : -2).join('.');
}
