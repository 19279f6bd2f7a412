import { describe, expect, it } from 'vitest';
import { csvFormOf, readCsv } from '../../../main/collector/csv-records.ts';
import { createCsvSplitter } from '../../../main/collector/csv-splitter.ts';

function rowsOf(text: string, pieceLength: number): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const splitter = createCsvSplitter(',', (cells) => rows.push(cells));
  for (let from = 0; from < text.length; from += pieceLength)
    splitter.push(text.slice(from, from + pieceLength));
  splitter.end();
  return rows;
}

async function recordsOf(text: string): Promise<unknown[]> {
  const form = csvFormOf(text, true);
  if (form === null) throw new Error('no table');
  async function* whole() {
    yield text;
  }
  const records: unknown[] = [];
  for await (const entries of readCsv(whole(), form)) {
    records.push(...entries.map((entry) => (entry.kind === 'value' ? entry.value : entry.reason)));
  }
  return records;
}

describe('cutting CSV into rows', () => {
  const text = 'a,"b ""quoted"", c","two\r\nlines"\r\n\r\n,x,\r\n"",last,"" \n';

  it.each([1, 2, 3, 7, 1_000])('comes out the same in pieces of %i', (pieceLength) => {
    expect(rowsOf(text, pieceLength)).toEqual([
      ['a', 'b "quoted", c', 'two\nlines'],
      ['', 'x', ''],
      ['', 'last', ' '],
    ]);
  });

  it('takes a last row without a line end, and old line ends', () => {
    expect(rowsOf('a,b\rc,d', 2)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('tells that the text ends inside a quoted cell', () => {
    const splitter = createCsvSplitter(',', () => undefined);
    splitter.push('a,"b');
    expect(splitter.end()).toBe(false);
  });
});

describe('recognising a table', () => {
  it.each([
    ['id,at\n1,2', ','],
    ['id;at\n"1;2";2', ';'],
    ['id\tat\n1\t2', '\t'],
  ])('finds the delimiter of %j', (text, delimiter) => {
    expect(csvFormOf(text, false)).toMatchObject({ delimiter });
  });

  it.each(['Dear Sir, hello', 'one line, and\nanother without', 'no delimiter\nat all', 'a,b'])(
    'does not take %j for one, unless it is named so',
    (text) => {
      expect(csvFormOf(text, false)).toBeNull();
      expect(csvFormOf(text, true)).not.toBeNull();
    },
  );
});

describe('the records of a table', () => {
  it('have the names of its heading, dotted ones as objects in objects', async () => {
    expect(
      await recordsOf('\uFEFFid,device.name,device.ip,Date (UTC)\n1,desk,192.0.2.7,2026-11-20\n'),
    ).toEqual([{ id: '1', device: { name: 'desk', ip: '192.0.2.7' }, 'Date (UTC)': '2026-11-20' }]);
  });

  it('leave out what is empty, read JSON in a cell, and keep cells that have no heading', async () => {
    expect(await recordsOf('id,tags,note\n7,"[""a"",1]",\n8,[not json],x,more\n')).toEqual([
      { id: '7', tags: ['a', 1] },
      { id: '8', tags: '[not json]', note: 'x', 'column 4': 'more' },
    ]);
  });

  it('keep a dotted name whole where its beginning is a column of its own', async () => {
    expect(await recordsOf('device,device.name\nx,y\n')).toEqual([{ device: 'x', 'device.name': 'y' }]);
  });

  it('are read behind the line that tells the separator', async () => {
    expect(await recordsOf('sep=;\r\nid;at\r\n1;2')).toEqual([{ id: '1', at: '2' }]);
  });

  it('end with a reason where a quote has no end, and can’t change what an object is', async () => {
    expect(await recordsOf('id,at\n1,2\n3,"4')).toEqual([
      { id: '1', at: '2' },
      'The file ends in the middle of a quoted cell.',
    ]);
    const [record] = await recordsOf('__proto__.polluted,id\nyes,1');
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(record).toHaveProperty('id', '1');
  });
});
