//! Words for days as articles have them: `2025-05-26` is "26 May 2025".

use std::borrow::Cow;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day, with its time where there is one; anything else as it is written.
#[must_use]
pub fn date(written: &str) -> Cow<'_, str> {
    written_out(written).map_or(written.into(), Into::into)
}

/// The day alone, where there is no room for a time.
#[must_use]
pub fn day(written: &str) -> Cow<'_, str> {
    let is_day = |day: &&str| date(day) != **day;
    date(written.split_once('T').map(|(day, _)| day).filter(is_day).unwrap_or(written))
}

fn written_out(written: &str) -> Option<String> {
    let (date, time) = match written.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (written, None),
    };
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !is_number(year) || parts.next().is_some() {
        return None;
    }
    let month = month.map(|month| {
        let number: usize = month.parse().ok().filter(|_| is_number(month))?;
        MONTHS.get(number.checked_sub(1)?)
    });
    let month = match month {
        None => return Some(year.to_owned()),
        Some(month) => month?,
    };
    let Some(day) = day else { return Some(format!("{month} {year}")) };
    let day: u8 = day.parse().ok().filter(|number| is_number(day) && (1..=31).contains(number))?;
    let Some(time) = time else { return Some(format!("{day} {month} {year}")) };
    let minutes = time.get(..5).unwrap_or(time);
    let zone = time.find(['Z', '+', '-']).map_or("", |at| &time[at..]);
    let zone = if zone == "Z" {
        " UTC".to_owned()
    } else if zone.is_empty() {
        String::new()
    } else {
        format!(" {zone}")
    };
    Some(format!("{day} {month} {year}, {minutes}{zone}"))
}

/// Something that was to be a day, and was not understood.
#[must_use]
pub fn not_understood(written: &str) -> String {
    format!(
        "“{}” is no day that can be read here. Write it as 26 May 2025 or 2025-05-26.",
        super::shortened(written)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out() {
        let check = |written: &str, words: &str| assert_eq!(date(written), words, "{written}");
        check("2025-05-26", "26 May 2025");
        check("2025-05-06", "6 May 2025");
        check("2025-05", "May 2025");
        check("2025", "2025");
        check("2025-05-26T09:30:00+05:30", "26 May 2025, 09:30 +05:30");
        check("2025-05-26T09:30:00Z", "26 May 2025, 09:30 UTC");
        check("2025-05-26T09:30", "26 May 2025, 09:30");
        check("2025-13-01", "2025-13-01");
        check("last Monday", "last Monday");
        check("", "");
        assert_eq!(day("2025-05-26T09:30:00Z"), "26 May 2025");
        assert_eq!(day("This Tuesday"), "This Tuesday");
    }
}
