import { X509Certificate } from 'node:crypto';
import { basename, isAbsolute } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import { NotARegularFile, openRegularFile } from './open-regular-file.ts';

/** A file with every authority that is generally known has a quarter of this. */
const largestFile = 1024 * 1024;
const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The certificates of a file, as PEM. Fails (`tls-problem`), saying what is wrong, where the file can't be read, holds
 * something else, or one of them is not valid now: a certificate that was named is used or refused, never passed over.
 */
export async function readCaFile(path: string, nowUs: number): Promise<Result<readonly string[], AppError>> {
  if (!isAbsolute(path)) {
    return failed(
      unusable(path, 'is not a whole path.', 'Enter it from the root on, as in /path/to/ca.pem.'),
    );
  }
  const content = await readContent(path);
  if (!content.ok) return content;
  const certificates = certificatesIn(content.value);
  if (certificates === null || certificates.length === 0) {
    return failed(
      unusable(
        path,
        'holds no certificate that can be read.',
        'Name a file with one or more certificates in PEM form: each begins with “-----BEGIN CERTIFICATE-----”.',
      ),
    );
  }
  const nowMs = nowUs / US_PER_MS;
  for (const certificate of certificates) {
    const problem = problemOf(certificate, nowMs);
    if (problem !== null) return failed(unusable(path, problem, 'Get the certificate that is valid today.'));
  }
  return ok(certificates.map((certificate) => certificate.toString()));
}

async function readContent(path: string): Promise<Result<Buffer, AppError>> {
  try {
    const file = await openRegularFile(path);
    try {
      const { size } = await file.stat();
      if (size > largestFile) {
        return failed(unusable(path, 'is too large for one.', 'Name a file that holds certificates only.'));
      }
      const { buffer, bytesRead } = await file.read(Buffer.alloc(largestFile), 0, largestFile, 0);
      return ok(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed(unusable(path, whyUnread(error), 'Check the path, and that the file may be read.'));
  }
}

function whyUnread(error: unknown): string {
  if (error instanceof NotARegularFile) return error.isFolder ? 'is a folder.' : 'is no regular file.';
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there.';
  return code === 'EACCES' || code === 'EPERM' ? 'may not be read by you.' : 'could not be read.';
}

/** PEM, or a single certificate in its binary form (DER), as Windows exports it. Null where one can't be read. */
function certificatesIn(content: Buffer): X509Certificate[] | null {
  const blocks = content.toString('latin1').match(pemBlock);
  try {
    return (blocks ?? [content]).map((block) => new X509Certificate(block));
  } catch {
    return null;
  }
}

function problemOf(certificate: X509Certificate, nowMs: number): string | null {
  const subject = nameOf(certificate);
  const from = Date.parse(certificate.validFrom);
  const to = Date.parse(certificate.validTo);
  if (nowMs > to) return `holds the certificate of ${subject}, which expired on ${dayOf(to)}.`;
  if (nowMs < from) return `holds the certificate of ${subject}, which is not valid before ${dayOf(from)}.`;
  return null;
}

/** The name that people know it by; all of the subject where it has none. */
function nameOf({ subject }: X509Certificate): string {
  const name =
    /^CN=(.+)$/m.exec(subject)?.[1] ?? /^O=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
  return `“${name.replace(/\p{Cc}/gu, ' ').slice(0, 100)}”`;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function unusable(path: string, what: string, remedy: string): AppError {
  const message = `The file of the own certificate authority, ${basename(path)}, ${what} Nothing was sent.`;
  return appError('tls-problem', message, `${remedy} Or leave the setting empty.`);
}
