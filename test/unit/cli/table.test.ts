import { describe, expect, it } from 'vitest';
import { formatTable } from '../../../main/cli/table.ts';
import { visibleText, visibleWidth } from '../../../main/cli/visible-text.ts';

const columns = [{ title: 'Type' }, { title: 'Events', align: 'right' as const }];

describe('a table', () => {
  it('aligns its columns under a rule', () => {
    expect(
      formatTable(
        columns,
        [
          ['AWS_ACCESS_KEY_ID', '12'],
          ['SLACK', '3,456'],
        ],
        null,
      ),
    ).toBe(
      [
        'Type               Events',
        '─────────────────  ──────',
        'AWS_ACCESS_KEY_ID      12',
        'SLACK               3,456',
        '',
      ].join('\n'),
    );
  });

  it('cuts the widest column until it fits the terminal', () => {
    const table = formatTable(columns, [['GENERIC_CREDS_WINDOWS_PASSWORD', '1']], 24);
    expect(table.split('\n')[2]).toBe('GENERIC_CREDS_W…       1');
    expect(Math.max(...table.split('\n').map(visibleWidth))).toBe(24);
  });

  it('keeps its columns readable where the terminal is too narrow for them', () => {
    expect(formatTable(columns, [['GENERIC_CREDS', '1']], 4).split('\n')[2]).toBe('GENER…       1');
  });

  it('lets an optional column give way before the others', () => {
    const wide = [...columns, { title: 'Bar', isOptional: true }];
    const rowOf = (width: number) =>
      formatTable(wide, [['AWS_ACCESS_KEY_ID', '1', '█'.repeat(30)]], width).split('\n')[2];
    expect(rowOf(40)).toBe(`AWS_ACCESS_KEY_ID       1  ${'█'.repeat(12)}…`);
    expect(rowOf(24)).toBe('AWS_ACCESS_KE…       1');
  });

  it('counts wide characters as two', () => {
    expect(
      formatTable(
        columns,
        [
          ['鍵', '1'],
          ['😀', '2'],
        ],
        null,
      )
        .split('\n')
        .slice(2, 4),
    ).toEqual(['鍵         1', '😀         2']);
  });

  it('never sends a control character of an event to the terminal', () => {
    const table = formatTable(columns, [['\u001b[2Jgone\nline\u0007', '1']], null);
    expect(table).toContain('\\u001b[2Jgone⏎line\\u0007');
    expect(table).not.toContain('\u001b');
  });
});

describe('visible text', () => {
  it('shows what would turn the writing direction', () => {
    expect(visibleText('user\u202etxt.exe')).toBe('user\\u202etxt.exe');
  });
});
