//! Packing the program, smaller than gzip can; unlzma.js unpacks it in the browser.
//!
//! It does not know what it packs, but its settings are those at which WebAssembly becomes smallest.

use std::io::{Result, Write as _};

use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

/// Packs bytes into the `.lzma` format, with their number in its header.
///
/// The same bytes always give the same result.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let options = LzmaOptions {
        // More than the program has; one that outgrows it is packed less well, but no less right.
        dict_size: 1 << 20,
        // unlzma.js knows just these: the odds of a byte depend on a quarter of the one before, and none on the place.
        lc: 2,
        lp: 0,
        pb: 0,
        mode: EncodeMode::Normal,
        mf: MfType::Bt4,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        depth_limit: 1000,
        preset_dict: None,
    };
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use lzma_rust2::LzmaReader;

    use super::pack;

    /// What the packed form begins with: lc = 2, lp = 0 and pb = 0 in one byte, then the dictionary's size.
    const HEADER: [u8; 5] = [2, 0, 0, 0x10, 0];

    #[track_caller]
    fn check(bytes: &[u8], largest: usize) {
        let packed = pack(bytes).unwrap();
        assert!(packed.starts_with(&HEADER), "{packed:?}");
        assert_eq!(packed[HEADER.len()..][..8], (bytes.len() as u64).to_le_bytes());
        assert!(packed.len() <= largest, "{} bytes became {}", bytes.len(), packed.len());
        let mut unpacked = Vec::new();
        let mut reader = LzmaReader::new_mem_limit(packed.as_slice(), u32::MAX, None).unwrap();
        reader.read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == bytes, "{} bytes came back as {} others", bytes.len(), unpacked.len());
    }

    /// Bytes that have no pattern, by George Marsaglia's xorshift.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 0x9e37_79b9_u32;
        let next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[0]
        };
        std::iter::repeat_with(next).take(length).collect()
    }

    #[test]
    fn what_was_packed_comes_back() {
        check(b"", 18);
        check(b"\0", 20);
        check(b"\0asm\x01\0\0\0", 30);
        check(&vec![7; 100_000], 100);
        check(&noise(10_000), 10_300);
        check(&noise(2_000).repeat(50), 2_400);
        // More than the dictionary holds: of what comes twice, the first is forgotten when the second comes.
        check(&[noise(5_000), vec![0; 1 << 20], noise(5_000)].concat(), 11_000);
    }

    #[test]
    fn the_same_bytes_are_packed_alike() {
        let bytes = noise(3_000).repeat(3);
        assert_eq!(pack(&bytes).unwrap(), pack(&bytes).unwrap());
    }
}
