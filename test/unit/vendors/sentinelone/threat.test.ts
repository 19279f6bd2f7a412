import { describe, expect, it } from 'vitest';
import { threatStream } from '../../../../main/vendors/sentinelone/threat.stream.ts';
import { ocsfProblems } from '../../../helpers/vendor-records.ts';

const context = { secret: null, receivedAtUs: Date.UTC(2026, 2, 3) * 1_000 };

function aThreat(info: object = {}, rest: object = {}) {
  const mapped = threatStream.map(
    {
      id: '1910000000000000001',
      threatInfo: { threatName: 'a.exe', updatedAt: '2026-03-02T10:00:00.000001Z', ...info },
      ...rest,
    },
    context,
  );
  if (!mapped.ok) throw new Error(mapped.error);
  expect(ocsfProblems(mapped.value.ocsf)).toEqual([]);
  return mapped.value.ocsf;
}

const done = (...actions: string[]) => ({
  mitigationStatus: actions.map((action) => ({ action, status: 'success' })),
});

describe('a threat', () => {
  it.each([
    ['not_mitigated', {}, 3, 15],
    ['mitigated', done('kill'), 2, 2],
    ['mitigated', done('kill', 'quarantine'), 2, 3],
    ['mitigated', done('kill', 'quarantine', 'remediate'), 2, 11],
    ['mitigated', done('kill', 'rollback'), 2, 9],
    [
      'mitigated',
      {
        mitigationStatus: [
          { action: 'rollback', status: 'failed' },
          { action: 'kill', status: 'success' },
        ],
      },
      2,
      2,
    ],
    ['mitigated', { mitigationStatus: null }, 2, 2],
    ['marked_as_benign', done('kill'), 2, 10],
    ['MARKED AS BENIGN', {}, 2, 10],
    [null, {}, 3, 15],
  ])(
    'that is %s, with %j, has action %i and disposition %i',
    (mitigationStatus, rest, action, disposition) => {
      expect(aThreat({ mitigationStatus }, rest)).toMatchObject({
        action_id: action,
        disposition_id: disposition,
      });
    },
  );

  it.each([
    ['malicious', 4, 3],
    ['SUSPICIOUS', 3, 2],
    ['n/a', 0, undefined],
  ])('with the confidence %s is of severity %i', (confidenceLevel, severity, confidence) => {
    const event = aThreat({ confidenceLevel });
    expect([event.severity_id, event.confidence_id]).toEqual([severity, confidence]);
  });

  it.each([
    ['Ransomware', 10],
    ['trojan', 18],
    ['Virus', 19],
    ['Worm', 22],
    ['Exploit', 99],
    ['Cryptominer', 99],
  ])('classified as %s has malware of class %i', (classification, id) => {
    expect(aThreat({ classification }).malware).toMatchObject([
      { classification_ids: [id], classifications: [classification] },
    ]);
  });

  it.each([
    ['unresolved', '2026-03-02T10:00:00.000001Z', 1, 1],
    ['unresolved', '2026-03-02T09:00:00Z', 1, 2],
    ['in_progress', '2026-03-02T09:00:00Z', 2, 2],
    ['Resolved', '2026-03-02T09:00:00Z', 4, 3],
    ['odd', null, 0, 1],
  ])(
    'that is %s, created %s, has status %i and activity %i',
    (incidentStatus, createdAt, status, activity) => {
      expect(aThreat({ incidentStatus, createdAt })).toMatchObject({
        status_id: status,
        activity_id: activity,
      });
    },
  );

  it('names each pair of tactic and technique once', () => {
    const tactic = (name: string, ...techniques: string[]) => ({
      name,
      techniques: techniques.map((one) => ({ name: one })),
    });
    const indicators = [
      { category: 'A', tactics: [tactic('Execution', 'T1204', 'T1204'), tactic('Impact')] },
      { category: 'B', tactics: [tactic('Execution', 'T1204', 'T1059')] },
      { category: 'C', tactics: null },
    ];
    const { finding_info, unmapped } = aThreat({}, { indicators });
    expect((finding_info as { attacks: unknown[] }).attacks).toEqual([
      { tactic: { name: 'Execution' }, technique: { uid: 'T1204' } },
      { tactic: { name: 'Impact' } },
      { tactic: { name: 'Execution' }, technique: { uid: 'T1059' } },
    ]);
    expect(unmapped).toEqual({ indicators: [{ category: 'A' }, { category: 'B' }, { category: 'C' }] });
  });

  it('keeps what has no place in OCSF under the vendor’s names, once', () => {
    const event = aThreat({
      sha1: 'no hash',
      fileSize: 'large',
      isFileless: false,
      threatId: '1910000000000000001',
    });
    expect(event.unmapped).toEqual({ threatInfo: { sha1: 'no hash', fileSize: 'large', isFileless: false } });
  });

  it('does not take the name of its originating process for a process', () => {
    const { evidences, observables } = aThreat({
      originatorProcess: 'explorer.exe',
      processUser: 'NT AUTHORITY\\SYSTEM',
    });
    expect(evidences).toMatchObject([
      { user: { name: 'SYSTEM', domain: 'NT AUTHORITY' }, data: { originatorProcess: 'explorer.exe' } },
    ]);
    expect(JSON.stringify(evidences)).not.toContain('"process"');
    expect(observables).toContainEqual({
      name: 'evidences[0].data.originatorProcess',
      type_id: 9,
      type: 'Process Name',
      value: 'explorer.exe',
    });
  });

  it('has one key for one state, however its time is written', () => {
    const key = (updatedAt: string, more: object = {}) =>
      threatStream.naturalKey({ id: '7', threatInfo: { updatedAt }, ...more });
    expect(key('2026-03-02T10:00:00.5Z', { agentRealtimeInfo: {} })).toEqual(
      key('2026-03-02T11:00:00.500000+01:00'),
    );
    expect(key('2026-03-02T10:00:00.5Z')).not.toEqual(key('2026-03-02T10:00:00.500001Z'));
    expect(
      threatStream.naturalKey({ threatInfo: { threatId: '7', updatedAt: '2026-03-02T10:00:00.5Z' } }),
    ).toEqual(key('2026-03-02T10:00:00.5Z'));
  });
});
