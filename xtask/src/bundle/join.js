/**
 * Puts a program together that xtask's `streams::split` sorted, where the sorted form is described. It does not know
 * WebAssembly: the sorted form says which bytes each symbol stands for, and what kind of number is behind them.
 *
 * Throws an Error when what comes out is not the program that went in.
 */
function join(sorted) {
  const ensure = (holds, what) => {
    if (!holds) throw new Error(`The sorted program is wrong: ${what}.`);
  };
  // Kinds, as in xtask's `streams::code`.
  const END = 1;
  const LATEST = 2;
  const LOCALS = 4;
  const LOCAL_GET = 0x20;
  const LOCAL_TEE = 0x22;
  const CONST = 0x41;
  const MOST_LOCALS = 50000;
  const [sum, size, symbols, behind, front, streams] = new Uint32Array(sorted.buffer, 0, 6);
  ensure(Math.max(symbols, behind, front, streams) <= sorted.length && size < 64 << 20, "the header");

  const kinds = new Uint8Array(256);
  const heads = new Uint32Array(256);
  const ends = new Uint32Array(256);
  for (let at = 24, symbol = 0; at < symbols; symbol += 1) {
    kinds[symbol] = sorted[at];
    heads[symbol] = at + 2;
    at += 2 + sorted[at + 1];
    ends[symbol] = at;
  }

  // The stream of the symbol at a place.
  const streamOf = (at) => {
    const kind = kinds[sorted[at]];
    return kind === CONST ? 256 + 256 * sorted[at + 1] + sorted[at + 2] : kind;
  };
  // For each stream how many numbers it has, then the place of its next number.
  const places = new Uint32Array(256 + 65536);
  for (let at = symbols; at < behind; at += 1) places[streamOf(at)] += 1;
  let place = streams;
  for (let stream = LOCALS; stream < places.length; stream += 1) {
    let count = places[stream];
    places[stream] = place;
    for (; count > 0; count -= 1) while (sorted[place++] > 127);
  }

  // The size of a function is in front of it, but is known when it ends; until then it has all the room it may need.
  const ROOM = 5;
  const out = new Uint8Array(size + ROOM);
  out.set(sorted.subarray(front, streams));
  let start = streams - front;
  let position = start + ROOM;
  const write = (number) => {
    for (; number > 127; number >>>= 7) out[position++] = number | 128;
    out[position++] = number;
  };
  // Writes the next number of a stream as it is. The value is right if it has no more than 32 bits.
  const copy = (stream) => {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = sorted[places[stream]++];
      out[position++] = byte;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  // The function's local variables, those used last in front.
  let recent = [];
  const writeLocal = (rank) => {
    ensure(rank >>> 0 < MOST_LOCALS, "a local variable");
    while (recent.length <= rank) recent.push(recent.length);
    const local = recent[rank];
    for (; rank > 0; rank -= 1) recent[rank] = recent[rank - 1];
    recent[0] = local;
    write(local);
  };
  for (let at = symbols; at < behind; at += 1) {
    ensure(position <= out.length, "the size");
    const symbol = sorted[at];
    const kind = kinds[symbol];
    for (let head = heads[symbol]; head < ends[symbol]; head += 1) out[position++] = sorted[head];
    if (kind === END) {
      const end = position;
      position = start;
      write(end - start - ROOM);
      out.copyWithin(position, start + ROOM, end);
      start = position + end - start - ROOM;
      position = start + ROOM;
      recent = [];
    } else if (kind >= LOCAL_GET && kind <= LOCAL_TEE) {
      const before = position;
      const rank = copy(kind);
      position = before;
      writeLocal(rank);
    } else if (kind >= LOCALS) {
      copy(streamOf(at));
    } else if (kind >= LATEST) {
      writeLocal(kind - LATEST);
    }
  }
  out.set(sorted.subarray(behind, front), start);

  const program = out.subarray(0, size);
  let found = 0;
  for (let at = 0; at < size; at += 1) found = (Math.imul(found, 31) + program[at]) >>> 0;
  ensure(found === sum, "the sum");
  return program;
}
