//! Dates: days, and times with their zone, as newspapers, databases and programs write them.
//!
//! - **Reads** ISO 8601 and RFC 3339, RFC 2822, years first, days first with dots, months by their names in the languages of
//!   [`MONTHS`], with a weekday, a time and a zone beside them.
//! - **Leaves** what has two meanings (`05/06/2025`, unless others in its column decide) and what is no date as it is written.
//!
//! A time without a zone says too little, so the day alone counts then.

use std::fmt::Write;

/// Order of day and month in a date of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nothing tells.
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

impl Order {
    /// Order that dates of one column have.
    pub fn of<'a>(dates: impl Iterator<Item = &'a str>) -> Self {
        let (mut days, mut months) = (false, false);
        for date in dates {
            let words = words(date);
            if let [Word::Number(first, _), Word::Number(second, _), Word::Number(_, 4), ..] = words[..] {
                days |= (13..=31).contains(&first);
                months |= (13..=31).contains(&second);
            }
        }
        match (days, months) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// Date as `2025-05-26`, or with its time as `2025-05-26T09:30:00+05:30`; `None` for what is not understood.
pub fn read(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let words = words(text);
    let (year, month, day, rest) = by_numbers(&words, order).or_else(|| by_name(&words))?;
    let is_day = (1..=12).contains(&month)
        && (1..=days_of(year, month)).contains(&day)
        && (1_000..=2_999).contains(&year);
    let mut date = is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))?;
    if let Some((hour, minute, second, zone)) = time(&rest) {
        let _ = write!(date, "T{hour:02}:{minute:02}:{second:02}{zone}");
    }
    Some(date)
}

/// Length in code points of the longest date.
const LONGEST: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Word<'a> {
    /// Number, and how many digits it has.
    Number(u32, usize),
    Name(&'a str),
    Sign(char),
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = |it: char| it.is_ascii_digit();
        let end = if is_digit(first) {
            rest.find(|it| !is_digit(it))
        } else if first.is_alphabetic() {
            rest.find(|it: char| !it.is_alphabetic())
        } else {
            Some(first.len_utf8())
        };
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        match word.parse() {
            Ok(number) if is_digit(first) => words.push(Word::Number(number, word.len())),
            _ if first.is_alphabetic() => words.push(Word::Name(word)),
            _ if ['+', ':', '-', '−'].contains(&first) => words.push(Word::Sign(first)),
            _ => {}
        }
    }
    // Signs between numbers of a date only separate them.
    let mut place = 1;
    let dashes = |word: &Word<'_>| matches!(word, Word::Sign('-' | '−'));
    let mut seen = 0;
    while place + 1 < words.len() && seen < 2 {
        if dashes(&words[place]) {
            words.remove(place);
            seen += 1;
        } else if matches!(words[place], Word::Sign(_)) {
            break;
        }
        place += 1;
    }
    words
}

type Day<'a> = (u32, u32, u32, Vec<Word<'a>>);

fn by_numbers<'a>(words: &[Word<'a>], order: Order) -> Option<Day<'a>> {
    use Word::{Name, Number};
    // A weekday or another word may stand in front.
    let begin = words.iter().position(|word| matches!(word, Number(..)))?;
    let words = &words[begin..];
    Some(match words {
        // 2025年5月26日
        [Number(year, 4), Name(_), Number(month, _), Name(of), Number(day, _), rest @ ..]
            if ["月", "월"].contains(of) =>
        {
            (*year, *month, *day, rest.to_vec())
        }
        [Number(year, 4), Number(month, 1 | 2), Number(day, 1 | 2), rest @ ..] => {
            (*year, *month, *day, rest.to_vec())
        }
        [Number(all, 8), rest @ ..] => (all / 10_000, all / 100 % 100, all % 100, rest.to_vec()),
        [Number(first, 1 | 2), Number(second, 1 | 2), Number(year, 4), rest @ ..] => {
            let day_first = match order {
                _ if *first > 12 || first == second => true,
                _ if *second > 12 => false,
                Order::DayFirst => true,
                Order::MonthFirst => false,
                Order::Unknown => return None,
            };
            let (day, month) = if day_first { (first, second) } else { (second, first) };
            (*year, *month, *day, rest.to_vec())
        }
        _ => return None,
    })
}

