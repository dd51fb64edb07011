/**
 * Unpacks what xtask's `lzma::pack` packed: the .lzma format with its 13 bytes of header. After "LZMA specification"
 * by Igor Pavlov (LZMA SDK, public domain, https://www.7-zip.org/sdk.html), but it knows only lc = 2, lp = 0 and
 * pb = 0, which the header has to say. Everything unpacked stays in memory, so the size of the dictionary, which the
 * header says too, does not matter.
 *
 * Throws an Error when the bytes are damaged. The format has no checksum, but damage spoils all that is behind it:
 * something impossible is asked for, or the range coder does not stand at zero behind the last byte.
 */
function unlzma(bytes) {
  const ensure = (holds, what) => {
    if (!holds) throw new Error(`The packed bytes are wrong: ${what}.`);
  };
  // More than any program of this kind: a damaged header must not ask for all memory.
  const LARGEST = 64 << 20;
  ensure(bytes.length >= 18 && bytes[0] === 2 && bytes[13] === 0, "no header");
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  const size = header.getUint32(5, true);
  ensure(size <= LARGEST && header.getUint32(9, true) === 0, "the size");
  const out = new Uint8Array(size);

  // Where each kind of decision has its odds, in the specification's words: 4 literal models from 0; two length
  // models (Choice, Choice2, LowCoder, MidCoder, HighCoder); PosSlot, SpecPos and Align; IsMatch, IsRep, IsRepG0,
  // IsRepG1, IsRepG2 and IsRep0Long for 12 states.
  const LENGTH = 4 * 0x300;
  const LENGTH_AGAIN = LENGTH + 272;
  const SLOT = LENGTH_AGAIN + 272;
  const NEAR = SLOT + 4 * 64;
  const ALIGN = NEAR + 115;
  const IS_MATCH = ALIGN + 16;
  const IS_AGAIN = IS_MATCH + 12;
  const IS_OLDER = IS_AGAIN + 12;
  const IS_THIRD = IS_OLDER + 12;
  const IS_FOURTH = IS_THIRD + 12;
  const IS_LONG = IS_FOURTH + 12;
  // The odds of a 0, in 2048ths; even at first.
  const odds = new Uint16Array(IS_LONG + 12).fill(1024);

  // The range coder's range and code. As variables that functions share they would be slower; `>>> 0` and `imul` keep
  // them whole numbers of 32 bits.
  const coder = new Uint32Array([0xffffffff, header.getUint32(14)]);
  // The byte that is read next. Behind the end all are 0, which the loop at the bottom notices.
  let next = 18;

  // One bit, by the odds at a place, which learn from it.
  const bit = (at) => {
    const odd = odds[at];
    const bound = Math.imul(coder[0] >>> 11, odd) >>> 0;
    let range = bound;
    let code = coder[1];
    let value = 0;
    if (code < bound) {
      odds[at] = odd + ((2048 - odd) >> 5);
    } else {
      odds[at] = odd - (odd >> 5);
      range = (coder[0] - bound) >>> 0;
      code = (code - bound) >>> 0;
      value = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | bytes[next]) >>> 0;
      next += 1;
    }
    coder[0] = range;
    coder[1] = code;
    return value;
  };

  // Bits that are as likely 0 as 1.
  const plain = (width) => {
    let value = 0;
    for (let count = 0; count < width; count += 1) {
      coder[0] >>>= 1;
      value <<= 1;
      if (coder[1] >= coder[0]) {
        coder[1] -= coder[0];
        value |= 1;
      }
      if (coder[0] < 0x1000000) {
        coder[0] <<= 8;
        coder[1] = (coder[1] << 8) | bytes[next];
        next += 1;
      }
    }
    return value;
  };

  // Bits whose odds depend on those before, the highest first, up to a limit that is a power of two.
  const tree = (at, limit) => {
    let path = 1;
    while (path < limit) path = (path << 1) | bit(at + path);
    return path - limit;
  };

  // The same, the lowest first.
  const reverseTree = (at, width) => {
    let path = 1;
    let value = 0;
    for (let count = 0; count < width; count += 1) {
      const one = bit(at + path);
      path = (path << 1) | one;
      value |= one << count;
    }
    return value;
  };

  // A byte behind a match, so not the one that would go on with it. As long as both have the same bits, the odds
  // depend on that one too.
  const unlike = (at, other) => {
    let path = 1;
    let same = 0x100;
    while (path < 0x100) {
      other <<= 1;
      const expected = other & same;
      const one = bit(at + same + expected + path);
      path = (path << 1) | one;
      same = one ? expected : same ^ expected;
    }
    return path - 0x100;
  };

  const lengthBy = (at) => {
    if (!bit(at)) return 2 + tree(at + 2, 8);
    return bit(at + 1) ? 18 + tree(at + 16, 256) : 10 + tree(at + 9, 8);
  };

  const distanceFor = (length) => {
    const slot = tree(SLOT + 64 * Math.min(length - 2, 3), 64);
    if (slot < 4) return slot + 1;
    const width = (slot >> 1) - 1;
    const base = ((2 | (slot & 1)) << width) >>> 0;
    if (slot < 14) return base + reverseTree(NEAR + base - slot, width) + 1;
    return base + 16 * plain(width - 4) + reverseTree(ALIGN, 4) + 1;
  };

  // The distances of the last four matches, the latest first.
  const recent = [1, 1, 1, 1];
  const remember = (distance, place) => {
    for (; place > 0; place -= 1) recent[place] = recent[place - 1];
    recent[0] = distance;
  };

  let state = 0;
  let position = 0;
  while (position < size) {
    ensure(next <= bytes.length, "an early end");
    if (!bit(IS_MATCH + state)) {
      const model = position > 0 ? 0x300 * (out[position - 1] >> 6) : 0;
      out[position] = state < 7 ? tree(model, 0x100) : unlike(model, out[position - recent[0]]);
      position += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let length = 1;
    if (!bit(IS_AGAIN + state)) {
      length = lengthBy(LENGTH);
      remember(distanceFor(length), 3);
      state = state < 7 ? 7 : 10;
    } else {
      const place = !bit(IS_OLDER + state) ? 0 : !bit(IS_THIRD + state) ? 1 : 2 + bit(IS_FOURTH + state);
      remember(recent[place], place);
      if (place > 0 || bit(IS_LONG + state)) {
        length = lengthBy(LENGTH_AGAIN);
        state = state < 7 ? 8 : 11;
      } else {
        state = state < 7 ? 9 : 11;
      }
    }
    // The marker of an end, which is not written where the size is known, is such a distance as well.
    const distance = recent[0];
    ensure(distance <= position && length <= size - position, "a match");
    for (const end = position + length; position < end; position += 1) out[position] = out[position - distance];
  }
  ensure(coder[1] === 0 && next === bytes.length, "the end");
  return out;
}
