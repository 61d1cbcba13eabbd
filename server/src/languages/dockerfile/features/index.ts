import type { LanguageFeatures } from '../../../core/features.js';
import type { Dockerfile } from '../model/dockerfile.js';

export const features: LanguageFeatures<Dockerfile> = {};
