import type { LanguageFeatures } from '../../../core/features.js';
import type { ComposeDocument } from '../document.js';

export const features: LanguageFeatures<ComposeDocument> = {};
