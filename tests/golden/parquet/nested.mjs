// Writes the same six rows with each compression, in the current folder. Run with parquet-wasm 0.8.0 and apache-arrow 21.2.0 installed: node nested.mjs
import { Table, tableFromIPC, tableToIPC, vectorFromArray, Utf8, List, Field, Struct, Int32 } from 'apache-arrow';
import * as pw from 'parquet-wasm/node';
import fs from 'fs';
const listT=new List(new Field('item', new Utf8(), true));
const listI=new List(new Field('item', new Int32(), true));
const ansT=new Struct([new Field('text', listT, true), new Field('answer_start', listI, true)]);
const rows=[{text:['a','b'],answer_start:[1,2]},{text:[],answer_start:[]},{text:['c'],answer_start:[3]},null,{text:null,answer_start:[7]},{text:[null,'d'],answer_start:[]}];
const t=new Table({ id: vectorFromArray(['q1','q2','q3','q4','q5','q6'], new Utf8()), context: vectorFromArray(['x','y','z','w','v','u'], new Utf8()), answers: vectorFromArray(rows, ansT)});
for (const name of ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4_RAW', 'LZ4']) {
  const properties = new pw.WriterPropertiesBuilder().setCompression(pw.Compression[name]).build();
  fs.writeFileSync(`${name.toLowerCase().replace('_', '-')}.parquet`, pw.writeParquet(pw.Table.fromIPCStream(tableToIPC(t, 'stream')), properties));
}

const read = tableFromIPC(pw.readParquet(fs.readFileSync('snappy.parquet')).intoIPCStream());
fs.writeFileSync('nested.jsonl', [...read].map(row => JSON.stringify(row) + '\n').join(''));
