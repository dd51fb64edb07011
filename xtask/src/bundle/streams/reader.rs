//! Reading WebAssembly's bytes one after the other. It does not know what they mean.

use anyhow::{Context, Result, ensure};

/// Bytes that have not been read yet.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the first of the bytes on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// Some bytes.
    ///
    /// # Errors
    /// When there are not as many.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length).context("an early end")?;
        self.rest = rest;
        Ok(taken)
    }

    /// One byte.
    ///
    /// # Errors
    /// When there is none.
    pub fn byte(&mut self) -> Result<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    /// The bytes of a number in LEB128, signed or not: all have the highest bit but the last.
    ///
    /// # Errors
    /// When there is no last one.
    pub fn leb(&mut self) -> Result<&'a [u8]> {
        let before_last = self.rest.iter().take_while(|byte| **byte >= 0x80).count();
        self.take(before_last + 1)
    }

    /// A number that is not negative and written as short as it can be.
    ///
    /// # Errors
    /// When it is larger than 32 bits or longer than it need be.
    pub fn number(&mut self) -> Result<u32> {
        let bytes = self.leb()?;
        let high_first = bytes.iter().rev();
        let value = high_first.fold(0, |value, byte| (value << 7) | u64::from(byte & 0x7f));
        ensure!(
            bytes.len() <= 5 && leb(value) == bytes,
            "a number that is too large or not in its shortest form"
        );
        Ok(u32::try_from(value)?)
    }
}

/// A number in LEB128.
pub fn leb(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = value.to_le_bytes()[0] & 0x7f;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}
