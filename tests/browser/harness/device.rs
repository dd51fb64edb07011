//! Actions of a mouse, a finger and a keyboard, in the words of the driver's protocol.

use serde_json::{Value, json};

/// Goes to a spot in the window.
pub fn move_to(spot: &Value) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": spot["x"], "y": spot["y"] })
}

/// Presses.
pub fn down() -> Value {
    json!({ "type": "pointerDown", "button": 0 })
}

/// Lets go.
pub fn up() -> Value {
    json!({ "type": "pointerUp", "button": 0 })
}

/// Presses a key and keeps it down.
pub fn key_down(name: &str) -> Value {
    json!({ "type": "keyDown", "value": key(name) })
}

/// Lets go of a key.
pub fn key_up(name: &str) -> Value {
    json!({ "type": "keyUp", "value": key(name) })
}

/// Presses keys together, and lets go of them in the opposite order: `Control+Shift+z`.
pub fn chord(keys: &str) -> Vec<Value> {
    let keys: Vec<_> = keys.split('+').collect();
    let downs = keys.iter().map(|key| key_down(key));
    let ups = keys.iter().rev().map(|key| key_up(key));
    downs.chain(ups).collect()
}

/// The protocol's character for a key.
fn key(name: &str) -> String {
    let code = match name {
        "Backspace" => 0xe003,
        "Tab" => 0xe004,
        "Enter" => 0xe007,
        "Shift" => 0xe008,
        "Control" => 0xe009,
        "Alt" => 0xe00a,
        "Escape" => 0xe00c,
        "Space" => 0xe00d,
        "F2" => 0xe032,
        "PageUp" => 0xe00e,
        "PageDown" => 0xe00f,
        "End" => 0xe010,
        "Home" => 0xe011,
        "ArrowLeft" => 0xe012,
        "ArrowUp" => 0xe013,
        "ArrowRight" => 0xe014,
        "ArrowDown" => 0xe015,
        "Delete" => 0xe017,
        _ => return name.to_owned(),
    };
    char::from_u32(code).unwrap_or_default().to_string()
}
