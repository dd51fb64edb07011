//! Timestamps: milliseconds since 1970 in UTC. Core has no clock; a time arrives with each command.

use crate::model::record::{FieldType, Value};
use std::fmt;
use std::time::{Duration, UNIX_EPOCH};

/// Milliseconds since 1970-01-01T00:00:00Z, at most those of the end of the year 9999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

impl Timestamp {
    const LAST: u64 = 253_402_300_799_999;

    /// Timestamp of that many milliseconds; later ones are cut to the end of the year 9999.
    #[must_use]
    pub fn from_millis(millis: u64) -> Self {
        Self(millis.min(Self::LAST))
    }

    /// Number of milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> u64 {
        self.0
    }

    /// Reads RFC 3339 with any zone, and what ISO 8601 has beside it: a blank for the `T`, a zone without a colon or without
    /// minutes, a date alone. A time without a zone counts as UTC, as tools write it. Digits beyond milliseconds are dropped.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, behind) = text.split_at_checked("YYYY-MM-DD".len())?;
        let clock = behind.strip_prefix(['T', 't', ' ']);
        let (clock, zone) = match clock {
            Some(clock) => {
                clock.split_at(clock.find(['Z', 'z', '+', '-', '\u{2212}', ' ']).unwrap_or(clock.len()))
            }
            None if behind.is_empty() => ("00:00:00", ""),
            None => return None,
        };
        // The seconds may be missing.
        let seconds = if clock.len() == "HH:MM".len() { ":00" } else { "" };
        let here = humantime::parse_rfc3339(&format!("{date}T{clock}{seconds}Z")).ok()?;
        let ahead = minutes_ahead(zone.trim_start())?;
        let by = Duration::from_secs(u64::from(ahead.unsigned_abs()) * 60);
        let time = if ahead < 0 { here.checked_add(by) } else { here.checked_sub(by) };
        let millis = time?.duration_since(UNIX_EPOCH).ok()?.as_millis();
        u64::try_from(millis).ok().map(Self::from_millis)
    }

    /// Date as `YYYY-MM-DD`, for file names.
    #[must_use]
    pub fn date(self) -> String {
        let mut text = self.to_string();
        text.truncate("YYYY-MM-DD".len());
        text
    }
}

/// Minutes by which a zone is ahead of UTC: `Z`, nothing, `+HH:MM`, `+HHMM` or `+HH`.
fn minutes_ahead(zone: &str) -> Option<i32> {
    let sign = match zone.chars().next() {
        None => return Some(0),
        Some('Z' | 'z') if zone.len() == 1 => return Some(0),
        Some('+') => 1,
        Some('-' | '\u{2212}') => -1,
        Some(_) => return None,
    };
    let digits: String = zone.chars().skip(1).filter(|it| *it != ':').collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    let number = |digits: &str, most: i32| -> Option<i32> {
        let is_number = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|number| is_number && *number <= most)
    };
    Some(sign * (number(hours, 23)? * 60 + number(minutes, 59)?))
}

impl fmt::Display for Timestamp {
    /// Writes RFC 3339 in UTC with milliseconds and `Z`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        humantime::format_rfc3339_millis(UNIX_EPOCH + Duration::from_millis(self.0)).fmt(formatter)
    }
}

impl FieldType for Timestamp {
    fn of(value: &Value) -> Option<Self> {
        u64::of(value).map(Self::from_millis)
    }

    fn value(&self) -> Value {
        Value::Number(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_and_read_in_utc() {
        let check = |text: &str, millis: Option<u64>| {
            assert_eq!(Timestamp::parse(text).map(Timestamp::millis), millis, "{text}");
            if let Some(millis) = millis {
                assert_eq!(Timestamp::from_millis(millis).to_string(), text);
            }
        };
        check("1970-01-01T00:00:00.000Z", Some(0));
        check("2026-11-22T06:38:12.345Z", Some(1_795_329_492_345));
        check("9999-12-31T23:59:59.999Z", Some(253_402_300_799_999));
        check("2026-13-01T00:00:00.000Z", None);
        check("yesterday", None);
        assert_eq!(Timestamp::from_millis(u64::MAX).date(), "9999-12-31");
    }

    #[test]
    fn times_of_other_zones_and_spellings_are_read() {
        let check = |text: &str, read: Option<&str>| {
            let found = Timestamp::parse(text).map(|time| time.to_string());
            assert_eq!(found.as_deref(), read, "{text}");
        };
        let eight = Some("2025-05-26T08:00:00.000Z");
        for text in [
            "2025-05-26T10:00:00+02:00",
            "2025-05-26T10:00:00.000000+02:00",
            "2025-05-26T10:00:00+0200",
            "2025-05-26 10:00:00 +02",
            "2025-05-26t04:30:00\u{2212}03:30",
            "2025-05-25T20:00:00-12:00",
            "2025-05-26T08:00:00+00:00",
            "2025-05-26 08:00:00",
            "2025-05-26T08:00:00",
            "2025-05-26T08:00",
            " 2025-05-26T08:00:00z ",
        ] {
            check(text, eight);
        }
        check("2025-05-26", Some("2025-05-26T00:00:00.000Z"));
        check("2025-01-01T00:30:00.1239+01:00", Some("2024-12-31T23:30:00.123Z"));
        let none = [
            "",
            "26.05.2025 10:00",
            "2025-05-26T",
            "2025-05-26X08:00:00",
            "2025-02-30",
            "2025-05-26T08:00:00+2",
            "2025-05-26T08:00:00+24:00",
            "2025-05-26T08:00:00+02:60",
            "2025-05-26T08:00:00Zulu",
            "2025-05-26T08:00:00 CET",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00+01:00",
            "20250526T080000Z",
            "ääääääää",
        ];
        for text in none {
            check(text, None);
        }
    }
}
