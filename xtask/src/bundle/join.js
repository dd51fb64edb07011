/**
 * Puts a program together that xtask's `streams::split` sorted, where the sorted form is described. It does not know
 * WebAssembly: the sorted form says which bytes each symbol stands for, and what kind of number is behind them.
 *
 * Throws an Error when the sorted form contradicts itself. That no byte of it has changed is unlzma's to know.
 */
function join(sorted) {
  const ensure = (holds, what) => {
    if (!holds) throw new Error(`The sorted program is wrong: ${what}.`);
  };
  // The kinds of symbols, as in xtask's `streams::code`.
  const END = 1;
  const LATEST = 2;
  const NUMBERED = 4;
  const LOCAL_GET = 0x20;
  const LOCAL_TEE = 0x22;
  const CONST = 0x41;
  const MOST_LOCALS = 50000;
  const [size, symbols, behind, front, streams] = new Uint32Array(sorted.buffer, 0, 5);

  const kinds = new Uint8Array(256);
  const heads = new Uint32Array(256);
  const lengths = new Uint8Array(256);
  const words = new DataView(sorted.buffer);
  for (let at = 20, symbol = 0; at < symbols; symbol += 1) {
    kinds[symbol] = sorted[at];
    lengths[symbol] = sorted[at + 1];
    // Four bytes, of which those behind the head do not matter: they are written over.
    heads[symbol] = words.getUint32(at + 2);
    at += 2 + lengths[symbol];
  }
  ensure(behind <= sorted.length && kinds[sorted[behind - 1]] === END, "the symbols");

  // A loop that runs long is in a function that is called often: browsers make such functions fast first.

  // For each stream how many numbers it has, then the place of its next one.
  const places = new Uint32Array(256 + 256 * 256);
  const used = [];
  const streamOf = (at) => {
    const kind = kinds[sorted[at]];
    return kind === CONST ? 256 + 256 * sorted[at + 1] + sorted[at + 2] : kind;
  };
  const countFunction = (at) => {
    for (let stream = 0; stream !== END; at += 1) {
      stream = streamOf(at);
      if (places[stream] === 0) used.push(stream);
      places[stream] += 1;
    }
    return at;
  };
  for (let at = symbols; at < behind; ) at = countFunction(at);
  const skip = (place, count) => {
    for (; count > 0; count -= 1) {
      while (sorted[place] > 127) place += 1;
      place += 1;
    }
    return place;
  };
  let place = streams;
  for (const stream of Uint32Array.from(used).sort()) {
    const count = stream < NUMBERED ? 0 : places[stream];
    places[stream] = place;
    place = skip(place, count);
  }
  ensure(place === sorted.length, "the streams");

  // The size of a function is in front of it, but known when it ends; until then there is room for the largest.
  const ROOM = 5;
  const out = new Uint8Array(size + 2 * ROOM);
  const outWords = new DataView(out.buffer);
  out.set(sorted.subarray(front, streams));
  let position = streams - front;
  const write = (number) => {
    for (; number > 127; number >>>= 7) out[position++] = number | 128;
    out[position++] = number;
  };
  const copyNumber = (stream) => {
    let from = places[stream];
    let to = position;
    for (; sorted[from] > 127; from += 1) out[to++] = sorted[from];
    out[to] = sorted[from];
    places[stream] = from + 1;
    position = to + 1;
  };
  const readNumber = (stream) => {
    let from = places[stream];
    let number = 0;
    let shift = 0;
    for (; sorted[from] > 127; from += 1) {
      number |= (sorted[from] & 127) << shift;
      shift += 7;
    }
    places[stream] = from + 1;
    return number | (sorted[from] << shift);
  };
  // The function's local variables, those used last in front, as far as they are needed.
  let recent;
  const writeLocal = (rank) => {
    ensure(rank < MOST_LOCALS, "a local variable");
    const locals = recent;
    while (locals.length <= rank) locals.push(locals.length);
    const local = locals[rank];
    for (; rank > 0; rank -= 1) locals[rank] = locals[rank - 1];
    locals[0] = local;
    write(local);
  };
  const writeSymbol = (at) => {
    const symbol = sorted[at];
    const kind = kinds[symbol];
    outWords.setUint32(position, heads[symbol]);
    position += lengths[symbol];
    if (kind >= LOCAL_GET && kind <= LOCAL_TEE) writeLocal(readNumber(kind));
    else if (kind >= NUMBERED) copyNumber(streamOf(at));
    else if (kind >= LATEST) writeLocal(kind - LATEST);
    return kind;
  };
  const writeFunction = (at) => {
    const start = position;
    recent = [];
    position += ROOM;
    while (writeSymbol(at) !== END) at += 1;
    const end = position;
    position = start;
    write(end - start - ROOM);
    out.copyWithin(position, start + ROOM, end);
    position += end - start - ROOM;
    return at + 1;
  };
  for (let at = symbols; at < behind; ) at = writeFunction(at);
  ensure(position + front - behind === size, "the size");
  out.set(sorted.subarray(behind, front), position);
  return out.subarray(0, size);
}
