import { describe, expect, it } from 'vitest';
import { openingProblem } from '../../../main/database/opening-problem.ts';
import { storageError } from '../../../main/database/storage-error.ts';

describe('storageError', () => {
  it.each([
    ['INTERRUPT Error: Interrupted!', 'cancelled'],
    [
      'TransactionContext Error: Failed to commit: Could not write all bytes to file "x": No space left on device',
      'disk-full',
    ],
    ['ENOSPC: no space left on device, write', 'disk-full'],
    ['IO Error: Could not write file "x": There is not enough space on the disk.', 'disk-full'],
    ['Out of Memory Error: could not allocate block of size 256.0 KiB', 'storage'],
    ['IO Error: Cannot open file "x": Permission denied', 'storage'],
    ['FATAL Error: database has been invalidated because of a previous fatal error', 'storage'],
    ['Binder Error: Referenced column "nope" not found', 'internal'],
  ])('reads "%s" as %s', (message, kind) => {
    expect(storageError(new Error(message), 'store a page of events').kind).toBe(kind);
  });

  it.each([
    'Conversion Error: Could not convert string "hunter2" to INT32',
    'Constraint Error: Duplicate key "fingerprint: hunter2" violates primary key constraint',
    'Invalid Input Error: Malformed JSON in "hunter2"',
    'something else about hunter2',
  ])('gives away no value of "%s"', (message) => {
    expect(JSON.stringify(storageError(new Error(message), 'store a page of events'))).not.toContain(
      'hunter2',
    );
  });
});

describe('openingProblem', () => {
  const problem = (message: string) => openingProblem(new Error(message), '/workspace');

  it('names the process that holds the file', () => {
    const inUse = problem(
      'IO Error: Could not set lock on file "/workspace/events.duckdb": Conflicting lock is held in /usr/bin/node (PID 4711). See also https://duckdb.org',
    );
    expect(inUse).toMatchObject({ kind: 'refused', error: { kind: 'workspace-in-use' } });
    expect(inUse.kind === 'refused' && inUse.error.message).toContain('4711');
  });

  it('understands Windows, where another program merely "uses" the file', () => {
    expect(
      problem(
        'IO Error: Cannot open file "x": The process cannot access the file because it is being used by another process.',
      ),
    ).toMatchObject({ error: { kind: 'workspace-in-use' } });
  });

  it.each([
    ['IO Error: Cannot open file "x": Permission denied', 'storage'],
    ['IO Error: Cannot open file "x": Read-only file system', 'storage'],
    ['IO Error: Could not write file: No space left on device', 'disk-full'],
    ['Invalid Input Error: Must have at least 1 thread!', 'internal'],
  ])('does not take "%s" for damage', (message, kind) => {
    expect(problem(message)).toMatchObject({ kind: 'refused', error: { kind } });
  });

  it.each([
    'IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 4096',
    'IO Error: Failure while replaying WAL file "x": Corrupt WAL file',
    'IO Error: Could not read enough bytes from file "x"',
    'Serialization Error: Failed to deserialize: field id mismatch',
    'INTERNAL Error: Attempted to access index 3 within vector of size 3',
  ])('takes "%s" for damage', (message) => {
    expect(problem(message).kind).toBe('damaged');
  });
});
