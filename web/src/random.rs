//! Random bits from the browser's own source.

/// Fresh bits. `Math.random` stands in where the page runs without a cryptographic source.
#[must_use]
pub fn bits() -> u128 {
    let mut bytes = [0; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        for byte in &mut bytes {
            *byte = weak_byte();
        }
    }
    u128::from_be_bytes(bytes)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
fn weak_byte() -> u8 {
    (js_sys::Math::random() * 256.0) as u8
}
