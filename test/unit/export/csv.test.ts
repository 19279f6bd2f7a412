import { describe, expect, it } from 'vitest';
import { csvCell, csvHeader, maskCsvLine, splitCsvLine } from '../../../main/export/csv.ts';
import { exportColumns } from '../../../main/export/export-column.ts';

describe('a CSV cell', () => {
  it.each([
    ['plain text', 'plain text'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', `"'=1+1"`],
    ['+49 30', `"'+49 30"`],
    ['-x', `"'-x"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['＝1+1', `"'＝1+1"`],
    ['=HYPERLINK("http://192.0.2.1","x")', `"'=HYPERLINK(""http://192.0.2.1"",""x"")"`],
    ['a=b', 'a=b'],
    ['😀', '😀'],
  ])('writes %j as %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('is read back as it was written, the apostrophe of a formula aside', () => {
    const texts = ['a', '', 'x,y', '"', '""', 'x\r\n', ',', '"a",b\n', 'ü‹secret:fp:12345678›'];
    expect(splitCsvLine(texts.map(csvCell).join(','))).toEqual(texts);
  });

  it('is read back when it is a megabyte of quotes', () => {
    const text = '"'.repeat(1_000_000);
    expect(splitCsvLine(csvCell(text))).toEqual([text]);
  });
});

describe('the CSV header', () => {
  it('holds the column names, none of which a spreadsheet takes for a formula', () => {
    expect(csvHeader(exportColumns(['time', 'secret_type', 'raw.results.request_id']))).toBe(
      'time,secret_type,raw.results.request_id',
    );
  });
});

describe('masking a CSV line', () => {
  const mask = (text: string) => text.replaceAll(/hunter2.*/gs, '‹hidden, whole›');

  it('changes the cell and leaves its neighbours', () => {
    expect(maskCsvLine('1,"pass, ""hunter2""",last', mask)).toBe('1,"pass, ""‹hidden, whole›",last');
  });

  it('leaves a line as it is where there is nothing to mask', () => {
    expect(maskCsvLine(`a,"b,c",,"'=1, ""x"""`, mask)).toBe(`a,"b,c",,"'=1, ""x"""`);
  });
});
