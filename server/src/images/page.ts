import type { ImageReference } from './reference.js';

/** The page of an image at its registry, for the registries that have pages. */
export function imagePage({ registry, repository }: ImageReference): string | undefined {
  const path = repository.slice(repository.indexOf('/') + 1);
  switch (registry) {
    case 'docker.io':
      return repository.includes('/')
        ? `https://hub.docker.com/r/${repository}`
        : `https://hub.docker.com/_/${repository}`;
    case 'ghcr.io': {
      const [owner, ...name] = path.split('/');
      return name.length > 0
        ? `https://github.com/${owner}/${name.join('/')}/pkgs/container/${name.join('%2F')}`
        : undefined;
    }
    case 'quay.io':
      return `https://quay.io/repository/${path}`;
    case 'mcr.microsoft.com':
      return `https://mcr.microsoft.com/artifact/mar/${path}`;
    case 'public.ecr.aws':
      return `https://gallery.ecr.aws/${path}`;
    case 'gcr.io':
      return `https://console.cloud.google.com/gcr/images/${path}`;
    default:
      return undefined;
  }
}
