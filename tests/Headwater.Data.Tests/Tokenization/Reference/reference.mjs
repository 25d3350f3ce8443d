// Trains, and encodes and decodes with, the `tokenizers` library (npm package of that name), for tests that compare Headwater with it.
//   node reference.mjs MODULE train TEXT LAYOUTS.json FOLDER     trains each layout on TEXT and writes FOLDER/NAME/tokenizer.json
//   node reference.mjs MODULE encode LINES.json TOKENIZER.json…  writes beside each tokenizer ids.json and decoded.json
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [module, command, ...rest] = process.argv.slice(2);
const { Tokenizer, BPE, Unigram } = createRequire(import.meta.url)(module);
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
const parts = { version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };

// All 256 characters of the byte-level alphabet, so that no byte is unknown.
function alphabet() {
  const printable = b => (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, b) => String.fromCodePoint(printable(b) ? b : next++));
}

function pieces(layout, text) {
  const start = { ...parts, normalizer: layout.normalizer ?? null, pre_tokenizer: layout.training ?? layout.pre_tokenizer ?? null,
    model: layout.kind === 'unigram' ? { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0]] } : { type: 'BPE', vocab: {}, merges: [] } };
  const tokenizer = Tokenizer.fromString(JSON.stringify(start));
  tokenizer.train([text]);
  const file = path.join(fs.mkdtempSync(path.join(path.dirname(text), 'trained-')), 't.json');
  tokenizer.save(file);
  return read(file).model;
}

function layout(spec, text) {
  const trained = pieces(spec, text);
  const model = { ...spec.model };
  const first = spec.first ?? [];
  if (spec.kind === 'unigram') {
    const vocab = trained.vocab.filter(([piece]) => piece !== '<unk>').slice(0, spec.size);
    model.vocab = [...first.map(piece => [piece, 0]), ...vocab];
  } else {
    const merges = trained.merges.slice(0, spec.size).map(merge => Array.isArray(merge) ? merge : merge.split(' '));
    const names = new Set(first);
    if (spec.bytes === 'level') alphabet().forEach(name => names.add(name));
    if (spec.bytes === 'fallback') for (let b = 0; b < 256; b++) names.add(`<0x${b.toString(16).toUpperCase().padStart(2, '0')}>`);
    Object.keys(trained.vocab).filter(piece => [...piece].length === 1).sort().forEach(name => names.add(name));
    merges.forEach(([left, right]) => names.add(left + right));
    model.vocab = Object.fromEntries([...names].map((name, id) => [name, id]));
    model.merges = merges;
  }
  const size = spec.kind === 'unigram' ? model.vocab.length : Object.keys(model.vocab).length;
  const known = spec.kind === 'unigram' ? new Map(model.vocab.map(([piece], id) => [piece, id])) : new Map(Object.entries(model.vocab));
  let next = size;
  const added = (spec.added ?? []).map(token => ({ id: known.get(token.content) ?? next++, single_word: false, lstrip: false, rstrip: false, normalized: false, special: false, ...token }));
  return { ...parts, added_tokens: added, normalizer: spec.normalizer ?? null, pre_tokenizer: spec.pre_tokenizer ?? null, decoder: spec.decoder ?? null, model };
}

if (command === 'train') {
  const [text, specs, folder] = rest;
  for (const [name, spec] of Object.entries(read(specs))) {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
    fs.writeFileSync(path.join(folder, name, 'tokenizer.json'), JSON.stringify(layout(spec, text)));
  }
} else {
  const [linesFile, ...files] = rest;
  const lines = read(linesFile);
  for (const file of files) {
    const tokenizer = Tokenizer.fromFile(file);
    const ids = [], decoded = [];
    for (const line of lines) {
      const encoded = (await tokenizer.encode(line, null, { addSpecialTokens: false })).getIds();
      ids.push(encoded);
      decoded.push(await tokenizer.decode(encoded, true));
    }
    fs.writeFileSync(path.join(path.dirname(file), 'ids.json'), JSON.stringify(ids));
    fs.writeFileSync(path.join(path.dirname(file), 'decoded.json'), JSON.stringify(decoded));
  }
}
