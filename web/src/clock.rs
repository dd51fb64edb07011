//! The time, and how people here write it.

use js_sys::Date;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// Milliseconds since 1970.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a date is a whole number after 1970"
)]
pub fn now() -> u64 {
    Date::now().max(0.0) as u64
}

/// Today where the user is, as `YYYY-MM-DD`.
#[must_use]
pub fn today() -> String {
    let date = Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Style {
    date_style: &'static str,
    time_style: &'static str,
}

/// A moment as people here write it, for up to the year 9999.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53")]
pub fn local(millis: u64) -> String {
    let date = Date::new(&JsValue::from_f64(millis as f64));
    let style = serde_wasm_bindgen::to_value(&Style { date_style: "medium", time_style: "short" });
    date.to_locale_string("default", &style.unwrap_or_default()).into()
}