/// Day with the name of its month: `26 May 2025`, `May 26, 2025 Monday`, `26. Mai 2025`, `26 de mayo de 2025`.
fn by_name<'a>(words: &[Word<'a>]) -> Option<Day<'a>> {
    let year = words.iter().position(|word| matches!(word, Word::Number(_, 4)))?;
    // Of two names the one that is nearer to the year: `mar.` is a weekday in French.
    let named = |place: &usize| matches!(words[*place], Word::Name(name) if month(name).is_some());
    let month_at = (0..words.len()).filter(named).min_by_key(|place| place.abs_diff(year))?;
    let day = |place: &usize| matches!(words[*place], Word::Number(day, 1 | 2) if (1..=31).contains(&day));
    let beside = [month_at.checked_sub(1), month_at.checked_sub(2), Some(month_at + 1), Some(month_at + 2)];
    let day_at = beside.into_iter().flatten().filter(|place| *place < words.len()).find(day)?;
    let (Word::Number(year_is, _), Word::Name(name), Word::Number(day_is, _)) =
        (words[year], words[month_at], words[day_at])
    else {
        return None;
    };
    let end = year.max(day_at).max(month_at) + 1;
    Some((year_is, month(name)?, day_is, words[end..].to_vec()))
}

/// Time with a zone behind a day.
fn time(words: &[Word<'_>]) -> Option<(u32, u32, u32, String)> {
    use Word::{Name, Number, Sign};
    let colon = words.iter().position(|word| *word == Sign(':')).filter(|at| *at > 0)?;
    let (Number(mut hour, 1 | 2), Number(minute, 2)) = (words[colon - 1], *words.get(colon + 1)?) else {
        return None;
    };
    let (second, mut rest) = match &words[colon + 2..] {
        [Sign(':'), Number(second, 2), rest @ ..] => (*second, rest),
        rest => (0, rest),
    };
    // Parts of a second.
    if let [Number(_, _), behind @ ..] = rest {
        rest = behind;
    }
    if let [Name(half), behind @ ..] = rest
        && let half @ ("am" | "pm") = &*half.to_ascii_lowercase()
    {
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        rest = behind;
    }
    if let [Name("Uhr"), behind @ ..] = rest {
        rest = behind;
    }
    let zone = match rest {
        [Name("GMT" | "UTC"), Sign(sign), offset @ ..] | [Sign(sign), offset @ ..] => {
            offset_of(*sign, offset)?
        }
        [Name(name), ..] => {
            ZONES.iter().find(|(other, _)| other == name).map(|(_, zone)| (*zone).to_owned())?
        }
        _ => return None,
    };
    (hour < 24 && minute < 60 && second < 61).then_some((hour, minute, second, zone))
}

fn offset_of(sign: char, words: &[Word<'_>]) -> Option<String> {
    let sign = if sign == '+' { '+' } else { '-' };
    let (hours, minutes) = match words {
        [Word::Number(hours, 1 | 2), Word::Sign(':'), Word::Number(minutes, 2), ..] => (*hours, *minutes),
        [Word::Number(both, 4), ..] => (both / 100, both % 100),
        [Word::Number(hours, 1 | 2), ..] => (*hours, 0),
        _ => return None,
    };
    (hours < 15 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

/// Zones by their names: those of RFC 2822 and of Central Europe; others have several meanings.
const ZONES: [(&str, &str); 15] = [
    ("Z", "Z"),
    ("UTC", "Z"),
    ("GMT", "Z"),
    ("UT", "Z"),
    ("z", "Z"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CDT", "-05:00"),
    ("MST", "-07:00"),
    ("MDT", "-06:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
    ("CET", "+01:00"),
    ("CEST", "+02:00"),
    ("MESZ", "+02:00"),
];

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Month of that name, or of an abbreviation of at least three letters.
fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    if name == "may" {
        return Some(5);
    }
    let whole = MONTHS.iter().find_map(|names| position(names, |it| it == name));
    let begun = || MONTHS.iter().find_map(|names| position(names, |it| it.starts_with(&*name)));
    whole.or_else(|| begun().filter(|_| name.chars().count() >= 3))
}

fn position(names: &str, is: impl Fn(&str) -> bool) -> Option<u32> {
    (1..).zip(names.split(' ')).find(|(_, it)| is(it)).map(|(month, _)| month)
}

/// Names of months in English, German, French, Spanish, Italian, Portuguese, Dutch, Turkish, Polish, Russian, Ukrainian, Swedish,
/// Danish, Norwegian, Finnish, Czech, Romanian, Indonesian and Greek, as they stand in dates.
const MONTHS: [&str; 19] = [
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_and_programs_write_them() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read(text, Order::Unknown).as_deref().unwrap_or_default(), expected, "{text}");
        };
        for text in [
            "2025-05-26",
            "2025/5/26",
            "20250526",
            "26.05.2025",
            "26.5.2025",
            "26 May 2025",
            "May 26, 2025",
            "May 26, 2025 Monday",
            "Monday, May 26th, 2025",
            "Monday 26 May 2025",
            "26 MAY 2025",
            "26-May-2025",
            "26. Mai 2025",
            "Montag, den 26. Mai 2025",
            "lundi 26 mai 2025",
            "26 de mayo de 2025",
            "26 maggio 2025",
            "26 Mayıs 2025 Pazartesi",
            "26 мая 2025",
            "2025年5月26日",
            "2025년 5월 26일",
            "26/05/2025",
            "05/26/2025",
            "2025-05-26 10:30",
            "2025-05-26T10:30:00",
            "May 26, 2025 at 10:30 IST",
        ] {
            check(text, "2025-05-26");
        }
        check("mar. 27 mai 2025", "2025-05-27");
        check("Sept. 5, 2025", "2025-09-05");
        check("2025-05-26T10:30:00Z", "2025-05-26T10:30:00Z");
        check("2025-05-26T10:30:00.123+05:30", "2025-05-26T10:30:00+05:30");
        check("2025-05-26T10:30:00-0400", "2025-05-26T10:30:00-04:00");
        check("2025-05-26 10:30:00 +00:00", "2025-05-26T10:30:00+00:00");
        check("Mon, 26 May 2025 10:30:00 GMT", "2025-05-26T10:30:00Z");
        check("Mon, 26 May 2025 10:30:00 +0530", "2025-05-26T10:30:00+05:30");
        check("26. Mai 2025, 10:30 Uhr MESZ", "2025-05-26T10:30:00+02:00");
        check("May 26, 2025 8:05 PM EDT", "2025-05-26T20:05:00-04:00");
        // Two meanings, or none.
        for text in
            ["05/06/2025", "5-6-2025", "yesterday", "2025", "May 2025", "31 June 2025", "29.02.2025", ""]
        {
            check(text, "");
        }
        assert_eq!(read("29.02.2024", Order::Unknown).as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn a_column_decides_what_one_date_does_not() {
        let check = |dates: &[&str], expected: Order| assert_eq!(Order::of(dates.iter().copied()), expected);
        check(&["05/06/2025", "26/05/2025"], Order::DayFirst);
        check(&["05/06/2025", "05/26/2025"], Order::MonthFirst);
        check(&["05/06/2025", "2025-05-26"], Order::Unknown);
        check(&["26/05/2025", "05/26/2025"], Order::Unknown);
        assert_eq!(read("05/06/2025", Order::DayFirst).as_deref(), Some("2025-06-05"));
        assert_eq!(read("05/06/2025", Order::MonthFirst).as_deref(), Some("2025-05-06"));
    }
}
