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

    /// Reads RFC 3339 in UTC (`Z`). Digits beyond milliseconds are dropped.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let time = humantime::parse_rfc3339(text).ok()?;
        let millis = time.duration_since(UNIX_EPOCH).ok()?.as_millis();
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
        check("2026-11-22T06:38:12.345+01:00", None);
        check("2026-13-01T00:00:00.000Z", None);
        check("yesterday", None);
        assert_eq!(Timestamp::from_millis(u64::MAX).date(), "9999-12-31");
    }
}
