import { type AppError, appError } from '../../../shared/app-error.ts';
import type { SourceContext, VendorDefinition } from '../../collector/stream-definition.ts';
import { auditLogStream } from './audit-log.stream.ts';
import { universalAuth } from './connection.ts';
import { hanzoKmsDescriptor } from './descriptor.ts';
import { explainRefusal } from './explain-refusal.ts';

export const hanzoKms: VendorDefinition = {
  descriptor: hanzoKmsDescriptor,
  streams: [auditLogStream],
  auth: universalAuth,
  // Reads are limited to 60 a minute from one network address.
  limits: { maxConcurrent: 1, minSpacingMs: 1_000 },
  secretsInRequests,
  explainRefusal,
  checkSettings,
};

/** The login carries them in JSON, where a quotation mark is written differently. */
function secretsInRequests({ credentials }: SourceContext): readonly string[] {
  const values = Object.values(credentials).map((value) => value.trim());
  const written = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  return [...new Set(written)].filter((value) => value !== '');
}

function checkSettings({ credentials }: SourceContext): AppError | null {
  const [id, secret] = [credentials.clientId?.trim() ?? '', credentials.clientSecret?.trim() ?? ''];
  if (id === '' || id !== secret) return null;
  return appError(
    'invalid-input',
    'Client ID and client secret are the same.',
    'Copy the client secret’s value; it is shown once, when it is created.',
  );
}
